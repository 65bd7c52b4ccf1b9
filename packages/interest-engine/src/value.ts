import { bestFirst, inOrder } from './best-first.ts';
import type { Candidate } from './candidate.ts';
import type { HeadErrors } from './head-errors.ts';
import { type Heads, headCount, settledShare } from './heads.ts';
import type { StoredItem } from './item.ts';
import { columns } from './item-counts.ts';
import { createHeadScorer, type Scorable } from './model/score.ts';
import type { Policy } from './policy.ts';
import type { RequestContext } from './request.ts';
import { headsOf } from './score-heads.ts';
import { slopesOfWaking, wakingOf } from './waking.ts';

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

/** All that the formula needs of one candidate: logged, so that a draft policy can be tried on what was served. */
export interface ValueComponents {
  readonly heads: Heads;
  /** Price of the goods in minor units, clipped at the policy's quantile of its category; 0 without goods. */
  readonly priceMinor: number;
  /** How little is known of what this viewer thinks of this item, 0 to 1. */
  readonly ignorance: number;
  /** Chance that an interest of the viewer's sleeps here, and that one has woken lately. */
  readonly asleep: number;
  readonly woken: number;
  readonly load: {
    /** Whether it is a product card, and whether it is a video with goods. */
    readonly commercial: boolean;
    readonly goods: boolean;
    /** Both 0 to 1. */
    readonly fatigue: number;
    readonly seen: number;
  };
  /** Governance: 1 leaves the score as it is, 0 takes it away. */
  readonly multiplier: number;
}

export interface Valued {
  readonly terms: ValueTerms;
  readonly score: number;
}

export interface ScoredCandidate extends Candidate, Valued {
  readonly heads: Heads;
  /** One standard error of each head. */
  readonly errors: HeadErrors;
  readonly components: ValueComponents;
  readonly ignorance: number;
  /** One standard error of the score, in points: what the model does not know of it. */
  readonly valueError: number;
}

/**
 * E[Q_S] in major units: clicked, bought, and then what is kept of the line after refunds, faults and ratings. The
 * chance to buy never stands without its outcome, so a seller whose goods come back loses by selling more.
 */
export function expectedSettledQuality(heads: Heads, priceMinor: number): number {
  return (heads.click * heads.buy * settledShare(heads) * priceMinor) / 100;
}

/**
 * What faults and poor ratings are expected to take from a purchase, in major units: the measure of a buyer's harm beyond
 * the money, which E[Q_S] holds already (DOMAIN 3.5, β). A parcel that disappoints costs trust that one line does not show.
 */
export const expectedFault = (heads: Heads, priceMinor: number): number =>
  (heads.click * heads.buy * Math.max(0, heads.deduct) * priceMinor) / 100;

/** The one formula (DOMAIN 3.5). Needs nothing but the components and the policy. */
export function valueOfComponents(components: ValueComponents, { value }: Pick<Policy, 'value'>): Valued {
  const { heads, load } = components;
  const terms: ValueTerms = {
    behaviours:
      value.behaviours.watch * heads.watch +
      value.behaviours.engage * heads.engage +
      value.behaviours.click * heads.click,
    settledQuality: value.settledQuality * expectedSettledQuality(heads, components.priceMinor),
    harm: -value.harm * heads.harm - value.fault * expectedFault(heads, components.priceMinor),
    explore:
      value.explore * components.ignorance + value.asleep * wakingOf(components) + value.woken * components.woken,
    load: -(
      (load.commercial ? value.load.commercial : load.goods ? value.load.goods : 0) +
      value.load.fatigue * load.fatigue +
      value.load.seen * load.seen
    ),
  };
  const sum = terms.behaviours + terms.settledQuality + terms.harm + terms.explore + terms.load;
  const multiplier = Math.min(1, Math.max(0, components.multiplier));
  // Held back means lower, also where the score is below zero.
  return { terms, score: sum - (1 - multiplier) * Math.abs(sum) };
}

