import { entityKey, type StoredItem } from './item.ts';
import { hash32 } from './random.ts';

/**
 * Which items speak of what: their categories, tags and words, as numbers. Finds an item that nobody has met yet by
 * what it has in common with what a viewer wanted. Holds living items only, by slot, so that it follows from them.
 */
export interface ContentIndex {
  put(slot: number, item: StoredItem): void;
  take(slot: number, item: StoredItem): void;
  /** The highest slots first, at most `most`. */
  itemsWith(term: number, most: number): number[];
  /** How many items have a term. */
  countOf(term: number): number;
}

/** A term of an item: its number, and the entity (`c:tea`, `t:gift`) it stands for, or null for a word. */
export interface Term {
  readonly number: number;
  readonly entity: string | null;
}

export function termsOf({ facts }: StoredItem): Term[] {
  const terms: Term[] = [];
  for (const id of facts.categoryIds) terms.push(termOf(entityKey.category(id), true));
  for (const tag of facts.tags) terms.push(termOf(entityKey.tag(tag), true));
  for (const word of facts.tokens ?? []) terms.push(termOf(`w:${word}`, false));
  return terms;
}

const termOf = (key: string, isEntity: boolean): Term => ({ number: hash32(key), entity: isEntity ? key : null });

export function createContentIndex(): ContentIndex {
  const lists = new Map<number, number[]>();
  /** First place whose slot is not lower. */
  const placeOf = (list: readonly number[], slot: number): number => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (list[middle]! < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    put(slot, item) {
      for (const { number } of termsOf(item)) {
        const list = lists.get(number);
        if (!list) {
          lists.set(number, [slot]);
          continue;
        }
        const place = placeOf(list, slot);
        if (list[place] !== slot) list.splice(place, 0, slot);
      }
    },
    take(slot, item) {
      for (const { number } of termsOf(item)) {
        const list = lists.get(number);
        if (!list) continue;
        const place = placeOf(list, slot);
        if (list[place] === slot) list.splice(place, 1);
        if (list.length === 0) lists.delete(number);
      }
    },
    itemsWith: (term, most) => lists.get(term)?.slice(-most).reverse() ?? [],
    countOf: (term) => lists.get(term)?.length ?? 0,
  };
}
