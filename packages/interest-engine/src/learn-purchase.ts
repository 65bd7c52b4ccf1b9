import type { EngineState } from './engine-state.ts';
import { dayMs } from './knowledge.ts';
import { shortestIntervalMs } from './repurchase-table.ts';
import { type Signal, signals } from './signal.ts';
import type { ViewerState } from './viewer-state.ts';

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
