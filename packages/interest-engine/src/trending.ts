import { grow } from './id-table.ts';

/**
 * What is moving now: for every item (or category) a sum that halves every `halfLifeMs`, and the sum of all time.
 * Their ratio is drift, the largest and cheapest part of freshness in our measurements.
 */
export interface Trending {
  add(row: number, amount: number, at: number): void;
  /** The decayed sum as it stands at a time. */
  valueAt(row: number, at: number): number;
  /** Orders rows by decayed value at any one time, without knowing the time; -Infinity when nothing moves. */
  keyOf(row: number): number;
  /** How much faster than everything (`base`) a row moves lately; 1 is ordinary, kept within 0.25 to 4. */
  driftAt(row: number, base: number, baseTrending: Trending, at: number): number;
  /** The square root of drift, by which candidates are lifted. */
  driftLift(row: number, base: number, baseTrending: Trending, at: number): number;
  totalOf(row: number): number;
  /** Grows with every change. */
  readonly changes: number;
  clear(row: number): void;
  numbers(): Float64Array;
}

const mostDrift = 4;
/** No lift is greater. */
export const mostDriftLift = Math.sqrt(mostDrift);
const stride = 3;

export function createTrending(halfLifeMs: number, saved = new Float64Array()): Trending {
  let cells: Float64Array = saved;
  let used = saved.length;
  let changes = 0;

  const valueAt = (row: number, at: number): number => {
    const value = cells[row * stride] ?? 0;
    return value === 0 ? 0 : value * 2 ** (-Math.max(0, at - cells[row * stride + 1]!) / halfLifeMs);
  };
  const totalOf = (row: number): number => cells[row * stride + 2] ?? 0;

  /** The pace of the base, asked for with every item of a request, at one time. */
  let basis = { base: -1, table: null as Trending | null, at: Number.NaN, changes: -1, pace: 1 };
  const paceOf = (base: number, table: Trending, at: number): number => {
    const { changes } = table;
    if (basis.base !== base || basis.table !== table || basis.at !== at || basis.changes !== changes) {
      const pace = (Math.max(0, table.valueAt(base, at)) + 1) / (Math.max(0, table.totalOf(base)) + 5);
      basis = { base, table, at, changes, pace };
    }
    return basis.pace;
  };

  const driftAt = (row: number, base: number, baseTrending: Trending, at: number): number => {
    const pace = (Math.max(0, valueAt(row, at)) + 1) / (Math.max(0, totalOf(row)) + 5);
    return Math.min(mostDrift, Math.max(0.25, pace / paceOf(base, baseTrending, at)));
  };

  return {
    add(row, amount, at) {
      changes++;
      const start = row * stride;
      if (start + stride > used) used = start + stride;
      cells = grow(cells, used);
      const last = cells[start + 1]!;
      if (at >= last) {
        cells[start] = cells[start]! * 2 ** ((last - at) / halfLifeMs) + amount;
        cells[start + 1] = at;
      } else {
        cells[start]! += amount * 2 ** ((at - last) / halfLifeMs);
      }
      cells[start + 2]! += amount;
    },
    valueAt,
    keyOf(row) {
      const value = cells[row * stride] ?? 0;
      return value > 1e-9 ? Math.log2(value) + cells[row * stride + 1]! / halfLifeMs : Number.NEGATIVE_INFINITY;
    },
    driftAt,
    driftLift: (row, base, baseTrending, at) => Math.sqrt(driftAt(row, base, baseTrending, at)),
    totalOf,
    get changes() {
      return changes;
    },
    clear(row) {
      changes++;
      cells.fill(0, row * stride, (row + 1) * stride);
    },
    numbers: () => cells.subarray(0, used),
  };
}
