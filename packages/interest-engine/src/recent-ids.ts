import { hash53 } from './random.ts';

/** The last `capacity` event ids, as hashes, so that an event delivered twice counts once. */
export interface RecentIds {
  /** False when the id was seen before. */
  remember(id: string): boolean;
  toJson(): number[];
}

export function createRecentIds(capacity: number, saved: readonly number[] = []): RecentIds {
  const known = new Set<number>(saved);
  return {
    remember(id) {
      const hash = hash53(id);
      if (known.has(hash)) return false;
      known.add(hash);
      if (known.size > capacity) {
        // A Set iterates in the order of insertion, so the first is the oldest.
        for (const oldest of known) {
          known.delete(oldest);
          break;
        }
      }
      return true;
    },
    toJson: () => [...known],
  };
}
