import { dayMs } from './engine-state.ts';
import type { Heads } from './heads.ts';
import type { StoredItem } from './item.ts';
import { columns } from './item-counts.ts';
import {
  likeness,
  type MixRule,
  openPlaced,
  type Placed,
  placeItem,
  ruleAgainst,
  type Strictness,
} from './mix-rules.ts';
import type { Policy } from './policy.ts';
import type { RequestContext, SourceName } from './request.ts';
import type { Reason } from './sources/source.ts';
import type { ScoredCandidate, ValueTerms } from './value.ts';

/** How an item came to its place. */
export type Placement = 'ranked' | 'explore_draw' | 'exposure_floor';

export interface RankedItem {
  readonly itemId: string;
  /** 0 is the first of the page. */
  readonly position: number;
  /** `explore` for a drawn place, else the first source that put the item forward. */
  readonly source: SourceName;
  readonly sources: readonly SourceName[];
  readonly reasons: readonly Reason[];
  readonly placement: Placement;
  /** Chance that the draw for this place took this item, given the candidates; 1 where nothing was drawn. */
  readonly propensity: number;
  readonly score: number;
  readonly terms: ValueTerms;
  readonly heads: Heads;
  readonly policyVersion: string;
}

/** Called for each candidate a rule held back from a place it would else have taken. */
export type MixTrace = (itemId: string, rule: MixRule) => void;

interface Pick {
  readonly candidate: ScoredCandidate;
  readonly placement: Placement;
  readonly propensity: number;
  readonly reasons: readonly Reason[];
}

/**
 * Builds the page from scored candidates: ranked places by score less likeness to what stands above, some places drawn
 * for exploration, and a floor of exposure for new, long-tail, new-seller and craft items.
 */
export function mixPage(context: RequestContext, scored: readonly ScoredCandidate[], trace?: MixTrace): RankedItem[] {
  const { state, policy, size } = context;
  const recent = (context.request.recentItemIds ?? [])
    .slice(-30)
    .map((id) => state.items[state.itemIds.find(id)])
    .filter((item): item is StoredItem => item !== undefined);
  const placed = openPlaced(recent);
  const left = new Set<ScoredCandidate>([...scored].sort((a, b) => b.score - a.score || a.slot - b.slot));
  const scale = Math.max(
    0,
    scored.reduce((most, { score }) => Math.max(most, score), 0),
  );
  const explorePlaces = chooseExplorePlaces(context, scored);
  const random = context.random('mix');
  const picks: Pick[] = [];
  while (picks.length < size && left.size > 0) {
    const drawn = explorePlaces.has(picks.length) ? drawExplore(context, left, placed, random) : null;
    const pick = drawn ?? takeBest(context, left, placed, scale, trace);
    if (!pick) break;
    left.delete(pick.candidate);
    picks.push(pick);
    placeItem(placed, itemOf(context, pick.candidate));
  }
  raiseExposure(context, picks, left, recent);
  return picks.map((pick, position) => rankedItem(policy, pick, position));
}

const itemOf = (context: RequestContext, candidate: ScoredCandidate): StoredItem =>
  context.state.items[candidate.slot]!;

/** A page of product cards alone, in a mall for example, is not a feed with commerce in it: the cap has no sense there. */
const isCapped = (context: RequestContext, { facts }: StoredItem): boolean =>
  facts.kind === 'product' && (context.request.kinds?.includes('video') ?? true);

const ruleFor = (context: RequestContext, placed: Placed, item: StoredItem, strictness: Strictness): MixRule | null =>
  ruleAgainst(placed, item, context.policy, strictness, isCapped(context, item));

/** Which places are drawn: at least the share of the policy, never the very first where there is another. */
function chooseExplorePlaces(context: RequestContext, scored: readonly ScoredCandidate[]): Set<number> {
  const places = new Set<number>();
  const share = context.policy.exploration.share;
  if (share === 0 || !scored.some(({ sources }) => sources.includes('explore'))) return places;
  // Commercial cards may be kept out and the page come out shorter; a place beyond its end would never be drawn.
  const content = scored.filter((candidate) => !isCapped(context, itemOf(context, candidate))).length;
  const length = Math.min(context.size, Math.max(1, content));
  const wanted = Math.min(length, Math.ceil(share * context.size - 1e-9));
  const random = context.random('places');
  const first = length > wanted ? 1 : 0;
  while (places.size < wanted) places.add(first + Math.floor(random() * (length - first)));
  return places;
}

/** Draws by ignorance, away from likely harm; the chance of the draw is kept for judging policies later. */
function drawExplore(
  context: RequestContext,
  left: ReadonlySet<ScoredCandidate>,
  placed: Placed,
  random: () => number,
): Pick | null {
  for (const strictness of [0, 1, 2] as const) {
    const pool: ScoredCandidate[] = [];
    let total = 0;
    for (const candidate of left) {
      if (!candidate.sources.includes('explore')) continue;
      if (ruleFor(context, placed, itemOf(context, candidate), strictness)) continue;
      pool.push(candidate);
      total += drawWeight(candidate);
    }
    if (pool.length === 0) continue;
    let point = random() * total;
    let chosen = pool[pool.length - 1]!;
    for (const candidate of pool) {
      point -= drawWeight(candidate);
      if (point < 0) {
        chosen = candidate;
        break;
      }
    }
    const reasons = [chosen.reasons[chosen.sources.indexOf('explore')]!];
    return { candidate: chosen, placement: 'explore_draw', propensity: drawWeight(chosen) / total, reasons };
  }
  return null;
}

