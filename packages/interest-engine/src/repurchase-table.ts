import { grow } from './id-table.ts';

/**
 * After how long a thing is bought again by the same person, for items and for categories: sums of the logarithm of the
 * interval, so that one who comes back after a year does not move what is usual by months.
 */
export interface RepurchaseTable {
  /** Someone bought the same again after so long. */
  add(row: number, intervalMs: number): void;
  /** How often that happened. */
  countOf(row: number): number;
  /** The sum of the logarithms of the intervals in days. */
  logSumOf(row: number): number;
  clear(row: number): void;
  numbers(): Float64Array;
}

/** Two orders on one day are one shopping; a gap of years says nothing of use. */
export const shortestIntervalMs = 20 * 3_600_000;
const dayMs = 24 * 3_600_000;
const longestIntervalMs = 730 * dayMs;
const stride = 2;

export function createRepurchaseTable(saved = new Float64Array()): RepurchaseTable {
  let cells: Float64Array = saved;
  let used = saved.length;
  return {
    add(row, intervalMs) {
      if (intervalMs < shortestIntervalMs || intervalMs > longestIntervalMs) return;
      const start = row * stride;
      if (start + stride > used) used = start + stride;
      cells = grow(cells, used);
      cells[start]! += 1;
      cells[start + 1]! += Math.log(intervalMs / dayMs);
    },
    countOf: (row) => cells[row * stride] ?? 0,
    logSumOf: (row) => cells[row * stride + 1] ?? 0,
    clear: (row) => void cells.fill(0, row * stride, (row + 1) * stride),
    numbers: () => cells.subarray(0, used),
  };
}
