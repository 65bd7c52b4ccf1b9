import type { World } from '../../kernel/index.ts';
import { quoteLexeme } from './document.ts';
import { loadSpeller } from './pinyin.ts';
import { type Match, matchPinyin, matchTrigrams, matchVideos, matchWords, nearestTerm } from './search-store.ts';
import { loadSegmenter, meaningful, normalText } from './segment.ts';

export type Found = {
  /** Product ids, best first. */
  ids: readonly string[];
  /** The word that was searched for instead, when nobody has what was written. */
  corrected: string | null;
};

/** Fewer hits than this ask for the second recall. */
const enoughHits = 3;
const keptMs = 1_000;
const keptMax = 500;
const kept = new WeakMap<World, Map<string, { at: number; found: Promise<Found> }>>();

/**
 * Product ids for what somebody wrote: Chinese words, pinyin (whole or initials), English. The same question within a
 * second is answered from memory, so that the pages of a search fit together.
 */
export function findProducts(world: World, written: string): Promise<Found> {
  const text = normalText(written);
  const questions = kept.get(world) ?? new Map<string, { at: number; found: Promise<Found> }>();
  kept.set(world, questions);
  const now = performance.now();
  const known = questions.get(text);
  if (known && now - known.at < keptMs) return known.found;
  if (questions.size >= keptMax) questions.clear();
  const found = find(world, text);
  questions.set(text, { at: now, found });
  found.catch(() => questions.delete(text));
  return found;
}

async function find(world: World, text: string): Promise<Found> {
  const matches = await match(world, text);
  if (matches.length > 0) return { ids: matches.map((each) => each.product_id), corrected: null };
  const spell = await loadSpeller();
  const pinyin = spell(text).full;
  const term = pinyin.length < 2 ? undefined : await nearestTerm(world.database, text, pinyin);
  if (term === undefined || term === text) return { ids: [], corrected: null };
  const again = await match(world, term);
  return { ids: again.map((each) => each.product_id), corrected: again.length > 0 ? term : null };
}

async function match(world: World, text: string): Promise<Match[]> {
  const segment = await loadSegmenter();
  const words = [...new Set(meaningful(segment(text)))];
  const best = new Map<string, number>();
  const add = (matches: readonly Match[]): void => {
    for (const { product_id: id, rank } of matches) best.set(id, Math.max(best.get(id) ?? 0, rank));
  };
  if (words.length > 0) add(await matchWords(world.database, tsquery(words, '&')));
  const letters = text.replace(/[\s']/g, '');
  if (/^[a-z]{2,40}$/.test(letters)) add(await matchPinyin(world.database, letters));
  if (best.size < enoughHits && text.length >= 2) add(await matchTrigrams(world.database, text));
  // Some of several words are better than nothing, and stand behind what has them all.
  const longWords = words.filter((word) => word.length > 1);
  if (best.size === 0 && longWords.length > 1) add(await matchWords(world.database, tsquery(longWords, '|')));
  return [...best]
    .map(([id, rank]) => ({ product_id: id, rank }))
    .sort((a, b) => b.rank - a.rank || (a.product_id < b.product_id ? -1 : 1));
}

/** Every word (or any): Latin words match by their beginning, without a plural s. */
function tsquery(words: readonly string[], joint: '&' | '|'): string {
  const parts = words.map((word) => {
    if (!/^[a-z][a-z-]+$/.test(word)) return quoteLexeme(word);
    const stem = word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
    return `${quoteLexeme(stem)}:*`;
  });
  return parts.join(` ${joint} `);
}

/** Video ids for what somebody wrote, best first. */
export async function findVideos(world: World, written: string, limit: number): Promise<string[]> {
  const text = normalText(written);
  const words = [...new Set(meaningful((await loadSegmenter())(text)))];
  if (words.length === 0) return [];
  const letters = text.replace(/[\s']/g, '');
  return matchVideos(world.database, tsquery(words, '&'), text, /^[a-z]{2,40}$/.test(letters) ? letters : '', limit);
}
