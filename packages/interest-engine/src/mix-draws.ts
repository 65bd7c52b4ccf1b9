import { trait } from './item-traits.ts';
import { type Entry, type Placed, ruleAgainst } from './mix-rules.ts';
import { normalQuantile } from './off-policy/normal.ts';
import { urgencyOf } from './pools/move-item.ts';
import type { Random } from './random.ts';
import type { RequestContext } from './request.ts';
import type { ScoredCandidate } from './scored-candidate.ts';
import type { Reason } from './sources/source.ts';

/** One entry drawn for a place, with the exact chance the draw had of taking it. */
export interface Drawn {
  readonly entry: Entry;
  readonly propensity: number;
  readonly reasons: readonly Reason[];
  /** The whole pool, where all were equally likely. */
  readonly drawnFrom?: readonly string[];
}

const perCategory = 3;
const leastWeight = 1e-6;

/** Entries that may take the next place, at the first strictness at which any may. What governance took away never is. */
function admitted(
  context: RequestContext,
  placed: Placed,
  entries: readonly Entry[],
  openFits: () => (entry: Entry) => boolean,
  most: number,
): Entry[] {
  for (const strictness of [0, 1, 2] as const) {
    const pool: Entry[] = [];
    const fits = openFits();
    for (const entry of entries) {
      if (pool.length >= most) break;
      if (entry.taken || entry.candidate.multiplierInForce <= 0 || !fits(entry)) continue;
      if (!ruleAgainst(placed, entry, context.policy, strictness)) pool.push(entry);
    }
    if (pool.length > 0) return pool;
  }
  return [];
}

/** What the model believes of a candidate: the mean of what is drawn for, and one standard error of it. */
interface Believed {
  mean(candidate: ScoredCandidate): number;
  error(candidate: ScoredCandidate): number;
}

/** Its value in all. */
const worth: Believed = { mean: ({ score }) => score, error: ({ valueError }) => valueError };
/** Whether it will wake something. */
const welcome: Believed = {
  mean: (candidate) => candidate.welcome,
  error: (candidate) => candidate.welcomeError,
};

/** Takes one by weight. */
function drawByWeight(pool: readonly Entry[], weights: ArrayLike<number>, random: Random): [Entry, number] | null {
  if (pool.length === 0) return null;
  let total = 0;
  for (let index = 0; index < pool.length; index++) total += weights[index]!;
  let point = random() * total;
  let chosen = pool.length - 1;
  for (let index = 0; index < pool.length; index++) {
    point -= weights[index]!;
    if (point < 0) {
      chosen = index;
      break;
    }
  }
  return [pool[chosen]!, weights[chosen]! / total];
}

/**
 * Thompson sampling whose chances are known: every draw samples each value from what the model believes of it, the best
 * wins, and the shares of wins over `exploration.draws` such draws, with a part spread over the whole pool away from
 * likely harm, are the chances by which one is then taken. So the logged propensity is exact and never zero.
 */
export function drawThompson(
  context: RequestContext,
  pool: readonly Entry[],
  random: Random,
  believed: Believed = worth,
): [Entry, number] | null {
  const { draws, spread } = context.policy.exploration;
  const weights = new Float64Array(pool.length);
  const normal = normals(random);
  const means = new Float64Array(pool.length);
  const errors = new Float64Array(pool.length);
  for (let index = 0; index < pool.length; index++) {
    const { candidate } = pool[index]!;
    means[index] = believed.mean(candidate);
    errors[index] = believed.error(candidate);
  }
  for (let draw = 0; draw < draws; draw++) {
    let best = 0;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < pool.length; index++) {
      const value = means[index]! + errors[index]! * normal();
      if (value <= bestValue) continue;
      best = index;
      bestValue = value;
    }
    weights[best]! += (1 - spread) / draws;
  }
  const even = pool.map(({ candidate: { components, heads } }) =>
    Math.max(leastWeight, components.multiplier * Math.max(0.05, 1 - 10 * heads.harm)),
  );
  const evenTotal = even.reduce((sum, weight) => sum + weight, 0);
  for (let index = 0; index < pool.length; index++) {
    weights[index]! += (Math.max(leastWeight, spread) * even[index]!) / evenTotal;
  }
  return drawByWeight(pool, weights, random);
}

/** Standard normal numbers from equally likely quantiles: an explored place draws thousands, logarithms would be half its cost. */
function normals(random: Random): () => number {
  quantiles ??= Float64Array.from({ length: quantileCount }, (_, index) =>
    normalQuantile((index + 0.5) / quantileCount),
  );
  const table = quantiles;
  return () => table[Math.floor(random() * quantileCount)]!;
}

