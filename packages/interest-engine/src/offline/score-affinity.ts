import { compressRows, type SparseMatrix } from './score-sparse.ts';
import { findSpectrum, type Spectrum } from './score-spectrum.ts';

/**
 * How much more often two things meet than their counts alone would make them, from the strongest patterns of a table of meetings
 * (correspondence analysis). The first pattern is the product of the counts; the next ones are tastes.
 */
export type Affinity = { spectrum: Spectrum };

/** `smoothing` meetings are added to each count, so that rare rows and columns do not make patterns of their own. */
export function fitAffinity(
  rows: number,
  columns: number,
  rowOf: ArrayLike<number>,
  columnOf: ArrayLike<number>,
  patterns: number,
  smoothing: number,
  seed: string,
): Affinity {
  const rowCounts = new Float64Array(rows).fill(smoothing);
  const columnCounts = new Float64Array(columns).fill(smoothing);
  for (let at = 0; at < rowOf.length; at++) {
    rowCounts[rowOf[at]!]!++;
    columnCounts[columnOf[at]!]!++;
  }
  const values = new Float64Array(rowOf.length);
  for (let at = 0; at < values.length; at++) {
    values[at] = 1 / Math.sqrt(rowCounts[rowOf[at]!]! * columnCounts[columnOf[at]!]!);
  }
  const matrix: SparseMatrix = compressRows(rows, columns, rowOf, columnOf, values);
  return { spectrum: findSpectrum(matrix, patterns + 1, seed) };
}

/**
 * For each wanted number of patterns, what they add relative to what the counts expect: 0 as expected, above 0 more often.
 * `each`: what every one of them adds alone. Written to `into[k][at]`. An unknown row or column (-1) has none.
 */
export function writeAffinity(
  { spectrum }: Affinity,
  row: number,
  column: number,
  patterns: readonly number[],
  each: boolean,
  into: Float32Array[],
  at: number,
): void {
  const { width, left, right, strengths } = spectrum;
  if (row < 0 || column < 0 || width === 0) {
    for (const target of into) target[at] = 0;
    return;
  }
  const l = row * width;
  const r = column * width;
  const expected = Math.max(left[l]! * strengths[0]! * right[r]!, 1e-4);
  let total = 0;
  let next = 0;
  for (let k = 1; k < width && next < patterns.length; k++) {
    const pattern = left[l + k]! * strengths[k]! * right[r + k]!;
    total = each ? pattern : total + pattern;
    while (next < patterns.length && patterns[next] === k) into[next++]![at] = total / expected;
  }
  for (; next < patterns.length; next++) into[next]![at] = each ? 0 : total / expected;
}
