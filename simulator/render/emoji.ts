import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Canvas, createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';

/**
 * The pieces every picture is put together from: Fluent emoji 3D (MIT), trimmed to their ink, optionally tinted.
 * A token is an emoji, or an emoji and a tint: `🏺@celadon`.
 */
export interface Sprite {
  canvas: Canvas;
  width: number;
  height: number;
}

const assetFolder = join(
  dirname(createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json')),
  'assets',
);

const tints: Record<string, string> = {
  tan: 'sepia(0.75) saturate(0.75) brightness(0.92) hue-rotate(-8deg)',
  brown: 'sepia(0.7) saturate(1.1) brightness(0.7) hue-rotate(-12deg)',
  celadon: 'sepia(0.9) saturate(0.62) hue-rotate(78deg) brightness(1.12)',
  green: 'hue-rotate(60deg) saturate(0.85)',
  blue: 'hue-rotate(200deg) saturate(0.8)',
  teal: 'hue-rotate(150deg) saturate(0.7)',
  violet: 'hue-rotate(260deg) saturate(0.75)',
  warm: 'hue-rotate(-25deg) saturate(1.1)',
  cool: 'hue-rotate(40deg) saturate(0.8)',
  grey: 'saturate(0.15) brightness(1.02)',
  dark: 'saturate(0.4) brightness(0.5)',
  gold: 'sepia(1) saturate(2.1) hue-rotate(-6deg) brightness(0.98)',
  pale: 'saturate(0.35) brightness(1.2)',
};

const cache = new Map<string, Promise<Sprite>>();

export function fileOf(emoji: string): string {
  const points = [...emoji].map((each) => each.codePointAt(0)!.toString(16));
  const bare = points.filter((each) => each !== 'fe0f');
  for (const candidate of [points.join('-'), bare.join('-'), `${bare.join('-')}-fe0f`]) {
    const file = join(assetFolder, `${candidate}.webp`);
    if (existsSync(file)) return file;
  }
  throw new Error(`no emoji picture for ${emoji} (${points.join('-')})`);
}

async function load(token: string): Promise<Sprite> {
  const [emoji = '', tint] = token.split('@');
  const image = await loadImage(fileOf(emoji));
  const whole = createCanvas(image.width, image.height);
  const pen = whole.getContext('2d');
  if (tint) {
    const filter = tints[tint];
    if (!filter) throw new Error(`unknown tint: ${tint}`);
    pen.filter = filter;
  }
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let left = image.width;
  let top = image.height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++)
      if (data[(y * image.width + x) * 4 + 3]! > 24) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
  const width = right - left + 1;
  const height = bottom - top + 1;
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(whole, left, top, width, height, 0, 0, width, height);
  return { canvas, width, height };
}

/** The sprite of a token, trimmed; loaded once. */
export function sprite(token: string): Promise<Sprite> {
  let found = cache.get(token);
  if (!found) {
    found = load(token);
    cache.set(token, found);
  }
  return found;
}

/** Sprites of a list of tokens parted by spaces. */
export function sprites(tokens: string): Promise<Sprite[]> {
  return Promise.all(tokens.split(' ').filter(Boolean).map(sprite));
}

export interface Placement {
  x: number;
  y: number;
  /** Longer side in pixels. */
  size: number;
  rotate?: number;
  alpha?: number;
  blur?: number;
  flip?: boolean;
  /** `cast`: dropped shadow as seen from above; `contact`: soft ellipse where it stands; default none. */
  shadow?: 'cast' | 'contact' | 'none';
  /** Where (x, y) is on the sprite: its middle (default) or the middle of its foot. */
  anchor?: 'centre' | 'foot';
  shadowColour?: string;
  stretchX?: number;
  stretchY?: number;
}

/** Draws a sprite; returns the width and height it took. */
export function place(
  pen: SKRSContext2D,
  { canvas, width, height }: Sprite,
  at: Placement,
): { width: number; height: number } {
  const scale = at.size / Math.max(width, height);
  const w = width * scale * (at.stretchX ?? 1);
  const h = height * scale * (at.stretchY ?? 1);
  const foot = at.anchor === 'foot';
  pen.save();
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  if (at.shadow === 'contact') {
    pen.save();
    pen.translate(at.x, foot ? at.y : at.y + h / 2);
    pen.scale(1, 0.2);
    const radius = w * 0.56;
    const soft = pen.createRadialGradient(w * 0.06, 0, radius * 0.1, w * 0.06, 0, radius);
    const colour = at.shadowColour ?? '60,30,20';
    soft.addColorStop(0, `rgba(${colour},0.5)`);
    soft.addColorStop(0.55, `rgba(${colour},0.22)`);
    soft.addColorStop(1, `rgba(${colour},0)`);
    pen.fillStyle = soft;
    pen.globalAlpha = at.alpha ?? 1;
    pen.beginPath();
    pen.arc(w * 0.06, 0, radius, 0, Math.PI * 2);
    pen.fill();
    pen.restore();
  }
  pen.globalAlpha = at.alpha ?? 1;
  pen.translate(at.x, at.y);
  if (at.rotate) pen.rotate(at.rotate);
  if (at.flip) pen.scale(-1, 1);
  if (at.blur) pen.filter = `blur(${at.blur}px)`;
  if (at.shadow === 'cast') {
    pen.shadowColor = `rgba(${at.shadowColour ?? '50,25,15'},0.36)`;
    pen.shadowBlur = at.size * 0.09;
    pen.shadowOffsetX = at.size * 0.045;
    pen.shadowOffsetY = at.size * 0.075;
  }
  pen.drawImage(canvas, -w / 2, foot ? -h : -h / 2, w, h);
  pen.restore();
  return { width: w, height: h };
}