const drawWeight = ({ ignorance, heads, multiplier }: ScoredCandidate): number =>
  (0.05 + ignorance) * Math.max(0.05, 1 - 10 * heads.harm) * Math.max(0.01, multiplier ?? 1);

function takeBest(
  context: RequestContext,
  left: ReadonlySet<ScoredCandidate>,
  placed: Placed,
  scale: number,
  trace: MixTrace | undefined,
): Pick | null {
  const { policy } = context;
  for (const strictness of [0, 1, 2] as const satisfies readonly Strictness[]) {
    let best: ScoredCandidate | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const candidate of left) {
      // Candidates come best first, and likeness only takes away: none further down can win.
      if (candidate.score <= bestScore) break;
      const item = itemOf(context, candidate);
      const adjusted = candidate.score - policy.mix.diversity * scale * likeness(placed, item);
      if (adjusted <= bestScore) continue;
      const rule = ruleFor(context, placed, item, strictness);
      if (rule) {
        trace?.(candidate.itemId, rule);
        continue;
      }
      best = candidate;
      bestScore = adjusted;
    }
    if (best) return { candidate: best, placement: 'ranked', propensity: 1, reasons: best.reasons };
  }
  return null;
}

/** The reason an item counts towards the exposure floor, or null. */
function exposureReason(context: RequestContext, candidate: ScoredCandidate): Reason | null {
  const { facts } = itemOf(context, candidate);
  const { exposure } = context.policy;
  if (facts.craft) return { code: 'exposure_craft', params: [] };
  if (facts.newSeller) return { code: 'exposure_new_seller', params: facts.shopId ? [facts.shopId] : [] };
  const ageMs = context.at - facts.publishedAt;
  if (ageMs >= 0 && ageMs < exposure.newDays * dayMs) return { code: 'exposure_new', params: [] };
  const impressions = context.state.itemCounts.at(candidate.slot, columns.impressions);
  return impressions < exposure.longTailImpressions ? { code: 'exposure_long_tail', params: [] } : null;
}

/** Where the page came out without its share, the best that qualify take the last ranked places. */
function raiseExposure(
  context: RequestContext,
  picks: Pick[],
  left: ReadonlySet<ScoredCandidate>,
  recent: readonly StoredItem[],
): void {
  const wanted = Math.ceil(context.policy.exposure.share * picks.length - 1e-9);
  let missing = wanted - picks.filter(({ candidate }) => exposureReason(context, candidate)).length;
  if (missing <= 0) return;
  const waiting = [...left].filter((candidate) => exposureReason(context, candidate));
  for (let place = picks.length - 1; place >= 0 && missing > 0; place--) {
    const held = picks[place]!;
    if (held.placement !== 'ranked' || exposureReason(context, held.candidate)) continue;
    const index = waiting.findIndex((candidate) => fitsAt(context, picks, place, candidate, recent));
    if (index < 0) continue;
    const [candidate] = waiting.splice(index, 1);
    const reasons = [exposureReason(context, candidate!)!, ...candidate!.reasons];
    picks[place] = { candidate: candidate!, placement: 'exposure_floor', propensity: 1, reasons };
    missing--;
  }
}

/** A commercial card only takes the place of another one; so the caps of the whole page go on holding. */
function fitsAt(
  context: RequestContext,
  picks: readonly Pick[],
  place: number,
  candidate: ScoredCandidate,
  recent: readonly StoredItem[],
): boolean {
  const item = itemOf(context, candidate);
  const heldItem = itemOf(context, picks[place]!.candidate);
  if (item.facts.kind === 'product' && heldItem.facts.kind !== 'product') return false;
  const others = picks.filter((_, index) => index !== place).map((pick) => itemOf(context, pick.candidate));
  const around = [...recent.slice(-9), ...others];
  const { authorMaxInTen, sellerMaxInTen } = context.policy.mix;
  if (around.filter(({ author }) => author === item.author).length >= authorMaxInTen) return false;
  return item.shop < 0 || around.filter(({ shop }) => shop === item.shop).length < sellerMaxInTen;
}

function rankedItem(policy: Policy, pick: Pick, position: number): RankedItem {
  const { candidate, placement } = pick;
  return {
    itemId: candidate.itemId,
    position,
    source: placement === 'explore_draw' ? 'explore' : candidate.sources[0]!,
    sources: candidate.sources,
    reasons: pick.reasons,
    placement,
    propensity: pick.propensity,
    score: candidate.score,
    terms: candidate.terms,
    heads: candidate.heads,
    policyVersion: policy.version,
  };
}
