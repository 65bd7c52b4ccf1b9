/**
 * Numbers for pairs of unsigned 32 bit words, in typed arrays: a fifth of the memory of a Map, and no object to collect.
 * No two pairs ever share a number. Numbers are given by the caller, so that they may be reused; where a pair lies in
 * the table has no meaning, so equal pairs and numbers are an equal index.
 */
export interface KeyIndex {
  readonly size: number;
  /** The number of a pair, or -1. */
  find(high: number, low: number): number;
  /** Gives a pair that is not there its number. */
  put(high: number, low: number, number: number): void;
  /** Takes a pair out and returns the number it had, or -1. */
  remove(high: number, low: number): number;
  highOf(number: number): number;
  lowOf(number: number): number;
  clear(): void;
}

const slotOf = (high: number, low: number, mask: number): number => {
  let mixed = Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) & mask;
};

export function createKeyIndex(): KeyIndex {
  /** Number + 1 by place; 0 is empty. */
  let places = new Int32Array(64);
  let mask = 63;
  let size = 0;
  /** By number, high and low side by side: what is compared together is read together. */
  let words = new Uint32Array(64);

  const placeOf = (high: number, low: number): number => {
    let place = slotOf(high, low, mask);
    for (;;) {
      const number = places[place]! - 1;
      if (number < 0 || (words[2 * number] === high && words[2 * number + 1] === low)) return place;
      place = (place + 1) & mask;
    }
  };
  const grow = (): void => {
    const before = places;
    places = new Int32Array(before.length * 2);
    mask = places.length - 1;
    for (const held of before) if (held > 0) places[placeOf(words[2 * held - 2]!, words[2 * held - 1]!)] = held;
  };
  const makeRoom = (number: number): void => {
    if (2 * number < words.length) return;
    const wider = new Uint32Array(Math.max(2 * number + 2, words.length * 2));
    wider.set(words);
    words = wider;
  };

  return {
    get size() {
      return size;
    },
    find: (high, low) => places[placeOf(high >>> 0, low >>> 0)]! - 1,
    put(high, low, number) {
      makeRoom(number);
      words[2 * number] = high;
      words[2 * number + 1] = low;
      places[placeOf(high >>> 0, low >>> 0)] = number + 1;
      size++;
      if (size * 2 > places.length) grow();
    },
    remove(high, low) {
      let hole = placeOf(high >>> 0, low >>> 0);
      const number = places[hole]! - 1;
      if (number < 0) return -1;
      // Backward shift: whatever stood behind the hole only because of it moves up, so no probe ends too early.
      let place = (hole + 1) & mask;
      while (places[place] !== 0) {
        const home = slotOf(words[2 * places[place]! - 2]!, words[2 * places[place]! - 1]!, mask);
        if (((place - home) & mask) >= ((place - hole) & mask)) {
          places[hole] = places[place]!;
          hole = place;
        }
        place = (place + 1) & mask;
      }
      places[hole] = 0;
      size--;
      return number;
    },
    highOf: (number) => words[2 * number]!,
    lowOf: (number) => words[2 * number + 1]!,
    clear() {
      places.fill(0);
      size = 0;
    },
  };
}
