import { place } from '../emoji.ts';
import * as paint from '../paint.ts';
import { flank, group, hero, type Layout } from './still.ts';

/** Seen from the front, in a room. */

/** Goods on a cylinder, a lower one beside it. */
export const podiumLayout: Layout = (still) => {
  const { pen, side, colours, roll } = still;
  paint.room(pen, side, side, colours, 590);
  const sign = roll() > 0.5 ? 1 : -1;
  pen.fillStyle = paint.alpha(colours.pale, 0.75);
  pen.beginPath();
  pen.arc(side / 2 + sign * 40, 340, 262, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = paint.alpha(colours.accent, 0.16);
  pen.beginPath();
  pen.arc(side / 2 - sign * 215, 210, 92, 0, Math.PI * 2);
  pen.fill();
  paint.podium(pen, side / 2 + sign * 238, 602, 108, 74, colours.bottom);
  paint.podium(pen, side / 2 - sign * 20, 612, 236, 92, colours.pale);
  const [first, second, third] = still.props;
  if (first) place(pen, first, { x: side / 2 + sign * 250, y: 606, size: 158, anchor: 'foot', shadow: 'contact' });
  place(pen, hero(still), { x: side / 2 - sign * 20, y: 622, size: 430, anchor: 'foot', shadow: 'contact' });
  if (second)
    place(pen, second, {
      x: side / 2 - sign * 284,
      y: 722,
      size: 130,
      anchor: 'foot',
      shadow: 'contact',
      rotate: -0.1 * sign,
    });
  if (third) place(pen, third, { x: side / 2 + sign * 150, y: 742, size: 96, anchor: 'foot', shadow: 'contact' });
};

export const windowLayout: Layout = (still) => {
  const { pen, side, colours, roll } = still;
  paint.room(pen, side, side, colours, 560);
  pen.fillStyle = paint.alpha(colours.pale, 0.4);
  pen.fillRect(0, 0, side, 18);
  const x = side * (roll() > 0.5 ? 0.45 : 0.54);
  flank(still, 640, 178, 286);
  group(still, x, 676, 460);
  paint.windowLight(pen, side, side, roll);
};

export const archLayout: Layout = (still) => {
  const { pen, side, colours } = still;
  paint.room(pen, side, side, colours, 640);
  paint.arch(pen, side / 2, 640, 600, 600, paint.alpha(colours.accent, 0.14));
  paint.arch(pen, side / 2, 640, 500, 540, paint.alpha(colours.pale, 0.7));
  paint.arch(pen, side / 2, 640, 400, 480, paint.alpha(colours.bottom, 0.75));
  flank(still, 706, 168, 284);
  group(still, side / 2, 690, still.many ? 430 : 450);
  paint.windowLight(pen, side, side, still.roll);
};

export const shelfLayout: Layout = (still) => {
  const { pen, side, colours, props } = still;
  paint.verticalGradient(pen, 0, 0, side, side, [colours.top, colours.bottom]);
  paint.glow(pen, 220, 140, 600, '#FFFFFF', 0.6);
  pen.fillStyle = paint.alpha(colours.accent, 0.12);
  for (let x = 0; x < side; x += 100) pen.fillRect(x, 0, 3, side);
  const boards = [620];
  for (const y of boards) {
    pen.fillStyle = paint.alpha(colours.deep, 0.18);
    pen.filter = 'blur(16px)';
    pen.fillRect(30, y + 30, side - 40, 60);
    pen.filter = 'none';
    paint.verticalGradient(pen, 0, y, side, 46, ['#E7C496', '#C99A63']);
    pen.fillStyle = 'rgba(90,50,20,0.35)';
    pen.fillRect(0, y + 42, side, 5);
  }
  const [first, second, third] = props;
  if (first) place(pen, first, { x: 662, y: 624, size: 214, anchor: 'foot', shadow: 'contact' });
  if (second) place(pen, second, { x: 120, y: 624, size: 170, anchor: 'foot', shadow: 'contact' });
  if (third) place(pen, third, { x: 700, y: 200, size: 110, blur: 2 });
  if (still.many) place(pen, hero(still, 1), { x: 520, y: 624, size: 260, anchor: 'foot', shadow: 'contact' });
  place(pen, hero(still), {
    x: still.many ? 330 : 386,
    y: 628,
    size: still.many ? 390 : 440,
    anchor: 'foot',
    shadow: 'contact',
  });
  pen.fillStyle = paint.alpha(colours.accent, 0.5);
  for (const [x, w] of [
    [80, 120],
    [230, 86],
    [350, 140],
  ] as const) {
    paint.roundRect(pen, x, 736, w, 80, 10);
    pen.fill();
  }
  paint.windowLight(pen, side, side, still.roll);
};

export const railLayout: Layout = (still) => {
  const { pen, side, colours } = still;
  paint.room(pen, side, side, colours, 690);
  paint.arch(pen, side / 2, 690, 560, 640, paint.alpha(colours.pale, 0.6));
  pen.strokeStyle = '#A8733C';
  pen.lineWidth = 14;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(60, 116);
  pen.lineTo(740, 116);
  pen.stroke();
  const hang = (x: number, size: number, blur: number, index: number): void => {
    pen.strokeStyle = '#8A8F99';
    pen.lineWidth = 6;
    pen.beginPath();
    pen.arc(x, 120, 15, Math.PI * 0.9, Math.PI * 2.35);
    pen.lineTo(x, 160);
    pen.lineTo(x - size * 0.2, 186);
    pen.moveTo(x, 160);
    pen.lineTo(x + size * 0.2, 186);
    pen.stroke();
    place(pen, hero(still, index), { x, y: 168 + size / 2, size, shadow: 'cast', blur });
  };
  hang(148, 300, 1, 1);
  hang(652, 300, 1, 2);
  hang(400, 450, 0, 0);
  const [first, second] = still.props;
  if (first) place(pen, first, { x: 200, y: 764, size: 150, anchor: 'foot', shadow: 'contact' });
  if (second) place(pen, second, { x: 610, y: 768, size: 150, anchor: 'foot', shadow: 'contact' });
  paint.windowLight(pen, side, side, still.roll);
};

export const splitLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  const sign = roll() > 0.5 ? 1 : -1;
  paint.verticalGradient(pen, 0, 0, side, side, [colours.top, colours.bottom]);
  pen.fillStyle = paint.mix(colours.accent, colours.surface, 0.45);
  pen.beginPath();
  if (sign > 0) {
    pen.moveTo(0, 620);
    pen.lineTo(side, 300);
  } else {
    pen.moveTo(0, 300);
    pen.lineTo(side, 620);
  }
  pen.lineTo(side, side);
  pen.lineTo(0, side);
  pen.fill();
  paint.glow(pen, side / 2, 330, 420, '#FFFFFF', 0.6);
  pen.strokeStyle = paint.alpha(colours.pale, 0.55);
  pen.lineWidth = 14;
  pen.beginPath();
  pen.arc(side / 2, side / 2 - 10, 292, 0, Math.PI * 2);
  pen.stroke();
  const [back, front, extra] = props;
  if (back)
    place(pen, back, { x: sign > 0 ? 150 : 650, y: 176, size: 190, rotate: -0.25 * sign, blur: 4, alpha: 0.95 });
  if (extra) place(pen, extra, { x: sign > 0 ? 660 : 140, y: 190, size: 120, rotate: 0.3, blur: 2 });
  place(pen, hero(still), { x: side / 2, y: side / 2 - 6, size: 490, rotate: -0.08 * sign, shadow: 'cast' });
  if (front) place(pen, front, { x: sign > 0 ? 664 : 136, y: 664, size: 210, rotate: 0.2 * sign, shadow: 'cast' });
  if (still.many)
    place(pen, hero(still, 1), { x: sign > 0 ? 150 : 650, y: 660, size: 220, rotate: 0.3 * sign, shadow: 'cast' });
};
