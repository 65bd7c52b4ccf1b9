import { place } from '../emoji.ts';
import * as paint from '../paint.ts';
import { flank, heap, hero, type Layout } from './still.ts';

/** Goods in something drawn: a crate, a basket, a package. */

export const crateLayout: Layout = (still) => {
  const { pen, side, colours, label, roll } = still;
  paint.verticalGradient(pen, 0, 0, side, side, [colours.top, colours.bottom]);
  paint.glow(pen, 200, 120, 520, '#FFFFFF', 0.7);
  pen.save();
  pen.filter = 'blur(5px)';
  paint.hills(pen, side, side, 520, 120, paint.alpha(colours.accent, 0.16), roll);
  paint.hills(pen, side, side, 580, 90, '#8DB56088', roll);
  pen.restore();
  paint.verticalGradient(pen, 0, 640, side, 160, [paint.mix(colours.surface, '#FFFFFF', 0.35), colours.surface]);
  still.props.slice(0, 2).forEach((prop, index) => {
    place(pen, prop, {
      x: index ? 720 : 84,
      y: 300 + index * 60,
      size: 190,
      rotate: index ? 0.5 : -0.4,
      blur: 3,
      alpha: 0.9,
    });
  });
  heap(still, side / 2, 440, 560, 3, 196);
  for (let slat = 0; slat < 3; slat++) {
    const y = 476 + slat * 80;
    const wood = pen.createLinearGradient(0, y, 0, y + 70);
    wood.addColorStop(0, '#E9C394');
    wood.addColorStop(1, '#CB9A62');
    pen.fillStyle = wood;
    pen.save();
    pen.shadowColor = 'rgba(60,30,10,0.35)';
    pen.shadowBlur = 12;
    pen.shadowOffsetY = 7;
    paint.roundRect(pen, 94, y, 612, 68, 7);
    pen.fill();
    pen.restore();
    pen.strokeStyle = 'rgba(120,70,30,0.18)';
    pen.lineWidth = 2;
    for (const line of [18, 38, 55]) {
      pen.beginPath();
      pen.moveTo(104, y + line);
      pen.bezierCurveTo(
        300,
        y + line + paint.between(roll, -7, 7),
        520,
        y + line + paint.between(roll, -7, 7),
        696,
        y + line,
      );
      pen.stroke();
    }
  }
  for (const x of [94, 662]) {
    pen.fillStyle = '#B98650';
    paint.roundRect(pen, x, 466, 44, 256, 7);
    pen.fill();
    pen.fillStyle = '#8A5A2C';
    for (const y of [492, 572, 652]) {
      pen.beginPath();
      pen.arc(x + 22, y + 18, 5, 0, Math.PI * 2);
      pen.fill();
    }
  }
  if (label) {
    pen.fillStyle = '#6B3B16';
    pen.globalAlpha = 0.82;
    pen.font = paint.font(54, 900);
    pen.textAlign = 'center';
    pen.fillText(label, side / 2, 610);
    pen.globalAlpha = 1;
  }
  place(pen, hero(still), { x: 184, y: 772, size: 150, anchor: 'foot', shadow: 'contact', rotate: -0.2 });
  if (still.props[1])
    place(pen, still.props[1], { x: 640, y: 776, size: 116, anchor: 'foot', shadow: 'contact', rotate: 0.3 });
};

export const basketLayout: Layout = (still) => {
  const { pen, side, colours, roll } = still;
  paint.room(pen, side, side, colours, 570);
  pen.fillStyle = paint.alpha(colours.pale, 0.6);
  pen.beginPath();
  pen.arc(side / 2, 330, 270, 0, Math.PI * 2);
  pen.fill();
  flank(still, 664, 164, 312);
  heap(still, side / 2, 476, 440, 3, 190);
  pen.save();
  pen.shadowColor = 'rgba(50,25,10,0.4)';
  pen.shadowBlur = 26;
  pen.shadowOffsetY = 16;
  const body = pen.createLinearGradient(170, 0, 630, 0);
  body.addColorStop(0, '#D9A867');
  body.addColorStop(0.4, '#E8C083');
  body.addColorStop(1, '#B47E3F');
  pen.fillStyle = body;
  pen.beginPath();
  pen.moveTo(150, 500);
  pen.lineTo(650, 500);
  pen.quadraticCurveTo(640, 690, 540, 700);
  pen.lineTo(260, 700);
  pen.quadraticCurveTo(160, 690, 150, 500);
  pen.fill();
  pen.restore();
  pen.save();
  pen.clip();
  pen.lineWidth = 9;
  for (let row = 0; row < 9; row++)
    for (let column = 0; column < 23; column++) {
      pen.strokeStyle = (row + column) % 2 ? 'rgba(122,74,26,0.28)' : 'rgba(255,236,196,0.35)';
      pen.beginPath();
      pen.moveTo(146 + column * 23, 518 + row * 22);
      pen.lineTo(164 + column * 23, 518 + row * 22);
      pen.stroke();
    }
  pen.restore();
  pen.strokeStyle = '#C08C4C';
  pen.lineWidth = 22;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(150, 502);
  pen.lineTo(650, 502);
  pen.stroke();
  pen.strokeStyle = 'rgba(255,240,208,0.5)';
  pen.lineWidth = 6;
  pen.beginPath();
  pen.moveTo(152, 496);
  pen.lineTo(648, 496);
  pen.stroke();
  place(pen, hero(still), {
    x: 250 + roll() * 60,
    y: 762,
    size: 150,
    anchor: 'foot',
    shadow: 'contact',
    rotate: -0.15,
  });
};

