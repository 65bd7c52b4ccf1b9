import type { Schemas } from '@haowu/api-client';

type Bucket = Schemas['ModelHealth']['freshness']['histogram'][number];
export type FreshnessBar = {
  readonly key: string;
  readonly upToMs: number | null;
  readonly count: number;
  readonly height: number;
};

/** The promise: an action reaches everybody within a second. */
export const freshMs = 1_000;

/** Bars of one width each, heights 0 to 1 of the fullest; buckets come with growing ends, the last without. */
export function freshnessBars(histogram: readonly Bucket[]): FreshnessBar[] {
  const most = Math.max(1, ...histogram.map(({ count }) => count));
  return histogram.map(({ upToMs, count }) => ({
    key: upToMs === null ? 'beyond' : String(upToMs),
    upToMs,
    count,
    height: count / most,
  }));
}

/** Between which bars the line of one second stands: how many bars end within it. */
export function barsWithin(histogram: readonly Bucket[], limitMs = freshMs): number {
  return histogram.filter(({ upToMs }) => upToMs !== null && upToMs <= limitMs).length;
}

/** The share learned within the limit; null while nothing was learned. */
export function shareWithin(histogram: readonly Bucket[], limitMs = freshMs): number | null {
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const within = histogram
    .filter(({ upToMs }) => upToMs !== null && upToMs <= limitMs)
    .reduce((sum, { count }) => sum + count, 0);
  return within / total;
}
