import type { Record } from './record.ts';

/** Decays and windows over which an item's rise or fall is measured, in ticks. */
export const decayTicks = [1, 2, 5, 10, 20] as const;
export const windowTicks = [30, 60, 120] as const;

/**
 * Whose wanting is counted apart, fading over so many ticks: an entry weighs as its basket's size to the power of minus `shared`,
 * so that people who want little are heard beside those who want much.
 */
export const voices = [
  { name: 'small baskets', ticks: 10, shared: 0.5, newcomers: false },
  { name: 'smallest baskets', ticks: 20, shared: 1, newcomers: false },
  { name: 'first baskets', ticks: 60, shared: 0, newcomers: true },
  { name: 'small first baskets', ticks: 60, shared: 0.5, newcomers: true },
] as const;

/** What is known of every item at one moment, independent of who asks. Everything by item; logs are natural. */
export interface ItemFacts {
  readonly now: number;
  /** Log of one more than the users who wanted it. */
  readonly popularity: Float32Array;
  /** Log of lately wanted against all-time wanted, by `decayTicks`: above 0 it rises. */
  readonly decayed: Float32Array[];
  readonly windowed: Float32Array[];
  /** The same by `voices`. */
  readonly voiced: Float32Array[];
  /** Decayed wanting over 5 ticks, not logged: who sells now. */
  readonly trending: Float32Array;
  readonly logAge: Float32Array;
  readonly logSilence: Float32Array;
  /** How much of the latest 30 ticks' wanting was for the first time by that user. */
  readonly firstTimers: Float32Array;
  /** On how many of the latest 30 ticks it was wanted, against how often, logged: low for one burst, high for a steady flow. */
  readonly steadiness: Float32Array;
  /** Lately wanted by people on their first tick, against wanted lately by all, logged. */
  readonly newcomers: Float32Array;
  readonly logPrice: Float32Array;
  readonly logQuantity: Float32Array;
  readonly logRefusals: Float32Array;
  /** Log odds of being wanted when met, shrunk by ten average meetings. */
  readonly wantedOdds: Float32Array;
}

export function readItemFacts(record: Record, now: number): ItemFacts {
  const { items } = record;
  const decayedSums = decayTicks.map(() => new Float64Array(items));
  const windowSums = windowTicks.map(() => new Float64Array(items));
  const voiceSums = voices.map(() => new Float64Array(items));
  const firstTimes = new Float64Array(items);
  const byNewcomers = new Float64Array(items);
  const liveTicks = new Float64Array(items);
  const countedTick = new Float64Array(items).fill(Number.NaN);
  const { courseItem, courseTick, courseNew, courseBasket, basketSize } = record;
  const oldest = now - Math.max(windowTicks.at(-1)!, 8 * decayTicks.at(-1)!, 4 * voices.at(-1)!.ticks);
  for (let entry = courseItem.length - 1; entry >= 0; entry--) {
    const tick = courseTick.values[entry]!;
    if (tick < oldest) break;
    const item = courseItem.values[entry]!;
    const age = now - tick - 0.5;
    for (const [index, span] of decayTicks.entries()) decayedSums[index]![item]! += Math.exp(-age / span);
    for (const [index, span] of windowTicks.entries()) if (age < span) windowSums[index]![item]!++;
    if (age < windowTicks[0]) {
      firstTimes[item]! += courseNew.values[entry]! & 1;
      if (countedTick[item] !== tick) liveTicks[item]!++;
      countedTick[item] = tick;
    }
    const byNewcomer = courseNew.values[entry]! >= 2;
    if (byNewcomer) byNewcomers[item]! += Math.exp(-age / 20);
    const basket = basketSize.values[courseBasket.values[entry]!]!;
    for (const [index, { ticks, shared, newcomers }] of voices.entries())
      if (byNewcomer || !newcomers) voiceSums[index]![item]! += Math.exp(-age / ticks) * basket ** -shared;
  }
  const newcomerSum = sum(byNewcomers);
  const lateSum = sum(decayedSums[4]!);
  const users = Float64Array.from(record.wantedBy, (list) => list.length);
  const userSum = sum(users);
  const popularity = Float32Array.from(users, (count) => Math.log(count + 1));
  const against = (lately: Float64Array, slack: number) => {
    const scale = userSum / Math.max(1e-9, sum(lately));
    return Float32Array.from(lately, (amount, item) => Math.log(amount * scale + slack) - popularity[item]!);
  };
  const refusalSum = sum(record.refusals);
  const rate = (userSum + 1) / (userSum + refusalSum + 2);
  const per = (total: Float64Array) =>
    Float32Array.from(total, (value, item) => value / Math.max(1, record.rows[item]!));
  return {
    now,
    popularity,
    decayed: decayedSums.map((lately) => against(lately, 0.5)),
    windowed: windowSums.map((lately) => against(lately, 1)),
    voiced: voiceSums.map((lately) => against(lately, 0.5)),
    trending: Float32Array.from(decayedSums[2]!),
    logAge: Float32Array.from(record.firstTick, (tick) => Math.log1p(Number.isNaN(tick) ? 0 : Math.max(0, now - tick))),
    logSilence: Float32Array.from(record.lastTick, (tick) =>
      Math.log1p(Number.isNaN(tick) ? 999 : Math.max(0, now - tick - 0.5)),
    ),
    firstTimers: Float32Array.from(firstTimes, (count, item) => Math.log1p(count) - Math.log1p(windowSums[0]![item]!)),
    steadiness: Float32Array.from(liveTicks, (ticks, item) => Math.log1p(ticks) - Math.log1p(windowSums[0]![item]!)),
    newcomers: Float32Array.from(
      byNewcomers,
      (amount, item) =>
        Math.log((amount * lateSum) / Math.max(1e-9, newcomerSum) + 1) - Math.log(decayedSums[4]![item]! + 1),
    ),
    logPrice: per(record.logPriceSum),
    logQuantity: per(record.logQuantitySum),
    logRefusals: Float32Array.from(record.refusals, (count) => Math.log(count + 1)),
    wantedOdds: Float32Array.from(users, (count, item) => {
      const chance = (count + 10 * rate) / (count + record.refusals[item]! + 10);
      return Math.log(chance / (1 - chance + 1e-9));
    }),
  };
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
