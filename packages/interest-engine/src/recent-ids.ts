import { hash53 } from './random.ts';

/** The last `capacity` event ids, as hashes, so that an event delivered twice counts once. */
export interface RecentIds {
  /** False when the id was seen before. */
  remember(id: string): boolean;
  /** Oldest first. */
  numbers(): Float64Array;
}

export function createRecentIds(capacity: number, saved = new Float64Array()): RecentIds {
  const latest = saved.subarray(-capacity);
  const known = new Set<number>(latest);
  /** In a ring, because a Set that loses its first member again and again gets slow at finding it. */
  const ring = new Float64Array(capacity);
  ring.set(latest);
  let count = latest.length;
  let next = count % capacity;
  return {
    remember(id) {
      const hash = hash53(id);
      if (known.has(hash)) return false;
      if (count === capacity) known.delete(ring[next]!);
      else count++;
      known.add(hash);
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
