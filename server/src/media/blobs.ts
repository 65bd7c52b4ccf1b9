import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { World } from '../kernel/index.ts';
import { mediaFolders } from './folders.ts';

export const blobTypes: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  vtt: 'text/vtt; charset=utf-8',
};

const blobName = /^([0-9a-f]{2})([0-9a-f]{2})[0-9a-f]{60}\.([a-z0-9]{2,4})$/;

/** Path of a blob `<sha256>.<extension>`, or undefined when that is no name of one. The file may still be missing. */
export function blobPath(world: World, fileName: string): string | undefined {
  const match = blobName.exec(fileName);
  if (!match?.[1] || !match[2] || !match[3] || !(match[3] in blobTypes)) return undefined;
  return path.join(mediaFolders(world).blobs, match[1], match[2], fileName);
}

/** Address of a blob as clients see it. */
export function blobUrl(fileName: string): string {
  return `/media/${fileName}`;
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * Keeps a file under the hash of its content; the same content again costs nothing. The name appears only when the
 * content is complete and on disk. `move` consumes the file (it must be below the data folder), else it is copied.
 * @returns its name `<sha256>.<extension>` and its size.
 */
export async function storeBlob(
  world: World,
  file: string,
  how: 'move' | 'copy',
): Promise<{ fileName: string; bytes: number }> {
  const extension = path.extname(file).slice(1).toLowerCase();
  const fileName = `${await sha256OfFile(file)}.${extension}`;
  const target = blobPath(world, fileName);
  if (!target) throw new Error(`a .${extension} file is not kept as media`);
  const { size } = await stat(file);
  const known = await stat(target).catch(() => undefined);
  if (known?.size === size) {
    if (how === 'move') await rm(file, { force: true });
    return { fileName, bytes: size };
  }
  await mkdir(path.dirname(target), { recursive: true });
  const waiting = how === 'move' ? file : `${target}.${randomUUID()}`;
  if (how === 'copy') await copyFile(file, waiting, constants.COPYFILE_FICLONE);
  await flushToDisk(waiting);
  await rename(waiting, target);
  return { fileName, bytes: size };
}

async function flushToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
