import * as paint from '../paint.ts';
import {
  backdrop,
  camera,
  drift,
  easeInOut,
  easeOut,
  fireflies,
  height,
  heroOf,
  propOf,
  put,
  rays,
  type Shot,
  type Stage,
  since,
  sparkle,
  spring,
  width,
} from './stage.ts';

function cloud(stage: Stage, x: number, y: number, size: number): void {
  stage.pen.fillStyle = 'rgba(255,255,255,0.85)';
  for (const step of [-1, 0, 1]) {
    stage.pen.beginPath();
    stage.pen.arc(x + step * size * 0.8, y + Math.abs(step) * size * 0.25, size * (step ? 0.66 : 1), 0, Math.PI * 2);
    stage.pen.fill();
  }
}

/** Hills that pass at their own speeds; goods stand in rows; somebody walks through. */
export const field: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (sky, w, h) => {
      paint.verticalGradient(sky, 0, 0, w, h, ['#BFE3F7', '#FDEBCB', paint.mix(colours.top, '#FFE0B0', 0.5)]);
      paint.glow(sky, w * 0.7, 250, 300, '#FFE7A0', 1);
    }),
    -40,
    -40,
  );
  cloud(stage, 120 + seconds * 14, 170, 44);
  cloud(stage, 400 + seconds * 22, 260, 30);
  paint.hills(pen, width, height, 520, 190, '#A8CFA6', paint.random('far'), seconds * 12);
  paint.hills(pen, width, height, 600, 130, '#86BD78', paint.random('mid'), seconds * 30);
  const passing = (index: number, gap: number, speed: number): number =>
    ((((index * gap - seconds * speed) % (gap * 7)) + gap * 7) % (gap * 7)) - 140;
  for (let index = 0; index < 7; index++)
    put(stage, propOf(stage), {
      x: passing(index, 128, 36),
      y: 596 + (index % 2) * 16,
      size: 150,
      anchor: 'foot',
      shadow: 'contact',
      shadowColour: '30,70,20',
    });
  for (let index = 0; index < 7; index++)
    put(stage, propOf(stage, 1), {
      x: passing(index, 116, 50),
      y: 664 - (index % 2) * 18,
      size: 66,
      anchor: 'foot',
      shadow: 'contact',
      shadowColour: '30,70,20',
    });
  paint.hills(pen, width, height, 690, 60, '#6DAA57', paint.random('near'), seconds * 62);
  const walk = seconds * 3.4;
  put(stage, heroOf(stage), {
    x: 200 + seconds * 16,
    y: 716 - Math.abs(Math.sin(walk)) * 12,
    size: 300,
    anchor: 'foot',
    shadow: 'contact',
    shadowColour: '30,70,20',
    rotate: Math.sin(walk) * 0.035,
  });
  for (let index = 0; index < 6; index++) {
    const x = ((((index * 190 - seconds * 120) % 1140) + 1140) % 1140) - 200;
    put(stage, propOf(stage, 2) ?? propOf(stage), {
      x,
      y: 860 + (index % 2) * 60,
      size: 230,
      anchor: 'foot',
      rotate: Math.sin(seconds * 2 + index) * 0.06,
    });
  }
};

/** Three rows of waves, a boat, and what jumps out of them. */
export const sea: Shot = (stage) => {
  const { pen, seconds } = stage;
  pen.drawImage(
    backdrop(stage, (sky, w, h) => {
      paint.verticalGradient(sky, 0, 0, w, h, ['#8FD0EE', '#FCE9CF', '#FFD9A8']);
      paint.glow(sky, w * 0.68, 380, 260, '#FFF0B8', 1);
    }),
    -40,
    -40,
  );
  cloud(stage, 110 + seconds * 12, 220, 40);
  const wave = (baseY: number, swing: number, speed: number, colour: string): void => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(0, height);
    for (let x = 0; x <= width; x += 12)
      pen.lineTo(
        x,
        baseY + Math.sin(x / 74 + seconds * speed) * swing + Math.sin(x / 31 - seconds * speed * 0.7) * swing * 0.35,
      );
    pen.lineTo(width, height);
    pen.fill();
  };
  wave(520, 12, 1.2, '#5FB3CF');
  const bob = Math.sin(seconds * 1.7) * 12;
  put(stage, propOf(stage), {
    x: 330 - seconds * 10,
    y: 566 + bob,
    size: 210,
    anchor: 'foot',
    rotate: Math.sin(seconds * 1.7 + 1) * 0.07,
  });
  wave(575, 16, 1.6, '#3C9CBE');
  for (let index = 0; index < 4; index++) {
    const life = ((seconds * 0.62 + index * 0.27) % 1.1) / 0.8;
    if (life > 1) continue;
    const from = 60 + index * 110;
    const size = 120 + (index % 2) * 40;
    put(stage, heroOf(stage, index), {
      x: from + life * 120,
      y: 690 - Math.sin(life * Math.PI) * 250,
      size,
      rotate: -0.9 + life * 1.8,
    });
    if (life > 0.86 || life < 0.1) {
      pen.fillStyle = 'rgba(255,255,255,0.85)';
      for (let drop = 0; drop < 6; drop++) {
        pen.beginPath();
        pen.arc(
          from + (life > 0.5 ? 120 : 0) + (drop - 2.5) * 18,
          652 - Math.abs(2.5 - drop) * -8 - 20,
          6,
          0,
          Math.PI * 2,
        );
        pen.fill();
      }
    }
  }
  wave(670, 20, 2, '#2484AB');
  wave(790, 24, 2.4, '#156C94');
};

