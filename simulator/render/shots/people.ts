import * as paint from '../paint.ts';
import {
  backdrop,
  camera,
  chip,
  clamp,
  drift,
  easeInOut,
  easeOut,
  heroOf,
  propOf,
  put,
  roomBackdrop,
  type Shot,
  since,
  sparkle,
  spring,
  width,
} from './stage.ts';

/** An old street going by: houses with awnings, lanterns overhead, somebody walking. */
export const street: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (sky, w, h) => {
      paint.verticalGradient(sky, 0, 0, w, h, ['#9CCBEA', '#FBE7CF', '#F6D2AE']);
      paint.glow(sky, w * 0.25, 260, 260, '#FFF3C4', 0.9);
    }),
    -40,
    -40,
  );
  const facades = ['#E9B48C', '#D98C6B', '#EFD3A4', '#A9C4B0', '#C98F7E', '#E7C8B4'];
  for (let index = 0; index < 7; index++) {
    const x = ((((index * 190 - seconds * 92) % 1330) + 1330) % 1330) - 220;
    const tall = 300 + ((index * 83) % 130);
    const top = 700 - tall;
    pen.fillStyle = facades[index % facades.length]!;
    pen.fillRect(x, top, 184, tall);
    pen.fillStyle = paint.mix(facades[index % facades.length]!, '#5A3020', 0.55);
    pen.beginPath();
    pen.moveTo(x - 16, top + 6);
    pen.lineTo(x + 20, top - 44);
    pen.lineTo(x + 164, top - 44);
    pen.lineTo(x + 200, top + 6);
    pen.fill();
    for (let row = 0; row < 2; row++)
      for (let column = 0; column < 2; column++) {
        pen.fillStyle = (index + row + column) % 3 ? '#7FA6B8' : '#FFE7A6';
        paint.roundRect(pen, x + 28 + column * 76, top + 36 + row * 84, 50, 58, 6);
        pen.fill();
      }
    pen.fillStyle = '#FFF8EE';
    pen.fillRect(x, 600, 184, 100);
    for (let stripe = 0; stripe < 6; stripe++) {
      pen.fillStyle = stripe % 2 ? '#FFF5E6' : index % 2 ? colours.accent : '#0B7A6E';
      pen.beginPath();
      pen.moveTo(x + stripe * 31, 566);
      pen.lineTo(x + stripe * 31 + 31, 566);
      pen.lineTo(x + stripe * 31 + 31, 606);
      pen.quadraticCurveTo(x + stripe * 31 + 15, 618, x + stripe * 31, 606);
      pen.fill();
    }
    put(stage, propOf(stage, index), { x: x + 92, y: 702, size: 96, anchor: 'foot' });
  }
  paint.verticalGradient(pen, 0, 700, width, 260, ['#CDB79C', '#A98C6C']);
  pen.fillStyle = 'rgba(255,255,255,0.14)';
  for (let row = 0; row < 5; row++)
    for (let stone = 0; stone < 8; stone++) {
      const x = ((((stone * 110 + (row % 2) * 55 - seconds * (150 + row * 26)) % 880) + 880) % 880) - 120;
      paint.roundRect(pen, x, 712 + row * 50, 96, 38, 8);
      pen.fill();
    }
  const step = seconds * 6.4;
  put(stage, heroOf(stage), {
    x: 215 + seconds * 9,
    y: 800 - Math.abs(Math.sin(step)) * 13,
    size: 250,
    anchor: 'foot',
    shadow: 'contact',
    rotate: Math.sin(step) * 0.045,
    flip: true,
  });
  for (let index = 0; index < 5; index++) {
    const x = ((((index * 210 - seconds * 200) % 1050) + 1050) % 1050) - 140;
    put(stage, heroOf(stage, 1), {
      x,
      y: 190 + Math.sin(seconds * 2 + index) * 5,
      size: 110,
      rotate: Math.sin(seconds * 1.8 + index) * 0.12,
    });
  }
};

