import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processFile } from './process-file.ts';
import { MediaRefused } from './refusal.ts';
import { ChildStopped } from './run-child.ts';
import { ffmpegMissing, hasFfmpeg, hostileVideos, makeClip, makeFolder, probe, write } from './test-files.ts';

let folder: ReturnType<typeof makeFolder>;
let count = 0;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

function workDir(): string {
  count += 1;
  const dir = path.join(folder.dir, `work-${count}`);
  mkdirSync(dir);
  return dir;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof MediaRefused) return error.refusal.code;
    throw error;
  }
  return 'taken';
}

describe.skipIf(!hasFfmpeg)(hasFfmpeg ? 'videos' : ffmpegMissing, () => {
  test.each(hostileVideos)('$name is refused with $code', async ({ code, make }) => {
    const sourcePath = await make(folder.dir);
    const dir = workDir();
    expect(await refusalOf(processFile({ kind: 'video', sourcePath, workDir: dir }))).toBe(code);
  });

  test('a portrait clip becomes two upright sizes with sound, index first, and a poster', async () => {
    const sourcePath = makeClip(path.join(folder.dir, 'tall.mp4'), { width: 1080, height: 1920, seconds: 1 });
    const dir = workDir();
    const progress: number[] = [];
    const { result } = await processFile(
      { kind: 'video', sourcePath, workDir: dir },
      { onProgress: (value) => progress.push(value) },
    );
    if (result.kind !== 'video') throw new Error('not a video');
    expect(result.sources.map(({ width, height }) => [width, height])).toEqual([
      [720, 1280],
      [540, 960],
    ]);
    expect(result.hasSound).toBe(true);
    expect(result.durationMs).toBe(1_000);
    expect(Buffer.from(result.thumbhash, 'base64').length).toBeGreaterThan(10);
    expect(result.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
    for (const source of result.sources) {
      const file = path.join(dir, source.fileName);
      expect(probe(file)).toEqual({
        width: source.width,
        height: source.height,
        durationMs: 1_000,
        tracks: ['h264', 'aac'],
      });
      const bytes = readFileSync(file);
      expect(bytes.length).toBe(source.bytes);
      expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    }
    expect((await sharp(path.join(dir, result.poster.fileName)).metadata()).format).toBe('webp');
    expect(progress.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  test('a phone clip that lies on its side is stored upright', async () => {
    const sourcePath = makeClip(path.join(folder.dir, 'turned.mp4'), {
      width: 640,
      height: 360,
      seconds: 1,
      rotateDegrees: 90,
    });
    const { result } = await processFile({ kind: 'video', sourcePath, workDir: workDir() });
    expect([result.width, result.height]).toEqual([360, 640]);
  });

  test('a landscape clip keeps its shape and is never enlarged', async () => {
    const sourcePath = makeClip(path.join(folder.dir, 'wide.mp4'), { width: 640, height: 360, seconds: 1 });
    const { result } = await processFile({ kind: 'video', sourcePath, workDir: workDir() });
    if (result.kind !== 'video') throw new Error('not a video');
    expect(result.sources.map(({ width, height }) => [width, height])).toEqual([[640, 360]]);
  });

  test('WebM and a clip without sound are taken', async () => {
    const webm = await processFile({
      kind: 'video',
      sourcePath: makeClip(path.join(folder.dir, 'clip.webm'), { seconds: 1 }),
      workDir: workDir(),
    });
    const silent = await processFile({
      kind: 'video',
      sourcePath: makeClip(path.join(folder.dir, 'silent.mp4'), { seconds: 1, sound: false }),
      workDir: workDir(),
    });
    expect([webm.result, silent.result].map((result) => result.kind === 'video' && result.hasSound)).toEqual([
      true,
      false,
    ]);
  });

  test('a child that takes too much memory, too long, or is stopped leaves at once', async () => {
    const sourcePath = makeClip(path.join(folder.dir, 'heavy.mp4'), { width: 1080, height: 1920, seconds: 4 });
    const file = () => ({ kind: 'video' as const, sourcePath, workDir: workDir() });
    expect(await refusalOf(processFile(file(), { residentBytesMax: 150e6 }))).toBe('media.too_much_memory');
    expect(await refusalOf(processFile(file(), { timeoutMs: 400 }))).toBe('media.too_slow');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    await expect(processFile(file(), { signal: stop.signal })).rejects.toBeInstanceOf(ChildStopped);
  });
});

describe('pictures', () => {
  const photo = () => sharp({ create: { width: 1200, height: 900, channels: 3, background: '#a03020' } });

  test('a photograph is stored upright in two sizes without its metadata', async () => {
    const sourcePath = path.join(folder.dir, 'photo.jpg');
    await photo()
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .jpeg()
      .toFile(sourcePath);
    await sharp(readFileSync(sourcePath)).withMetadata({ orientation: 6 }).jpeg().toFile(sourcePath);
    const dir = workDir();
    const { result } = await processFile({ kind: 'image', sourcePath, workDir: dir });
    if (result.kind !== 'image') throw new Error('not a picture');
    expect(result.sizes.map(({ width, height }) => [width, height])).toEqual([
      [800, 1067],
      [400, 533],
    ]);
    const stored = await sharp(path.join(dir, result.sizes[0]!.fileName)).metadata();
    expect([stored.format, stored.exif, stored.orientation]).toEqual(['webp', undefined, undefined]);
  });

  test.each([
    [
      'a vector picture',
      'media.not_an_image',
      'v.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    [
      'a vector picture named .png',
      'media.not_an_image',
      'v.png',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
    ['an empty file', 'media.empty', 'e.png', ''],
    ['a PNG signature and nothing else', 'media.damaged', 's.png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ])('%s is refused', async (_name, code, fileName, content) => {
    const sourcePath = write(folder.dir, fileName, content);
    expect(await refusalOf(processFile({ kind: 'image', sourcePath, workDir: workDir() }))).toBe(code);
  });

  test('a photograph cut in half and a picture of 256 million pixels are refused, and leave nothing', async () => {
    const whole = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7919) % 251)), {
      raw: { width: 300, height: 300, channels: 3 },
    })
      .jpeg()
      .toBuffer();
    const half = write(folder.dir, 'half.jpg', whole.subarray(0, whole.length / 2));
    const dir = workDir();
    expect(await refusalOf(processFile({ kind: 'image', sourcePath: half, workDir: dir }))).toBe('media.damaged');
    const bomb = path.join(folder.dir, 'bomb.png');
    await sharp({
      create: { width: 16_000, height: 16_000, channels: 3, background: 'black' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toFile(bomb);
    expect(await refusalOf(processFile({ kind: 'image', sourcePath: bomb, workDir: dir }))).toBe(
      'media.too_many_pixels',
    );
    expect(existsSync(dir) ? readdirSync(dir).filter((name) => name === '400.webp') : []).toEqual([]);
  });
});
