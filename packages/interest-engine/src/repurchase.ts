import { dayMs, type EngineState } from './engine-state.ts';
import { grow } from './id-table.ts';
import { type Signal, signals } from './signal.ts';
import type { ViewerState } from './viewer-state.ts';

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
const longestIntervalMs = 730 * 24 * 3_600_000;
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

/** So many repeats of one viewer with one item count; after them he has had his say. */
const repeatsMax = 3;
const purchasesMax = 64;
/** A category speaks for an item with the weight of so many of its own repeats. */
const categoryWeight = 3;
const leastOfItem = 2;
const leastOfCategory = 5;

/** A purchase is remembered with its time, and a second one of the same says how long the first lasted. */
export function learnPurchase(
  state: EngineState,
  viewer: ViewerState,
  slot: number,
  categories: readonly number[],
  signal: Signal,
  at: number,
): void {
  const { purchases } = viewer;
  if (signal === signals.refunded || signal === signals.fault || signal === signals.angered) {
    purchases.delete(slot);
    return;
  }
  if (signal !== signals.paid) return;
  const known = purchases.get(slot);
  if (known && at - known.at >= shortestIntervalMs && known.count <= repeatsMax) {
    state.itemRepurchases.add(slot, at - known.at);
    for (const category of categories) state.entityRepurchases.add(category, at - known.at);
  }
  const isRepeat = known !== undefined && at - known.at >= shortestIntervalMs;
  purchases.delete(slot);
  purchases.set(slot, { at: Math.max(at, known?.at ?? at), count: (known?.count ?? 0) + (isRepeat || !known ? 1 : 0) });
  for (const oldest of purchases.keys()) {
    if (purchases.size <= purchasesMax) break;
    purchases.delete(oldest);
  }
}

/** After how long an item is usually bought again, by itself and its categories; null when too little is known. */
export function typicalIntervalMs(state: EngineState, slot: number): number | null {
  const { itemRepurchases, entityRepurchases } = state;
  let categoryCount = 0;
  let categorySum = 0;
  for (const category of state.items[slot]!.categories) {
    categoryCount += entityRepurchases.countOf(category);
    categorySum += entityRepurchases.logSumOf(category);
  }
  const own = itemRepurchases.countOf(slot);
  if (own < leastOfItem && categoryCount < leastOfCategory) return null;
  const prior = categoryCount > 0 ? categorySum / categoryCount : itemRepurchases.logSumOf(slot) / own;
  const days = Math.exp((itemRepurchases.logSumOf(slot) + categoryWeight * prior) / (own + categoryWeight));
  return days * dayMs;
}