/** A ball that comes down, gives, and goes up again. */
export const bounce: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, 700, ['#BFE3F7', '#F9EBD2']);
      paint.verticalGradient(wall, 0, 680, w, h - 680, [
        paint.mix(colours.accent, '#FFFFFF', 0.15),
        paint.mix(colours.accent, colours.deep, 0.35),
      ]);
      wall.strokeStyle = 'rgba(255,255,255,0.75)';
      wall.lineWidth = 7;
      wall.beginPath();
      wall.ellipse(w / 2, 860, 250, 74, 0, 0, Math.PI * 2);
      wall.moveTo(0, 716);
      wall.lineTo(w, 716);
      wall.stroke();
      paint.hills(wall, w, 690, 660, 120, '#9CC79A', paint.random('park'));
    }),
    -40,
    -40,
  );
  put(stage, propOf(stage), { x: 436, y: 690, size: 210, anchor: 'foot', shadow: 'contact' });
  put(stage, propOf(stage, 1), { x: 100, y: 716, size: 170, anchor: 'foot', shadow: 'contact' });
  const beat = (seconds * 1.25) % 1;
  const up = Math.sin(beat * Math.PI);
  const squash = up < 0.16 ? 1 - (0.16 - up) * 1.6 : 1;
  const x = 270 + Math.sin(seconds * 1.4) * 70;
  pen.fillStyle = `rgba(40,20,10,${0.34 - up * 0.2})`;
  pen.beginPath();
  pen.ellipse(x, 838, 110 - up * 46, 24 - up * 10, 0, 0, Math.PI * 2);
  pen.fill();
  for (let ghost = 3; ghost >= 1; ghost--) {
    const then = ((((seconds - ghost * 0.045) * 1.25) % 1) + 1) % 1;
    put(stage, heroOf(stage), { x, y: 736 - Math.sin(then * Math.PI) * 420, size: 190, alpha: 0.13 });
  }
  put(stage, heroOf(stage), {
    x,
    y: 736 - up * 420 + (1 - squash) * 60,
    size: 200,
    rotate: seconds * 3,
    stretchX: 2 - squash,
    stretchY: squash,
  });
  if (up < 0.3) {
    pen.strokeStyle = `rgba(255,255,255,${0.7 - up * 2})`;
    pen.lineWidth = 5;
    pen.beginPath();
    pen.ellipse(x, 840, 120 + up * 260, 26 + up * 60, 0, 0, Math.PI * 2);
    pen.stroke();
  }
};

/** A road coming at you, trees on both sides. */
export const road: Shot = (stage) => {
  const { pen, seconds } = stage;
  pen.drawImage(
    backdrop(stage, (sky, w, h) => {
      paint.verticalGradient(sky, 0, 0, w, 560, ['#8EC7EE', '#FDF0D6']);
      paint.glow(sky, w * 0.6, 380, 240, '#FFF2B8', 1);
      paint.hills(sky, w, h, 520, 150, '#9DC6A6', paint.random('road far'));
      sky.fillStyle = '#8DBE78';
      sky.fillRect(0, 520, w, h);
      sky.fillStyle = '#8B8E97';
      sky.beginPath();
      sky.moveTo(w / 2 - 18, 520);
      sky.lineTo(w / 2 + 18, 520);
      sky.lineTo(w + 60, h);
      sky.lineTo(-60, h);
      sky.fill();
    }),
    -40,
    -40,
  );
  for (let index = 0; index < 8; index++) {
    const life = ((seconds * 0.75 + index / 8) % 1) ** 2.2;
    const y = 486 + life * 520;
    pen.fillStyle = '#FFF8E6';
    pen.fillRect(270 - (2 + life * 14), y, 4 + life * 28, 6 + life * 90);
  }
  for (let index = 9; index >= 0; index--) {
    const life = ((seconds * 0.5 + index / 10) % 1) ** 2;
    const side = index % 2 ? 1 : -1;
    put(stage, propOf(stage, index), {
      x: 270 + side * (50 + life * 420),
      y: 492 + life * 420,
      size: 34 + life * 330,
      anchor: 'foot',
    });
  }
  const sway = Math.sin(seconds * 3.2);
  put(stage, heroOf(stage), {
    x: 262 + sway * 26,
    y: 830 - Math.abs(Math.sin(seconds * 7)) * 7,
    size: 300,
    anchor: 'foot',
    shadow: 'contact',
    rotate: sway * 0.06,
  });
};

