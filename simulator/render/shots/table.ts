import * as paint from '../paint.ts';
import {
  backdrop,
  camera,
  chip,
  clamp,
  drift,
  easeOut,
  height,
  heroOf,
  propOf,
  put,
  roomBackdrop,
  type Shot,
  since,
  sparkle,
  spring,
  steam,
  width,
} from './stage.ts';

/** A table by the window: something warm in the middle, things joining it one by one. */
export const table: Shot = (stage) => {
  const { pen, seconds } = stage;
  camera(
    stage,
    1,
    1.12,
    () => {
      pen.drawImage(roomBackdrop(stage, 600), -40, -40);
      const places = [
        [96, 690, 140],
        [452, 676, 150],
        [404, 800, 120],
        [130, 812, 126],
      ] as const;
      stage.props.slice(0, 4).forEach((prop, index) => {
        const come = spring(since(stage, 0.25 + index * 0.35, 0.7));
        const [x, y, size] = places[index]!;
        put(stage, prop, {
          x: x + (1 - come) * (index % 2 ? 260 : -260),
          y,
          size: size * 1,
          anchor: 'foot',
          shadow: 'contact',
          rotate: (1 - come) * (index % 2 ? 0.8 : -0.8),
        });
      });
      const arrive = spring(since(stage, 0, 0.6));
      put(stage, heroOf(stage), {
        x: 270,
        y: 740,
        size: 370,
        anchor: 'foot',
        shadow: 'contact',
        stretchY: 0.86 + 0.14 * arrive,
        stretchX: 1.1 - 0.1 * arrive,
        rotate: Math.sin(seconds * 1.2) * 0.015,
      });
    },
    -24,
  );
  if (stage.words[0] !== '凉') steam(stage, 270, 470, 120);
};

/** Things tossed in a pan over a flame. */
export const wok: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, h, ['#5B3322', '#8A4B2B', '#3A1D12']);
      paint.glow(wall, w / 2, 640, 460, '#FFB463', 0.75);
      wall.fillStyle = 'rgba(255,235,210,0.06)';
      for (let row = 0; row < 9; row++)
        for (let column = 0; column < 6; column++) wall.fillRect(column * 108 + (row % 2) * 54, row * 62, 102, 56);
    }),
    -40,
    -40,
  );
  const swing = Math.sin(seconds * 5.2);
  for (let index = 0; index < 9; index++) {
    const sway = 20 * Math.sin(seconds * 8 + index * 1.8);
    const tall = 90 + 34 * Math.sin(seconds * 11 + index * 2.6);
    const flame = pen.createLinearGradient(0, 830, 0, 830 - tall);
    flame.addColorStop(0, 'rgba(255,236,150,0.95)');
    flame.addColorStop(0.5, 'rgba(255,140,40,0.85)');
    flame.addColorStop(1, 'rgba(230,60,20,0)');
    pen.fillStyle = flame;
    pen.beginPath();
    pen.moveTo(120 + index * 36 - 24, 830);
    pen.quadraticCurveTo(120 + index * 36 - 10, 770, 120 + index * 36 + sway, 830 - tall);
    pen.quadraticCurveTo(120 + index * 36 + 16, 780, 120 + index * 36 + 24, 830);
    pen.fill();
  }
  for (let index = 0; index < 11; index++) {
    const life = (seconds * 1.05 + index / 11) % 1;
    const prop = propOf(stage, index);
    const x = 150 + ((index * 67) % 250) + (life - 0.5) * 60;
    const y = 610 - Math.sin(life * Math.PI) * (190 + ((index * 53) % 130));
    put(stage, prop, { x, y, size: 74, rotate: life * 6 + index });
  }
  pen.save();
  pen.translate(270, 700);
  pen.rotate(swing * 0.08);
  pen.translate(0, swing * 10);
  put(stage, heroOf(stage), { x: 0, y: 0, size: 400 });
  pen.restore();
  steam(stage, 270, 560, 220, '#FFE8CF', 300);
  paint.glow(pen, 270, 790, 220, colours.accent, 0.25);
};

