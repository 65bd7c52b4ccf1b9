/** The best `capacity` slots by a key, best first, ties by slot: always exactly what a full sort would give. */
export interface RankedList {
  readonly slots: readonly number[];
  /** Places or moves a slot. Returns false when a better one outside may now belong here: refill. */
  place(slot: number, key: number): boolean;
  /** Returns false when the list was full, so that one outside may now belong here: refill. */
  remove(slot: number): boolean;
  refill(entries: Iterable<readonly [slot: number, key: number]>): void;
}

export function createRankedList(capacity: number): RankedList {
  const slots: number[] = [];
  const keys: number[] = [];

  const before = (slot: number, key: number, index: number): boolean =>
    key > keys[index]! || (key === keys[index]! && slot < slots[index]!);

  /** First index whose entry comes after (slot, key). */
  const positionOf = (slot: number, key: number): number => {
    let low = 0;
    let high = slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(slot, key, middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  const insert = (slot: number, key: number): void => {
    if (key === Number.NEGATIVE_INFINITY) return;
    const index = positionOf(slot, key);
    if (index >= capacity) return;
    slots.splice(index, 0, slot);
    keys.splice(index, 0, key);
    if (slots.length > capacity) {
      slots.pop();
      keys.pop();
    }
  };

  return {
    slots,
    place(slot, key) {
      const index = slots.indexOf(slot);
      if (index < 0) {
        insert(slot, key);
        return true;
      }
      const wasFull = slots.length === capacity;
      const fell = key < keys[index]!;
      slots.splice(index, 1);
      keys.splice(index, 1);
      insert(slot, key);
      return !(fell && wasFull);
    },
    remove(slot) {
      const index = slots.indexOf(slot);
      if (index < 0) return true;
      const wasFull = slots.length === capacity;
      slots.splice(index, 1);
      keys.splice(index, 1);
      return !wasFull;
    },
    refill(entries) {
      const all = [...entries].filter(([, key]) => key !== Number.NEGATIVE_INFINITY);
      all.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      slots.length = 0;
      keys.length = 0;
      for (const [slot, key] of all.slice(0, capacity)) {
        slots.push(slot);
        keys.push(key);
      }
    },
  };
}
