/**
 * Draws, sings and encodes the clips of the town: `npx node simulator/render/render-clips.ts [slug …]`.
 * Takes minutes, so its results are committed. With slugs, only those are made again; the manifest always lists what lies in the folder.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { rgbaToThumbHash } from 'thumbhash';
import type { ClipFile, Video } from '../town/types.ts';
import { clips } from '../town/videos/index.ts';
import { encodeClip, framesPerSecond, planes } from './encode-clip.ts';
import { film } from './film.ts';
import { height, width } from './shots/stage.ts';
import { compose } from './sound.ts';

const folder = join(import.meta.dirname, '../assets/clips');
const manifestFile = join(folder, 'manifest.json');
const sizeLimitBytes = 300_000;
mkdirSync(folder, { recursive: true });

function vttTime(ms: number): string {
  return `00:00:${String(Math.floor(ms / 1000)).padStart(2, '0')}.${String(ms % 1000).padStart(3, '0')}`;
}

function webVtt(video: Video, language: 'zh' | 'en'): string {
  const cues = video.captions.map(
    ({ startMs, endMs, text }, index) => `${index + 1}\n${vttTime(startMs)} --> ${vttTime(endMs)}\n${text[language]}\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** The loop draws each frame once and keeps it: a second try at a lower quality only encodes again. */
async function render({ video, storyboard }: (typeof clips)[number]): Promise<void> {
  const cards = video.products.map(({ atMs }) => atMs / 1000);
  const samples = compose(video.slug, storyboard.music, storyboard.shots, cards);
  const { frames, show } = await film(video.slug, storyboard);
  const posterFrame = Math.min(frames - 1, Math.round(storyboard.shots[0]!.seconds * 0.7 * framesPerSecond));
  const drawn: Buffer[] = [];
  for (let index = 0; index < frames; index++) {
    const canvas = show(index);
    drawn.push(planes(canvas.data(), width, height));
    if (index === posterFrame) writeFileSync(join(folder, `${video.slug}.webp`), canvas.encodeSync('webp', 70));
  }
  const file = join(folder, `${video.slug}.mp4`);
  for (let quality = 26; ; ) {
    encodeClip(file, width, height, drawn, samples, quality);
    const over = statSync(file).size / sizeLimitBytes;
    if (over <= 1 || quality > 38) break;
    quality += 1 + Math.ceil(5 * Math.log2(over));
  }
  for (const language of ['zh', 'en'] as const)
    writeFileSync(join(folder, `${video.slug}.${language}.vtt`), webVtt(video, language));
}

/** What the manifest says of a clip that lies in the folder. */
async function describe({ slug, durationMs }: Video): Promise<ClipFile> {
  const bytes = readFileSync(join(folder, `${slug}.mp4`));
  const small = createCanvas(56, 100).getContext('2d');
  small.drawImage(await loadImage(readFileSync(join(folder, `${slug}.webp`))), 0, 0, 56, 100);
  const thumbhash = rgbaToThumbHash(56, 100, small.getImageData(0, 0, 56, 100).data);
  return {
    video: slug,
    file: `clips/${slug}.mp4`,
    width,
    height,
    durationMs,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    posterFile: `clips/${slug}.webp`,
    thumbhash: Buffer.from(thumbhash).toString('base64'),
    captionFiles: { zh: `clips/${slug}.zh.vtt`, en: `clips/${slug}.en.vtt` },
  };
}

const wanted = new Set(process.argv.slice(2));
for (const clip of clips) {
  if (wanted.size && !wanted.has(clip.video.slug)) continue;
  const started = performance.now();
  await render(clip);
  console.log(`${clip.video.slug} ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
const listed: ClipFile[] = [];
for (const { video } of clips) if (existsSync(join(folder, `${video.slug}.en.vtt`))) listed.push(await describe(video));
writeFileSync(manifestFile, `${JSON.stringify(listed, null, 1)}\n`);
