import { type ItemFacts, isDeal, type StoredItem } from './item.ts';

/** Words of a row; entities by number, -1 for none. */
export const trait = {
  author: 0,
  shop: 1,
  category: 2,
  secondCategory: 3,
  tag: 4,
  secondTag: 5,
  thirdTag: 6,
  /** Of `levelOf`. */
  priceLevel: 7,
  kindLevel: 8,
  marks: 9,
} as const;
const categoriesInRow = 2;
const tagsInRow = 3;
const wordCount = 16;

/** Doubles of a row, behind its words. */
const priceMinorAt = 5;
const publishedAtAt = 6;
const doubleCount = wordCount / 2;

/** Bits of `marks`. */
export const mark = {
  alive: 1,
  /** A live room that is not on air. */
  offAir: 2,
  /** It can be bought here. */
  deal: 4,
  goods: 8,
  video: 16,
  product: 32,
  live: 64,
  /** More than its row has room for; the item has all. */
  moreCategories: 128,
  moreTags: 256,
} as const;

/** Numbers that stand for how dear a thing is and of which kind. */
export const levelOf = {
  /** -1 without a price. */
  price: ({ priceMinor }: ItemFacts): number => (priceMinor === undefined ? -1 : logarithmic(priceMinor)),
  kind: ({ kind, hasGoods }: ItemFacts): number =>
    (kind === 'product' ? 2 : kind === 'video' ? 0 : 4) + (hasGoods ? 1 : 0),
} as const;
export const logarithmic = (value: number): number => Math.floor(Math.log2(1 + Math.max(0, value)));

/**
 * What a page reads of hundreds of items that lie anywhere: a row of 64 bytes each, where the objects of an item are a
 * dozen places in memory. It follows from the items and is in no snapshot.
 */
export interface ItemTraits {
  /** Takes down an item as it is now. */
  put(slot: number, item: StoredItem): void;
  /** It is removed: no longer alive, else as it was. */
  withdraw(slot: number): void;
  at(slot: number, word: number): number;
  /** Writes all its categories, or tags, and returns how many there are. */
  readCategories(slot: number, into: Int32Array): number;
  readTags(slot: number, into: Int32Array): number;
  has(slot: number, marks: number): boolean;
  /** NaN without a price. */
  priceMinorOf(slot: number): number;
  publishedAtOf(slot: number): number;
}

/** `items`: by slot, those there are and those that come. */
export function createItemTraits(items: readonly StoredItem[]): ItemTraits {
  let words = new Int32Array(64 * wordCount);
  let doubles = new Float64Array(words.buffer);

  const makeRoom = (slot: number): void => {
    if ((slot + 1) * wordCount <= words.length) return;
    const wider = new Int32Array(Math.max((slot + 1) * wordCount, words.length * 2));
    wider.set(words);
    words = wider;
    doubles = new Float64Array(words.buffer);
  };
  const put = (slot: number, item: StoredItem): void => {
    makeRoom(slot);
    const { categories, tags, author, shop, facts } = item;
    const row = slot * wordCount;
    words[row + trait.author] = author;
    words[row + trait.shop] = shop;
    words[row + trait.category] = categories[0] ?? -1;
    words[row + trait.secondCategory] = categories[1] ?? -1;
    words[row + trait.tag] = tags[0] ?? -1;
    words[row + trait.secondTag] = tags[1] ?? -1;
    words[row + trait.thirdTag] = tags[2] ?? -1;
    words[row + trait.priceLevel] = levelOf.price(facts);
    words[row + trait.kindLevel] = levelOf.kind(facts);
    words[row + trait.marks] = marksOf(item);
    doubles[slot * doubleCount + priceMinorAt] = facts.priceMinor ?? Number.NaN;
    doubles[slot * doubleCount + publishedAtAt] = facts.publishedAt;
  };
  for (const [slot, item] of items.entries()) put(slot, item);
  const read = (start: number, most: number, into: Int32Array): number => {
    let count = 0;
    while (count < most && words[start + count]! >= 0) {
      into[count] = words[start + count]!;
      count++;
    }
    return count;
  };

  return {
    put,
    withdraw(slot) {
      words[slot * wordCount + trait.marks]! &= ~mark.alive;
    },
    readCategories: (slot, into) =>
      words[slot * wordCount + trait.marks]! & mark.moreCategories
        ? copy(items[slot]!.categories, into)
        : read(slot * wordCount + trait.category, categoriesInRow, into),
    readTags: (slot, into) =>
      words[slot * wordCount + trait.marks]! & mark.moreTags
        ? copy(items[slot]!.tags, into)
        : read(slot * wordCount + trait.tag, tagsInRow, into),
    at: (slot, word) => words[slot * wordCount + word]!,
    has: (slot, marks) => (words[slot * wordCount + trait.marks]! & marks) === marks,
    priceMinorOf: (slot) => doubles[slot * doubleCount + priceMinorAt]!,
    publishedAtOf: (slot) => doubles[slot * doubleCount + publishedAtAt]!,
  };
}

function copy(list: readonly number[], into: Int32Array): number {
  into.set(list);
  return list.length;
}

function marksOf({ alive, categories, tags, facts }: StoredItem): number {
  return (
    (alive ? mark.alive : 0) |
    (facts.onAir === false ? mark.offAir : 0) |
    (isDeal(facts) ? mark.deal : 0) |
    (facts.hasGoods ? mark.goods : 0) |
    mark[facts.kind] |
    (categories.length > categoriesInRow ? mark.moreCategories : 0) |
    (tags.length > tagsInRow ? mark.moreTags : 0)
  );
}
