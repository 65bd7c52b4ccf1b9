import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** Real photographs, a real clip and merchants' sheets: the folder of HAOWU_TEST_DATA, else ../shared/data beside the project. */
export const realData = path.resolve(
  process.env.HAOWU_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data'),
);
export const realClip = path.join(realData, 'clips/bottle-detection.mp4');
export const farmSheet = path.join(realData, 'catalogues/farm-cooperative.gbk.csv');
export const realPhoto = (name: string) => path.join(realData, 'photos/grocery', `${name}.jpg`);

/** Whether the real data and ffmpeg are here; says on the error output what is missing. */
export function realDataIsHere(file: string): boolean {
  const missing = [
    ...(existsSync(realClip) && existsSync(farmSheet) ? [] : [`no test data at ${realData} (set HAOWU_TEST_DATA)`]),
    ...(existsSync('/usr/bin/ffmpeg') ? [] : ['no ffmpeg: apt-get install -y ffmpeg']),
  ];
  if (missing.length > 0) process.stderr.write(`\n  ${file}: skipped, ${missing.join('; ')}\n\n`);
  return missing.length === 0;
}

const run = promisify(execFile);

/**
 * A vertical clip of 540 x 960 with sound as a phone makes it: seconds of the real clip, then one photograph after another
 * with a slow zoom, and a tone of its own.
 */
export async function makeVerticalClip(
  target: string,
  options: { photos: readonly string[]; clipSeconds: number; photoSeconds: number; toneHz: number },
): Promise<void> {
  const frames = Math.round(options.photoSeconds * 25);
  const photos = options.photos.flatMap((photo) => ['-i', photo]);
  const seconds = options.clipSeconds + options.photos.length * options.photoSeconds;
  const parts = [
    `[0:v]trim=duration=${options.clipSeconds},setpts=PTS-STARTPTS,crop=202:360,scale=540:960,fps=25,setsar=1,format=yuv420p[p0]`,
    ...options.photos.map(
      (_, index) =>
        `[${index + 1}:v]scale=1080:1920:force_original_aspect_ratio=increase,crop=1080:1920,zoompan=z='1+on/600':d=${frames}:s=540x960:fps=25,setsar=1,format=yuv420p[p${index + 1}]`,
    ),
    `${[0, ...options.photos.map((_, index) => index + 1)].map((index) => `[p${index}]`).join('')}concat=n=${options.photos.length + 1}:v=1:a=0[v]`,
  ];
  const clip = ['-ss', '4', '-t', String(options.clipSeconds), '-i', realClip];
  const tone = ['-f', 'lavfi', '-t', String(seconds), '-i', `sine=frequency=${options.toneHz}:sample_rate=48000`];
  await run(
    'ffmpeg',
    [
      ...['-y', '-loglevel', 'error'],
      ...clip,
      ...photos,
      ...tone,
      ...['-filter_complex', parts.join(';'), '-map', '[v]', '-map', `${options.photos.length + 1}:a`],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-c:a', 'aac', '-shortest', target],
    ],
    { timeout: 60_000 },
  );
}
