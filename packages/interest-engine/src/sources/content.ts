import { type Term, termsOf } from '../content-index.ts';
import { columns } from '../item-counts.ts';
import type { RequestContext } from '../request.ts';
import { createTopList } from '../top-list.ts';
import { offerBySum } from './offer-by-sum.ts';
import type { Proposal, Source } from './source.ts';

const latestTouches = 40;
const termsMax = 16;
const itemsPerTerm = 100;

/** Items hardly shown yet that speak of what the viewer wanted: same words, tags and categories, the rarer the better. */
export const content: Source = {
  name: 'content',
  personal: true,
  propose(context, limit) {
    const { state, policy } = context;
    if (limit === 0) return [];
    const terms = wantedTerms(context);
    const { tally } = context.serving;
    tally.open();
    for (const [index, term] of terms.entries()) {
      for (const slot of state.content.itemsWith(term.number, itemsPerTerm)) tally.add(slot, term.weight, index);
    }
    const top = createTopList(limit);
    offerBySum(tally, top, 1, (slot, sum) => {
      if (state.itemCounts.at(slot, columns.impressions) >= policy.exposure.longTailImpressions) return null;
      return context.admits(slot) ? sum : null;
    });
    return top.sorted().map(({ key, score }) => ({
      slot: key,
      strength: score,
      reason: reasonOf(context, terms[tally.giverOf(key)]!),
    }));
  },
};

interface WantedTerm extends Term {
  weight: number;
  /** The wanted item it was met in. */
  readonly anchor: number;
}

/** What the latest wanted items speak of, less what the refused ones do, by strength, recency and rarity. */
function wantedTerms({ state, viewer }: RequestContext): WantedTerm[] {
  const terms = new Map<number, WantedTerm>();
  const touches = viewer?.touches ?? [];
  for (let index = touches.length - 1; index >= Math.max(0, touches.length - latestTouches); index--) {
    const { slot, strength } = touches[index]!;
    if (strength === 0) continue;
    const weight = strength / (1 + 0.05 * (touches.length - 1 - index));
    for (const term of termsOf(state.items[slot]!)) {
      const known = terms.get(term.number);
      if (known) known.weight += weight;
      else if (strength > 0) terms.set(term.number, { ...term, weight, anchor: slot });
    }
  }
  const alive = state.shelves.of(0)?.members.size ?? 0;
  for (const term of terms.values()) {
    term.weight *= Math.log(1 + alive / (1 + state.content.countOf(term.number)));
  }
  return [...terms.values()]
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.number - b.number)
    .slice(0, termsMax);
}

function reasonOf({ state }: RequestContext, { entity, anchor }: WantedTerm): Proposal['reason'] {
  if (entity === null) return { code: 'similar', params: [state.itemIds.nameOf(anchor)] };
  return { code: 'interest', params: [entity.startsWith('c:') ? 'category' : 'tag', entity.slice(2)] };
}
