import { between, pick, type Random, random } from './paint.ts';

/** Music and noises made of numbers: mono, 44,100 samples a second, values within -1 and 1. */
export const sampleRate = 44_100;

interface Style {
  /** Semitones above the root that may sound. */
  scale: number[];
  root: number;
  beatsPerMinute: number;
  voice: 'pluck' | 'bell' | 'flute' | 'keys' | 'saw';
  bass: boolean;
  drums: 'none' | 'soft' | 'beat' | 'shaker';
  pad: boolean;
  /** Chance that a half-beat carries a note. */
  density: number;
}

const gong = [0, 2, 4, 7, 9];
const yu = [0, 3, 5, 7, 10];
const major = [0, 2, 4, 5, 7, 9, 11];
const dorian = [0, 2, 3, 5, 7, 9, 10];

const styles: Record<string, Style> = {
  farm: {
    scale: gong,
    root: 62,
    beatsPerMinute: 104,
    voice: 'pluck',
    bass: true,
    drums: 'shaker',
    pad: false,
    density: 0.72,
  },
  kitchen: {
    scale: major,
    root: 60,
    beatsPerMinute: 122,
    voice: 'bell',
    bass: true,
    drums: 'soft',
    pad: false,
    density: 0.75,
  },
  sea: {
    scale: major,
    root: 57,
    beatsPerMinute: 96,
    voice: 'pluck',
    bass: true,
    drums: 'shaker',
    pad: true,
    density: 0.6,
  },
  craft: {
    scale: gong,
    root: 57,
    beatsPerMinute: 76,
    voice: 'pluck',
    bass: false,
    drums: 'none',
    pad: true,
    density: 0.55,
  },
  city: {
    scale: dorian,
    root: 57,
    beatsPerMinute: 90,
    voice: 'keys',
    bass: true,
    drums: 'beat',
    pad: true,
    density: 0.55,
  },
  play: {
    scale: major,
    root: 67,
    beatsPerMinute: 132,
    voice: 'bell',
    bass: true,
    drums: 'soft',
    pad: false,
    density: 0.8,
  },
  night: {
    scale: yu,
    root: 57,
    beatsPerMinute: 68,
    voice: 'bell',
    bass: false,
    drums: 'none',
    pad: true,
    density: 0.5,
  },
  sport: {
    scale: yu,
    root: 55,
    beatsPerMinute: 138,
    voice: 'saw',
    bass: true,
    drums: 'beat',
    pad: false,
    density: 0.7,
  },
  beauty: {
    scale: major,
    root: 64,
    beatsPerMinute: 112,
    voice: 'keys',
    bass: true,
    drums: 'beat',
    pad: true,
    density: 0.55,
  },
  book: {
    scale: major,
    root: 60,
    beatsPerMinute: 80,
    voice: 'keys',
    bass: false,
    drums: 'none',
    pad: true,
    density: 0.6,
  },
  flute: {
    scale: gong,
    root: 65,
    beatsPerMinute: 72,
    voice: 'flute',
    bass: false,
    drums: 'none',
    pad: true,
    density: 0.42,
  },
};

export const musicNames = Object.keys(styles);

const hertz = (note: number): number => 440 * 2 ** ((note - 69) / 12);

function voiceAt(voice: Style['voice'], frequency: number, time: number, length: number): number {
  const turn = 2 * Math.PI * frequency * time;
  const attack = Math.min(1, time / (voice === 'flute' ? 0.07 : 0.006));
  const release = Math.min(1, Math.max(0, (length - time) / 0.06));
  switch (voice) {
    case 'pluck':
      return (
        attack *
        release *
        Math.exp(-time * 3.6) *
        (Math.sin(turn) +
          0.5 * Math.sin(2 * turn) * Math.exp(-time * 5) +
          0.28 * Math.sin(3 * turn) * Math.exp(-time * 9) +
          0.14 * Math.sin(5 * turn) * Math.exp(-time * 14))
      );
    case 'bell':
      return (
        attack *
        release *
        Math.exp(-time * 4.4) *
        (Math.sin(turn) +
          0.42 * Math.sin(3.93 * turn) * Math.exp(-time * 11) +
          0.16 * Math.sin(9.2 * turn) * Math.exp(-time * 22))
      );
    case 'flute':
      return (
        attack *
        release *
        0.8 *
        (Math.sin(turn + 0.22 * Math.sin(2 * Math.PI * 5.2 * time)) +
          0.22 * Math.sin(2 * turn) +
          0.06 * Math.sin(3 * turn))
      );
    case 'keys':
      return (
        attack *
        release *
        Math.exp(-time * 2.3) *
        Math.sin(turn + 1.5 * Math.exp(-time * 6) * Math.sin(turn) + 0.3 * Math.sin(2 * turn))
      );
    case 'saw': {
      let sum = 0;
      for (let harmonic = 1; harmonic <= 6; harmonic++) sum += Math.sin(turn * harmonic) / harmonic ** 1.5;
      return attack * release * 0.6 * Math.exp(-time * 3) * sum;
    }
  }
}

