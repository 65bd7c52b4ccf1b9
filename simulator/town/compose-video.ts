import { products } from './products/index.ts';
import type { Text, Video } from './types.ts';

/** One shot of a storyboard: read by `render/`, never by the platform. */
export interface BoardShot {
  shot: string;
  seconds: number;
  palette: string;
  heroes: string;
  props: string;
  /** Spoken and shown while the shot lasts. */
  caption: Text;
  /** Short labels inside the picture, in Chinese. */
  words: string[];
}

export interface Storyboard {
  /** Lines of the opening title. */
  heading: string[];
  /** Kind of music. */
  music: string;
  shots: BoardShot[];
}

export interface Clip {
  video: Video;
  storyboard: Storyboard;
}

/** Milliseconds from the start of a shot to the moment its product card appears. */
const cardDelayMs = 400;

/** `shot('field', 2.4, 'leaf', '👩🏻‍🌾', '🌳 🍎', ['…', '…'], '词 词')`. */
export function shot(
  name: string,
  seconds: number,
  palette: string,
  heroes: string,
  props: string,
  caption: [zh: string, en: string],
  words = '',
): BoardShot {
  return {
    shot: name,
    seconds,
    palette,
    heroes,
    props,
    caption: { zh: caption[0], en: caption[1] },
    words: words.split(' ').filter(Boolean),
  };
}

/** A shot of the product's own picture, as a card. */
export function card(
  slug: string,
  seconds: number,
  palette: string,
  props: string,
  caption: [zh: string, en: string],
  words: string,
): BoardShot {
  return shot('goods', seconds, palette, `#${slug}`, props, caption, words);
}

/** `title` may hold one `|` where the heading breaks; `goods` names a product and the shot (from 0) its card appears in. */
export function clip(
  slug: string,
  author: string,
  title: [zh: string, en: string],
  tags: string,
  topic: string,
  music: string,
  shots: BoardShot[],
  goods: [product: string, shot: number][] = [],
): Clip {
  const [interest = [], scene = [], mood = []] = tags.split('|').map((part) => part.trim().split(' ').filter(Boolean));
  const startsMs: number[] = [];
  let durationMs = 0;
  for (const { seconds } of shots) {
    startsMs.push(durationMs);
    durationMs += Math.round(seconds * 1000);
  }
  const first = goods[0] ? products.find((each) => each.slug === goods[0]![0]) : undefined;
  if (goods[0] && !first) throw new Error(`${slug}: unknown product ${goods[0][0]}`);
  return {
    video: {
      slug,
      author,
      title: { zh: title[0].replace('|', '，'), en: title[1] },
      category: first?.category ?? null,
      tags: { interest, scene, mood },
      topic,
      durationMs,
      captions: shots.map(({ caption, seconds }, index) => ({
        startMs: startsMs[index]!,
        endMs: startsMs[index]! + Math.round(seconds * 1000),
        text: caption,
      })),
      products: goods.map(([product, at]) => ({ product, atMs: startsMs[at]! + cardDelayMs })),
      synthetic: true,
    },
    storyboard: { heading: title[0].split('|'), music, shots },
  };
}