/** Rain on glass; something bright stands inside it. */
export const rain: Shot = (stage) => {
  const { pen, seconds, roll } = stage;
  pen.drawImage(
    backdrop(stage, (sky, w, h) => {
      paint.verticalGradient(sky, 0, 0, w, h, ['#5D7288', '#8DA3B4', '#B9C5CC']);
      paint.bokeh(sky, w, h * 0.8, paint.random('lamps'), '#FFD9A0', 26, 0.4);
      paint.verticalGradient(sky, 0, h - 330, w, 330, ['#8093A100', '#64798A']);
    }),
    -40,
    -40,
  );
  camera(stage, 1, 1.07, () => {
    const sway = Math.sin(seconds * 1.5) * 0.06;
    put(stage, propOf(stage, 1), { x: 120, y: 700, size: 150, anchor: 'foot', shadow: 'contact' });
    put(stage, heroOf(stage), { x: 280, y: 706, size: 360, anchor: 'foot', shadow: 'contact', rotate: sway });
    put(stage, propOf(stage), {
      x: 430,
      y: 706 - Math.abs(Math.sin(seconds * 4)) * 10,
      size: 130,
      anchor: 'foot',
      shadow: 'contact',
    });
  });
  pen.strokeStyle = 'rgba(240,248,255,0.5)';
  pen.lineWidth = 2;
  for (let index = 0; index < 60; index++) {
    const x = roll() * 640 - 40;
    const speed = 700 + roll() * 500;
    const y = ((roll() * 1000 + seconds * speed) % 1060) - 60;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x - 6, y + 34);
    pen.stroke();
  }
  for (let index = 0; index < 8; index++) {
    const life = (seconds * 0.9 + index / 8) % 1;
    pen.strokeStyle = `rgba(255,255,255,${0.5 * (1 - life)})`;
    pen.beginPath();
    pen.ellipse(((index * 173) % 540) * 1, 740 + ((index * 61) % 170), life * 46, life * 12, 0, 0, Math.PI * 2);
    pen.stroke();
  }
};

/** A pot in which one thing becomes the next, while the sun goes round. */
export const grow: Shot = (stage) => {
  const { pen, seconds, share, heroes } = stage;
  const day = 0.5 + 0.5 * Math.sin(seconds * 2.4);
  paint.verticalGradient(pen, 0, 0, width, height, [
    paint.mix('#F9C98F', '#BFE4F8', day),
    paint.mix('#F7DDBE', '#EAF6E4', day),
    '#DCC39B',
  ]);
  const arc = (seconds * 0.38) % 1;
  const sunX = arc * 640 - 50;
  const sunY = 330 - Math.sin(arc * Math.PI) * 160;
  paint.glow(pen, sunX, sunY, 150, '#FFE08A', 0.95);
  pen.fillStyle = '#B98A5A';
  pen.fillRect(0, 700, width, 260);
  paint.verticalGradient(pen, 0, 690, width, 40, ['#E2BC8B', '#CFA26C']);
  const stagePosition = share * heroes.length;
  const now = Math.min(heroes.length - 1, Math.floor(stagePosition));
  const within = stagePosition - now;
  const size = 190 + now * 70;
  const pop = spring(within * 2.2);
  camera(stage, 1.06, 1, () => {
    put(stage, propOf(stage), { x: 110, y: 706, size: 130, anchor: 'foot', shadow: 'contact' });
    put(stage, propOf(stage, 1), { x: 430, y: 706, size: 140, anchor: 'foot', shadow: 'contact' });
    put(stage, heroOf(stage, now), {
      x: 270,
      y: 706,
      size,
      anchor: 'foot',
      shadow: 'contact',
      stretchY: 0.5 + 0.5 * pop,
      stretchX: 1.15 - 0.15 * pop,
      rotate: Math.sin(seconds * 2) * 0.03,
    });
  });
  if (within < 0.4) sparkle(stage, 270, 560, 190, 10);
};

