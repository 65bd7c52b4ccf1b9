import { createKeyIndex } from './key-index.ts';
import { hash53 } from './random.ts';

/** The last `capacity` event ids, as hashes, so that an event delivered twice counts once. */
export interface RecentIds {
  /** False when the id was seen before. */
  remember(id: string): boolean;
  /** Oldest first. */
  numbers(): Float64Array;
}

const word = 2 ** 32;

export function createRecentIds(capacity: number, saved = new Float64Array()): RecentIds {
  const latest = saved.subarray(-capacity);
  /** Where in the ring each hash stands. */
  const known = createKeyIndex();
  const highOf = (hash: number): number => Math.floor(hash / word);
  const put = (hash: number, at: number): void => {
    if (known.find(highOf(hash), hash >>> 0) < 0) known.put(highOf(hash), hash >>> 0, at);
  };
  const ring = new Float64Array(capacity);
  ring.set(latest);
  for (const [at, hash] of latest.entries()) put(hash, at);
  let count = latest.length;
  let next = count % capacity;
  return {
    remember(id) {
      const hash = hash53(id);
      if (known.find(highOf(hash), hash >>> 0) >= 0) return false;
      if (count === capacity) known.remove(highOf(ring[next]!), ring[next]! >>> 0);
      else count++;
      put(hash, next);
      ring[next] = hash;
      next = (next + 1) % capacity;
      return true;
    },
    numbers() {
      const numbers = new Float64Array(count);
      const oldest = count === capacity ? next : 0;
      for (let index = 0; index < count; index++) numbers[index] = ring[(oldest + index) % capacity]!;
      return numbers;
    },
  };
}