function add(
  into: Float32Array,
  atSeconds: number,
  lengthSeconds: number,
  gain: number,
  wave: (time: number) => number,
): void {
  const from = Math.max(0, Math.round(atSeconds * sampleRate));
  const to = Math.min(into.length, Math.round((atSeconds + lengthSeconds) * sampleRate));
  for (let index = from; index < to; index++) into[index]! += gain * wave((index - from) / sampleRate);
}

function drums(into: Float32Array, kind: Style['drums'], beat: number, total: number, roll: Random): void {
  if (kind === 'none') return;
  for (let at = 0, count = 0; at < total; at += beat / 2, count++) {
    const hat = (time: number) => (roll() * 2 - 1) * Math.exp(-time * 70);
    if (kind === 'shaker' || count % 2 === 1) add(into, at, 0.06, kind === 'beat' ? 0.09 : 0.07, hat);
    if (kind === 'shaker') continue;
    if (count % 4 === 0)
      add(
        into,
        at,
        0.24,
        kind === 'beat' ? 0.5 : 0.28,
        (time) => Math.sin(2 * Math.PI * (48 + 70 * Math.exp(-time * 28)) * time) * Math.exp(-time * 13),
      );
    if (kind === 'beat' && count % 4 === 2)
      add(
        into,
        at,
        0.16,
        0.2,
        (time) => ((roll() * 2 - 1) * 0.8 + Math.sin(2 * Math.PI * 190 * time)) * Math.exp(-time * 24),
      );
  }
}

/** A rush of air that covers a cut. */
function whoosh(into: Float32Array, atSeconds: number, roll: Random): void {
  let low = 0;
  add(into, atSeconds - 0.12, 0.3, 0.3, (time) => {
    const shape = Math.sin(Math.min(1, time / 0.3) * Math.PI) ** 2;
    low += (0.06 + 0.3 * shape) * (roll() * 2 - 1 - low);
    return low * shape;
  });
}

function ambience(into: Float32Array, kind: string, from: number, length: number, roll: Random): void {
  let low = 0;
  const noise = (share: number) => {
    low += share * (roll() * 2 - 1 - low);
    return low;
  };
  const edge = (time: number) => Math.min(1, time / 0.2, (length - time) / 0.2);
  if (kind === 'sea')
    add(into, from, length, 0.5, (time) => noise(0.06) * (0.55 + 0.45 * Math.sin(time * 2.1)) * edge(time));
  if (kind === 'rain') add(into, from, length, 0.16, (time) => noise(0.7) * edge(time));
  if (kind === 'wok')
    add(into, from, length, 0.13, (time) => noise(0.9) * (0.5 + 0.5 * Math.sin(time * 8) ** 2) * edge(time));
  if (kind === 'field' || kind === 'grow')
    for (let at = from + 0.2; at < from + length - 0.3; at += between(roll, 0.5, 0.9)) {
      const pitch = between(roll, 2600, 3800);
      add(
        into,
        at,
        0.16,
        0.045,
        (time) =>
          Math.sin(2 * Math.PI * (pitch + 900 * Math.sin(time * 70)) * time) * Math.sin((time / 0.16) * Math.PI),
      );
    }
  if (kind === 'night')
    for (let at = from; at < from + length; at += 0.34)
      add(
        into,
        at,
        0.12,
        0.03,
        (time) =>
          Math.sin(2 * Math.PI * 4300 * time) * (Math.sin(time * 190) > 0 ? 1 : 0) * Math.sin((time / 0.12) * Math.PI),
      );
  if (kind === 'bounce')
    for (let at = from; at < from + length; at += 0.8)
      add(
        into,
        at,
        0.16,
        0.4,
        (time) => Math.sin(2 * Math.PI * (80 + 90 * Math.exp(-time * 40)) * time) * Math.exp(-time * 22),
      );
  if (kind === 'fall')
    for (let hit = 0; hit < 14; hit++)
      add(
        into,
        from + 0.42 + hit * 0.1,
        0.09,
        0.2,
        (time) => Math.sin(2 * Math.PI * (150 + hit * 9) * time) * Math.exp(-time * 45),
      );
}

