import { bestFirst } from './best-first.ts';
import type { Candidate } from './candidate.ts';
import { columns as countColumns } from './item-counts.ts';
import { mark, trait } from './item-traits.ts';
import { createHeadScorer, type Scorables } from './model/score.ts';
import type { RequestContext } from './request.ts';
import { componentCount, componentPlaces, glanceAt, openScoreColumns, ScoredCandidate } from './scored-candidate.ts';
import { termCount, writeValue } from './value.ts';
import { viewLength, viewPlace } from './viewer-lens.ts';

/** Scores each candidate with the weights of the policy. Best first; ties by slot. */
export function scoreCandidates(context: RequestContext, candidates: readonly Candidate[]): ScoredCandidate[] {
  const { state, policy, lens, viewer, request, at } = context;
  const known = viewer === null ? null : { id: request.viewerId, state: viewer };
  const alive: Candidate[] = [];
  const things: Scorables & { slots: number[]; sources: (string | undefined)[] } = {
    slots: [],
    sources: [],
  };
  for (const candidate of candidates) {
    if (!state.traits.has(candidate.slot, mark.alive)) continue;
    alive.push(candidate);
    things.slots.push(candidate.slot);
    things.sources.push(candidate.sources[0]);
  }
  const count = alive.length;
  const columns = openScoreColumns(count, policy);
  const views = new Float64Array(viewLength * count);
  createHeadScorer(state, policy, lens, known, at).score(things, columns.heads, columns.errors, views);
  const priceOf = clippedPrices(context);
  const scores = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const multiplier = alive[index]!.multiplier ?? 1;
    writeComponents(context, views, things.slots[index]!, multiplier, priceOf, columns.components, index);
    scores[index] = writeValue(glanceAt(columns, index), policy, columns.terms, index * termCount);
  }
  const order = bestFirst(scores, Int32Array.from(things.slots));
  const scored: ScoredCandidate[] = [];
  for (let rank = 0; rank < count; rank++) {
    const index = order[rank]!;
    scored.push(new ScoredCandidate(alive[index]!, scores[index]!, columns, index));
  }
  return scored;
}

/** What the formula takes in beside the heads. */
function writeComponents(
  { state, policy, seenLately }: RequestContext,
  views: Float64Array,
  slot: number,
  multiplier: number,
  priceOf: (slot: number) => number,
  into: Float64Array,
  index: number,
): void {
  const from = index * componentCount;
  const view = index * viewLength;
  const impressions = state.itemCounts.at(slot, countColumns.impressions);
  const isCard = state.traits.has(slot, mark.product);
  into[from + componentPlaces.priceMinor] = priceOf(slot);
  into[from + componentPlaces.ignorance] =
    0.5 * views[view + viewPlace.ignorance]! + 0.5 / Math.sqrt(1 + impressions / policy.learning.itemPrior);
  into[from + componentPlaces.asleep] = views[view + viewPlace.asleep]!;
  into[from + componentPlaces.woken] = views[view + viewPlace.woken]!;
  into[from + componentPlaces.commercial] = Number(isCard);
  into[from + componentPlaces.goods] = Number(!isCard && state.traits.has(slot, mark.goods));
  into[from + componentPlaces.fatigue] = views[view + viewPlace.fatigue]!;
  into[from + componentPlaces.seen] = seenLately(slot);
  into[from + componentPlaces.multiplier] = Math.min(1, Math.max(0, multiplier));
}

/** Price of an item's goods in minor units, clipped at the policy's quantile of its category; 0 without goods. */
function clippedPrices({ state, policy }: RequestContext): (slot: number) => number {
  const clips = new Map<number, number | null>();
  const share = policy.value.priceClipQuantile;
  return (slot) => {
    const price = state.traits.priceMinorOf(slot) || 0;
    const category = Math.max(0, state.traits.at(slot, trait.category));
    let clip = clips.get(category);
    if (clip === undefined) {
      clip = state.shelves.priceQuantile(category, share) ?? state.shelves.priceQuantile(0, share);
      clips.set(category, clip);
    }
    return clip === null ? price : Math.min(price, clip);
  };
}