/** A lit thing in the dark, with stars and small lights. */
export const night: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  const dark = paint.mix(colours.deep, '#0E0B22', 0.6);
  pen.drawImage(
    backdrop(stage, (sky, w, h) => {
      paint.verticalGradient(sky, 0, 0, w, h, [
        paint.mix(dark, '#000010', 0.3),
        dark,
        paint.mix(dark, colours.accent, 0.4),
      ]);
      const stars = paint.random('stars');
      for (let star = 0; star < 90; star++) {
        sky.fillStyle = paint.alpha('#FFFFFF', 0.3 + stars() * 0.6);
        sky.beginPath();
        sky.arc(w * stars(), h * 0.6 * stars(), 0.8 + stars() * 1.8, 0, Math.PI * 2);
        sky.fill();
      }
      paint.hills(sky, w, h, 650, 150, paint.mix(dark, '#000000', 0.25), paint.random('hill'));
      paint.hills(sky, w, h, 730, 60, paint.mix(dark, '#000000', 0.45), paint.random('hill two'));
    }),
    -40 - seconds * 3,
    -40,
  );
  const flicker = 0.62 + 0.1 * Math.sin(seconds * 9) + 0.06 * Math.sin(seconds * 23);
  paint.glow(pen, 270, 520, 330, '#FFC276', flicker);
  camera(stage, 1, 1.08, () => {
    put(stage, propOf(stage, 1), {
      x: 432,
      y: 724,
      size: 150,
      anchor: 'foot',
      shadow: 'contact',
      shadowColour: '0,0,0',
    });
    put(stage, heroOf(stage), {
      x: 262,
      y: 722,
      size: 350,
      anchor: 'foot',
      shadow: 'contact',
      shadowColour: '0,0,0',
      rotate: Math.sin(seconds * 1.4) * 0.02,
    });
    put(stage, propOf(stage), { x: 400 - seconds * 6, y: 250 + Math.sin(seconds) * 6, size: 110 });
  });
  fireflies(stage, 22);
};

/** The goods close up, turning a little, with a band of light across; small ones rise in front. */
export const macro: Shot = (stage) => {
  const { pen, seconds, share, colours } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, h, [colours.top, colours.bottom, colours.surface]);
      paint.glow(wall, w * 0.35, h * 0.3, 460, '#FFFFFF', 0.8);
      paint.bokeh(wall, w, h, paint.random('bokeh'), colours.pale, 22, 0.5);
    }),
    -40 + share * 30,
    -40,
  );
  const size = 430 + 60 * easeInOut(share);
  put(stage, heroOf(stage), { x: 270, y: 486, size, rotate: -0.14 + 0.24 * easeInOut(share), shadow: 'contact' });
  pen.save();
  pen.globalCompositeOperation = 'soft-light';
  const sweep = -300 + ((seconds * 420) % 1300);
  const band = pen.createLinearGradient(sweep, 0, sweep + 240, 90);
  band.addColorStop(0, 'rgba(255,255,255,0)');
  band.addColorStop(0.5, 'rgba(255,255,255,0.7)');
  band.addColorStop(1, 'rgba(255,255,255,0)');
  pen.fillStyle = band;
  pen.fillRect(0, 0, width, height);
  pen.restore();
  drift(stage, propOf(stage), 9, -70, 54);
  sparkle(stage, 270, 440, 270, 9);
};

/** Open hands lift the goods into the light. */
export const hold: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, h, [colours.pale, colours.bottom, colours.surface]);
    }),
    -40,
    -40,
  );
  const lift = easeOut(since(stage, 0, 0.9));
  const y = 640 - lift * 110 + Math.sin(seconds * 2) * 7;
  paint.glow(pen, 270, y - 150, 420, '#FFFFFF', 0.7 * lift);
  rays(stage, 270, y - 150, '#FFFFFF', 0.16 * lift);
  drift(stage, propOf(stage), 8, 80, 46);
  put(stage, heroOf(stage), { x: 270, y: y - 30, size: 340, anchor: 'foot', rotate: Math.sin(seconds * 1.7) * 0.06 });
  put(stage, heroOf(stage, 1), { x: 270, y: y + 60, size: 330 });
  sparkle(stage, 270, y - 190, 230, 12);
};