/** One standard error of the score by the delta method: each head's error times how much the score follows it. */
export function valueErrorOf(
  components: ValueComponents,
  errors: HeadErrors,
  { value }: Pick<Policy, 'value'>,
): number {
  const { heads, priceMinor } = components;
  const worth = (value.settledQuality * priceMinor) / 100;
  const fault = (value.fault * priceMinor) / 100;
  /** What a bought line comes to, in points. */
  const line = worth * settledShare(heads) - fault * Math.max(0, heads.deduct);
  const bought = heads.click * heads.buy;
  const { byWatch, byShare } = slopesOfWaking(components);
  const variance =
    ((value.behaviours.watch + value.asleep * byWatch) * errors.watch) ** 2 +
    (value.behaviours.engage * errors.engage) ** 2 +
    ((value.behaviours.click + heads.buy * line) * errors.click) ** 2 +
    (heads.click * line * errors.buy) ** 2 +
    ((worth * bought + value.asleep * byShare) * errors.keep) ** 2 +
    (((worth + fault) * bought + value.asleep * byShare) * errors.deduct) ** 2 +
    (value.harm * errors.harm) ** 2;
  return Math.sqrt(variance) * Math.min(1, Math.max(0, components.multiplier));
}

/** Scores each candidate with the weights of the policy. Best first; ties by slot. */
export function scoreCandidates(context: RequestContext, candidates: readonly Candidate[]): ScoredCandidate[] {
  const { state, policy, lens, viewer, request, at } = context;
  const known = viewer === null ? null : { id: request.viewerId, state: viewer };
  const scorer = createHeadScorer(state, policy, lens, known, at);
  const alive: Candidate[] = [];
  const things: Scorable[] = [];
  for (const candidate of candidates) {
    const { slot, sources } = candidate;
    const item = state.items[slot];
    if (!item?.alive) continue;
    alive.push(candidate);
    things.push({ item, slot, source: sources[0] });
  }
  const chances = new Float64Array(headCount * things.length);
  const errors = new Float64Array(headCount * things.length);
  scorer.score(things, chances, errors);
  const clips = new Map<number, number | null>();
  const scores = new Float64Array(alive.length);
  const slots = new Int32Array(alive.length);
  const scored = alive.map((candidate, index) => {
    const from = index * headCount;
    const { item, slot } = things[index]!;
    const one = scoreOne(context, candidate, item, headsOf(chances, from), headsOf(errors, from), clips);
    scores[index] = one.score;
    slots[index] = slot;
    return one;
  });
  return inOrder(scored, bestFirst(scores, slots));
}

function scoreOne(
  context: RequestContext,
  candidate: Candidate,
  item: StoredItem,
  heads: Heads,
  errors: HeadErrors,
  clips: Map<number, number | null>,
): ScoredCandidate {
  const { state, policy, lens } = context;
  const { slot } = candidate;
  const unknown = lens.ignoranceOf(item);
  const interest = lens.interestIn(item);
  const impressions = state.itemCounts.at(slot, columns.impressions);
  const components: ValueComponents = {
    heads,
    priceMinor: clippedPrice(context, item, clips),
    asleep: interest.asleep,
    woken: interest.woken,
    ignorance: 0.5 * unknown + 0.5 / Math.sqrt(1 + impressions / policy.learning.itemPrior),
    load: {
      commercial: item.facts.kind === 'product',
      goods: item.facts.kind !== 'product' && item.facts.hasGoods,
      fatigue: lens.fatigueOf(item),
      seen: context.seenLately(slot),
    },
    multiplier: Math.min(1, Math.max(0, candidate.multiplier ?? 1)),
  };
  const { terms, score } = valueOfComponents(components, policy);
  const scored: ScoredCandidate = {
    itemId: candidate.itemId,
    slot,
    sources: candidate.sources,
    reasons: candidate.reasons,
    heads,
    errors,
    components,
    terms,
    ignorance: components.ignorance,
    score,
    valueError: valueErrorOf(components, errors, policy),
  };
  // Few are held back: only those get the fields that say so.
  if (candidate.multiplier !== undefined) scored.multiplier = candidate.multiplier;
  if (candidate.multiplierReason !== undefined) scored.multiplierReason = candidate.multiplierReason;
  return scored;
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
