import { type Heads, headCount } from './heads.ts';
import type { StoredItem } from './item.ts';
import { columns } from './item-counts.ts';
import type { RequestContext } from './request.ts';
import type { Candidate } from './retrieve.ts';
import { scoreHeads } from './score-heads.ts';

/** The terms of the one value formula, in points; they add up to the score before the multiplier. */
export interface ValueTerms {
  readonly behaviours: number;
  readonly settledQuality: number;
  /** Zero or below. */
  readonly harm: number;
  readonly explore: number;
  /** Zero or below. */
  readonly load: number;
}

export interface ScoredCandidate extends Candidate {
  readonly heads: Heads;
  readonly terms: ValueTerms;
  /** How little is known of what this viewer thinks of this item, 0 to 1. */
  readonly ignorance: number;
  readonly score: number;
}

/**
 * E[Q_S] in major units: clicked, bought, and then what is kept of the line after refunds, faults and ratings. The
 * chance to buy never stands without its outcome, so a seller whose goods come back loses by selling more.
 */
export function expectedSettledQuality(heads: Heads, priceMinor: number): number {
  return (heads.click * heads.buy * Math.max(-3, heads.keep - heads.deduct) * priceMinor) / 100;
}

/** Scores each candidate by DOMAIN 3.5 with the weights of the policy. Best first; ties by slot. */
export function scoreCandidates(context: RequestContext, candidates: readonly Candidate[]): ScoredCandidate[] {
  const scratch = new Float64Array(headCount);
  const clips = new Map<number, number | null>();
  const scored: ScoredCandidate[] = [];
  for (const candidate of candidates) {
    const item = context.state.items[candidate.slot];
    if (!item?.alive) continue;
    scored.push(scoreOne(context, candidate, item, scratch, clips));
  }
  return scored.sort((a, b) => b.score - a.score || a.slot - b.slot);
}

function scoreOne(
  context: RequestContext,
  candidate: Candidate,
  item: StoredItem,
  scratch: Float64Array,
  clips: Map<number, number | null>,
): ScoredCandidate {
  const { state, policy, lens } = context;
  const { value } = policy;
  const heads = scoreHeads(state, policy, lens, item, candidate.slot, scratch);
  const impressions = state.itemCounts.at(candidate.slot, columns.impressions);
  const ignorance = 0.5 * lens.ignoranceOf(item) + 0.5 / Math.sqrt(1 + impressions / policy.learning.itemPrior);
  const terms: ValueTerms = {
    behaviours:
      value.behaviours.watch * heads.watch +
      value.behaviours.engage * heads.engage +
      value.behaviours.click * heads.click,
    settledQuality: value.settledQuality * expectedSettledQuality(heads, clippedPrice(context, item, clips)),
    harm: -value.harm * heads.harm,
    explore: value.explore * ignorance,
    load: -loadOf(context, candidate.slot, item),
  };
  const sum = terms.behaviours + terms.settledQuality + terms.harm + terms.explore + terms.load;
  const multiplier = Math.min(1, Math.max(0, candidate.multiplier ?? 1));
  // Held back means lower, also where the score is below zero.
  const score = sum - (1 - multiplier) * Math.abs(sum);
  return { ...candidate, heads, terms, ignorance, score };
}

function clippedPrice(context: RequestContext, item: StoredItem, clips: Map<number, number | null>): number {
  const price = item.facts.priceMinor ?? 0;
  const category = item.categories[0] ?? 0;
  let clip = clips.get(category);
  if (clip === undefined) {
    const { shelves } = context.state;
    const share = context.policy.value.priceClipQuantile;
    clip = shelves.priceQuantile(category, share) ?? shelves.priceQuantile(0, share);
    clips.set(category, clip);
  }
  return clip === null ? price : Math.min(price, clip);
}

function loadOf(context: RequestContext, slot: number, item: StoredItem): number {
  const { load } = context.policy.value;
  const goods = item.facts.kind === 'product' ? load.commercial : item.facts.hasGoods ? load.goods : 0;
  return goods + load.fatigue * context.lens.fatigueOf(item) + load.seen * context.seenLately(slot);
}
