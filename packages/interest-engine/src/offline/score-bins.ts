import type { FeatureTable } from './score-features.ts';

/** Cut points a column, ascending; a value falls into bin 0 below the first, bin n at or above the n-th. */
export type Cuts = Float32Array[];

export const binsMax = 64;

/** Cut points at even shares of the values, from at most 100,000 of them. */
export function findCuts({ columns }: FeatureTable): Cuts {
  return columns.map((column) => {
    const stride = Math.max(1, Math.floor(column.length / 100_000));
    const sample = new Float32Array(Math.ceil(column.length / stride));
    for (let at = 0; at < sample.length; at++) sample[at] = column[at * stride]!;
    sample.sort();
    const cuts: number[] = [];
    for (let bin = 1; bin < binsMax; bin++) {
      const value = sample[Math.floor((bin * sample.length) / binsMax)]!;
      if (value > sample[0]! && value !== cuts.at(-1)) cuts.push(value);
    }
    return Float32Array.from(cuts);
  });
}

export function binColumns({ columns }: FeatureTable, cuts: Cuts): Uint8Array[] {
  return columns.map((column, feature) => {
    const edges = cuts[feature]!;
    return Uint8Array.from(column, (value) => {
      let low = 0;
      let high = edges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (edges[middle]! <= value) low = middle + 1;
        else high = middle;
      }
      return low;
    });
  });
}
