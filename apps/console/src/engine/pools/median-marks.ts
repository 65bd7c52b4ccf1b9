type Value = { qgpmMinor: number | null; lowerBoundMinor: number | null; categoryMedianMinor: number | null };

/** The axis runs from nothing to three medians; a little room at both ends keeps the dots whole. */
const mediansMax = 3;
const pad = 0.03;

/**
 * Where a value, its lower bound and the median of its category stand on an axis of 0 to 1. Null while either is unknown or
 * there is no median to divide by.
 */
export function medianMarks(value: Value) {
  const { qgpmMinor, lowerBoundMinor, categoryMedianMinor } = value;
  if (qgpmMinor === null || categoryMedianMinor === null || categoryMedianMinor <= 0) return null;
  const lowerMinor = lowerBoundMinor ?? qgpmMinor;
  const place = (minor: number) =>
    pad + (Math.min(mediansMax, Math.max(0, minor / categoryMedianMinor)) / mediansMax) * (1 - 2 * pad);
  return {
    estimate: place(qgpmMinor),
    lower: place(lowerMinor),
    median: place(categoryMedianMinor),
    /** The rule of graduation: the lower bound reaches the median. */
    passes: lowerMinor >= categoryMedianMinor,
    beyond: qgpmMinor > mediansMax * categoryMedianMinor,
  };
}