/** A clear drop when goods appear. */
function chime(into: Float32Array, atSeconds: number): void {
  [880, 1318.5].forEach((pitch, index) => {
    add(
      into,
      atSeconds + index * 0.09,
      0.5,
      0.13,
      (time) => Math.sin(2 * Math.PI * pitch * time) * Math.exp(-time * 8),
    );
  });
}

/** The whole sound of a clip. */
export function compose(
  name: string,
  music: string,
  shots: { shot: string; seconds: number }[],
  cardsAtSeconds: number[],
): Float32Array {
  const style = styles[music];
  if (!style) throw new Error(`unknown music: ${music}`);
  const roll = random(`${name} sound`);
  const total = shots.reduce((sum, { seconds }) => sum + seconds, 0);
  const samples = new Float32Array(Math.round(total * sampleRate));
  const beat = 60 / (style.beatsPerMinute * between(roll, 0.95, 1.05));
  const root = style.root + Math.floor(between(roll, -3, 4));
  const degree = (step: number) =>
    root +
    style.scale[((step % style.scale.length) + style.scale.length) % style.scale.length]! +
    12 * Math.floor(step / style.scale.length);
  const chords = pick(roll, [
    [0, 3, 4, 0],
    [0, 2, 3, 4],
    [0, 4, 2, 3],
    [0, -2, -1, 0],
  ]);
  let step = Math.floor(between(roll, 2, 5));
  const motif = Array.from({ length: 8 }, () => Math.floor(between(roll, -2, 3)));
  for (let at = 0, count = 0; at < total - 0.15; at += beat / 2, count++) {
    const strong = count % 4 === 0;
    if (!strong && roll() > style.density) continue;
    step = Math.min(8, Math.max(-1, step + motif[count % motif.length]! + (roll() > 0.85 ? 1 : 0)));
    if (step === 8) step = 4;
    if (step === -1) step = 2;
    const length = (strong ? 1.6 : 0.9) * beat * (style.voice === 'flute' ? 1.4 : 1);
    add(samples, at, Math.min(length, 1.6), strong ? 0.26 : 0.19, (time) =>
      voiceAt(style.voice, hertz(degree(step)), time, length),
    );
  }
  for (let at = 0, bar = 0; at < total; at += beat * 4, bar++) {
    const chord = chords[bar % chords.length]!;
    if (style.pad)
      for (const part of [0, 2, 4]) {
        const frequency = hertz(degree(chord + part) - 12);
        add(
          samples,
          at,
          beat * 4,
          0.05,
          (time) => Math.sin(2 * Math.PI * frequency * time) * Math.min(1, time / 0.5, (beat * 4 - time) / 0.4),
        );
      }
    if (style.bass)
      for (const offset of [0, 1.5, 2, 3]) {
        const frequency = hertz(degree(chord) - 24);
        add(
          samples,
          at + offset * beat,
          beat * 0.8,
          0.24,
          (time) =>
            (Math.sin(2 * Math.PI * frequency * time) + 0.25 * Math.sin(4 * Math.PI * frequency * time)) *
            Math.exp(-time * 4) *
            Math.min(1, time / 0.01),
        );
      }
  }
  drums(samples, style.drums, beat, total, roll);
  let from = 0;
  for (const { shot, seconds } of shots) {
    if (from > 0) whoosh(samples, from, roll);
    ambience(samples, shot, from, seconds, roll);
    from += seconds;
  }
  for (const at of cardsAtSeconds) chime(samples, at);
  const echo = Math.round(0.19 * sampleRate);
  for (let index = echo; index < samples.length; index++) samples[index]! += 0.22 * samples[index - echo]!;
  let loudest = 0;
  for (const value of samples) loudest = Math.max(loudest, Math.abs(value));
  const gain = 0.82 / Math.max(loudest, 0.01);
  const fade = 0.25 * sampleRate;
  for (let index = 0; index < samples.length; index++)
    samples[index]! *= gain * Math.min(1, index / (0.03 * sampleRate), (samples.length - index) / fade);
  return samples;
}
