import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Palette } from './palette.ts';

/** Brushes for stills and clips alike. Everything random comes from a `Random` seeded by a name. */
export type Random = () => number;

const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json')),
  'files',
);
for (const weight of [500, 700, 900])
  for (const subset of ['chinese-simplified', 'latin'])
    GlobalFonts.registerFromPath(
      join(fontFolder, `noto-sans-sc-${subset}-${weight}-normal.woff2`),
      `noto-${subset}-${weight}`,
    );

/** A canvas `font` value in Noto Sans SC. */
export function font(sizePx: number, weight: 500 | 700 | 900 = 700): string {
  return `${sizePx}px noto-latin-${weight}, noto-chinese-simplified-${weight}`;
}

/** Repeatable randomness: the same name gives the same numbers (xmur3 into mulberry32). */
export function random(name: string): Random {
  let hash = 1779033703 ^ name.length;
  for (const character of name) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  let state = hash >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const between = (roll: Random, low: number, high: number): number => low + (high - low) * roll();

export function pick<T>(roll: Random, from: readonly T[]): T {
  return from[Math.floor(roll() * from.length)]!;
}

/** Mixes two `#rrggbb` colours; 0 gives the first. */
export function mix(one: string, other: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const blend = (at: number) => Math.round(part(one, at) * (1 - share) + part(other, at) * share);
  return `#${[1, 3, 5].map((at) => blend(at).toString(16).padStart(2, '0')).join('')}`;
}

export function alpha(hex: string, share: number): string {
  return (
    hex +
    Math.round(share * 255)
      .toString(16)
      .padStart(2, '0')
  );
}

export function verticalGradient(
  pen: SKRSContext2D,
  x: number,
  y: number,
  w: number,
  h: number,
  stops: string[],
): void {
  const gradient = pen.createLinearGradient(0, y, 0, y + h);
  stops.forEach((stop, index) => {
    gradient.addColorStop(index / Math.max(1, stops.length - 1), stop);
  });
  pen.fillStyle = gradient;
  pen.fillRect(x, y, w, h);
}

export function glow(pen: SKRSContext2D, x: number, y: number, radius: number, colour: string, strength = 0.6): void {
  const gradient = pen.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, alpha(colour, strength));
  gradient.addColorStop(0.5, alpha(colour, strength * 0.35));
  gradient.addColorStop(1, alpha(colour, 0));
  pen.fillStyle = gradient;
  pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

export function roundRect(pen: SKRSContext2D, x: number, y: number, w: number, h: number, radius: number): void {
  pen.beginPath();
  pen.roundRect(x, y, w, h, radius);
}

/** Panes of light through a window, falling to the right, with the shadow of a branch in them. */
export function windowLight(pen: SKRSContext2D, w: number, h: number, roll: Random, shift = 0): void {
  pen.save();
  pen.filter = `blur(${Math.round(w / 90)}px)`;
  pen.globalCompositeOperation = 'soft-light';
  pen.fillStyle = 'rgba(255,252,235,0.75)';
  const left = w * between(roll, 0.1, 0.3) + shift;
  for (const column of [0, 1])
    for (const row of [0, 1]) {
      const x = left + column * w * 0.25 + row * w * 0.13;
      const y = h * 0.06 + row * h * 0.36;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x + w * 0.22, y);
      pen.lineTo(x + w * 0.34, y + h * 0.32);
      pen.lineTo(x + w * 0.12, y + h * 0.32);
      pen.fill();
    }
  pen.globalCompositeOperation = 'source-over';
  pen.fillStyle = 'rgba(70,45,25,0.10)';
  for (let leaf = 0; leaf < 11; leaf++) {
    pen.save();
    pen.translate(w * between(roll, 0.55, 1.02) + shift * 0.6, h * between(roll, -0.02, 0.36));
    pen.rotate(between(roll, 0.3, 1.4));
    pen.beginPath();
    pen.ellipse(0, 0, w * 0.085, w * 0.026, 0, 0, Math.PI * 2);
    pen.fill();
    pen.restore();
  }
  pen.restore();
}

