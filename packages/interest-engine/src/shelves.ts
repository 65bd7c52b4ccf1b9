import { entitiesOf, type StoredItem } from './item.ts';
import { createRankedList, type RankedList } from './ranked-list.ts';
import type { Trending } from './trending.ts';

/** The living items of one category, tag, author or shop (0: of everything), ready to be picked from. */
export interface Shelf {
  readonly members: Set<number>;
  readonly trending: RankedList;
  readonly fresh: RankedList;
  /** Prices sorted upwards, or null when they must be read again. */
  prices: number[] | null;
}

/** All shelves. They hold nothing of their own: everything can be rebuilt from items and trends, and is, on restore. */
export interface Shelves {
  of(entity: number): Shelf | undefined;
  put(slot: number, item: StoredItem): void;
  take(slot: number, item: StoredItem): void;
  /** After the trend of an item has moved. */
  moved(slot: number, item: StoredItem): void;
  /** The price below which the given share of an entity's items lies, or null when fewer than 20 have a price. */
  priceQuantile(entity: number, share: number): number | null;
}

const capacityOfEverything = 256;
const capacity = 48;

export function createShelves(items: readonly StoredItem[], trending: Trending): Shelves {
  const shelves: (Shelf | undefined)[] = [];

  const open = (entity: number): Shelf => {
    const size = entity === 0 ? capacityOfEverything : capacity;
    shelves[entity] ??= {
      members: new Set(),
      trending: createRankedList(size),
      fresh: createRankedList(size),
      prices: null,
    };
    return shelves[entity];
  };
  const refillTrending = (shelf: Shelf): void =>
    shelf.trending.refill([...shelf.members].map((slot) => [slot, trending.keyOf(slot)] as const));
  const refillFresh = (shelf: Shelf): void =>
    shelf.fresh.refill([...shelf.members].map((slot) => [slot, items[slot]!.facts.publishedAt] as const));

  return {
    of: (entity) => shelves[entity],
    put(slot, item) {
      for (const entity of entitiesOf(item)) {
        const shelf = open(entity);
        shelf.members.add(slot);
        shelf.prices = null;
        if (!shelf.trending.place(slot, trending.keyOf(slot))) refillTrending(shelf);
        if (!shelf.fresh.place(slot, item.facts.publishedAt)) refillFresh(shelf);
      }
    },
    take(slot, item) {
      for (const entity of entitiesOf(item)) {
        const shelf = open(entity);
        shelf.members.delete(slot);
        shelf.prices = null;
        if (!shelf.trending.remove(slot)) refillTrending(shelf);
        if (!shelf.fresh.remove(slot)) refillFresh(shelf);
      }
    },
    moved(slot, item) {
      const key = trending.keyOf(slot);
      for (const entity of entitiesOf(item)) {
        const shelf = open(entity);
        if (!shelf.trending.place(slot, key)) refillTrending(shelf);
      }
    },
    priceQuantile(entity, share) {
      const shelf = shelves[entity];
      if (!shelf) return null;
      if (shelf.prices === null) {
        const prices: number[] = [];
        for (const slot of shelf.members) {
          const price = items[slot]!.facts.priceMinor;
          if (price !== undefined) prices.push(price);
        }
        shelf.prices = prices.sort((a, b) => a - b);
      }
      if (shelf.prices.length < 20) return null;
      return shelf.prices[Math.min(shelf.prices.length - 1, Math.floor(share * shelf.prices.length))]!;
    },
  };
}
