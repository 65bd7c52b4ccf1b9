/** A mean with its 95 % interval over seeds (Student's t); one value has no interval, and its ends are null. */
export interface Interval {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Two-sided 97.5 % points of Student's t by degrees of freedom; beyond the table the normal one. */
const tPoints = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export function intervalOf(values: readonly number[]): Interval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, low: null, high: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = (tPoints[count - 2] ?? 1.96) * Math.sqrt(variance / count);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The ratio of two measures on the same seeds: geometric mean of the paired ratios with its interval. Null where a
 * value is not above zero and a ratio would say nothing.
 */
export function pairedRatio(values: readonly number[], against: readonly number[]): Interval | null {
  const logs: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const [above, below] = [values[index]!, against[index]!];
    if (!(above > 0 && below > 0)) return null;
    logs.push(Math.log(above / below));
  }
  const { mean, low, high } = intervalOf(logs);
  return {
    mean: Math.exp(mean),
    low: low === null ? null : Math.exp(low),
    high: high === null ? null : Math.exp(high),
  };
}