/** A soft circle out of focus. */
export function bokeh(
  pen: SKRSContext2D,
  w: number,
  h: number,
  roll: Random,
  colour: string,
  count: number,
  share = 0.3,
): void {
  for (let index = 0; index < count; index++) {
    const radius = w * between(roll, 0.012, 0.05);
    pen.fillStyle = alpha(colour, share * between(roll, 0.25, 1));
    pen.beginPath();
    pen.arc(w * roll(), h * roll(), radius, 0, Math.PI * 2);
    pen.fill();
  }
}

export function hills(
  pen: SKRSContext2D,
  w: number,
  h: number,
  baseY: number,
  height: number,
  colour: string,
  roll: Random,
  shift = 0,
): void {
  const phases = [roll() * 7, roll() * 7, roll() * 7];
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, h);
  for (let x = 0; x <= w + 8; x += 8) {
    const at = (x + shift) / w;
    const wave =
      Math.sin(at * 3.1 + phases[0]!) * 0.5 +
      Math.sin(at * 6.7 + phases[1]!) * 0.3 +
      Math.sin(at * 12 + phases[2]!) * 0.08;
    pen.lineTo(x, baseY - (wave * 0.5 + 0.5) * height);
  }
  pen.lineTo(w, h);
  pen.fill();
}

/** Seen from above: woven cloth, planks, or speckled stone. */
export function tabletop(
  pen: SKRSContext2D,
  w: number,
  h: number,
  colours: Palette,
  roll: Random,
  kind: 'linen' | 'wood' | 'stone',
): void {
  const base =
    kind === 'wood'
      ? mix(colours.surface, '#D8B189', 0.45)
      : kind === 'linen'
        ? mix(colours.top, colours.bottom, 0.45)
        : mix(colours.pale, colours.bottom, 0.25);
  verticalGradient(pen, 0, 0, w, h, [mix(base, '#FFFFFF', 0.18), base, mix(base, colours.deep, 0.08)]);
  pen.save();
  if (kind === 'wood') {
    const planks = 4;
    for (let plank = 0; plank < planks; plank++) {
      const y = (h / planks) * plank;
      pen.fillStyle = alpha(roll() > 0.5 ? '#FFFFFF' : colours.deep, 0.05);
      pen.fillRect(0, y, w, h / planks);
      pen.strokeStyle = alpha(colours.deep, 0.05);
      pen.lineWidth = 2;
      for (let grain = 0; grain < 6; grain++) {
        const at = y + (h / planks) * roll();
        const bend = between(roll, -12, 12);
        pen.beginPath();
        pen.moveTo(0, at);
        pen.bezierCurveTo(w * 0.3, at + bend, w * 0.6, at - bend, w, at + bend * 0.4);
        pen.stroke();
      }
      pen.fillStyle = alpha(colours.deep, 0.22);
      pen.fillRect(0, y - 1.5, w, 3);
    }
  } else if (kind === 'linen') {
    pen.strokeStyle = alpha(colours.pale, 0.35);
    pen.lineWidth = 1;
    for (let at = 0; at < w; at += 9) {
      pen.beginPath();
      pen.moveTo(at, 0);
      pen.lineTo(at, h);
      pen.moveTo(0, at);
      pen.lineTo(w, at);
      pen.stroke();
    }
  } else {
    for (let speck = 0; speck < 90; speck++) {
      pen.fillStyle = alpha(pick(roll, [colours.accent, colours.surface, colours.bottom, '#FFFFFF']), 0.35);
      pen.beginPath();
      pen.ellipse(w * roll(), h * roll(), between(roll, 2, 9), between(roll, 2, 6), roll() * 3, 0, Math.PI * 2);
      pen.fill();
    }
  }
  pen.restore();
  glow(pen, w * 0.25, h * 0.15, w * 0.8, '#FFFFFF', 0.35);
}

