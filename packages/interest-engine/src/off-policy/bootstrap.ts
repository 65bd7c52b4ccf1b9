import { createRandom } from '../random.ts';
import { normalBelow, normalQuantile } from './normal.ts';

export type Interval = { low: number; high: number };

/** `sum(numerator) / sum(denominator)` over blocks, added with its sign. A statistic is a sum of such ratios. */
export type Ratio = { numerator: Float64Array; denominator: Float64Array; sign: 1 | -1 };
export type Statistic = Ratio[];

export type Resampling = { draws: number; seed: string; confidence: number };

export function evaluate(statistic: Statistic): number {
  let value = 0;
  for (const { numerator, denominator, sign } of statistic) value += (sign * sum(numerator)) / sum(denominator);
  return value;
}

/**
 * Intervals of several statistics over the same blocks, from the same draws.
 *
 * Each is the hull of three bootstrap intervals: percentile, BCa and studentised. On rare or heavy-tailed rewards each of the
 * three alone misses the truth too often on one side; the hull costs a few percent of width where rewards are plentiful.
 */
export function bootstrapIntervals(statistics: Statistic[], blocks: number, options: Resampling): Interval[] {
  const random = createRandom(options.seed);
  const drawn = new Int32Array(blocks);
  const values = statistics.map(() => new Float64Array(options.draws));
  const errors = statistics.map(() => new Float64Array(options.draws));
  for (let draw = 0; draw < options.draws; draw++) {
    for (let slot = 0; slot < blocks; slot++) drawn[slot] = Math.floor(random() * blocks);
    statistics.forEach((statistic, index) => {
      const replica = evaluateDrawn(statistic, drawn);
      (values[index] as Float64Array)[draw] = replica.value;
      (errors[index] as Float64Array)[draw] = replica.error;
    });
  }
  return statistics.map((statistic, index) =>
    hull(statistic, blocks, values[index] as Float64Array, errors[index] as Float64Array, options.confidence),
  );
}

/** Value and standard error (by linearisation) of the statistic on the drawn blocks. */
function evaluateDrawn(statistic: Statistic, drawn: Int32Array): { value: number; error: number } {
  let value = 0;
  const ratios: { numerator: Float64Array; denominator: Float64Array; ratio: number; scale: number }[] = [];
  for (const { numerator, denominator, sign } of statistic) {
    let above = 0;
    let below = 0;
    for (let slot = 0; slot < drawn.length; slot++) {
      const block = drawn[slot] as number;
      above += numerator[block] as number;
      below += denominator[block] as number;
    }
    const ratio = above / below;
    value += sign * ratio;
    ratios.push({ numerator, denominator, ratio, scale: sign / below });
  }
  let squares = 0;
  for (let slot = 0; slot < drawn.length; slot++) {
    const block = drawn[slot] as number;
    let pull = 0;
    for (const { numerator, denominator, ratio, scale } of ratios) {
      pull += scale * ((numerator[block] as number) - ratio * (denominator[block] as number));
    }
    squares += pull * pull;
  }
  return { value, error: Math.sqrt(squares) };
}

function hull(
  statistic: Statistic,
  blocks: number,
  values: Float64Array,
  errors: Float64Array,
  confidence: number,
): Interval {
  const everyBlockOnce = Int32Array.from({ length: blocks }, (_, block) => block);
  const { value, error } = evaluateDrawn(statistic, everyBlockOnce);
  if (!(error > 0)) return { low: value, high: value };
  const tail = (1 - confidence) / 2;
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return { low: value, high: value };
  const ends = [quantile(sorted, tail), quantile(sorted, 1 - tail)];
  ends.push(...correctedEnds(statistic, blocks, sorted, value, tail));

  const ratios: number[] = [];
  for (let draw = 0; draw < values.length; draw++) {
    // A draw without any rewarded block has no error of its own and says nothing about the shape.
    const spread = errors[draw] as number;
    if (spread > 1e-9 * error) ratios.push(((values[draw] as number) - value) / spread);
  }
  if (ratios.length > values.length / 2) {
    const shape = Float64Array.from(ratios).sort();
    ends.push(value - quantile(shape, 1 - tail) * error, value - quantile(shape, tail) * error);
  }
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/** BCa: corrected for bias by the share of draws below the value, for skew by the third moment of the blocks' pulls. */
function correctedEnds(
  statistic: Statistic,
  blocks: number,
  sorted: Float64Array,
  value: number,
  tail: number,
): number[] {
  let below = 0;
  for (const each of sorted) below += each < value ? 1 : each === value ? 0.5 : 0;
  const share = Math.min(1 - 1 / sorted.length, Math.max(1 / sorted.length, below / sorted.length));
  const bias = normalQuantile(share);
  const parts = statistic.map((part) => ({
    ...part,
    below: sum(part.denominator),
    ratio: sum(part.numerator) / sum(part.denominator),
  }));
  let squares = 0;
  let cubes = 0;
  for (let block = 0; block < blocks; block++) {
    let pull = 0;
    for (const { numerator, denominator, below: total, ratio, sign } of parts) {
      pull += (sign * ((numerator[block] as number) - ratio * (denominator[block] as number))) / total;
    }
    squares += pull * pull;
    cubes += pull ** 3;
  }
  const acceleration = cubes / (6 * squares ** 1.5);
  return [tail, 1 - tail].map((p) => {
    const z = bias + normalQuantile(p);
    const stretch = 1 - acceleration * z;
    return quantile(sorted, stretch > 0 ? normalBelow(bias + z / stretch) : p < 0.5 ? 0 : 1);
  });
}

function quantile(sorted: Float64Array, p: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, p * (sorted.length - 1)));
  const under = Math.floor(place);
  const low = sorted[under] as number;
  const high = sorted[Math.min(sorted.length - 1, under + 1)] as number;
  return low + (high - low) * (place - under);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index] as number;
  return total;
}
