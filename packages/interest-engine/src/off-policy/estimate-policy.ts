// What would another policy have earned? Answered from a log with known chances, or refused.
// It promises: seeded intervals that cover the truth at least nine times in ten where it answers at all.
// It never gives a number when the log does not carry one: a refusal has no estimate in it.

import { assignBlocks, type BlockSums, sumBlocks } from './blocks.ts';
import { bootstrapIntervals, evaluate, type Interval, type Ratio, type Statistic } from './bootstrap.ts';
import { type BadRowCounts, hasModel, keepGoodRows, type LogRow } from './log-row.ts';

export type EstimateOptions = {
  /** Refuse below this effective sample size, `sum(w)^2 / sum(w^2)`. Default 500 rows. */
  effectiveSampleMin?: number;
  /** Refuse when the mean weight, which should be 1, lies outside. Default 0.8 to 1.25. */
  meanWeightMin?: number;
  meanWeightMax?: number;
  /** Refuse below this many rows with a reward other than zero: an interval needs something to vary. Default 3. */
  rewardedRowsMin?: number;
  /** Broken rows are left out and counted; above this share of all rows the log is refused. Default 0.05. */
  badShareMax?: number;
  /** Weights above this are cut in the clipped estimate. Default 10. */
  weightMax?: number;
  /** Bootstrap draws. Default 1000. */
  draws?: number;
  /** Default 0.95. */
  confidence?: number;
  seed?: string;
};

export type EstimateName = 'ips' | 'clippedIps' | 'snips' | 'dm' | 'dr';
export type Estimate = Interval & { value: number };
export type RefusalReason = 'too_few_rows' | 'bad_rows' | 'mean_weight' | 'effective_sample';

export type LogFacts = {
  rows: number;
  badRows: number;
  bad: BadRowCounts;
  rewardedRows: number;
  clusters: number;
  /** Of the usable rows; NaN when there is none. */
  effectiveSample: number;
  meanWeight: number;
  maxWeight: number;
};
export type PolicyRefusal = LogFacts & { refused: RefusalReason; needed: string };
export type PolicyEstimate = LogFacts & {
  refused?: undefined;
  /** Mean reward of the logging policy on the same rows. */
  logged: Estimate;
  /** DM and DR only when every usable row has both model values. */
  estimates: Partial<Record<EstimateName, Estimate>> & Record<'ips' | 'clippedIps' | 'snips', Estimate>;
};

export function estimatePolicy(rows: readonly LogRow[], options: EstimateOptions = {}): PolicyEstimate | PolicyRefusal {
  const { good, facts } = inspectLog(rows);
  const refusal = refuse(facts, options);
  if (refusal) return refusal;

  const sums = sumBlocks(good, assignBlocks(good), options.weightMax ?? 10);
  const statistics = new Map<EstimateName | 'logged', Statistic>();
  statistics.set('logged', [ratio(sums.reward, sums.rows)]);
  for (const name of estimateNames(good)) statistics.set(name, [ratioOf(name, sums)]);
  const intervals = bootstrapIntervals([...statistics.values()], sums.blocks, resampling(options));
  const estimates: Partial<Record<EstimateName | 'logged', Estimate>> = {};
  [...statistics].forEach(([name, statistic], index) => {
    estimates[name] = { value: evaluate(statistic), ...(intervals[index] as Interval) };
  });
  const { logged, ...others } = estimates;
  return { ...facts, logged: logged as Estimate, estimates: others as PolicyEstimate['estimates'] };
}

export function inspectLog(rows: readonly LogRow[]): { good: LogRow[]; facts: LogFacts } {
  const { good, bad, badRows } = keepGoodRows(rows);
  const clusters = new Set<string | number>();
  let lone = 0;
  let total = 0;
  let squares = 0;
  let maxWeight = 0;
  let rewardedRows = 0;
  for (const row of good) {
    const weight = row.targetProbability / row.loggedPropensity;
    total += weight;
    squares += weight * weight;
    maxWeight = Math.max(maxWeight, weight);
    if (row.reward !== 0) rewardedRows++;
    if (row.cluster === undefined) lone++;
    else clusters.add(row.cluster);
  }
  const facts: LogFacts = {
    rows: rows.length,
    badRows,
    bad,
    rewardedRows,
    clusters: clusters.size + lone,
    effectiveSample: good.length === 0 ? Number.NaN : squares > 0 ? (total * total) / squares : 0,
    meanWeight: good.length === 0 ? Number.NaN : total / good.length,
    maxWeight,
  };
  return { good, facts };
}

/** The first reason not to answer, or undefined. */
export function refuse(facts: LogFacts, options: EstimateOptions): PolicyRefusal | undefined {
  const badShareMax = options.badShareMax ?? 0.05;
  const effectiveSampleMin = options.effectiveSampleMin ?? 500;
  const meanWeightMin = options.meanWeightMin ?? 0.8;
  const meanWeightMax = options.meanWeightMax ?? 1.25;
  const rewardedRowsMin = options.rewardedRowsMin ?? 3;
  const because = (refused: RefusalReason, needed: string): PolicyRefusal => ({ ...facts, refused, needed });
  if (facts.rows === 0) return because('too_few_rows', 'at least one row');
  if (facts.badRows > badShareMax * facts.rows) return because('bad_rows', `at most ${badShareMax} of the rows broken`);
  if (!(facts.effectiveSample >= effectiveSampleMin)) {
    return because('effective_sample', `an effective sample of at least ${effectiveSampleMin} rows`);
  }
  if (!(facts.meanWeight >= meanWeightMin && facts.meanWeight <= meanWeightMax)) {
    return because('mean_weight', `a mean weight from ${meanWeightMin} to ${meanWeightMax}`);
  }
  if (facts.rewardedRows < rewardedRowsMin) {
    return because('too_few_rows', `at least ${rewardedRowsMin} rows with a reward other than zero`);
  }
  return undefined;
}

/** What the rows can carry: DM and DR need both model values in every row. */
export function estimateNames(good: readonly LogRow[]): EstimateName[] {
  return good.every(hasModel) ? ['ips', 'clippedIps', 'snips', 'dm', 'dr'] : ['ips', 'clippedIps', 'snips'];
}

export function ratioOf(name: EstimateName, sums: BlockSums): Ratio {
  if (name === 'ips') return ratio(sums.weightedReward, sums.rows);
  if (name === 'clippedIps') return ratio(sums.clippedReward, sums.rows);
  if (name === 'snips') return ratio(sums.weightedReward, sums.weight);
  if (name === 'dm') return ratio(sums.modelValue, sums.rows);
  return ratio(sums.correctedValue, sums.rows);
}

export function resampling(options: EstimateOptions): { draws: number; seed: string; confidence: number } {
  return { draws: options.draws ?? 1000, seed: options.seed ?? 'off-policy', confidence: options.confidence ?? 0.95 };
}

function ratio(numerator: Float64Array, denominator: Float64Array): Ratio {
  return { numerator, denominator, sign: 1 };
}
