/**
 * Sums by small whole number, with what gave most to each: for adding up thousands of shares for one page without making
 * an object for each. One serves page after page; `open` forgets what was there.
 */
export interface Tally {
  open(): void;
  /** `giver`: what the amount comes from. */
  add(key: number, amount: number, giver: number): void;
  /** Keys that were added to, in the order of their first time. */
  readonly keys: readonly number[];
  /** By place in `keys`. */
  sumAt(place: number): number;
  sumOf(key: number): number;
  /** What gave the largest single amount above zero, or -1. */
  giverOf(key: number): number;
}

export function createTally(): Tally {
  let keys: number[] = [];
  /** By place in `keys`, so that what one page adds up lies close together. */
  let sums = new Float64Array(64);
  let largest = new Float64Array(64);
  let givers = new Int32Array(64);
  /** By key, two numbers each: the round in which it was last added to, and its place then. */
  let placesOfKeys = new Int32Array(128);
  let round = 1;

  const makeRoomForKey = (key: number): void => {
    const wider = new Int32Array(Math.max(2 * key + 2, placesOfKeys.length * 2));
    wider.set(placesOfKeys);
    placesOfKeys = wider;
  };
  const makeRoomForPlace = (): void => {
    const [sumsBefore, largestBefore, giversBefore] = [sums, largest, givers];
    const length = sums.length * 2;
    sums = new Float64Array(length);
    largest = new Float64Array(length);
    givers = new Int32Array(length);
    sums.set(sumsBefore);
    largest.set(largestBefore);
    givers.set(giversBefore);
  };
  const isIn = (key: number): boolean => placesOfKeys[2 * key] === round;
  const openPlace = (key: number): number => {
    const place = keys.length;
    if (place >= sums.length) makeRoomForPlace();
    keys.push(key);
    placesOfKeys[2 * key] = round;
    placesOfKeys[2 * key + 1] = place;
    sums[place] = 0;
    largest[place] = 0;
    givers[place] = -1;
    return place;
  };

  return {
    open() {
      keys = [];
      round++;
    },
    add(key, amount, giver) {
      if (2 * key >= placesOfKeys.length) makeRoomForKey(key);
      const place = isIn(key) ? placesOfKeys[2 * key + 1]! : openPlace(key);
      sums[place]! += amount;
      if (amount > largest[place]!) {
        largest[place] = amount;
        givers[place] = giver;
      }
    },
    get keys() {
      return keys;
    },
    sumAt: (place) => sums[place]!,
    sumOf: (key) => (isIn(key) ? sums[placesOfKeys[2 * key + 1]!]! : 0),
    giverOf: (key) => (isIn(key) ? givers[placesOfKeys[2 * key + 1]!]! : -1),
  };
}