/** Clothes on a rail that turns: the middle one is large. */
export const carousel: Shot = (stage) => {
  const { pen, seconds, share, colours } = stage;
  pen.drawImage(roomBackdrop(stage, 660), -40, -40);
  pen.fillStyle = paint.alpha(colours.pale, 0.75);
  pen.beginPath();
  pen.arc(270, 470, 236, 0, Math.PI * 2);
  pen.fill();
  const all = stage.heroes;
  const beats = all.length > 1 ? all.length - 0.4 : 0;
  const whole = Math.floor(share * beats);
  const turn = whole + easeInOut((share * beats - whole) * 1.7 - 0.7);
  const order = all
    .map((sprite, index) => ({ sprite, offset: index - turn }))
    .sort((one, other) => Math.abs(other.offset) - Math.abs(one.offset));
  for (const { sprite, offset } of order) {
    const far = clamp(Math.abs(offset), 0, 2);
    put(stage, sprite, {
      x: 270 + offset * 236,
      y: 700 + far * -26,
      size: 370 - far * 170,
      anchor: 'foot',
      shadow: 'contact',
      alpha: 1 - far * 0.3,
      rotate: Math.sin(seconds * 1.8) * 0.02,
    });
  }
  put(stage, propOf(stage), {
    x: 84,
    y: 850,
    size: 130,
    anchor: 'foot',
    shadow: 'contact',
    rotate: Math.sin(seconds * 2) * 0.05,
  });
  put(stage, propOf(stage, 1), {
    x: 444,
    y: 856,
    size: 130,
    anchor: 'foot',
    shadow: 'contact',
    rotate: -Math.sin(seconds * 2) * 0.05,
  });
  chip(stage, stage.words[whole % Math.max(1, stage.words.length)], 250, 262, 0.3, colours.deep);
};

/** Somebody peeps up from below, something rolls past, paw prints follow. */
export const peep: Shot = (stage) => {
  const { pen, seconds } = stage;
  pen.drawImage(roomBackdrop(stage, 650), -40, -40);
  const roll = ((seconds * 0.42) % 1) * 760 - 110;
  put(stage, propOf(stage), {
    x: roll,
    y: 838 - Math.abs(Math.sin(seconds * 5)) * 46,
    size: 120,
    rotate: seconds * 5,
    shadow: 'contact',
  });
  for (let index = 0; index < 5; index++)
    if (roll - 130 - index * 84 > -40)
      put(stage, propOf(stage, 1), {
        x: roll - 130 - index * 84,
        y: 872 + (index % 2) * 22,
        size: 46,
        alpha: 0.7 - index * 0.13,
        rotate: 1.5,
      });
  const rise = spring(since(stage, 0.15, 0.9));
  const look = Math.sin(seconds * 2.1);
  put(stage, heroOf(stage, 1), {
    x: 412,
    y: 720 - spring(since(stage, 0.9, 0.8)) * 70 + 120,
    size: 210,
    anchor: 'foot',
    shadow: 'contact',
    rotate: look * -0.08,
  });
  put(stage, heroOf(stage), {
    x: 224 + look * 26,
    y: 1090 - rise * 350,
    size: 360,
    anchor: 'foot',
    shadow: 'contact',
    rotate: look * 0.12,
    stretchY: 0.97 + 0.03 * Math.sin(seconds * 9),
  });
  put(stage, propOf(stage, 2), { x: 420, y: 250 + Math.sin(seconds * 2) * 14, size: 100 * clamp(rise), rotate: 0.2 });
};

