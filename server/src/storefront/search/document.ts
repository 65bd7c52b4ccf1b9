import type { Category, Product } from '../../catalog/index.ts';
import type { Speller } from './pinyin.ts';
import { meaningful, normalText, type Segmenter } from './segment.ts';

export type SearchTerm = { term: string; pinyin: string; initials: string };
export type SearchDocument = {
  productId: string;
  /** A tsvector literal. */
  words: string;
  trigrams: string;
  pinyin: string;
  initials: string;
  terms: SearchTerm[];
};

const descriptionSearchedMax = 2_000;
const positionsMax = 16_000;
const placesMax = 8;
const termsMax = 40;

/** What a product is found by. Pure, given the two readers of Chinese. */
export function documentOf(
  product: Product,
  categories: ReadonlyMap<string, Category>,
  segment: Segmenter,
  spell: Speller,
): SearchDocument {
  const path = product.categoryPath.flatMap((id) => categories.get(id) ?? []);
  const names = [product.title, product.titleEn].filter((text) => text !== '');
  const side = [...product.tags, product.origin, ...product.variants.flatMap((variant) => variant.options)];
  const groups: [string, 'A' | 'B' | 'C' | 'D'][] = [
    ...names.map((text): [string, 'A'] => [text, 'A']),
    ...[...new Set(side)].map((text): [string, 'B'] => [text, 'B']),
    ...path.flatMap((category): [string, 'C'][] => [
      [category.name.zh, 'C'],
      [category.name.en, 'C'],
    ]),
    [product.description.slice(0, descriptionSearchedMax), 'D'],
  ];
  let position = 1;
  const lexemes = new Map<string, string[]>();
  const place = (word: string, weight: string): void => {
    const places = lexemes.get(word) ?? [];
    if (places.length < placesMax) places.push(`${Math.min(position, positionsMax)}${weight}`);
    lexemes.set(word, places);
  };
  for (const [text, weight] of groups)
    for (const word of meaningful(segment(text))) {
      place(word, weight);
      // 梨 finds 安琼梨, behind what is called 梨 itself.
      if (weight === 'A') for (const sign of word.match(/\p{Script=Han}/gu) ?? []) if (sign !== word) place(sign, 'D');
      position += 1;
    }
  const spelled = [product.title, ...product.tags].map(spell);
  const terms = new Map<string, SearchTerm>();
  const leaf = path.at(-1);
  for (const term of [
    ...product.tags,
    ...(leaf ? [leaf.name.zh, normalText(leaf.name.en)] : []),
    ...titleTerms(product, segment),
  ]) {
    const text = normalText(term);
    if (text.length < 2 || text.length > 30 || terms.size >= termsMax || terms.has(text)) continue;
    const { full, initials } = spell(text);
    terms.set(text, { term: text, pinyin: full, initials });
  }
  return {
    productId: product.id,
    words: vectorOf(lexemes),
    trigrams: normalText([...names, ...product.tags].join(' ')),
    pinyin: spelled.map((each) => each.full).join(' '),
    initials: spelled.map((each) => each.initials).join(' '),
    terms: [...terms.values()],
  };
}

/** What a video is found by. */
export function videoDocumentOf(
  video: { videoId: string; title: string; tags: readonly string[] },
  segment: Segmenter,
  spell: Speller,
): { videoId: string; words: string; trigrams: string; pinyin: string } {
  const lexemes = new Map<string, string[]>();
  let position = 1;
  for (const [text, weight] of [[video.title, 'A'] as const, ...video.tags.map((tag) => [tag, 'B'] as const)])
    for (const word of meaningful(segment(text))) {
      lexemes.set(word, [...(lexemes.get(word) ?? []).slice(0, placesMax - 1), `${position}${weight}`]);
      position += 1;
    }
  return {
    videoId: video.videoId,
    words: vectorOf(lexemes),
    trigrams: normalText([video.title, ...video.tags].join(' ')),
    pinyin: [video.title, ...video.tags].map((text) => spell(text).full).join(' '),
  };
}

/** A tsvector literal: the server has no parser for Chinese, so the words come from us. */
function vectorOf(lexemes: ReadonlyMap<string, readonly string[]>): string {
  return [...lexemes].map(([word, places]) => `${quoteLexeme(word)}:${places.join(',')}`).join(' ');
}

/** Words of the title that somebody could search for: not single signs, numbers or sizes. */
function titleTerms(product: Product, segment: Segmenter): string[] {
  return meaningful([...segment(product.title), ...product.titleEn.split(/[\s,/]+/)]).filter(
    (word) => word.length >= 2 && !/\d/.test(word) && !(/^[a-z]+$/i.test(word) && word.length < 4),
  );
}

/** A word as text inside a tsvector or tsquery literal. */
export function quoteLexeme(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