type Package = 'pouch' | 'tin' | 'jar' | 'bottle' | 'bag' | 'book';

/** A drawn package with a label, and the goods beside it. */
export function packageLayout(kind: Package): Layout {
  return (still) => {
    const { pen, side, colours, label, roll } = still;
    paint.room(pen, side, side, colours, 600);
    pen.fillStyle = paint.alpha(colours.pale, 0.65);
    pen.beginPath();
    pen.arc(430, 330, 280, 0, Math.PI * 2);
    pen.fill();
    const [first, second, third] = still.props;
    if (first) place(pen, first, { x: 660, y: 620, size: 190, anchor: 'foot', shadow: 'contact' });
    pen.save();
    pen.translate(380, 0);
    const shadow = () => {
      pen.shadowColor = 'rgba(50,25,15,0.34)';
      pen.shadowBlur = 34;
      pen.shadowOffsetX = 16;
      pen.shadowOffsetY = 20;
    };
    const sheen = (from: number, to: number, base: string): void => {
      const gradient = pen.createLinearGradient(from, 0, to, 0);
      gradient.addColorStop(0, paint.mix(base, '#000000', 0.1));
      gradient.addColorStop(0.22, paint.mix(base, '#FFFFFF', 0.3));
      gradient.addColorStop(0.6, base);
      gradient.addColorStop(1, paint.mix(base, '#000000', 0.2));
      pen.fillStyle = gradient;
    };
    const plate = (x: number, y: number, w: number, h: number, size: number): void => {
      pen.shadowColor = 'transparent';
      pen.fillStyle = paint.alpha(colours.pale, 0.95);
      paint.roundRect(pen, x, y, w, h, 14);
      pen.fill();
      pen.strokeStyle = paint.alpha(colours.accent, 0.5);
      pen.lineWidth = 3;
      paint.roundRect(pen, x + 9, y + 9, w - 18, h - 18, 9);
      pen.stroke();
      place(pen, hero(still), { x: x + w / 2, y: y + h * 0.4, size });
      pen.fillStyle = colours.deep;
      pen.textAlign = 'center';
      const fit = Math.min(50, (w - 50) / Math.max(2, label.length));
      pen.font = paint.font(fit, 900);
      pen.fillText(label, x + w / 2, y + h * 0.87);
    };
    shadow();
    if (kind === 'pouch') {
      sheen(-200, 200, paint.mix(colours.surface, colours.accent, 0.35));
      pen.beginPath();
      pen.moveTo(-172, 150);
      pen.lineTo(172, 150);
      pen.quadraticCurveTo(206, 420, 196, 660);
      pen.quadraticCurveTo(0, 704, -196, 660);
      pen.quadraticCurveTo(-206, 420, -172, 150);
      pen.fill();
      pen.shadowColor = 'transparent';
      pen.fillStyle = 'rgba(255,255,255,0.22)';
      pen.fillRect(-172, 150, 344, 34);
      pen.fillStyle = 'rgba(0,0,0,0.10)';
      pen.fillRect(-176, 192, 352, 5);
      plate(-136, 256, 272, 330, 190);
    } else if (kind === 'tin') {
      sheen(-160, 160, paint.mix(colours.accent, colours.deep, 0.25));
      paint.roundRect(pen, -160, 236, 320, 440, 22);
      pen.fill();
      pen.shadowColor = 'transparent';
      sheen(-166, 166, paint.mix(colours.surface, '#E8C77A', 0.7));
      paint.roundRect(pen, -168, 176, 336, 92, 20);
      pen.fill();
      plate(-118, 320, 236, 300, 160);
    } else if (kind === 'jar') {
      sheen(-178, 178, paint.mix(colours.bottom, '#FFFFFF', 0.2));
      paint.roundRect(pen, -178, 224, 356, 446, 62);
      pen.fill();
      pen.shadowColor = 'transparent';
      pen.save();
      paint.roundRect(pen, -164, 270, 328, 386, 50);
      pen.clip();
      paint.verticalGradient(pen, -170, 290, 340, 380, [
        paint.alpha(colours.accent, 0.55),
        paint.alpha(colours.accent, 0.85),
      ]);
      if (still.many)
        for (let index = 0; index < 16; index++)
          place(pen, hero(still, index), {
            x: -140 + (index % 5) * 70,
            y: 330 + Math.floor(index / 5) * 96,
            size: 106,
            rotate: paint.between(roll, -1, 1),
            alpha: 0.9,
          });
      pen.restore();
      sheen(-156, 156, paint.mix(colours.accent, colours.deep, 0.35));
      paint.roundRect(pen, -150, 168, 300, 76, 16);
      pen.fill();
      plate(-112, 370, 224, 236, 128);
      pen.fillStyle = 'rgba(255,255,255,0.45)';
      paint.roundRect(pen, -152, 290, 18, 300, 9);
      pen.fill();
    } else if (kind === 'bottle') {
      sheen(-60, 60, paint.mix(colours.deep, colours.accent, 0.4));
      paint.roundRect(pen, -52, 110, 104, 120, 16);
      pen.fill();
      sheen(-140, 140, paint.mix(colours.bottom, '#FFFFFF', 0.3));
      paint.roundRect(pen, -140, 214, 280, 462, 70);
      pen.fill();
      plate(-104, 330, 208, 280, 140);
    } else if (kind === 'bag') {
      sheen(-190, 190, '#D9B382');
      pen.beginPath();
      pen.moveTo(-176, 190);
      for (let tooth = 0; tooth <= 11; tooth++) pen.lineTo(-176 + tooth * 32, tooth % 2 ? 176 : 192);
      pen.lineTo(184, 660);
      pen.lineTo(-184, 660);
      pen.fill();
      pen.shadowColor = 'transparent';
      pen.fillStyle = 'rgba(90,55,20,0.10)';
      pen.beginPath();
      pen.moveTo(120, 190);
      pen.lineTo(176, 190);
      pen.lineTo(184, 660);
      pen.lineTo(140, 660);
      pen.fill();
      plate(-130, 290, 260, 300, 180);
    } else {
      sheen(-190, 200, colours.accent);
      paint.roundRect(pen, -190, 150, 390, 520, 10);
      pen.fill();
      pen.shadowColor = 'transparent';
      pen.fillStyle = 'rgba(0,0,0,0.18)';
      pen.fillRect(-190, 150, 26, 520);
      pen.fillStyle = '#FFFDF6';
      pen.fillRect(-184, 660, 384, 16);
      pen.fillStyle = paint.alpha(colours.pale, 0.95);
      pen.textAlign = 'center';
      pen.font = paint.font(Math.min(64, 330 / Math.max(3, label.length)), 900);
      pen.fillText(label, 16, 262);
      pen.fillStyle = paint.alpha(colours.pale, 0.7);
      pen.fillRect(-60, 288, 152, 4);
      if (first) place(pen, first, { x: 16, y: 430, size: 220, shadow: 'cast' });
      pen.fillStyle = paint.alpha(colours.pale, 0.85);
      pen.font = paint.font(24, 500);
      pen.fillText('旋页书店', 16, 622);
    }
    pen.restore();
    const beside = kind === 'book' ? second : hero(still);
    if (kind !== 'book' && second) place(pen, second, { x: 120, y: 690, size: 130, anchor: 'foot', shadow: 'contact' });
    if (beside) place(pen, beside, { x: 600, y: 740, size: 172, anchor: 'foot', shadow: 'contact', rotate: 0.08 });
    if (still.many)
      place(pen, hero(still, 1), { x: 702, y: 760, size: 130, anchor: 'foot', shadow: 'contact', rotate: -0.2 });
    if (third) place(pen, third, { x: 120, y: 690, size: 124, anchor: 'foot', shadow: 'contact' });
  };
}
