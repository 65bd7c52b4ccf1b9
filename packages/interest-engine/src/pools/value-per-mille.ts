import type { EngineState } from '../engine-state.ts';
import { countErrors } from '../head-errors.ts';
import { type Heads, headCount, headPriors } from '../heads.ts';
import type { StoredItem } from '../item.ts';
import type { Policy } from '../policy.ts';
import { headsOf, publicHeads } from '../score-heads.ts';
import { type ValueComponents, valueErrorOf, valueOfComponents } from '../value.ts';

/**
 * What a thousand impressions of an item are worth to everybody: settled quality value in major units (QGPM) for an item
 * with goods, points of the value formula for content without. The two are never compared with each other.
 */
export interface ValuePerMille {
  readonly unit: 'quality_value' | 'points';
  readonly mean: number;
  readonly error: number;
}

export const sellsGoods = ({ facts }: StoredItem): boolean =>
  facts.priceMinor !== undefined && (facts.hasGoods || facts.kind === 'product');

const plain = {
  ignorance: 0,
  asleep: 0,
  woken: 0,
  load: { commercial: false, goods: false, fatigue: 0, seen: 0 },
  multiplier: 1,
} as const;
const scratch = new Float64Array(headCount);

/**
 * Measured on public counts: what is settled speaks for itself, what is not yet is expected as the item's own counts,
 * its shop, author and category make likely, and the error says how far that may be off.
 */
export function valuePerMille(state: EngineState, policy: Policy, slot: number, item: StoredItem): ValuePerMille {
  publicHeads(state, policy, slot, scratch);
  const heads = headsOf(scratch);
  return perMille(policy, item, priceOf(state, policy, item), heads, (components, value) =>
    valueErrorOf(components, countErrors(state, policy, heads, slot), value),
  );
}

/** The same for an item of which nothing but its price is known, among all there is. */
export function usualValuePerMille(state: EngineState, policy: Policy, item: StoredItem): number {
  const usual = new Float64Array(headCount);
  headPriors.forEach(({ hits, chances, prior }, index) => {
    usual[index] = (state.entityCounts.at(0, hits) + 200 * prior) / (state.entityCounts.at(0, chances) + 200);
  });
  return perMille(policy, item, priceOf(state, policy, item), headsOf(usual), () => 0).mean;
}

function perMille(
  policy: Policy,
  item: StoredItem,
  priceMinor: number,
  heads: Heads,
  errorOf: (components: ValueComponents, policy: Pick<Policy, 'value'>) => number,
): ValuePerMille {
  const goods = sellsGoods(item);
  const nothingToFind = { explore: 0, asleep: 0, woken: 0 };
  const none = { watch: 0, engage: 0, click: 0 };
  const { value } = policy;
  const weights = goods
    ? { value: { ...value, behaviours: none, settledQuality: 1, harm: 0, ...nothingToFind } }
    : { value: { ...value, settledQuality: 0, ...nothingToFind } };
  const components: ValueComponents = { ...plain, heads, priceMinor };
  const mean = 1000 * valueOfComponents(components, weights).score;
  return { unit: goods ? 'quality_value' : 'points', mean, error: 1000 * errorOf(components, weights) };
}

function priceOf(state: EngineState, policy: Policy, item: StoredItem): number {
  if (!sellsGoods(item)) return 0;
  const share = policy.value.priceClipQuantile;
  const clip = state.shelves.priceQuantile(item.categories[0] ?? 0, share) ?? state.shelves.priceQuantile(0, share);
  return Math.min(item.facts.priceMinor!, clip ?? Number.POSITIVE_INFINITY);
}
