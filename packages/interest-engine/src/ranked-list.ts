/** The best `capacity` slots by a key, best first, ties by slot: always exactly what a full sort would give. */
export interface RankedList {
  readonly slots: readonly number[];
  /** Places or moves a slot. Returns false when better ones outside may now belong here: refill. */
  place(slot: number, key: number): boolean;
  /**
   * `place` for a key no lower than the slot's own before. Nearly all of what rises is still below everything that is
   * kept: it cannot have been inside, and need not be looked for.
   */
  rise(slot: number, key: number): boolean;
  /** Returns false when ones outside may now belong here: refill. */
  remove(slot: number): boolean;
  refill(entries: Iterable<readonly [slot: number, key: number]>): void;
}

/** So many times the capacity are kept in order, so that a refill is needed only after as many have left. */
const reserve = 2;

export function createRankedList(capacity: number): RankedList {
  const most = capacity * reserve;
  const slots: number[] = [];
  const keys: number[] = [];
  /** Whether there is one outside that could belong here: everything inside is better than everything outside. */
  let outside = false;

  const isBefore = (slot: number, key: number, index: number): boolean =>
    key > keys[index]! || (key === keys[index]! && slot < slots[index]!);

  /** First index whose entry comes after (slot, key). */
  const positionOf = (slot: number, key: number): number => {
    let low = 0;
    let high = slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(slot, key, middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  const insert = (slot: number, key: number): void => {
    if (key === Number.NEGATIVE_INFINITY) return;
    const index = positionOf(slot, key);
    if (index === slots.length && (outside || index >= most)) {
      // Worse than all that is kept; someone outside may be better than it.
      outside = true;
      return;
    }
    slots.splice(index, 0, slot);
    keys.splice(index, 0, key);
    if (slots.length > most) {
      slots.pop();
      keys.pop();
      outside = true;
    }
  };
  const take = (slot: number): void => {
    const index = slots.indexOf(slot);
    if (index < 0) return;
    slots.splice(index, 1);
    keys.splice(index, 1);
  };
  /** Most moves are short and stay inside: entries between the old place and the new one give way. False: not such a move. */
  const moveWithin = (from: number, slot: number, key: number): boolean => {
    let at = from;
    while (at > 0 && isBefore(slot, key, at - 1)) {
      slots[at] = slots[at - 1]!;
      keys[at] = keys[at - 1]!;
      at--;
    }
    if (at === from) {
      const last = slots.length - 1;
      // What would come to stand last may not belong here any more.
      if (from === last || key === Number.NEGATIVE_INFINITY || !isBefore(slot, key, last)) return false;
      while (!isBefore(slot, key, at + 1)) {
        slots[at] = slots[at + 1]!;
        keys[at] = keys[at + 1]!;
        at++;
      }
    }
    slots[at] = slot;
    keys[at] = key;
    return true;
  };
  const place = (slot: number, key: number): void => {
    const index = slots.indexOf(slot);
    if (index < 0) insert(slot, key);
    else if (!moveWithin(index, slot, key)) {
      take(slot);
      insert(slot, key);
    }
  };
  const isExact = (): boolean => !outside || slots.length >= capacity;

  return {
    get slots() {
      return slots.length > capacity ? slots.slice(0, capacity) : slots;
    },
    place(slot, key) {
      place(slot, key);
      return isExact();
    },
    rise(slot, key) {
      const last = slots.length - 1;
      const isBelowAll = last >= 0 && key < keys[last]!;
      if (isBelowAll && (outside || last + 1 >= most)) outside = true;
      else place(slot, key);
      return isExact();
    },
    remove(slot) {
      take(slot);
      return isExact();
    },
    refill(entries) {
      const all = [...entries].filter(([, key]) => key !== Number.NEGATIVE_INFINITY);
      all.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      slots.length = 0;
      keys.length = 0;
      outside = all.length > most;
      for (const [slot, key] of all.slice(0, most)) {
        slots.push(slot);
        keys.push(key);
      }
    },
  };
}
