import { creators } from '../town/creators.ts';
import { shops } from '../town/shops.ts';
import { place, sprites } from './emoji.ts';
import * as paint from './paint.ts';
import { palettes } from './palette.ts';

/** Shop logos and creator avatars, 256 pixels square. */
const side = 256;

/** Emoji of the sign, palette, and the one or two characters on it. */
const logos: Record<string, [emoji: string, palette: string, characters: string]> = {
  'longshang-orchard': ['🍎', 'leaf', '陇上'],
  'cloud-terrace': ['🌾', 'sky', '云上'],
  'old-captain': ['⚓', 'sea', '船长'],
  'rock-tea': ['🍃', 'clay', '岩上'],
  'green-kiln': ['🏺@celadon', 'mint', '青禾'],
  'half-hill-craft': ['🏮', 'tomato', '半山'],
  'heart-in-cloth': ['🧵', 'rose', '衣里'],
  'wood-hut': ['🪵', 'sand', '木作'],
  'warm-light': ['💡', 'lemon', '暖光'],
  'small-stove': ['🍳', 'clay', '小灶'],
  'road-guest': ['⛺', 'leaf', '路客'],
  'white-grain': ['🌾@pale', 'peach', '白禾'],
  'round-toys': ['🧸', 'lilac', '团团'],
  'turning-page': ['📖', 'sky', '旋页'],
  'fur-and-flower': ['🐱', 'rose', '毛花'],
  'red-star-store': ['⭐', 'tomato', '红星'],
  'granny-cakes': ['🥮', 'lemon', '阿婆'],
};

/** Person, thing at the shoulder, palette. */
const faces: Record<string, [person: string, thing: string, palette: string]> = {
  'li-shen-orchard': ['👩🏻‍🌾', '🍑', 'leaf'],
  'terrace-axia': ['👧🏻', '⛰️', 'sky'],
  'captain-chen': ['👨🏻‍✈️', '⚓', 'sea'],
  'tea-master-lin': ['👴🏻', '🍵', 'clay'],
  'kiln-xiaohe': ['🧑🏻‍🎨', '🏺@celadon', 'mint'],
  'heart-cloth-studio': ['👩🏻', '👗', 'rose'],
  'stove-uncle-wei': ['👨🏻‍🍳', '🍳', 'tomato'],
  'white-grain-host': ['👩🏻‍🎤', '💄', 'peach'],
  'city-walker-zhou': ['👨🏻', '📷', 'sand'],
  'physics-teacher-gu': ['👨🏻‍🏫', '💡', 'lemon'],
  'paper-kite-song': ['👨🏻‍🦳', '🪁', 'sky'],
  'balcony-momo': ['🧑🏻', '🪴', 'leaf'],
  'two-cats-yuan': ['👩🏻‍🦱', '🐱', 'lilac'],
  'camp-brother-hai': ['👨🏻‍🦱', '⛺', 'leaf'],
  'noodle-sister-tao': ['👩🏻‍🍳', '🍜', 'tomato'],
  'tiny-flat-qi': ['👩🏻‍💻', '🛋️', 'sky'],
  'coach-lan': ['🏃🏻', '🏸', 'mint'],
  'bookshop-night': ['👩🏻‍🎓', '📖', 'clay'],
  'dad-toy-lab': ['👨🏻‍🔧', '🤖', 'lemon'],
  'deal-brother-hu': ['👨🏻‍💼', '🏷️', 'peach'],
};

type Drawn = [name: string, bytes: Buffer];

export async function drawLogos(): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const { slug, logo } of shops) {
    const [emoji, paletteName, characters] = logos[slug]!;
    const colours = palettes[paletteName]!;
    const [thing] = await sprites(emoji);
    const canvas = paint.createCanvas(side, side);
    const pen = canvas.getContext('2d');
    paint.verticalGradient(pen, 0, 0, side, side, [
      paint.mix(colours.accent, '#FFFFFF', 0.12),
      paint.mix(colours.accent, colours.deep, 0.25),
    ]);
    paint.glow(pen, 80, 50, 190, '#FFFFFF', 0.35);
    pen.fillStyle = paint.alpha(colours.pale, 0.96);
    pen.beginPath();
    pen.arc(128, 100, 78, 0, Math.PI * 2);
    pen.fill();
    place(pen, thing!, { x: 128, y: 100, size: 112, shadow: 'cast' });
    pen.fillStyle = '#FFFFFF';
    pen.font = paint.font(50, 900);
    pen.textAlign = 'center';
    pen.fillText(characters, 128, 235);
    drawn.push([logo, canvas.encodeSync('webp', 84)]);
  }
  return drawn;
}

export async function drawAvatars(): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const { slug, avatar } of creators) {
    const [emoji, thing, paletteName] = faces[slug]!;
    const colours = palettes[paletteName]!;
    const [person, beside] = await sprites(`${emoji} ${thing}`);
    const canvas = paint.createCanvas(side, side);
    const pen = canvas.getContext('2d');
    paint.verticalGradient(pen, 0, 0, side, side, [colours.top, colours.surface]);
    paint.glow(pen, 70, 50, 200, '#FFFFFF', 0.7);
    place(pen, beside!, { x: 196, y: 74, size: 104, rotate: 0.15, shadow: 'cast' });
    const head = !emoji.includes('\u200d') || /🦳|🦱/u.test(emoji);
    place(pen, person!, {
      x: 116,
      y: head ? 236 : 258,
      size: head ? 176 : 206,
      anchor: 'foot',
      shadow: head ? 'contact' : 'none',
    });
    drawn.push([avatar, canvas.encodeSync('webp', 84)]);
  }
  return drawn;
}
