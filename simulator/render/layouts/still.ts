import type { SKRSContext2D } from '@napi-rs/canvas';
import { place, type Sprite } from '../emoji.ts';
import * as paint from '../paint.ts';
import type { Palette } from '../palette.ts';

/** What a layout gets to draw one square still of `side` pixels. */
export interface Still {
  pen: SKRSContext2D;
  side: number;
  colours: Palette;
  heroes: Sprite[];
  props: Sprite[];
  label: string;
  roll: paint.Random;
  /** True for goods that come in numbers: fruit, cakes, bulbs. */
  many: boolean;
}

export type Layout = (still: Still) => void;

export const hero = ({ heroes }: Still, index = 0): Sprite => heroes[index % heroes.length]!;

/** Small things beside the goods, standing, left and right of the middle. */
export function flank(still: Still, footY: number, size: number, spread: number): void {
  const { pen, side, props, roll } = still;
  props.slice(0, 3).forEach((prop, index) => {
    const right = index % 2 === 0;
    const x = side / 2 + (right ? 1 : -1) * spread * (index === 2 ? 0.82 : 1);
    place(pen, prop, {
      x,
      y: footY + paint.between(roll, -6, 26),
      size: size * (index === 2 ? 0.72 : 1),
      anchor: 'foot',
      shadow: 'contact',
      flip: !right,
    });
  });
}

/** The goods: one, or a small group of three that overlap. */
export function group(still: Still, x: number, footY: number, size: number): void {
  const { pen, many, heroes } = still;
  if (many) {
    place(pen, hero(still, 1), {
      x: x - size * 0.4,
      y: footY - size * 0.05,
      size: size * 0.72,
      anchor: 'foot',
      shadow: 'contact',
      rotate: -0.06,
    });
    place(pen, hero(still, 2), {
      x: x + size * 0.42,
      y: footY - size * 0.03,
      size: size * 0.66,
      anchor: 'foot',
      shadow: 'contact',
      flip: heroes.length < 2,
      rotate: 0.05,
    });
    place(pen, hero(still), { x, y: footY + size * 0.05, size: size * 0.86, anchor: 'foot', shadow: 'contact' });
  } else place(pen, hero(still), { x, y: footY, size, anchor: 'foot', shadow: 'contact' });
}

/** A heap of goods: rows that get shorter towards the top. */
export function heap(still: Still, x: number, baseY: number, width: number, rows: number, size: number): void {
  const { pen, roll } = still;
  for (let row = rows - 1; row >= 0; row--) {
    const count = Math.max(2, Math.round((width / (size * 0.62)) * (1 - row * 0.2)));
    for (let index = 0; index < count; index++) {
      const at = count === 1 ? 0.5 : index / (count - 1);
      const span = width * (1 - row * 0.2) - size * 0.7;
      place(pen, hero(still, index + row), {
        x: x - span / 2 + span * at + paint.between(roll, -8, 8),
        y: baseY - row * size * 0.5 + paint.between(roll, -8, 8),
        size: size * paint.between(roll, 0.94, 1.08),
        rotate: paint.between(roll, -0.35, 0.35),
        shadow: 'cast',
        flip: roll() > 0.5,
      });
    }
  }
}
