import { place } from '../emoji.ts';
import * as paint from '../paint.ts';
import { hero, type Layout } from './still.ts';

/** Goods in a landscape. */

export const waterLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  paint.verticalGradient(pen, 0, 0, side, side, [
    paint.mix(colours.top, '#FFFFFF', 0.3),
    colours.bottom,
    colours.surface,
  ]);
  paint.glow(pen, 240, 160, 520, '#FFFFFF', 0.8);
  for (let ring = 7; ring > 0; ring--) {
    pen.strokeStyle = paint.alpha('#FFFFFF', 0.1 + ring * 0.03);
    pen.lineWidth = 5;
    pen.beginPath();
    pen.ellipse(400, 590, 130 + ring * 58, 34 + ring * 19, 0, 0, Math.PI * 2);
    pen.stroke();
  }
  pen.fillStyle = paint.alpha(colours.deep, 0.16);
  pen.filter = 'blur(14px)';
  pen.beginPath();
  pen.ellipse(410, 604, 210, 46, 0, 0, Math.PI * 2);
  pen.fill();
  pen.filter = 'none';
  const spots = [
    [150, 470, 170],
    [662, 500, 190],
    [640, 214, 120],
    [170, 226, 104],
  ] as const;
  props.forEach((prop, index) => {
    const spot = spots[index % 4]!;
    place(pen, prop, {
      x: spot[0],
      y: spot[1],
      size: spot[2],
      rotate: paint.between(roll, -0.4, 0.4),
      shadow: 'contact',
      shadowColour: '10,60,80',
    });
  });
  if (still.many) {
    place(pen, hero(still), { x: 270, y: 600, size: 260, anchor: 'foot', rotate: -0.15 });
    place(pen, hero(still), { x: 548, y: 606, size: 250, anchor: 'foot', rotate: 0.15, flip: true });
  }
  place(pen, hero(still), { x: 400, y: 640, size: still.many ? 380 : 440, anchor: 'foot' });
  if (props[0]) place(pen, props[0], { x: 236, y: 752, size: 150, anchor: 'foot', rotate: -0.2 });
  if (props[1]) place(pen, props[1], { x: 590, y: 766, size: 140, anchor: 'foot', rotate: 0.2 });
  for (let drop = 0; drop < 26; drop++) {
    const x = side * roll();
    const y = side * roll();
    const radius = paint.between(roll, 3, 11);
    const bead = pen.createRadialGradient(x - radius * 0.3, y - radius * 0.4, 0, x, y, radius);
    bead.addColorStop(0, 'rgba(255,255,255,0.95)');
    bead.addColorStop(0.6, 'rgba(255,255,255,0.25)');
    bead.addColorStop(1, 'rgba(255,255,255,0.5)');
    pen.fillStyle = bead;
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.fill();
  }
};

export const paperLayout: Layout = (still) => {
  const { pen, side, colours, props, label, roll } = still;
  paint.verticalGradient(pen, 0, 0, side, side, ['#FBF6EA', '#F1E6D0']);
  pen.save();
  pen.filter = 'blur(9px)';
  pen.fillStyle = paint.alpha(colours.accent, 0.75);
  pen.beginPath();
  pen.arc(560, 220, 96, 0, Math.PI * 2);
  pen.fill();
  pen.filter = 'blur(7px)';
  paint.hills(pen, side, side, 430, 230, paint.alpha(colours.deep, 0.13), roll);
  paint.hills(pen, side, side, 520, 170, paint.alpha(colours.deep, 0.16), roll);
  paint.hills(pen, side, side, 600, 110, paint.alpha(colours.deep, 0.12), roll);
  pen.restore();
  paint.verticalGradient(pen, 0, 470, side, 330, ['#F5ECD900', '#F5ECD9', '#EBDDC0']);
  const [first, second, third] = props;
  if (first) place(pen, first, { x: 118, y: 150, size: 150, rotate: -0.5 });
  if (second) place(pen, second, { x: 660, y: 700, size: 150, anchor: 'foot', shadow: 'contact', rotate: 0.12 });
  if (third) place(pen, third, { x: 140, y: 712, size: 130, anchor: 'foot', shadow: 'contact' });
  if (first) place(pen, first, { x: 226, y: 96, size: 90, rotate: 0.4 });
  place(pen, hero(still), { x: 396, y: 690, size: 470, anchor: 'foot', shadow: 'contact' });
  pen.fillStyle = '#B5281B';
  paint.roundRect(pen, 688, 66, 56, label ? 116 : 56, 8);
  pen.fill();
  pen.fillStyle = '#FFF6E6';
  pen.font = paint.font(38, 700);
  pen.textAlign = 'center';
  [...(label || '好')].slice(0, 2).forEach((character, index) => {
    pen.fillText(character, 716, 108 + index * 50);
  });
};