/** Standing view: a wall with light from the upper left, and a table from `edgeY` down. */
export function room(pen: SKRSContext2D, w: number, h: number, colours: Palette, edgeY: number): void {
  verticalGradient(pen, 0, 0, w, edgeY, [colours.top, colours.bottom]);
  glow(pen, w * 0.26, h * 0.14, w * 0.85, '#FFFFFF', 0.55);
  verticalGradient(pen, 0, edgeY, w, h - edgeY, [
    mix(colours.surface, '#FFFFFF', 0.34),
    mix(colours.surface, '#FFFFFF', 0.08),
  ]);
  const fade = pen.createLinearGradient(0, edgeY - 26, 0, edgeY + 4);
  fade.addColorStop(0, alpha(colours.deep, 0));
  fade.addColorStop(1, alpha(colours.deep, 0.14));
  pen.fillStyle = fade;
  pen.fillRect(0, edgeY - 26, w, 30);
}

/** A soft dark edge that holds the eye in the middle. */
export function vignette(pen: SKRSContext2D, w: number, h: number, colour: string, strength = 0.16): void {
  const gradient = pen.createRadialGradient(
    w / 2,
    h * 0.46,
    Math.min(w, h) * 0.42,
    w / 2,
    h * 0.5,
    Math.max(w, h) * 0.78,
  );
  gradient.addColorStop(0, alpha(colour, 0));
  gradient.addColorStop(1, alpha(colour, strength));
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, w, h);
}

/** Cylinder to stand goods on; (x, y) is the middle of its top. */
export function podium(pen: SKRSContext2D, x: number, y: number, radius: number, height: number, colour: string): void {
  const flat = radius * 0.2;
  pen.save();
  pen.fillStyle = 'rgba(60,30,20,0.16)';
  pen.filter = 'blur(10px)';
  pen.beginPath();
  pen.ellipse(x + radius * 0.12, y + height + flat * 0.4, radius * 1.12, flat * 1.2, 0, 0, Math.PI * 2);
  pen.fill();
  pen.filter = 'none';
  const side = pen.createLinearGradient(x - radius, 0, x + radius, 0);
  side.addColorStop(0, mix(colour, '#FFFFFF', 0.3));
  side.addColorStop(0.35, mix(colour, '#FFFFFF', 0.45));
  side.addColorStop(1, mix(colour, '#000000', 0.16));
  pen.fillStyle = side;
  pen.beginPath();
  pen.ellipse(x, y + height, radius, flat, 0, 0, Math.PI);
  pen.lineTo(x - radius, y);
  pen.lineTo(x + radius, y);
  pen.lineTo(x + radius, y + height);
  pen.fill();
  pen.fillStyle = mix(colour, '#FFFFFF', 0.6);
  pen.beginPath();
  pen.ellipse(x, y, radius, flat, 0, 0, Math.PI * 2);
  pen.fill();
  pen.restore();
}

export function arch(pen: SKRSContext2D, x: number, footY: number, w: number, h: number, fill: string): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.moveTo(x - w / 2, footY);
  pen.lineTo(x - w / 2, footY - h + w / 2);
  pen.arc(x, footY - h + w / 2, w / 2, Math.PI, 0);
  pen.lineTo(x + w / 2, footY);
  pen.fill();
}

/** Text broken to fit; returns its lines. Breaks at spaces where there are any, else between characters. */
export function wrap(pen: SKRSContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(/[A-Za-z0-9.×%℃-]+|\s+|./gu) ?? []) {
    const next = line + part;
    const hanging = /^[，。、；：？）》”]$/u.test(part);
    if (line && !hanging && pen.measureText(next).width > width) {
      lines.push(line.trim());
      line = part.trimStart();
    } else line = next;
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

export { createCanvas };