/** A heap falls into a basket, piece by piece, each with a bounce. */
export const fall: Shot = (stage) => {
  const { pen, seconds, colours, roll } = stage;
  pen.drawImage(roomBackdrop(stage, 640), -40 + stage.share * -10, -40);
  const size = 128;
  const order: [x: number, y: number][] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 5 - row; column++) order.push([270 + (column - (4 - row) / 2) * 76, 650 - row * 62]);
  order.forEach(([x, y], index) => {
    const turn = (roll() - 0.5) * 0.8;
    const start = index * 0.1;
    const time = seconds - start;
    if (time < 0) return;
    const drop = clamp(time / 0.42);
    const bounce = time > 0.42 ? Math.abs(Math.sin((time - 0.42) * 11)) * 40 * Math.exp(-(time - 0.42) * 6) : 0;
    put(stage, heroOf(stage, index), {
      x,
      y: -140 + (y + 140) * drop * drop - bounce,
      size,
      rotate: turn + (1 - drop) * 2,
      shadow: drop === 1 ? 'contact' : 'none',
    });
  });
  const body = pen.createLinearGradient(80, 0, 460, 0);
  body.addColorStop(0, '#D9A867');
  body.addColorStop(0.4, '#EBC68C');
  body.addColorStop(1, '#B17B3D');
  const shake = Math.sin(seconds * 30) * 2 * (seconds < 1.9 ? 1 : 0);
  pen.save();
  pen.translate(shake, 0);
  pen.fillStyle = 'rgba(60,30,10,0.22)';
  pen.beginPath();
  pen.ellipse(276, 822, 220, 30, 0, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = body;
  pen.beginPath();
  pen.moveTo(64, 664);
  pen.lineTo(476, 664);
  pen.quadraticCurveTo(462, 812, 400, 820);
  pen.lineTo(140, 820);
  pen.quadraticCurveTo(78, 812, 64, 664);
  pen.fill();
  pen.lineWidth = 8;
  for (let row = 0; row < 6; row++)
    for (let column = 0; column < 15; column++) {
      pen.strokeStyle = (row + column) % 2 ? 'rgba(122,74,26,0.3)' : 'rgba(255,236,196,0.4)';
      pen.beginPath();
      pen.moveTo(98 + column * 23 + row * 1.5, 692 + row * 22);
      pen.lineTo(114 + column * 23 + row * 1.5, 692 + row * 22);
      pen.stroke();
    }
  paint.roundRect(pen, 54, 652, 432, 26, 13);
  pen.fillStyle = '#C89452';
  pen.fill();
  pen.restore();
  put(stage, propOf(stage), { x: 456, y: 868, size: 130, anchor: 'foot', shadow: 'contact' });
  put(stage, propOf(stage, 1), { x: 76, y: 872, size: 120, anchor: 'foot', shadow: 'contact' });
  chip(stage, stage.words[0], 250, 330, 1.7, colours.deep);
};

/** Left against right, each with its word. */
export const versus: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  const open = easeOut(since(stage, 0, 0.5));
  paint.verticalGradient(pen, 0, 0, width, height, [paint.mix(colours.bottom, '#FFFFFF', 0.3), colours.surface]);
  pen.fillStyle = paint.mix(colours.accent, colours.deep, 0.25);
  pen.beginPath();
  pen.moveTo(width * (1.6 - open * 0.98), 0);
  pen.lineTo(width + 2, 0);
  pen.lineTo(width + 2, height);
  pen.lineTo(width * (1.4 - open * 0.98), height);
  pen.fill();
  paint.glow(pen, 140, 450, 230, '#FFFFFF', 0.65);
  paint.glow(pen, 410, 500, 230, '#FFFFFF', 0.3);
  const beat = 1 + Math.sin(seconds * 4) * 0.02;
  const left = spring(since(stage, 0.1, 0.6));
  const right = spring(since(stage, 0.45, 0.6));
  put(stage, heroOf(stage), {
    x: -160 + 300 * left,
    y: 506,
    size: 240 * beat,
    rotate: Math.sin(seconds * 2) * 0.07,
    shadow: 'contact',
  });
  put(stage, heroOf(stage, 1), {
    x: 700 - 292 * right,
    y: 540,
    size: 240 * beat,
    rotate: -Math.sin(seconds * 2) * 0.07,
    shadow: 'contact',
  });
  put(stage, propOf(stage), { x: 90, y: 780, size: 110 * left, rotate: -0.15 });
  put(stage, propOf(stage, 1), { x: 450, y: 790, size: 110 * right, rotate: 0.15 });
  chip(stage, stage.words[0], 140, 352, 0.5, colours.deep);
  chip(stage, stage.words[1], 366, 386, 0.9, colours.deep);
};

