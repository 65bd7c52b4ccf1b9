import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { type Placement, place, type Sprite } from '../emoji.ts';
import * as paint from '../paint.ts';
import type { Palette } from '../palette.ts';

export const width = 540;
export const height = 960;

/** What a shot gets to draw one frame. `roll` starts anew at every frame, so the same leaf is the same leaf. */
export interface Stage {
  pen: SKRSContext2D;
  /** Seconds since the shot began, and its share of the whole, 0 to 1. */
  seconds: number;
  share: number;
  lengthSeconds: number;
  colours: Palette;
  heroes: Sprite[];
  props: Sprite[];
  words: string[];
  roll: paint.Random;
  /** Kept for the length of the shot: backgrounds are painted once. */
  memo: <T>(key: string, make: () => T) => T;
}

export type Shot = (stage: Stage) => void;

export const clamp = (value: number, low = 0, high = 1): number => Math.min(high, Math.max(low, value));
export const easeOut = (share: number): number => 1 - (1 - clamp(share)) ** 3;
export const easeInOut = (share: number): number => {
  const at = clamp(share);
  return at < 0.5 ? 4 * at ** 3 : 1 - (-2 * at + 2) ** 3 / 2;
};
/** Overshoots once and settles. */
export const spring = (share: number): number => {
  const at = clamp(share);
  return at === 0 ? 0 : 1 - Math.exp(-6.5 * at) * Math.cos(9.5 * at);
};
/** 0 before `atSeconds`, 1 after `forSeconds` more. */
export const since = (stage: Stage, atSeconds: number, forSeconds: number): number =>
  clamp((stage.seconds - atSeconds) / forSeconds);

/** A background a little larger than the frame, painted once. */
export function backdrop(stage: Stage, draw: (pen: SKRSContext2D, w: number, h: number) => void, margin = 40): Canvas {
  return stage.memo('backdrop', () => {
    const canvas = paint.createCanvas(width + margin * 2, height + margin * 2);
    draw(canvas.getContext('2d'), width + margin * 2, height + margin * 2);
    return canvas;
  });
}

/** Slow push-in around a point; everything drawn inside `draw` moves with the camera. */
export function camera(stage: Stage, from: number, to: number, draw: () => void, driftX = 0, centreY = 430): void {
  const { pen } = stage;
  const zoom = from + (to - from) * easeInOut(stage.share);
  pen.save();
  pen.translate(width / 2 + driftX * (stage.share - 0.5), centreY);
  pen.scale(zoom, zoom);
  pen.translate(-width / 2, -centreY);
  draw();
  pen.restore();
}

export function put(stage: Stage, sprite: Sprite | undefined, at: Placement): void {
  if (sprite && at.size > 1) place(stage.pen, sprite, at);
}

export const heroOf = (stage: Stage, index = 0): Sprite => stage.heroes[index % stage.heroes.length]!;
export const propOf = (stage: Stage, index = 0): Sprite | undefined =>
  stage.props[index % Math.max(1, stage.props.length)];

function puff(stage: Stage, colour: string): Canvas {
  return stage.memo(`puff ${colour}`, () => {
    const canvas = paint.createCanvas(96, 96);
    paint.glow(canvas.getContext('2d'), 48, 48, 48, colour, 0.8);
    return canvas;
  });
}

/** Steam from (x, y) upwards. */
export function steam(stage: Stage, x: number, y: number, spread = 60, colour = '#FFFFFF', rise = 230): void {
  const cloud = puff(stage, colour);
  for (let index = 0; index < 9; index++) {
    const life = (stage.seconds * 0.42 + index / 9) % 1;
    const sway = Math.sin(stage.seconds * 1.6 + index * 2.1) * 16 * life;
    const size = 46 + life * 110;
    stage.pen.globalAlpha = Math.sin(life * Math.PI) * 0.36;
    stage.pen.drawImage(
      cloud,
      x + (((index * 37) % 10) / 10 - 0.45) * spread + sway - size / 2,
      y - life * rise - size / 2,
      size,
      size,
    );
  }
  stage.pen.globalAlpha = 1;
}

