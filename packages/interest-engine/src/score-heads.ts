import type { EngineState } from './engine-state.ts';
import { type Heads, head, headCount, headPriors } from './heads.ts';
import type { StoredItem } from './item.ts';
import type { Policy } from './policy.ts';
import type { ViewerLens } from './viewer-lens.ts';

/** Everything, a category and an author or shop each speak with this many encounters against the one above. */
const priorOfEverything = 200;
const priorOfEntity = 40;

/**
 * Public chances of an item, from wide to narrow: everything, its categories, its author (its shop, for the outcome of
 * a purchase), the item itself. Each level is a Beta estimate whose prior is the level above, so an item with few
 * encounters looks like its kind, and one good order cannot beat a thousand. Impressions count where they were seen,
 * never by position.
 */
export function publicHeads(
  state: EngineState,
  policy: Policy,
  item: StoredItem,
  slot: number,
  into: Float64Array,
): void {
  const { entityCounts, itemCounts } = state;
  for (let index = 0; index < headCount; index++) {
    const { hits, chances, prior } = headPriors[index]!;
    const all =
      (entityCounts.at(0, hits) + priorOfEverything * prior) / (entityCounts.at(0, chances) + priorOfEverything);
    let level = 0;
    for (const category of item.categories) {
      const seen = entityCounts.at(category, chances) + priorOfEntity;
      level += (entityCounts.at(category, hits) + priorOfEntity * all) / seen;
    }
    level = item.categories.length > 0 ? level / item.categories.length : all;
    const maker = index === head.keep || index === head.deduct ? item.shop : item.author;
    if (maker >= 0) {
      level =
        (entityCounts.at(maker, hits) + priorOfEntity * level) / (entityCounts.at(maker, chances) + priorOfEntity);
    }
    if (index === head.buy) level *= priceFactor(policy, item.facts.priceMinor);
    const itemPrior = policy.learning.itemPrior;
    into[index] = (itemCounts.at(slot, hits) + itemPrior * level) / (itemCounts.at(slot, chances) + itemPrior);
  }
}

/** Dear goods are bought less often after a click; until an item has its own count, price says how much less. */
function priceFactor(policy: Policy, priceMinor: number | undefined): number {
  if (priceMinor === undefined) return 1;
  const ratio = Math.max(1, priceMinor) / policy.learning.referencePriceMinor;
  return Math.min(2, ratio ** -policy.learning.priceElasticity);
}

const clamp = (chance: number): number => Math.min(0.999, Math.max(0.0001, chance));

/** Multiplies the odds, so that a chance stays a chance. */
export const withOdds = (chance: number, odds: number): number => {
  const lifted = chance * odds;
  return lifted / (1 - chance + lifted);
};

/** The chances for one viewer: the public ones, moved by how this viewer takes to the item's categories, tags, author and shop. */
export function scoreHeads(
  state: EngineState,
  policy: Policy,
  lens: ViewerLens,
  item: StoredItem,
  slot: number,
  scratch: Float64Array,
): Heads {
  publicHeads(state, policy, item, slot, scratch);
  const personal = (index: 0 | 1 | 2 | 3) => withOdds(clamp(scratch[index]!), lens.oddsOf(item, index));
  const deals = item.facts.priceMinor !== undefined && (item.facts.hasGoods || item.facts.kind === 'product');
  return {
    watch: personal(head.watch),
    engage: personal(head.engage),
    click: personal(head.click),
    buy: deals ? personal(head.buy) : 0,
    keep: clamp(scratch[head.keep]!),
    // A debit for a fault may exceed the line (DOMAIN 3.2), a counterfeit three times over.
    deduct: Math.min(3, Math.max(0, scratch[head.deduct]!)),
    harm: clamp(scratch[head.harm]!),
  };
}
