import type { Engine, FeedRequest, Policy, RankedItem, ScoredCandidate } from '@haowu/interest-engine';
import { createDraws, mix32, purposes } from '../draws.ts';
import type { Ranker } from '../serve-day.ts';
import { popularity } from './popularity.ts';

/** Policies that come with the town; others are read from policy files. */
export const policyNames = ['random', 'popularity', 'engagement', 'gmv', 'quality'] as const;

/** Those that put another number in the place of the value formula. */
export const baselines: ReadonlySet<string> = new Set(['random', 'popularity', 'engagement', 'gmv']);

/** The number by which a policy orders candidates. */
export type Objective = (candidate: ScoredCandidate, requestId: string) => number;

/** @returns the objective of a built-in policy; any other name stands for a policy file, with the engine's own score. */
export function objectiveOf(name: string, seed: number, policy: Policy): Objective {
  if (name === 'random') return randomScore(seed);
  if (name === 'engagement') return engagement;
  return name === 'gmv' ? turnover(policy.value.settledQuality) : ({ score }) => score;
}

/** What people do with content, weighed as in the policy; nothing about goods, and nothing that tires. */
const engagement: Objective = ({ terms }) => terms.behaviours;

/**
 * Our formula with predicted paid turnover (clicked, bought, times the price, clipped as ours) in the place of what
 * settles, and without harm: the strongest turnover policy we know, since one without any regard for content empties
 * its own shop. What differs from `quality` is quality, and nothing else.
 */
const turnover =
  (worthOfYuan: number): Objective =>
  ({ score, terms, heads, components }) =>
    score - terms.settledQuality - terms.harm + (worthOfYuan * heads.click * heads.buy * components.priceMinor) / 100;

function randomScore(seed: number): Objective {
  const draws = createDraws(mix32(seed, 4));
  return ({ slot }, requestId) => {
    let key = 7;
    for (let index = 0; index < requestId.length; index++) key = mix32(key, requestId.charCodeAt(index));
    return draws.unit(purposes.randomPolicy, key, slot);
  };
}

/**
 * A ranker by name. All learn from the same events and mix by the same caps, through the engine's public steps; what
 * differs is the number by which candidates are ordered. `random` and `popularity` are the same for everybody, so they
 * ask for candidates without the viewer; the others retrieve alike.
 */
export function createRanker(name: string, engine: Engine, seed: number): Ranker {
  if (name === 'popularity') return popularity(engine);
  // The engine's own score needs no other number in its place.
  const objective = baselines.has(name) ? objectiveOf(name, seed, engine.policy) : null;
  const isPersonal = name !== 'random';
  let scored: readonly ScoredCandidate[] = [];
  return {
    scored: () => scored,
    page(request: FeedRequest): RankedItem[] {
      const asked = isPersonal ? request : { ...request, personalised: false };
      const candidates = engine.score(engine.retrieve(asked), asked);
      scored = candidates;
      if (!objective) return engine.mix(candidates, asked);
      const ordered = candidates.map((candidate) => candidate.withScore(objective(candidate, request.requestId)));
      return engine.mix(ordered, asked);
    },
  };
}
