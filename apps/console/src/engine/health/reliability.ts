import type { Schemas } from '@haowu/api-client';

type Head = Schemas['ModelHealth']['heads'][number];
export type ReliabilityDot = { readonly x: number; readonly y: number; readonly r: number; readonly count: number };

/** The end of the square axes: the smallest round share that holds every bin. */
export function reliabilityEnd(bins: Head['bins']): number {
  const most = Math.max(
    0,
    ...bins.filter(({ count }) => count > 0).flatMap(({ predicted, observed }) => [predicted, observed]),
  );
  for (const power of [0.0001, 0.001, 0.01, 0.1]) {
    for (const factor of [1, 2, 5]) if (most <= factor * power) return Number((factor * power).toPrecision(3));
  }
  return Math.max(1, Math.ceil(most * 10) / 10);
}

/** Bins as dots in a square of side 1, y from the bottom; the area of a dot is its count. Empty bins are left out. */
export function reliabilityDots(bins: Head['bins'], end: number, radiusMax = 0.06): ReliabilityDot[] {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return bins
    .filter(({ count }) => count > 0)
    .map(({ predicted, observed, count }) => ({
      x: Math.min(1, predicted / end),
      y: Math.min(1, observed / end),
      r: Math.max(0.018, radiusMax * Math.sqrt(count / most)),
      count,
    }));
}

/** Above this a head's chances are off enough to look at. */
export const calibrationErrorMax = 0.01;

/** The head whose chances are furthest off, with enough examples to say so; null when all are fine. */
export function worstHead(heads: readonly Head[]): Head | null {
  const known = heads.filter(({ calibrationError }) => calibrationError !== null);
  const worst = [...known].sort((a, b) => (b.calibrationError ?? 0) - (a.calibrationError ?? 0))[0];
  return worst && (worst.calibrationError ?? 0) > calibrationErrorMax ? worst : null;
}
