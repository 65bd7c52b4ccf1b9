import type { LogRow } from './log-row.ts';

/** One place of a page that was filled by a draw from a small pool, and what came of it. */
export type SlotRecord = {
  requestId: string;
  viewerId: string;
  /** What the policy under judgement thinks of each item of the pool, in the pool's order. */
  poolValues: readonly number[];
  /** Which of the pool was shown. */
  chosenIndex: number;
  /** Chance of that draw; 1 / pool size for a uniform one. */
  propensity: number;
  reward: number;
  /** A model's expected reward of each item of the pool; enables DM and DR. */
  poolModelValues?: readonly number[];
};

export type TargetChoice =
  | { kind: 'greedy' }
  /** Chances proportional to exp(value / temperature); temperature above 0, in the unit of the values. */
  | { kind: 'softmax'; temperature: number };

export type SlotLogOptions = {
  choice?: TargetChoice;
  /** What is resampled as one: a viewer's rewards are alike, so 'viewer' is the careful default. */
  cluster?: 'viewer' | 'request' | 'none';
};

/**
 * Rows for `estimatePolicy`: the same drawn places, with the chance that the policy under judgement would have shown the same
 * item out of the same pool. A record whose pool is broken (an index outside it, a value that is not a number) becomes a row with
 * a broken chance, so that it is counted as bad there and not silently lost.
 */
export function readSlotLog(records: readonly SlotRecord[], options: SlotLogOptions = {}): LogRow[] {
  const choice = options.choice ?? { kind: 'greedy' };
  const cluster = options.cluster ?? 'viewer';
  if (choice.kind === 'softmax' && !(choice.temperature > 0)) {
    throw new RangeError(`The temperature must be above 0, not ${choice.temperature}.`);
  }
  return records.map((record) => {
    const chances = poolChances(record.poolValues, choice);
    const row: LogRow = {
      reward: record.reward,
      loggedPropensity: record.propensity,
      targetProbability: chances[record.chosenIndex] ?? Number.NaN,
    };
    if (cluster !== 'none') row.cluster = cluster === 'viewer' ? record.viewerId : record.requestId;
    const expected = record.poolModelValues;
    if (expected) {
      row.loggedModelValue = expected[record.chosenIndex] ?? Number.NaN;
      row.targetModelValue = chances.reduce((total, chance, at) => total + chance * (expected[at] ?? Number.NaN), 0);
    }
    return row;
  });
}

/** Chances over the pool, adding up to 1; empty when a value is not a finite number. Equal best values share a greedy choice. */
export function poolChances(values: readonly number[], choice: TargetChoice): number[] {
  if (values.length === 0 || !values.every(Number.isFinite)) return [];
  const best = Math.max(...values);
  const shares = values.map((value) =>
    choice.kind === 'greedy' ? Number(value === best) : Math.exp((value - best) / choice.temperature),
  );
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
