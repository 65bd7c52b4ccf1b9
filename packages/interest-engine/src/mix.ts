import type { Heads } from './heads.ts';
import { mark } from './item-traits.ts';
import { type Drawn, drawExplore, drawLatent, drawPool, drawUniform } from './mix-draws.ts';
import { type ExposureKind, exposureKindOf, exposureReason, floorsOf, isOfKind } from './mix-exposure.ts';
import {
  type Entry,
  fitsInPlace,
  likeness,
  type MixRule,
  openPlaced,
  type Placed,
  placeStanding,
  replacePlaced,
  ruleAgainst,
  type Standing,
} from './mix-rules.ts';
import type { Random } from './random.ts';
import type { RequestContext } from './request.ts';
import type { ScoredCandidate } from './scored-candidate.ts';
import type { SourceName } from './source-names.ts';
import type { Reason } from './sources/source.ts';
import type { ValueTerms } from './value.ts';

/** How an item came to its place. */
export const placements = [
  'ranked',
  'explore_draw',
  'latent_draw',
  'pool_draw',
  'uniform_draw',
  'exposure_floor',
] as const;
export type Placement = (typeof placements)[number];

export interface RankedItem {
  readonly itemId: string;
  /** 0 is the first of the page. */
  readonly position: number;
  /** `explore` or `pool` for a place drawn for them, else the first source that put the item forward. */
  readonly source: SourceName;
  readonly sources: readonly SourceName[];
  readonly reasons: readonly Reason[];
  readonly placement: Placement;
  /** Chance that the draw for this place took this item, given the candidates; 1 where nothing was drawn. */
  readonly propensity: number;
  /** Ids of the pool, this item among them, where the place was drawn evenly. */
  readonly drawnFrom?: readonly string[];
  readonly score: number;
  readonly terms: ValueTerms;
  readonly heads: Heads;
  readonly policyVersion: string;
}

/** Called for each candidate a rule held back from a place it would else have taken. */
export type MixTrace = (itemId: string, rule: MixRule) => void;

interface Pick {
  readonly entry: Entry;
  readonly placement: Placement;
  readonly propensity: number;
  readonly reasons: readonly Reason[];
  readonly drawnFrom?: readonly string[];
}

const draws = {
  explore_draw: drawExplore,
  latent_draw: drawLatent,
  pool_draw: drawPool,
  uniform_draw: drawUniform,
} as const;
type DrawnPlacement = keyof typeof draws;

/**
 * Builds the page from scored candidates: ranked places by score less likeness to what stands above, some places drawn
 * to find out, to give new works their first impressions and to judge policies by, and floors of exposure.
 */
export function mixPage(context: RequestContext, scored: readonly ScoredCandidate[], trace?: MixTrace): RankedItem[] {
  const entries = entriesOf(context, scored);
  const placed = openPlaced(recentOf(context));
  const shownBefore = placed.above.length;
  const scale = Math.max(0, entries[0]?.candidate.score ?? 0);
  const plan = planPlaces(context, entries);
  const random = context.random('mix');
  const picks: Pick[] = [];
  for (let place = 0; place < context.size; place++) {
    const pick =
      drawPlace(context, plan.get(place), entries, placed, random) ?? takeBest(context, entries, placed, scale, trace);
    if (!pick) break;
    pick.entry.taken = true;
    picks.push(pick);
    placeStanding(placed, pick.entry);
  }
  raiseExposure(context, picks, entries, placed, shownBefore, trace);
  return picks.map((pick, position) => rankedItem(context.policy.version, pick, position));
}

/** Best first. */
function entriesOf(context: RequestContext, scored: readonly ScoredCandidate[]): Entry[] {
  const { state, request, policy } = context;
  // A page of product cards alone, in a mall for example, is not a feed with commerce in it: the cap has no sense there.
  const mixed = request.kinds?.includes('video') ?? true;
  const inOrder = scored.every((candidate, index) => index === 0 || isBefore(scored[index - 1]!, candidate));
  const best = inOrder ? scored : scored.toSorted((a, b) => b.score - a.score || a.slot - b.slot);
  return best.map((candidate): Entry => {
    const { slot } = candidate;
    const item = state.items[slot]!;
    const tired = candidate.fatigue >= policy.mix.tiredFrom;
    return { candidate, item, slot, tired, capped: mixed && state.traits.has(slot, mark.product), taken: false };
  });
}

const isBefore = (a: ScoredCandidate, b: ScoredCandidate): boolean =>
  a.score > b.score || (a.score === b.score && a.slot < b.slot);

function recentOf(context: RequestContext): Standing[] {
  const { state, request, policy, lens } = context;
  const recent: Standing[] = [];
  for (const id of (request.recentItemIds ?? []).slice(-30)) {
    const slot = state.itemIds.find(id);
    const item = state.items[slot];
    if (item) recent.push({ item, slot, tired: lens.fatigueOf(slot) >= policy.mix.tiredFrom });
  }
  return recent;
}