const quantileCount = 4_096;
let quantiles: Float64Array | undefined;

/** A place to find out about anything at all. */
export function drawExplore(
  context: RequestContext,
  entries: readonly Entry[],
  placed: Placed,
  random: Random,
): Drawn | null {
  const pool = admitted(
    context,
    placed,
    entries,
    () =>
      ({ candidate }) =>
        candidate.sources.includes('explore'),
    context.policy.exploration.pool,
  );
  const drawn = drawThompson(context, pool, random);
  if (!drawn) return null;
  const [entry, propensity] = drawn;
  const { reasons, sources } = entry.candidate;
  return { entry, propensity, reasons: [reasons[sources.indexOf('explore')]!] };
}

/** A place for a want the viewer may not know of: categories where one may sleep, a few items of each. */
export function drawLatent(
  context: RequestContext,
  entries: readonly Entry[],
  placed: Placed,
  random: Random,
): Drawn | null {
  const { latentAsleep, pool: most } = context.policy.exploration;
  const pool = admitted(
    context,
    placed,
    mostWelcome(context, entries, ({ candidate }) => candidate.asleep >= latentAsleep),
    () => () => true,
    most,
  );
  const drawn = drawThompson(context, pool, random, welcome);
  if (!drawn) return null;
  const [entry, propensity] = drawn;
  const params = entry.item.facts.categoryIds.slice(0, 1);
  return { entry, propensity, reasons: [{ code: 'latent', params }] };
}

/** Of each category the few most welcome entries that may be shown, all in order of welcome. */
function mostWelcome(
  { state }: RequestContext,
  entries: readonly Entry[],
  maySleep: (entry: Entry) => boolean,
): Entry[] {
  const byCategory = new Map<number, Welcomed[]>();
  for (const entry of entries) {
    const { slot, candidate } = entry;
    const category = state.traits.at(slot, trait.category);
    if (category < 0 || entry.taken || candidate.multiplierInForce <= 0 || !maySleep(entry)) continue;
    const welcomed = { entry, welcome: candidate.welcome };
    const best = byCategory.get(category);
    if (best) keepBest(best, welcomed);
    else byCategory.set(category, [welcomed]);
  }
  return [...byCategory.values()]
    .flat()
    .sort(byWelcome)
    .map(({ entry }) => entry);
}

/** Puts one into its place among the best, which are in order, while there are no more than `perCategory`. */
function keepBest(best: Welcomed[], one: Welcomed): void {
  let place = best.length;
  while (place > 0 && byWelcome(one, best[place - 1]!) < 0) place--;
  if (place >= perCategory) return;
  best.splice(place, 0, one);
  if (best.length > perCategory) best.pop();
}

interface Welcomed {
  readonly entry: Entry;
  readonly welcome: number;
}

const byWelcome = (a: Welcomed, b: Welcomed): number => b.welcome - a.welcome || a.entry.slot - b.entry.slot;

/** A place for an item still owed impressions in its traffic pool: by how much is owed, and by fit to the viewer. */
export function drawPool(
  context: RequestContext,
  entries: readonly Entry[],
  placed: Placed,
  random: Random,
): Drawn | null {
  const pool = admitted(
    context,
    placed,
    entries,
    () =>
      ({ candidate }) =>
        candidate.sources.includes('pool'),
    context.policy.sources.pool,
  );
  const best = pool.reduce((most, { candidate }) => Math.max(most, candidate.score), 0);
  const weights = pool.map(({ candidate: { score, slot } }) => {
    const fit = best > 0 ? Math.max(0, score) / best : 1;
    return (0.05 + urgencyOf(context.state, context.policy, slot)) * (0.1 + fit);
  });
  const drawn = drawByWeight(pool, weights, random);
  if (!drawn) return null;
  const [entry, propensity] = drawn;
  const { reasons, sources } = entry.candidate;
  return { entry, propensity, reasons: [reasons[sources.indexOf('pool')]!] };
}

/** A place drawn evenly among the best that are not placed yet: what policies are judged by later. */
export function drawUniform(
  context: RequestContext,
  entries: readonly Entry[],
  placed: Placed,
  random: Random,
): Drawn | null {
  const pool = admitted(context, placed, entries, () => () => true, context.policy.exploration.uniformPool);
  const entry = pool[Math.floor(random() * pool.length)];
  if (!entry) return null;
  return {
    entry,
    propensity: 1 / pool.length,
    reasons: entry.candidate.reasons,
    drawnFrom: pool.map(({ candidate }) => candidate.itemId),
  };
}
