import { place } from '../emoji.ts';
import * as paint from '../paint.ts';
import { hero, type Layout } from './still.ts';

/** Seen from above. */

export const flatlayLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  paint.tabletop(pen, side, side, colours, roll, paint.pick(roll, ['linen', 'wood', 'stone'] as const));
  pen.save();
  pen.translate(side / 2, side / 2);
  pen.rotate(paint.between(roll, -0.16, 0.16));
  pen.shadowColor = 'rgba(50,25,15,0.22)';
  pen.shadowBlur = 26;
  pen.shadowOffsetY = 10;
  pen.fillStyle = paint.mix(colours.pale, colours.top, 0.3);
  const round = roll() > 0.5;
  if (round) {
    pen.beginPath();
    pen.arc(0, 0, 276, 0, Math.PI * 2);
    pen.fill();
  } else {
    paint.roundRect(pen, -262, -272, 524, 544, 18);
    pen.fill();
    pen.shadowColor = 'transparent';
    pen.strokeStyle = paint.alpha(colours.accent, 0.35);
    pen.setLineDash([10, 9]);
    pen.lineWidth = 3;
    pen.strokeRect(-244, -254, 488, 508);
  }
  pen.restore();
  const corners = [
    [132, 148, -0.35],
    [668, 152, 0.3],
    [664, 660, -0.2],
    [140, 664, 0.25],
  ] as const;
  const offset = Math.floor(roll() * 4);
  const around = Math.min(4, Math.max(3, props.length));
  for (let index = 0; index < around; index++) {
    const prop = props[index % Math.max(1, props.length)];
    const [x, y, turn] = corners[(index + offset) % 4]!;
    if (prop) place(pen, prop, { x, y, size: 176 - index * 8, rotate: turn, shadow: 'cast' });
  }
  if (still.many) {
    place(pen, hero(still, 1), { x: 300, y: 470, size: 280, rotate: -0.3, shadow: 'cast' });
    place(pen, hero(still, 2), { x: 510, y: 460, size: 270, rotate: 0.35, shadow: 'cast' });
    place(pen, hero(still), { x: 408, y: 330, size: 310, rotate: 0.04, shadow: 'cast' });
  } else
    place(pen, hero(still), {
      x: side / 2,
      y: side / 2,
      size: 430,
      rotate: paint.between(roll, -0.1, 0.1),
      shadow: 'cast',
    });
};

export const plateLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  paint.tabletop(pen, side, side, colours, roll, roll() > 0.5 ? 'wood' : 'linen');
  pen.save();
  pen.translate(side / 2, side / 2);
  pen.rotate(0.12);
  pen.fillStyle = paint.alpha(colours.accent, 0.85);
  pen.shadowColor = 'rgba(50,25,15,0.25)';
  pen.shadowBlur = 18;
  pen.shadowOffsetY = 8;
  pen.fillRect(-360, -210, 720, 420);
  pen.shadowColor = 'transparent';
  pen.fillStyle = paint.alpha(colours.pale, 0.32);
  for (let stripe = -340; stripe < 360; stripe += 60) pen.fillRect(stripe, -210, 16, 420);
  pen.restore();
  for (const [radius, colour] of [
    [306, '#FFFDF9'],
    [288, '#F3EEE6'],
    [230, '#FFFEFB'],
  ] as const) {
    pen.save();
    if (radius === 306) {
      pen.shadowColor = 'rgba(50,25,15,0.35)';
      pen.shadowBlur = 34;
      pen.shadowOffsetY = 16;
    }
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(side / 2, side / 2, radius, 0, Math.PI * 2);
    pen.fill();
    pen.restore();
  }
  const count = 5;
  for (let index = 0; index < count; index++) {
    const angle = (index / count) * Math.PI * 2 + 0.5;
    place(pen, hero(still, index), {
      x: side / 2 + Math.cos(angle) * 138,
      y: side / 2 + Math.sin(angle) * 132,
      size: 208,
      rotate: paint.between(roll, -0.5, 0.5),
      shadow: 'cast',
      flip: index % 2 === 1,
    });
  }
  place(pen, hero(still), { x: side / 2, y: side / 2 - 8, size: 236, shadow: 'cast' });
  const spots = [
    [104, 116],
    [700, 120],
    [704, 690],
    [98, 694],
  ] as const;
  props.slice(0, 4).forEach((prop, index) => {
    place(pen, prop, {
      x: spots[index]![0],
      y: spots[index]![1],
      size: 158,
      rotate: paint.between(roll, -0.4, 0.4),
      shadow: 'cast',
    });
  });
};