/** One, two, three: cards that arrive in turn. */
export const steps: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, h, [colours.top, colours.bottom, colours.surface]);
      paint.glow(wall, w * 0.3, h * 0.2, 460, '#FFFFFF', 0.8);
    }),
    -40,
    -40,
  );
  const gap = (stage.lengthSeconds - 0.5) / 3;
  for (let index = 0; index < 3; index++) {
    const come = spring(since(stage, 0.1 + index * gap, 0.7));
    if (come <= 0.01) continue;
    const y = 356 + index * 132;
    pen.save();
    pen.translate(250 + (1 - come) * (index % 2 ? 420 : -420), y);
    pen.rotate((index % 2 ? 0.035 : -0.03) + (1 - come) * 0.3);
    pen.fillStyle = 'rgba(60,30,15,0.16)';
    paint.roundRect(pen, -186 + 5, -58 + 8, 372, 116, 26);
    pen.fill();
    pen.fillStyle = '#FFFDF8';
    paint.roundRect(pen, -186, -58, 372, 116, 26);
    pen.fill();
    pen.fillStyle = colours.accent;
    pen.beginPath();
    pen.arc(-136, 2, 31, 0, Math.PI * 2);
    pen.fill();
    pen.fillStyle = '#FFFFFF';
    pen.textAlign = 'center';
    pen.font = paint.font(36, 900);
    pen.fillText(String(index + 1), -136, 15);
    put(stage, heroOf(stage, index), { x: 110, y: 2, size: 100, rotate: Math.sin(seconds * 3 + index) * 0.08 });
    pen.fillStyle = colours.deep;
    pen.font = paint.font(32, 700);
    pen.textAlign = 'left';
    pen.fillText(stage.words[index] ?? '', -88, 14);
    pen.restore();
  }
  drift(stage, propOf(stage), 6, 60, 36);
};

/** One thing in the middle, others on a path around it, near ones in front. */
export const orbit: Shot = (stage) => {
  const { pen, seconds, share, colours } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, h, [
        colours.top,
        colours.bottom,
        paint.mix(colours.surface, colours.accent, 0.25),
      ]);
      paint.glow(wall, w / 2, 480, 400, '#FFFFFF', 0.85);
    }),
    -40,
    -40,
  );
  const items = [...stage.props, ...stage.props].slice(0, Math.max(4, stage.props.length)).map((prop, index, all) => {
    const angle = seconds * 1.1 + (index / all.length) * Math.PI * 2;
    return {
      prop,
      x: 270 + Math.cos(angle) * 212,
      depth: Math.sin(angle),
      y: 480 + Math.sin(angle) * 96 - Math.cos(angle) * 40,
    };
  });
  pen.strokeStyle = paint.alpha('#FFFFFF', 0.55);
  pen.lineWidth = 4;
  pen.setLineDash([4, 14]);
  pen.beginPath();
  pen.ellipse(270, 480, 222, 106, -0.18, 0, Math.PI * 2);
  pen.stroke();
  pen.setLineDash([]);
  for (const { prop, x, y, depth } of items)
    if (depth < 0) put(stage, prop, { x, y, size: 96 + depth * 26, alpha: 0.92 });
  put(stage, heroOf(stage), {
    x: 270,
    y: 466 + Math.sin(seconds * 2) * 8,
    size: 250 + 30 * share,
    rotate: Math.sin(seconds) * 0.08,
  });
  for (const { prop, x, y, depth } of items) if (depth >= 0) put(stage, prop, { x, y, size: 96 + depth * 36 });
  sparkle(stage, 270, 460, 250, 8, '#FFFFFF');
  chip(stage, stage.words[0], 250, 640, 0.5, colours.deep);
};

/** Empty shelves fill themselves, one pop at a time. */
export const shelves: Shot = (stage) => {
  const { pen, colours } = stage;
  camera(stage, 1.1, 1, () => {
    pen.drawImage(
      backdrop(stage, (wall, w, h) => {
        paint.verticalGradient(wall, 0, 0, w, h, [colours.top, colours.bottom]);
        paint.glow(wall, w * 0.3, h * 0.2, 460, '#FFFFFF', 0.7);
        for (const y of [470, 640, 810]) {
          wall.fillStyle = 'rgba(60,35,15,0.14)';
          wall.fillRect(60, y + 24, w - 120, 26);
          paint.verticalGradient(wall, 50, y, w - 100, 30, ['#EBCB9E', '#CDA06A']);
        }
      }),
      -40,
      -40,
    );
    const all = [...stage.heroes, ...stage.props];
    let shown = 0;
    [432, 602, 772].forEach((y, row) => {
      for (let column = 0; column < 3; column++) {
        const index = row * 3 + column;
        const come = spring(since(stage, 0.15 + index * 0.19, 0.55));
        if (come > 0.01) {
          put(stage, all[index % all.length], {
            x: 122 + column * 148,
            y,
            size: 118 * come,
            anchor: 'foot',
            shadow: 'contact',
          });
          shown++;
        }
      }
    });
    if (shown === 9) sparkle(stage, 270, 560, 240, 9);
  });
};