/** Sprites drifting down (or up, with a negative speed) through the whole frame, near ones larger. */
export function drift(stage: Stage, sprite: Sprite | undefined, count: number, speed = 90, size = 44): void {
  if (!sprite) return;
  for (let index = 0; index < count; index++) {
    const depth = 0.5 + stage.roll();
    const startX = stage.roll() * (width + 80) - 40;
    const startY = stage.roll() * (height + 160);
    const span = height + 160;
    const y = ((((startY + stage.seconds * speed * depth) % span) + span) % span) - 80;
    const x = startX + Math.sin(stage.seconds * 1.3 + index) * 26 * depth;
    place(stage.pen, sprite, {
      x,
      y,
      size: size * depth,
      rotate: stage.seconds * (index % 2 ? 0.9 : -0.7) + index,
      alpha: 0.9,
    });
  }
}

/** Four-pointed twinkles around a point. */
export function sparkle(stage: Stage, x: number, y: number, reach: number, count = 9, colour = '#FFF6D0'): void {
  const { pen } = stage;
  for (let index = 0; index < count; index++) {
    const angle = stage.roll() * Math.PI * 2;
    const far = reach * (0.55 + stage.roll() * 0.5);
    const beat = Math.max(0, Math.sin(stage.seconds * 3.2 + stage.roll() * 9));
    const size = (5 + stage.roll() * 13) * beat;
    if (size < 1) continue;
    pen.save();
    pen.translate(x + Math.cos(angle) * far, y + Math.sin(angle) * far);
    pen.fillStyle = colour;
    pen.beginPath();
    for (let point = 0; point < 8; point++) {
      const radius = point % 2 ? size * 0.28 : size;
      pen.lineTo(Math.cos((point * Math.PI) / 4) * radius, Math.sin((point * Math.PI) / 4) * radius);
    }
    pen.fill();
    pen.restore();
  }
}

/** Small lights that float upwards. */
export function fireflies(stage: Stage, count: number, colour = '#FFD98A'): void {
  const light = puff(stage, colour);
  for (let index = 0; index < count; index++) {
    const x = stage.roll() * width + Math.sin(stage.seconds * 0.9 + index * 1.7) * 30;
    const speed = 14 + stage.roll() * 26;
    const y = (((stage.roll() * height - stage.seconds * speed) % height) + height) % height;
    const size = 16 + stage.roll() * 26;
    stage.pen.globalAlpha = 0.3 + 0.6 * Math.abs(Math.sin(stage.seconds * 2 + index));
    stage.pen.drawImage(light, x - size / 2, y - size / 2, size, size);
  }
  stage.pen.globalAlpha = 1;
}

/** Rays that turn slowly behind something worth looking at. */
export function rays(stage: Stage, x: number, y: number, colour: string, strength = 0.22): void {
  const { pen } = stage;
  pen.save();
  pen.translate(x, y);
  pen.rotate(stage.seconds * 0.16);
  pen.fillStyle = paint.alpha(colour, strength);
  for (let ray = 0; ray < 12; ray++) {
    pen.rotate(Math.PI / 6);
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(-64, -760);
    pen.lineTo(64, -760);
    pen.fill();
  }
  pen.restore();
}

/** A word on a pale pill that pops in. */
export function chip(
  stage: Stage,
  word: string | undefined,
  x: number,
  y: number,
  atSeconds: number,
  colour: string,
): void {
  if (!word) return;
  const grown = spring(since(stage, atSeconds, 0.5));
  if (grown <= 0.01) return;
  const { pen } = stage;
  pen.save();
  pen.translate(x, y);
  pen.scale(grown, grown);
  pen.font = paint.font(26, 700);
  pen.textAlign = 'center';
  const wide = pen.measureText(word).width + 40;
  pen.fillStyle = 'rgba(40,20,10,0.18)';
  paint.roundRect(pen, -wide / 2 + 2, -24 + 5, wide, 48, 24);
  pen.fill();
  pen.fillStyle = '#FFFDF8';
  paint.roundRect(pen, -wide / 2, -24, wide, 48, 24);
  pen.fill();
  pen.fillStyle = colour;
  pen.fillText(word, 0, 9);
  pen.restore();
}

/** Standing room with window light, painted once. */
export function roomBackdrop(stage: Stage, edgeY = 640): Canvas {
  return backdrop(stage, (pen, w, h) => {
    paint.room(pen, w, h, stage.colours, edgeY + 40);
    paint.windowLight(pen, w, h * 0.8, paint.random('window'));
  });
}
