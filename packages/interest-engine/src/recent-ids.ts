import { hash53 } from './random.ts';

/** The last `capacity` event ids, as hashes, so that an event delivered twice counts once. */
export interface RecentIds {
  /** False when the id was seen before. */
  remember(id: string): boolean;
  /** Oldest first. */
  numbers(): Float64Array;
}

export function createRecentIds(capacity: number, saved = new Float64Array()): RecentIds {
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
    numbers: () => Float64Array.from(known),
  };
}
