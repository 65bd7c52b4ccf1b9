/** Scales of hand-drawn plots. Pure. */
export type Scale = (value: number) => number;

/** A straight scale from values to pixels; a domain without width maps everything to its middle. */
export function linearScale([low, high]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const span = high - low;
  if (span === 0) return () => (start + end) / 2;
  return (value) => start + ((value - low) / span) * (end - start);
}

/** A scale by powers of ten for values above zero; what lies outside is held at the edge. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const scale = linearScale([Math.log10(domain[0]), Math.log10(domain[1])], range);
  return (value) => scale(Math.log10(Math.min(domain[1], Math.max(domain[0], value))));
}

/** Round marks from `low` to `high`, about `count` of them, at 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, count = 5): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const marks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index++) {
    marks.push(Number((index * step).toFixed(digits)) + 0);
  }
  return marks;
}

/** The range of some values widened to round marks; always holds `include`. */
export function roundDomain(values: readonly number[], include: readonly number[] = [], count = 5): [number, number] {
  const all = [...values, ...include].filter(Number.isFinite);
  if (all.length === 0) return [0, 1];
  let low = Math.min(...all);
  let high = Math.max(...all);
  if (low === high) {
    const pad = Math.abs(low) || 1;
    low -= pad / 2;
    high += pad / 2;
  }
  const marks = ticks(low, high, count);
  const step = marks.length > 1 ? (marks[1] ?? 0) - (marks[0] ?? 0) : high - low;
  const first = marks[0] ?? low;
  const last = marks.at(-1) ?? high;
  const widen = (value: number) => Number(value.toPrecision(12));
  return [
    first > low + step * 1e-6 ? widen(first - step) : first,
    last < high - step * 1e-6 ? widen(last + step) : last,
  ];
}

/** An axis of ratios ends here at the latest: one interval from nothing to a million would leave no room for the others. */
const ratioPowerMost = 4;

/** Marks of a scale of ratios: powers of two around 1 that hold every value up to sixteenfold, at most `count` of them. */
export function ratioMarks(values: readonly number[], count = 5): number[] {
  const powers = values
    .filter((value) => value > 0 && Number.isFinite(value))
    .map((value) => Math.min(ratioPowerMost, Math.max(-ratioPowerMost, Math.log2(value))));
  const low = Math.floor(Math.min(-1, ...powers) + 1e-9);
  const high = Math.ceil(Math.max(1, ...powers) - 1e-9);
  const step = Math.max(1, Math.ceil((high - low) / (count - 1)));
  const first = Math.floor(low / step) * step;
  const marks: number[] = [];
  for (let power = first; power < high + step; power += step) marks.push(2 ** power);
  return marks;
}

/** Digits behind the point that tell the marks of an axis apart. */
export function markDigits(marks: readonly number[]): number {
  const step = marks.length > 1 ? Math.abs((marks[1] ?? 0) - (marks[0] ?? 0)) : Math.abs(marks[0] ?? 1);
  if (step === 0) return 0;
  return Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}
