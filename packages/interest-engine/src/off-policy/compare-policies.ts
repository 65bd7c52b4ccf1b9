import { assignBlocks, sumBlocks } from './blocks.ts';
import { bootstrapIntervals, evaluate, type Interval, type Statistic } from './bootstrap.ts';
import {
  type Estimate,
  type EstimateName,
  type EstimateOptions,
  estimateNames,
  inspectLog,
  type LogFacts,
  type PolicyRefusal,
  ratioOf,
  refuse,
  resampling,
} from './estimate-policy.ts';
import { findFault, type LogRow } from './log-row.ts';

export type PolicyComparison = {
  refused?: undefined;
  a: LogFacts;
  b: LogFacts;
  /** A minus B, each by the same estimator on the same rows. */
  difference: Partial<Record<EstimateName, Estimate>> & Record<'ips' | 'clippedIps' | 'snips', Estimate>;
};
export type ComparisonRefusal =
  | { refused: 'a' | 'b'; reason: PolicyRefusal }
  /** The two sets of rows are not one log: another number of rows, or another reward or logged chance in the same place. */
  | { refused: 'different_logs'; place: number };

/**
 * Which of two policies earns more, by one log: `rowsOfA[i]` and `rowsOfB[i]` are the same logged decision with the chances of
 * each policy. Paired: both are resampled together, so what they share cancels out. A row broken for one is left out for both.
 */
export function comparePolicies(
  rowsOfA: readonly LogRow[],
  rowsOfB: readonly LogRow[],
  options: EstimateOptions = {},
): PolicyComparison | ComparisonRefusal {
  const place = findDifference(rowsOfA, rowsOfB);
  if (place !== undefined) return { refused: 'different_logs', place };

  const sides = { a: inspectLog(rowsOfA), b: inspectLog(rowsOfB) };
  for (const side of ['a', 'b'] as const) {
    const reason = refuse(sides[side].facts, options);
    if (reason) return { refused: side, reason };
  }
  const usable = rowsOfA.map((row, at) => !findFault(row) && !findFault(rowsOfB[at] as LogRow));
  const keptA = rowsOfA.filter((_, at) => usable[at]);
  const keptB = rowsOfB.filter((_, at) => usable[at]);
  const assigned = assignBlocks(keptA);
  const sumsA = sumBlocks(keptA, assigned, options.weightMax ?? 10);
  const sumsB = sumBlocks(keptB, assigned, options.weightMax ?? 10);
  const names = estimateNames([...keptA, ...keptB]);
  const statistics = names.map((name): Statistic => [ratioOf(name, sumsA), { ...ratioOf(name, sumsB), sign: -1 }]);
  const intervals = bootstrapIntervals(statistics, assigned.blocks, resampling(options));
  const difference: Partial<Record<EstimateName, Estimate>> = {};
  names.forEach((name, index) => {
    difference[name] = { value: evaluate(statistics[index] as Statistic), ...(intervals[index] as Interval) };
  });
  return { a: sides.a.facts, b: sides.b.facts, difference: difference as PolicyComparison['difference'] };
}

/** The first place where the two are not the same logged decision. */
function findDifference(rowsOfA: readonly LogRow[], rowsOfB: readonly LogRow[]): number | undefined {
  for (let at = 0; at < Math.max(rowsOfA.length, rowsOfB.length); at++) {
    const a = rowsOfA[at];
    const b = rowsOfB[at];
    const same =
      a !== undefined &&
      b !== undefined &&
      Object.is(a.reward, b.reward) &&
      Object.is(a.loggedPropensity, b.loggedPropensity) &&
      a.cluster === b.cluster;
    if (!same) return at;
  }
  return undefined;
}
