import { grow } from './id-table.ts';

/** The columns of a row of public counts. Whole lifetimes, no decay: drift belongs to trending, and a count can be taken back exactly. */
export const columns = {
  impressions: 0,
  watches: 1,
  engagements: 2,
  clicks: 3,
  buys: 4,
  /** Bought lines whose outcome is known. */
  settled: 5,
  kept: 6,
  /** What faults, poor ratings and "not as shown" took from settled lines, as shares of a line. */
  deducted: 7,
  harm: 8,
} as const;

export const columnCount = 9;

/** Public counts of items, or of categories, authors and shops: one row each. */
export interface CountTable {
  add(row: number, deltas: Float64Array): void;
  at(row: number, column: number): number;
  clear(row: number): void;
  /** All cells, row after row, and beyond the rows that were written; to read only. Another array after the next `add`. */
  cells(): Float64Array;
  /** Reads of a row that was never written give 0. */
  numbers(): Float64Array;
}

export function createCountTable(saved = new Float64Array()): CountTable {
  let cells: Float64Array = saved;
  let used = saved.length;
  return {
    add(row, deltas) {
      const start = row * columnCount;
      if (start + columnCount > used) used = start + columnCount;
      cells = grow(cells, used);
      for (let column = 0; column < columnCount; column++) cells[start + column]! += deltas[column]!;
    },
    clear: (row) => void cells.fill(0, row * columnCount, (row + 1) * columnCount),
    at: (row, column) => cells[row * columnCount + column] ?? 0,
    cells: () => cells,
    numbers: () => cells.subarray(0, used),
  };
}
