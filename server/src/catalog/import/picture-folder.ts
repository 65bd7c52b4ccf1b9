import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FoundPicture } from './import-product.ts';
import type { PictureSource } from './import-sheet.ts';
import { pictureKind } from './parse-cell.ts';

const pictureBytesMax = 40 * 1024 * 1024;

/**
 * Pictures below one of the folders, tried in order. A name or a link that leads out of its folder is refused.
 * `ingest` stores the file and gives its image, or null when it is not a picture.
 */
export function pictureFolder(
  folders: readonly string[],
  ingest: (filePath: string) => Promise<FoundPicture['image']>,
  onUsed: (filePath: string) => void = () => {},
): PictureSource {
  const find = async (name: string): Promise<string | 'outside' | undefined> => {
    if (pictureKind(name) !== 'path') return 'outside';
    for (const folder of folders) {
      const filePath = path.resolve(folder, name.replaceAll('\\', '/'));
      try {
        const [root, real] = [await realpath(folder), await realpath(filePath)];
        if (!real.startsWith(root + path.sep)) return 'outside';
        const { size } = await stat(real);
        if (size <= pictureBytesMax) return real;
      } catch {
        // Not in this folder; perhaps in the next one.
      }
    }
    return undefined;
  };
  return {
    async find(name) {
      const filePath = await find(name);
      if (filePath === undefined || filePath === 'outside') return filePath;
      onUsed(filePath);
      return {
        digest: createHash('sha256')
          .update(await readFile(filePath))
          .digest('hex'),
      };
    },
    async ingest(name) {
      const filePath = await find(name);
      return filePath === undefined || filePath === 'outside' ? null : ingest(filePath);
    },
  };
}
