import type { MeasuredValue } from './measured-value.ts';

/** The axis runs from nothing to three medians; a little room at both ends keeps the dots whole. */
const mediansMax = 3;
const pad = 0.03;

/**
 * Where a value, its lower bound and the median of its category stand on an axis of 0 to 1. Null while either is unknown or
 * there is no median to divide by.
 */
export function medianMarks({ value, lowerBound, median }: Omit<MeasuredValue, 'unit'>) {
  if (value === null || median === null || median <= 0) return null;
  const lower = lowerBound ?? value;
  const place = (measured: number) =>
    pad + (Math.min(mediansMax, Math.max(0, measured / median)) / mediansMax) * (1 - 2 * pad);
  return {
    estimate: place(value),
    lower: place(lower),
    median: place(median),
    /** The rule of graduation: the lower bound reaches the median. */
    passes: lower >= median,
    beyond: value > mediansMax * median,
  };
}