/** Which places are drawn, and how: at least the share of exploration, never the very first where there is another. */
function planPlaces(context: RequestContext, entries: readonly Entry[]): Map<number, DrawnPlacement> {
  const { policy, size, viewer } = context;
  const { exploration } = policy;
  const random = context.random('places');
  const overMany = (share: number): number => Math.floor(share * size + random());
  const hasSource = (name: SourceName): boolean => entries.some(({ candidate }) => candidate.sources.includes(name));
  // Commercial cards may be kept out and the page come out shorter; a place beyond its end would never be drawn.
  const content = entries.filter(({ capped }) => !capped).length;
  const length = Math.min(size, Math.max(1, content));

  const explored = hasSource('explore') ? Math.min(length, Math.ceil(exploration.share * size - 1e-9)) : 0;
  const knowsViewer = (viewer?.touches.length ?? 0) >= exploration.latentAfter;
  const latent = Math.min(explored, overMany(exploration.latentShare));
  const kinds: DrawnPlacement[] = Array.from({ length: explored }, (_, index) =>
    knowsViewer && index < latent ? 'latent_draw' : 'explore_draw',
  );
  const owed = overMany(policy.pools.share);
  if (hasSource('pool')) for (let index = 0; index < owed; index++) kinds.push('pool_draw');
  if (random() < exploration.uniformShare) kinds.push('uniform_draw');

  const first = length > explored ? 1 : 0;
  const free = Array.from({ length: length - first }, (_, index) => index + first);
  const plan = new Map<number, DrawnPlacement>();
  for (const kind of kinds.slice(0, free.length)) {
    const [place] = free.splice(Math.floor(random() * free.length), 1);
    plan.set(place!, kind);
  }
  return plan;
}

function drawPlace(
  context: RequestContext,
  placement: DrawnPlacement | undefined,
  entries: readonly Entry[],
  placed: Placed,
  random: Random,
): Pick | null {
  if (!placement) return null;
  const draw = (kind: DrawnPlacement): Pick | null => {
    const drawn: Drawn | null = draws[kind](context, entries, placed, random);
    return drawn && { ...drawn, placement: kind };
  };
  // Nothing is left where an interest may sleep: the place still belongs to exploration.
  return draw(placement) ?? (placement === 'latent_draw' ? draw('explore_draw') : null);
}

function takeBest(
  context: RequestContext,
  entries: readonly Entry[],
  placed: Placed,
  scale: number,
  trace: MixTrace | undefined,
): Pick | null {
  const { policy } = context;
  const cost = policy.mix.diversity * scale;
  for (const strictness of [0, 1, 2] as const) {
    let best: Entry | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const entry of entries) {
      if (entry.taken) continue;
      const { score, itemId } = entry.candidate;
      // Candidates come best first, and likeness only takes away: none further down can win.
      if (score <= bestScore) break;
      const adjusted = score - cost * likeness(context, placed, entry);
      if (adjusted <= bestScore) continue;
      const rule = ruleAgainst(placed, entry, policy, strictness);
      if (rule) {
        trace?.(itemId, rule);
        continue;
      }
      best = entry;
      bestScore = adjusted;
    }
    if (best) return { entry: best, placement: 'ranked', propensity: 1, reasons: best.candidate.reasons };
  }
  return null;
}

/** Where the page came out without its floors, the best that qualify take the last ranked places. */
function raiseExposure(
  context: RequestContext,
  picks: Pick[],
  entries: readonly Entry[],
  placed: Placed,
  shownBefore: number,
  trace: MixTrace | undefined,
): void {
  const met: Floor[] = [];
  for (const { kind, wanted } of floorsOf(context, picks.length)) {
    if (wanted === 0) continue;
    const counts = (entry: Entry): boolean =>
      kind ? isOfKind(context, entry, kind) : exposureKindOf(context, entry) !== null;
    const floor: Floor = { counts, spare: picks.filter(({ entry }) => counts(entry)).length - wanted };
    met.push(floor);
    for (let place = picks.length - 1; place >= 0 && floor.spare < 0; place--) {
      const held = picks[place]!;
      if (held.placement !== 'ranked' || met.some((each) => each.spare <= 0 && each.counts(held.entry))) continue;
      const found = entries.find(
        (entry) =>
          !entry.taken &&
          entry.candidate.multiplierInForce > 0 &&
          counts(entry) &&
          fitsInPlace(placed, shownBefore + place, entry, context.policy),
      );
      if (!found) continue;
      held.entry.taken = false;
      found.taken = true;
      trace?.(held.entry.candidate.itemId, 'gave_way');
      replacePlaced(placed, shownBefore + place, found);
      for (const each of met) each.spare += Number(each.counts(found)) - Number(each.counts(held.entry));
      const reason = exposureReason(kind ?? (exposureKindOf(context, found) as ExposureKind), found);
      const reasons = [reason, ...found.candidate.reasons];
      picks[place] = { entry: found, placement: 'exposure_floor', propensity: 1, reasons };
    }
  }
}

/** A floor that was raised: how many more places than wanted it has (below zero: lacks). */
interface Floor {
  readonly counts: (entry: Entry) => boolean;
  spare: number;
}

const sourceOf: Partial<Record<Placement, SourceName>> = {
  explore_draw: 'explore',
  latent_draw: 'explore',
  pool_draw: 'pool',
};

function rankedItem(policyVersion: string, pick: Pick, position: number): RankedItem {
  const { entry, placement, propensity, reasons, drawnFrom } = pick;
  const { itemId, sources, score, terms, heads } = entry.candidate;
  return {
    itemId,
    position,
    source: sourceOf[placement] ?? sources[0]!,
    sources,
    reasons,
    placement,
    propensity,
    ...(drawnFrom ? { drawnFrom } : {}),
    score,
    terms,
    heads,
    policyVersion,
  };
}