export const nightLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  const dark = paint.mix(colours.deep, '#150B1E', 0.55);
  paint.verticalGradient(pen, 0, 0, side, side, [dark, paint.mix(dark, colours.accent, 0.35)]);
  paint.bokeh(pen, side, side * 0.7, roll, '#FFD9A0', 26, 0.34);
  paint.glow(pen, side / 2, 370, 430, '#FFC98A', 0.75);
  paint.verticalGradient(pen, 0, 610, side, 190, [
    paint.mix(dark, colours.surface, 0.5),
    paint.mix(dark, '#000000', 0.1),
  ]);
  paint.glow(pen, side / 2, 650, 380, '#FFC98A', 0.4);
  const [first, second] = props;
  if (first) {
    place(pen, first, { x: 140, y: 210, size: 112, rotate: -0.2 });
    place(pen, first, { x: 668, y: 150, size: 76, rotate: 0.3, blur: 2 });
  }
  if (second)
    place(pen, second, { x: 656, y: 672, size: 176, anchor: 'foot', shadow: 'contact', shadowColour: '0,0,0' });
  pen.save();
  pen.globalAlpha = 0.5;
  pen.translate(0, 1330);
  pen.scale(1, -1);
  place(pen, hero(still), { x: 390, y: 662, size: 450, anchor: 'foot', blur: 9, alpha: 0.13 });
  pen.restore();
  place(pen, hero(still), { x: 390, y: 668, size: 450, anchor: 'foot', shadow: 'contact', shadowColour: '0,0,0' });
};

export const outdoorLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  paint.verticalGradient(pen, 0, 0, side, 560, [paint.mix(colours.top, '#CFEAFB', 0.6), '#FFF3DC']);
  paint.glow(pen, 600, 180, 330, '#FFE9A8', 0.9);
  pen.fillStyle = '#FFFFFFD8';
  for (const [x, y, size] of [
    [150, 150, 52],
    [520, 110, 38],
  ] as const)
    for (const puff of [-1, 0, 1]) {
      pen.beginPath();
      pen.arc(x + puff * size, y + Math.abs(puff) * size * 0.3, size * (puff ? 0.7 : 1), 0, Math.PI * 2);
      pen.fill();
    }
  paint.hills(pen, side, side, 470, 170, '#A9CFA0', roll);
  paint.hills(pen, side, side, 540, 110, '#8CBF74', roll);
  const [first, second, third] = props;
  if (first) {
    place(pen, first, { x: 130, y: 560, size: 190, anchor: 'foot', shadow: 'contact', shadowColour: '30,70,20' });
    place(pen, first, { x: 700, y: 530, size: 130, anchor: 'foot', flip: true });
  }
  paint.hills(pen, side, side, 640, 46, '#72AC57', roll);
  for (let blade = 0; blade < 90; blade++) {
    const x = side * roll();
    const y = paint.between(roll, 630, 800);
    pen.strokeStyle = paint.alpha(roll() > 0.5 ? '#A8D47E' : '#4C8638', 0.6);
    pen.lineWidth = 3;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + paint.between(roll, -6, 6), y - paint.between(roll, 9, 20));
    pen.stroke();
  }
  if (still.many) {
    place(pen, hero(still), { x: 214, y: 720, size: 300, anchor: 'foot', shadow: 'contact', shadowColour: '30,70,20' });
    place(pen, hero(still), {
      x: 590,
      y: 716,
      size: 290,
      anchor: 'foot',
      shadow: 'contact',
      shadowColour: '30,70,20',
      flip: true,
    });
  }
  place(pen, hero(still), { x: 400, y: 738, size: 440, anchor: 'foot', shadow: 'contact', shadowColour: '30,70,20' });
  if (second)
    place(pen, second, { x: 690, y: 752, size: 140, anchor: 'foot', shadow: 'contact', shadowColour: '30,70,20' });
  if (third)
    place(pen, third, { x: 112, y: 760, size: 130, anchor: 'foot', shadow: 'contact', shadowColour: '30,70,20' });
};
