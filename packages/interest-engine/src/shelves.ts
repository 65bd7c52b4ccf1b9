import type { StoredItem } from './item.ts';
import { createRankedList, type RankedList } from './ranked-list.ts';
import { createSortedNumbers, type SortedNumbers } from './sorted-numbers.ts';
import type { Trending } from './trending.ts';

/** The living items of one category, tag, author or shop (0: of everything), ready to be picked from. */
export interface Shelf {
  readonly members: Set<number>;
  readonly trending: RankedList;
  readonly fresh: RankedList;
  /** Of categories and of everything; null elsewhere. */
  readonly prices: SortedNumbers | null;
}

/** All shelves. They hold nothing of their own: everything can be rebuilt from items and trends, and is, on restore. */
export interface Shelves {
  of(entity: number): Shelf | undefined;
  /** For an entity that nothing has any more. */
  drop(entity: number): void;
  put(slot: number, item: StoredItem): void;
  take(slot: number, item: StoredItem): void;
  /** After the trend of an item has moved; `before`: its key then. */
  moved(slot: number, item: StoredItem, before: number): void;
  /** The price below which the given share of an entity's items lies, or null when fewer than 20 have a price. */
  priceQuantile(entity: number, share: number): number | null;
}

const capacityOfEverything = 256;
const capacity = 48;
const leastPrices = 20;

export function createShelves(items: readonly StoredItem[], trending: Trending): Shelves {
  const shelves: (Shelf | undefined)[] = [];

  const open = (entity: number, item: StoredItem): Shelf => {
    const known = shelves[entity];
    if (known) return known;
    const size = entity === 0 ? capacityOfEverything : capacity;
    const shelf = {
      members: new Set<number>(),
      trending: createRankedList(size),
      fresh: createRankedList(size),
      prices: entity === 0 || item.categories.includes(entity) ? createSortedNumbers() : null,
    };
    shelves[entity] = shelf;
    return shelf;
  };
  function* trendsOf(members: Iterable<number>): Generator<readonly [slot: number, key: number]> {
    for (const slot of members) yield [slot, trending.keyOf(slot)];
  }
  function* datesOf(members: Iterable<number>): Generator<readonly [slot: number, key: number]> {
    for (const slot of members) yield [slot, items[slot]!.facts.publishedAt];
  }
  const refillTrending = (shelf: Shelf): void => shelf.trending.refill(trendsOf(shelf.members));
  const refillFresh = (shelf: Shelf): void => shelf.fresh.refill(datesOf(shelf.members));

  return {
    of: (entity) => shelves[entity],
    drop(entity) {
      shelves[entity] = undefined;
    },
    put(slot, item) {
      const { publishedAt, priceMinor } = item.facts;
      const key = trending.keyOf(slot);
      for (const entity of item.entities) {
        const shelf = open(entity, item);
        shelf.members.add(slot);
        if (priceMinor !== undefined) shelf.prices?.add(priceMinor);
        if (!shelf.trending.place(slot, key)) refillTrending(shelf);
        if (!shelf.fresh.place(slot, publishedAt)) refillFresh(shelf);
      }
    },
    take(slot, item) {
      const { priceMinor } = item.facts;
      for (const entity of item.entities) {
        const shelf = open(entity, item);
        shelf.members.delete(slot);
        if (priceMinor !== undefined) shelf.prices?.remove(priceMinor);
        if (!shelf.trending.remove(slot)) refillTrending(shelf);
        if (!shelf.fresh.remove(slot)) refillFresh(shelf);
      }
    },
    moved(slot, item, before) {
      const key = trending.keyOf(slot);
      const rises = key >= before;
      for (const entity of item.entities) {
        const shelf = open(entity, item);
        const isExact = rises ? shelf.trending.rise(slot, key) : shelf.trending.place(slot, key);
        if (!isExact) refillTrending(shelf);
      }
    },
    priceQuantile(entity, share) {
      const prices = shelves[entity]?.prices;
      if (!prices || prices.size < leastPrices) return null;
      return prices.at(Math.min(prices.size - 1, Math.floor(share * prices.size)))!;
    },
  };
}