export const giftboxLayout: Layout = (still) => {
  const { pen, side, colours, props, roll } = still;
  paint.tabletop(pen, side, side, colours, roll, 'linen');
  pen.save();
  pen.translate(side / 2, side / 2 + 14);
  pen.rotate(-0.07);
  pen.shadowColor = 'rgba(50,25,15,0.4)';
  pen.shadowBlur = 34;
  pen.shadowOffsetY = 20;
  pen.fillStyle = paint.mix(colours.accent, colours.deep, 0.2);
  paint.roundRect(pen, -292, -262, 584, 524, 22);
  pen.fill();
  pen.shadowColor = 'transparent';
  pen.fillStyle = paint.mix(colours.pale, colours.top, 0.5);
  paint.roundRect(pen, -270, -240, 540, 480, 12);
  pen.fill();
  for (let row = 0; row < 2; row++)
    for (let column = 0; column < 3; column++) {
      const x = -180 + column * 180;
      const y = -120 + row * 240;
      const shade = pen.createRadialGradient(x, y, 40, x, y, 120);
      shade.addColorStop(0, paint.alpha(colours.deep, 0.2));
      shade.addColorStop(1, paint.alpha(colours.deep, 0.03));
      pen.fillStyle = shade;
      paint.roundRect(pen, x - 84, y - 112, 168, 224, 14);
      pen.fill();
      place(pen, hero(still, row + column), {
        x,
        y: y + 4,
        size: 186,
        rotate: paint.between(roll, -0.22, 0.22),
        shadow: 'cast',
      });
    }
  pen.strokeStyle = paint.alpha(colours.accent, 0.4);
  pen.lineWidth = 4;
  for (const x of [-90, 90]) {
    pen.beginPath();
    pen.moveTo(x, -240);
    pen.lineTo(x, 240);
    pen.stroke();
  }
  pen.beginPath();
  pen.moveTo(-270, 0);
  pen.lineTo(270, 0);
  pen.stroke();
  pen.restore();
  const spots = [
    [694, 92],
    [92, 702],
    [704, 716],
  ] as const;
  props.slice(0, 3).forEach((prop, index) => {
    place(pen, prop, {
      x: spots[index]![0],
      y: spots[index]![1],
      size: 172,
      rotate: paint.between(roll, -0.3, 0.3),
      shadow: 'cast',
    });
  });
};

export const patternLayout: Layout = (still) => {
  const { pen, side, colours, heroes, props, roll } = still;
  paint.verticalGradient(pen, 0, 0, side, side, [paint.mix(colours.bottom, '#FFFFFF', 0.15), colours.bottom]);
  const all = [...heroes, ...props];
  for (let row = -1; row < 6; row++)
    for (let column = -1; column < 6; column++) {
      const one = all[(row * 2 + column + 12) % all.length]!;
      place(pen, one, {
        x: column * 168 + (row % 2 ? 84 : 0) + 30,
        y: row * 160 + 40,
        size: 78,
        rotate: paint.between(roll, -0.5, 0.5),
        alpha: 0.4,
      });
    }
  pen.save();
  pen.shadowColor = 'rgba(60,30,15,0.3)';
  pen.shadowBlur = 40;
  pen.shadowOffsetY = 16;
  pen.fillStyle = colours.pale;
  pen.beginPath();
  pen.arc(side / 2, side / 2, 300, 0, Math.PI * 2);
  pen.fill();
  pen.restore();
  paint.glow(pen, side / 2 - 60, side / 2 - 80, 260, '#FFFFFF', 0.9);
  pen.strokeStyle = paint.alpha(colours.accent, 0.5);
  pen.lineWidth = 5;
  pen.beginPath();
  pen.arc(side / 2, side / 2, 276, 0, Math.PI * 2);
  pen.stroke();
  if (still.many) place(pen, hero(still, 1), { x: 520, y: 450, size: 260, rotate: 0.3, shadow: 'cast' });
  place(pen, hero(still), {
    x: still.many ? 370 : 400,
    y: 400,
    size: 410,
    rotate: paint.between(roll, -0.12, 0.08),
    shadow: 'cast',
  });
  if (props[0]) place(pen, props[0], { x: 620, y: 616, size: 170, rotate: 0.15, shadow: 'cast' });
};
