/**
 * Draws, sings and encodes the clips of the town: `npx node simulator/render/render-clips.ts [slug …]`.
 * Takes minutes, so its results are committed. With slugs, only those are made again; the manifest keeps the others.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { rgbaToThumbHash } from 'thumbhash';
import type { ClipFile, Video } from '../town/types.ts';
import { clips } from '../town/videos/index.ts';
import { encodeClip, framesPerSecond } from './encode-clip.ts';
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

async function render({ video, storyboard }: (typeof clips)[number]): Promise<ClipFile> {
  const cards = video.products.map(({ atMs }) => atMs / 1000);
  const samples = compose(video.slug, storyboard.music, storyboard.shots, cards);
  const name = `${video.slug}.mp4`;
  const file = join(folder, name);
  const poster = join(folder, `${video.slug}.webp`);
  const small = createCanvas(56, 100);
  for (let quality = 26; ; ) {
    const { frames, show } = await film(video.slug, storyboard);
    const posterFrame = Math.min(frames - 1, Math.round(storyboard.shots[0]!.seconds * 0.7 * framesPerSecond));
    encodeClip(
      file,
      width,
      height,
      frames,
      (index) => {
        const canvas = show(index);
        if (index === posterFrame) {
          writeFileSync(poster, canvas.encodeSync('webp', 70));
          small.getContext('2d').drawImage(canvas, 0, 0, 56, 100);
        }
        return canvas.data();
      },
      samples,
      quality,
    );
    const over = statSync(file).size / sizeLimitBytes;
    if (over <= 1 || quality > 38) break;
    quality += 1 + Math.ceil(5 * Math.log2(over));
  }
  const bytes = readFileSync(file);
  writeFileSync(join(folder, `${video.slug}.zh.vtt`), webVtt(video, 'zh'));
  writeFileSync(join(folder, `${video.slug}.en.vtt`), webVtt(video, 'en'));
  const pixels = small.getContext('2d').getImageData(0, 0, 56, 100).data;
  return {
    video: video.slug,
    file: `clips/${name}`,
    width,
    height,
    durationMs: video.durationMs,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    posterFile: `clips/${video.slug}.webp`,
    thumbhash: Buffer.from(rgbaToThumbHash(56, 100, pixels)).toString('base64'),
    captionFiles: { zh: `clips/${video.slug}.zh.vtt`, en: `clips/${video.slug}.en.vtt` },
  };
}

const wanted = new Set(process.argv.slice(2));
const made = new Map<string, ClipFile>();
for (const clip of clips) {
  if (wanted.size && !wanted.has(clip.video.slug)) continue;
  const started = performance.now();
  const result = await render(clip);
  made.set(clip.video.slug, result);
  console.log(
    `${clip.video.slug} ${(result.sizeBytes / 1000).toFixed(0)} kB, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
if (wanted.size && existsSync(manifestFile))
  for (const each of JSON.parse(readFileSync(manifestFile, 'utf8')) as ClipFile[])
    if (!made.has(each.video)) made.set(each.video, each);
const listed = clips.flatMap(({ video }) => made.get(video.slug) ?? []);
writeFileSync(manifestFile, `${JSON.stringify(listed, null, 1)}\n`);
