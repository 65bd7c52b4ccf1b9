import { type Heads, head, headCount, headPriors } from './heads.ts';
import { columnCount } from './item-counts.ts';
import { trait } from './item-traits.ts';
import type { Knowledge } from './knowledge.ts';
import type { Policy } from './policy.ts';

/** Everything, a category and an author or shop each speak with this many encounters against the one above. */
const priorOfEverything = 200;
const priorOfEntity = 40;
/**
 * What becomes of purchases differs far more between shops than what happens at impressions, and there is far less of it:
 * a few lines already tell a careful shop from one whose goods come back (measured in the town of the simulator).
 */
const outcomePriorOfShop = 2;
const outcomePriorOfItem = 3;

/** `headPriors` in flat arrays: read seven times for every candidate. */
const hitsOf = Int32Array.from(headPriors, ({ hits }) => hits);
const chancesOf = Int32Array.from(headPriors, ({ chances }) => chances);

/**
 * What is known of a kind of item, by its one category: each head's chance, then as it is for a shop that is not known
 * yet. Worked out once for all items of a page; holds until something is learned.
 */
export type KindRates = Map<number, Float64Array>;

/**
 * Public chances of an item, from wide to narrow: everything, its categories, its author (its shop, for the outcome of
 * a purchase), the item itself. Each level is a Beta estimate whose prior is the level above, so an item with few
 * encounters looks like its kind, and one good order cannot beat a thousand. Impressions count where they were seen,
 * never by position.
 */
export function publicHeads(
  state: Knowledge,
  policy: Policy,
  slot: number,
  into: Float64Array,
  kinds?: KindRates,
): void {
  const makers = state.entityCounts.cells();
  const own = state.itemCounts.cells();
  const ownAt = slot * columnCount;
  const shop = state.traits.at(slot, trait.shop);
  const author = state.traits.at(slot, trait.author);
  const kind = kindRatesOf(state, slot, kinds);
  const itemPriorOfActs = policy.learning.itemPrior;
  for (let index = 0; index < headCount; index++) {
    const hits = hitsOf[index]!;
    const chances = chancesOf[index]!;
    const isOutcome = index === head.keep || index === head.deduct;
    let level = kind[isOutcome && shop >= 0 ? headCount + index : index]!;
    const maker = isOutcome ? shop : author;
    if (maker >= 0) {
      const makerAt = maker * columnCount;
      const makerPrior = isOutcome ? outcomePriorOfShop : priorOfEntity;
      level = ((makers[makerAt + hits] ?? 0) + makerPrior * level) / ((makers[makerAt + chances] ?? 0) + makerPrior);
    }
    if (index === head.buy) level *= priceFactor(policy, state.traits.priceMinorOf(slot));
    const itemPrior = isOutcome ? outcomePriorOfItem : itemPriorOfActs;
    into[index] = ((own[ownAt + hits] ?? 0) + itemPrior * level) / ((own[ownAt + chances] ?? 0) + itemPrior);
  }
}

function kindRatesOf(state: Knowledge, slot: number, kinds: KindRates | undefined): Float64Array {
  const only = state.traits.at(slot, trait.secondCategory) < 0 ? state.traits.at(slot, trait.category) : -1;
  const known = kinds?.get(only);
  if (known) return known;
  const { categories } = state.items[slot]!;
  if (!kinds || only < 0) return workOutKindRates(state, categories, passing);
  const rates = workOutKindRates(state, categories, new Float64Array(2 * headCount));
  kinds.set(only, rates);
  return rates;
}

/** For rates that are read at once and never kept: learning works them out at every event. */
const passing = new Float64Array(2 * headCount);

function workOutKindRates(state: Knowledge, categories: readonly number[], rates: Float64Array): Float64Array {
  const { entityCounts } = state;
  for (let index = 0; index < headCount; index++) {
    const { hits, chances, prior } = headPriors[index]!;
    const all =
      (entityCounts.at(0, hits) + priorOfEverything * prior) / (entityCounts.at(0, chances) + priorOfEverything);
    let level = 0;
    for (const category of categories) {
      const seen = entityCounts.at(category, chances) + priorOfEntity;
      level += (entityCounts.at(category, hits) + priorOfEntity * all) / seen;
    }
    level = categories.length > 0 ? level / categories.length : all;
    rates[index] = level;
    const isOutcome = index === head.keep || index === head.deduct;
    rates[headCount + index] = isOutcome ? asOfAnyShop(state, index, level, all) : level;
  }
  return rates;
}

/** A level of lines as it is for a shop that is not known yet: moved by as much as shops differ from lines everywhere. */
function asOfAnyShop(state: Knowledge, index: number, level: number, all: number): number {
  const shops = state.shopOutcomes.meanOf(index === head.keep ? 'kept' : 'deducted', all);
  if (index === head.deduct) return level * (shops / Math.max(1e-6, all));
  return withOdds(level, (clamp(shops) / (1 - clamp(shops))) * ((1 - clamp(all)) / clamp(all)));
}

/** Dear goods are bought less often after a click; until an item has its own count, price says how much less. */
function priceFactor(policy: Policy, priceMinor: number): number {
  if (Number.isNaN(priceMinor)) return 1;
  const ratio = Math.max(1, priceMinor) / policy.learning.referencePriceMinor;
  return Math.min(2, ratio ** -policy.learning.priceElasticity);
}

const clamp = (chance: number): number => Math.min(0.999, Math.max(0.0001, chance));

/** Multiplies the odds, so that a chance stays a chance. */
export function withOdds(chance: number, odds: number): number {
  const lifted = clamp(chance) * odds;
  return lifted / (1 - clamp(chance) + lifted);
}

/** The numbers of an array of heads, from a place on, under their names. */
export const headsOf = (values: Float64Array, from = 0): Heads => ({
  watch: values[from + head.watch]!,
  engage: values[from + head.engage]!,
  click: values[from + head.click]!,
  buy: values[from + head.buy]!,
  keep: values[from + head.keep]!,
  deduct: values[from + head.deduct]!,
  harm: values[from + head.harm]!,
});

/** The same into heads that are there. */
export function readHeads(values: Float64Array, from: number, into: Heads): void {
  into.watch = values[from + head.watch]!;
  into.engage = values[from + head.engage]!;
  into.click = values[from + head.click]!;
  into.buy = values[from + head.buy]!;
  into.keep = values[from + head.keep]!;
  into.deduct = values[from + head.deduct]!;
  into.harm = values[from + head.harm]!;
}
