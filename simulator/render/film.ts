import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import type { Storyboard } from '../town/compose-video.ts';
import { type Sprite, sprite } from './emoji.ts';
import { framesPerSecond } from './encode-clip.ts';
import * as paint from './paint.ts';
import { palettes } from './palette.ts';
import { shots } from './shots/index.ts';
import { easeOut, height, type Stage, width } from './shots/stage.ts';

/** Text keeps clear of what the player draws: 96 above, 240 below, 80 at the right, and of the sides that `cover` crops. */
const textLeft = 54;
const textWidth = width - textLeft - 88;

async function picture(token: string): Promise<Sprite> {
  if (!token.startsWith('#')) return sprite(token);
  const image = await loadImage(
    readFileSync(join(import.meta.dirname, '../assets/products', `${token.slice(1)}-1.webp`)),
  );
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return { canvas, width: image.width, height: image.height };
}

const pictures = (tokens: string): Promise<Sprite[]> => Promise.all(tokens.split(' ').filter(Boolean).map(picture));

/** One line of the opening title with its soft shadow, drawn once. */
function lettering(line: string): Canvas {
  const canvas = createCanvas(textWidth + 60, 100);
  const pen = canvas.getContext('2d');
  pen.font = paint.font(Math.min(52, (textWidth - 6) / Math.max(6, line.length)), 900);
  pen.shadowColor = 'rgba(40,18,6,0.6)';
  pen.fillStyle = '#FFFFFF';
  for (const [blur, down] of [
    [4, 2],
    [18, 5],
  ] as const) {
    pen.shadowBlur = blur;
    pen.shadowOffsetY = down;
    pen.fillText(line, 20, 68);
  }
  return canvas;
}

interface Reel {
  frames: number;
  /** Paints frame n and returns the canvas, which is reused. */
  show(frame: number): Canvas;
}

/** Turns a storyboard into frames. Frames must be asked for in order. */
export async function film(slug: string, board: Storyboard): Promise<Reel> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const before = createCanvas(width, height);
  const cuts: ('punch' | 'slide' | 'circle')[] = ['punch', 'slide', 'circle'];
  const turn = Math.floor(paint.random(slug)() * 3);
  let startFrame = 0;
  const reel = await Promise.all(
    board.shots.map(async (part, index) => {
      const draw = shots[part.shot];
      const colours = palettes[part.palette];
      if (!draw || !colours) throw new Error(`${slug}: unknown shot or palette ${part.shot} ${part.palette}`);
      const [heroes, props] = await Promise.all([pictures(part.heroes), pictures(part.props)]);
      return {
        part,
        draw,
        colours,
        heroes,
        props,
        kept: new Map<string, unknown>(),
        cut: cuts[(turn + index) % 3]!,
        index,
      };
    }),
  );
  const marks = reel.map((each) => {
    const from = startFrame;
    startFrame += Math.round(each.part.seconds * framesPerSecond);
    return { ...each, from, until: startFrame };
  });

  const headings = board.heading.map(lettering);

  function words(mark: (typeof marks)[number], seconds: number): void {
    pen.textAlign = 'left';
    if (mark.index === 0) {
      headings.forEach((line, row) => {
        const come = easeOut((seconds - 0.1 - row * 0.18) / 0.45);
        pen.globalAlpha = come;
        pen.drawImage(line, textLeft - 20 - (1 - come) * 30, 142 + row * 62);
      });
      pen.globalAlpha = 1;
    }
    pen.font = paint.font(26, 700);
    const lines = paint.wrap(pen, mark.part.caption.zh, textWidth - 28);
    const come = easeOut((seconds - 0.12) / 0.25);
    pen.globalAlpha = come;
    lines.forEach((line, row) => {
      const y = 704 - (lines.length - 1 - row) * 42;
      const wide = pen.measureText(line).width;
      pen.fillStyle = 'rgba(20,12,8,0.58)';
      paint.roundRect(pen, textLeft - 4, y - 31, wide + 28, 42, 12);
      pen.fill();
      pen.fillStyle = '#FFFFFF';
      pen.fillText(line, textLeft + 10, y - 1);
    });
    pen.globalAlpha = 1;
    pen.fillStyle = 'rgba(20,12,8,0.42)';
    paint.roundRect(pen, textLeft - 4, 108, 92, 30, 15);
    pen.fill();
    pen.fillStyle = 'rgba(255,255,255,0.95)';
    pen.font = paint.font(17, 500);
    pen.fillText('合成演示', textLeft + 8, 129);
  }

  function show(frame: number): Canvas {
    const mark = marks.find(({ until }) => frame < until) ?? marks.at(-1)!;
    const local = frame - mark.from;
    const seconds = local / framesPerSecond;
    if (local === 0 && mark.index > 0) before.getContext('2d').drawImage(canvas, 0, 0);
    const stage: Stage = {
      pen,
      seconds,
      share: local / (mark.until - mark.from),
      lengthSeconds: mark.part.seconds,
      colours: mark.colours,
      heroes: mark.heroes,
      props: mark.props,
      words: mark.part.words,
      roll: paint.random(`${slug} ${mark.index}`),
      memo: <T>(key: string, make: () => T): T => {
        if (!mark.kept.has(key)) mark.kept.set(key, make());
        return mark.kept.get(key) as T;
      },
    };
    const cutting = mark.index > 0 && local < 8;
    const come = easeOut((local + 1) / 8);
    pen.save();
    if (cutting && mark.cut === 'punch') {
      const zoom = 1.18 - 0.18 * come;
      pen.translate(width / 2, height / 2);
      pen.scale(zoom, zoom);
      pen.translate(-width / 2, -height / 2);
    } else if (cutting && mark.cut === 'slide') {
      pen.drawImage(before, -width * come, 0);
      pen.translate(width * (1 - come), 0);
      pen.beginPath();
      pen.rect(0, 0, width, height);
      pen.clip();
    } else if (cutting) {
      pen.drawImage(before, 0, 0);
      pen.beginPath();
      pen.arc(width / 2, height * 0.48, 20 + come * 620, 0, Math.PI * 2);
      pen.clip();
    }
    mark.draw(stage);
    pen.restore();
    words(mark, seconds);
    return canvas;
  }

  return { frames: startFrame, show };
}