/** A wheel that turns while hands shape what stands on it. */
export const wheel: Shot = (stage) => {
  const { pen, seconds, share, colours } = stage;
  camera(stage, 1, 1.1, () => {
    pen.drawImage(roomBackdrop(stage, 620), -40, -40);
    pen.fillStyle = 'rgba(60,30,15,0.2)';
    pen.beginPath();
    pen.ellipse(276, 776, 236, 56, 0, 0, Math.PI * 2);
    pen.fill();
    paint.podium(pen, 270, 720, 214, 40, paint.mix(colours.surface, '#8A5A3C', 0.4));
    pen.save();
    pen.translate(270, 720);
    pen.scale(1, 0.2);
    pen.rotate(seconds * 7);
    pen.strokeStyle = 'rgba(90,50,25,0.35)';
    pen.lineWidth = 7;
    for (let ring = 0; ring < 4; ring++) {
      pen.beginPath();
      pen.arc(0, 0, 60 + ring * 42, ring, ring + 4.6);
      pen.stroke();
    }
    pen.restore();
    const grown = 0.62 + 0.38 * easeOut(share * 1.3);
    put(stage, heroOf(stage), {
      x: 270 + Math.sin(seconds * 18) * 1.6,
      y: 728,
      size: 380 * grown,
      anchor: 'foot',
      stretchX: 1.12 - 0.12 * grown + Math.sin(seconds * 7) * 0.025,
      shadow: 'contact',
    });
    const near = Math.sin(seconds * 2.4) * 14;
    put(stage, heroOf(stage, 1), { x: 92 + near, y: 600 - share * 70, size: 190, rotate: 0.2 });
    put(stage, heroOf(stage, 1), { x: 448 - near, y: 600 - share * 70, size: 190, rotate: -0.2, flip: true });
  });
  drift(stage, propOf(stage), 6, 50, 34);
};

/** An ink ring draws itself, and the work appears in it. */
export const ink: Shot = (stage) => {
  const { pen, seconds, colours } = stage;
  pen.drawImage(
    backdrop(stage, (paper, w, h) => {
      paint.verticalGradient(paper, 0, 0, w, h, ['#FBF6EA', '#F1E5CC', '#E5D3B0']);
      paint.hills(paper, w, h, 560, 280, paint.alpha(colours.deep, 0.12), paint.random('ink one'));
      paint.hills(paper, w, h, 690, 200, paint.alpha(colours.deep, 0.14), paint.random('ink two'));
      paint.verticalGradient(paper, 0, h - 360, w, 360, ['#F1E5CC00', '#EADBBB']);
    }),
    -40 - seconds * 4,
    -40,
  );
  const drawn = easeInOut(since(stage, 0.1, 1.1));
  pen.lineCap = 'round';
  for (let stroke = 0; stroke < 7; stroke++) {
    pen.strokeStyle = paint.alpha(colours.deep, 0.16);
    pen.lineWidth = 26 - stroke * 3;
    pen.beginPath();
    pen.arc(
      270 + Math.sin(stroke * 3) * 4,
      470 + Math.cos(stroke * 5) * 4,
      226 + stroke * 2 - 6,
      -2.2,
      -2.2 + drawn * 5.9,
    );
    pen.stroke();
  }
  const tip = -2.2 + drawn * 5.9;
  const come = spring(since(stage, 0.6, 0.8));
  put(stage, heroOf(stage), {
    x: 270,
    y: 480 + Math.sin(seconds * 1.6) * 8,
    size: 330 * clamp(come, 0, 1.2),
    rotate: Math.sin(seconds * 1.3) * 0.06,
  });
  if (drawn < 1)
    put(stage, propOf(stage), { x: 270 + Math.cos(tip) * 226 + 26, y: 470 + Math.sin(tip) * 226 - 50, size: 130 });
  drift(stage, propOf(stage, 1), 10, 62, 34);
  pen.globalAlpha = clamp(since(stage, 1.3, 0.3));
  pen.fillStyle = '#B5281B';
  paint.roundRect(pen, 376, 652, 50, 50, 7);
  pen.fill();
  pen.fillStyle = '#FFF6E6';
  pen.font = paint.font(32, 700);
  pen.textAlign = 'center';
  pen.fillText((stage.words[0] ?? '好').slice(0, 1), 401, 689);
  pen.globalAlpha = 1;
};

