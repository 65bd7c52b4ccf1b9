/** One seed a run: HAOWU_TEST_SEED replays it, and it is printed so that a failure can be replayed. */
export const testSeed = Number(process.env.HAOWU_TEST_SEED ?? Date.now() % 1_000_000_000);
/** HAOWU_TEST_LONG=1 asks for the long runs. */
export const isLongRun = process.env.HAOWU_TEST_LONG === '1';

export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [from, to]. */
  between(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
  chance(share: number): boolean;
  shuffle<Item>(items: readonly Item[]): Item[];
};

/** mulberry32: small, fast, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick(items) {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('there is nothing to pick from');
      return item;
    },
    chance: (share) => next() < share,
    shuffle(items) {
      const shuffled = [...items];
      for (let index = shuffled.length - 1; index > 0; index -= 1) {
        const other = between(0, index);
        const kept = shuffled[index];
        shuffled[index] = shuffled[other] as (typeof shuffled)[number];
        shuffled[other] = kept as (typeof shuffled)[number];
      }
      return shuffled;
    },
  };
}

/** Says on the error output how to run this again. */
export function sayHowToReplay(file: string): void {
  process.stderr.write(`  ${file}: replay with HAOWU_TEST_SEED=${testSeed} npx vitest run ${file}\n`);
}
