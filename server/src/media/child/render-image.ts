import { stat } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { imageLimits } from '../limits.ts';
import { MediaRefused } from '../refusal.ts';
import type { ChildResult, MadeFile } from './messages.ts';

// Only the formats that are taken can be loaded at all, whatever a file pretends to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const sizes = [
  { name: '800', width: 800, height: 1_600, quality: 80 },
  { name: '400', width: 400, height: 800, quality: 76 },
] as const;

/** Re-encodes a picture upright, without its metadata (place and camera stay with the uploader), in two sizes. */
export async function renderImage(
  sourcePath: string,
  workDir: string,
): Promise<Omit<Extract<ChildResult, { kind: 'image' }>, 'sourceSha256'>> {
  const header = await sharp(sourcePath, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw new MediaRefused('media.damaged', firstLine(error));
    });
  const { width, height } = header;
  const { pixelsMax, sidePixelsMax } = imageLimits;
  if (width * height > pixelsMax || Math.max(width, height) > sidePixelsMax) {
    throw new MediaRefused('media.too_many_pixels', `${width} x ${height} pixels; at most ${pixelsMax} in all.`);
  }
  const open = () => sharp(sourcePath, { limitInputPixels: pixelsMax, failOn: 'error' }).rotate();
  try {
    const made: MadeFile[] = [];
    for (const size of sizes) {
      const image = open().resize({
        width: size.width,
        height: size.height,
        fit: 'inside',
        withoutEnlargement: true,
      });
      made.push(await writeWebp(image, workDir, `${size.name}.webp`, size.quality));
    }
    const upright = made[0];
    if (!upright) throw new Error('no size was made');
    return {
      kind: 'image',
      width: upright.width,
      height: upright.height,
      sizes: made,
      thumbhash: await thumbhashOf(sharp(path.join(workDir, upright.fileName))),
    };
  } catch (error) {
    if (error instanceof MediaRefused) throw error;
    // A full disk is not the picture's fault.
    if (error instanceof Error && /no space|ENOSPC|unable to write|wbuffer_write/i.test(error.message)) throw error;
    throw new MediaRefused('media.damaged', firstLine(error));
  }
}

export async function writeWebp(image: Sharp, workDir: string, fileName: string, quality: number): Promise<MadeFile> {
  const target = path.join(workDir, fileName);
  const info = await image.webp({ quality, effort: 4 }).toFile(target);
  const { size } = await stat(target);
  if (size === 0 || size !== info.size) throw new Error(`no space left: ${fileName} has ${size} of ${info.size} bytes`);
  return { fileName, width: info.width, height: info.height, bytes: size };
}

/** About 25 bytes that draw a blurred preview before the picture arrives; base64. */
export async function thumbhashOf(image: Sharp): Promise<string> {
  const { data, info } = await image
    .resize({ width: 100, height: 100, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
