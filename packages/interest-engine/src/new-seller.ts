import type { EngineState } from './engine-state.ts';
import type { StoredItem } from './item.ts';
import { columns } from './item-counts.ts';
import type { Policy } from './policy.ts';

/**
 * How much of its first audience a new seller is still owed, 0 to 1: over all its items together, because one work that
 * is seen a lot has introduced the shop. 0 for items of sellers that are not new.
 */
export function newSellerOwed(state: EngineState, { exposure }: Policy, { facts, shop, author }: StoredItem): number {
  if (facts.newSeller !== true) return 0;
  const seen = state.entityCounts.at(shop >= 0 ? shop : author, columns.impressions);
  return seen < exposure.newSellerImpressions ? 1 - seen / exposure.newSellerImpressions : 0;
}