/** An open book; what it speaks of rises from its pages. */
export const book: Shot = (stage) => {
  const { pen, seconds } = stage;
  camera(stage, 1, 1.09, () => {
    pen.drawImage(roomBackdrop(stage, 600), -40, -40);
    put(stage, propOf(stage), { x: 104, y: 690, size: 150, anchor: 'foot', shadow: 'contact' });
    pen.fillStyle = 'rgba(60,30,15,0.22)';
    pen.beginPath();
    pen.ellipse(276, 830, 236, 36, 0, 0, Math.PI * 2);
    pen.fill();
    for (const side of [-1, 1]) {
      const page = pen.createLinearGradient(270, 0, 270 + side * 220, 0);
      page.addColorStop(0, '#E4D9C3');
      page.addColorStop(0.2, '#FFFDF6');
      page.addColorStop(1, '#F2E9D8');
      pen.fillStyle = page;
      pen.beginPath();
      pen.moveTo(270, 716);
      pen.quadraticCurveTo(270 + side * 110, 676, 270 + side * 222, 706);
      pen.lineTo(270 + side * 236, 822);
      pen.quadraticCurveTo(270 + side * 110, 790, 270, 828);
      pen.fill();
      pen.strokeStyle = 'rgba(90,70,50,0.22)';
      pen.lineWidth = 3;
      for (let line = 0; line < 4; line++) {
        pen.beginPath();
        pen.moveTo(270 + side * 30, 732 + line * 20);
        pen.quadraticCurveTo(270 + side * 110, 706 + line * 20, 270 + side * 200, 722 + line * 21);
        pen.stroke();
      }
    }
    const flip = (seconds * 0.55) % 1;
    const lean = Math.cos(flip * Math.PI);
    pen.fillStyle = '#FFFEFA';
    pen.beginPath();
    pen.moveTo(270, 716);
    pen.quadraticCurveTo(
      270 + lean * 110,
      676 - Math.sin(flip * Math.PI) * 110,
      270 + lean * 220,
      704 - Math.sin(flip * Math.PI) * 150,
    );
    pen.lineTo(270 + lean * 232, 820 - Math.sin(flip * Math.PI) * 150);
    pen.quadraticCurveTo(270 + lean * 110, 790 - Math.sin(flip * Math.PI) * 100, 270, 828);
    pen.fill();
    stage.heroes.forEach((sprite, index) => {
      const come = spring(since(stage, 0.3 + index * 0.5, 0.8));
      const x = 270 + (index - (stage.heroes.length - 1) / 2) * 150;
      put(stage, sprite, {
        x,
        y: 690 - come * (150 + (index % 2) * 90) + Math.sin(seconds * 2 + index) * 8,
        size: 190 * clamp(come, 0, 1.15),
        rotate: Math.sin(seconds * 1.5 + index) * 0.1,
      });
    });
  });
  sparkle(stage, 270, 470, 240, 10);
};

/** The catalogue picture as a card that turns towards you, with facts about it. */
export const goods: Shot = (stage) => {
  const { pen, seconds, colours, heroes } = stage;
  pen.drawImage(
    backdrop(stage, (wall, w, h) => {
      paint.verticalGradient(wall, 0, 0, w, h, [colours.top, colours.bottom, colours.surface]);
      paint.bokeh(wall, w, h, paint.random('card'), colours.pale, 18, 0.5);
    }),
    -40,
    -40,
  );
  const come = spring(since(stage, 0, 0.8));
  const turn = Math.cos(seconds * 1.1) * 0.05;
  pen.save();
  pen.translate(262, 418 + (1 - come) * 600 + Math.sin(seconds * 1.8) * 8);
  pen.rotate(-0.05 + turn);
  pen.scale(0.98 + 0.03 * Math.sin(seconds * 1.3), 0.98 + 0.03 * Math.sin(seconds * 1.3));
  pen.fillStyle = 'rgba(50,25,15,0.22)';
  paint.roundRect(pen, -184 + 10, -200 + 18, 368, 400, 26);
  pen.fill();
  pen.fillStyle = '#FFFFFF';
  paint.roundRect(pen, -184, -200, 368, 400, 26);
  pen.fill();
  pen.save();
  paint.roundRect(pen, -170, -186, 340, 340, 18);
  pen.clip();
  const near = 340 * (1.04 + 0.1 * stage.share);
  pen.drawImage(heroes[0]!.canvas, -near / 2, -16 - near / 2, near, near);
  pen.restore();
  pen.fillStyle = '#16181D';
  pen.textAlign = 'center';
  pen.font = paint.font(24, 700);
  pen.fillText(stage.words[0] ?? '', 0, 186);
  pen.restore();
  chip(stage, stage.words[1], 136, 212, 0.6, colours.accent);
  chip(stage, stage.words[2], 366, 640, 1, colours.accent);
  drift(stage, propOf(stage), 7, 70, 36);
  sparkle(stage, 262, 410, 250, 9, '#FFFFFF');
};
