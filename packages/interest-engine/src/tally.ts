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
  sumOf(key: number): number;
  /** What gave the largest single amount above zero, or -1. */
  giverOf(key: number): number;
}

export function createTally(): Tally {
  let keys: number[] = [];
  let sums = new Float64Array(64);
  let largest = new Float64Array(64);
  let givers = new Int32Array(64);
  /** By key: the round in which it was last added to. */
  let rounds = new Int32Array(64);
  let round = 1;

  const makeRoom = (key: number): void => {
    const length = Math.max(key + 1, sums.length * 2);
    const [before, largestBefore, giversBefore, roundsBefore] = [sums, largest, givers, rounds];
    sums = new Float64Array(length);
    largest = new Float64Array(length);
    givers = new Int32Array(length);
    rounds = new Int32Array(length);
    sums.set(before);
    largest.set(largestBefore);
    givers.set(giversBefore);
    rounds.set(roundsBefore);
  };

  return {
    open() {
      keys = [];
      round++;
    },
    add(key, amount, giver) {
      if (key >= sums.length) makeRoom(key);
      if (rounds[key] !== round) {
        rounds[key] = round;
        sums[key] = 0;
        largest[key] = 0;
        givers[key] = -1;
        keys.push(key);
      }
      sums[key]! += amount;
      if (amount > largest[key]!) {
        largest[key] = amount;
        givers[key] = giver;
      }
    },
    get keys() {
      return keys;
    },
    sumOf: (key) => (rounds[key] === round ? sums[key]! : 0),
    giverOf: (key) => (rounds[key] === round ? givers[key]! : -1),
  };
}
