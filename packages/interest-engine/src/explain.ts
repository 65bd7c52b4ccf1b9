import type { Candidate } from './candidate.ts';
import type { HeadErrors } from './head-errors.ts';
import { type Heads, head, headCount } from './heads.ts';
import { columns } from './item-counts.ts';
import { mixPage, type Placement, type RankedItem } from './mix.ts';
import type { MixRule } from './mix-rules.ts';
import { owedShare, poolOf, statusOf } from './pools/move-item.ts';
import type { PoolStatus } from './pools/pool-state.ts';
import type { RequestContext } from './request.ts';
import { retrieve } from './retrieve.ts';
import { scoreCandidates } from './score-candidates.ts';
import { publicHeads } from './score-heads.ts';
import type { ScoredCandidate } from './scored-candidate.ts';
import type { SourceName } from './source-names.ts';
import type { Reason } from './sources/source.ts';
import type { ValueComponents, ValueTerms } from './value.ts';

/** What put a candidate where it is, or kept it out: `likeness` to what stands above, where its score alone would do. */
export type DecidedBy = Placement | MixRule | 'likeness' | 'below_the_page';

/** One candidate of one request, with all that decided about it. */
export interface ExplainedCandidate {
  readonly itemId: string;
  readonly sources: readonly SourceName[];
  /** From a packed explanation: of the page only. */
  readonly reasons: readonly Reason[];
  /** Named numbers that the chances come from. Beside a page: of its items alone, else empty; `explain` has all. */
  readonly features: Readonly<Record<string, number>>;
  readonly heads: Heads;
  /** One standard error each; null where a packed explanation left them out. */
  readonly errors: HeadErrors | null;
  /** What the value formula took in: a draft policy can be tried on it. */
  readonly components: ValueComponents;
  readonly terms: ValueTerms;
  readonly multiplier: number;
  readonly multiplierReason: string | null;
  readonly score: number;
  /** One standard error of the score. */
  readonly valueError: number;
  /** Its traffic pool, 1 to 6 or 0 for probation; null when it was never in one. */
  readonly pool: { readonly pool: number; readonly status: PoolStatus; readonly owedShare: number } | null;
  /** 0 is the best score of all candidates. */
  readonly rank: number;
  readonly position: number | null;
  readonly propensity: number | null;
  /** Where the place was drawn evenly: what it was drawn from. */
  readonly drawnFrom: readonly string[] | null;
  readonly decidedBy: DecidedBy;
}

export interface Explanation {
  readonly requestId: string;
  readonly policyVersion: string;
  readonly personalised: boolean;
  /** Candidates there were; more than are listed where the list was cut. */
  readonly considered: number;
  /** The weights in force. */
  readonly value: RequestContext['policy']['value'];
  /** Best score first. */
  readonly candidates: readonly ExplainedCandidate[];
}

/** Runs the pipeline once and keeps what decided. `admit` stands for the host's own filters and multipliers. */
export function recommendExplained(
  context: RequestContext,
  admit: ((candidate: Candidate) => boolean) | undefined,
  most: number,
): { page: RankedItem[]; explanation: Explanation } {
  const candidates = retrieve(context);
  const scored = scoreCandidates(context, admit ? candidates.filter(admit) : candidates);
  return explainMix(context, scored, most);
}

/** Mixes a page and explains its items and the best of the rest, `most` in all. */
export function explainMix(
  context: RequestContext,
  scored: readonly ScoredCandidate[],
  most: number,
): { page: RankedItem[]; explanation: Explanation } {
  const heldBy = new Map<string, MixRule>();
  const page = mixPage(context, scored, (itemId, rule) => heldBy.set(itemId, rule));
  const shown = new Map(page.map((item) => [item.itemId, item]));
  const lastScore = Math.min(...page.filter(({ placement }) => placement === 'ranked').map(({ score }) => score));
  const keptOutBy = ({ itemId, score }: ScoredCandidate): DecidedBy =>
    heldBy.get(itemId) ?? (score > lastScore ? 'likeness' : 'below_the_page');
  let room = most - page.length;
  const explained: ExplainedCandidate[] = [];
  scored.forEach((candidate, rank) => {
    const item = shown.get(candidate.itemId);
    if (!item && room-- <= 0) return;
    explained.push(explainCandidate(context, candidate, rank, item ?? keptOutBy(candidate), most));
  });
  const { request, policy, personalised } = context;
  return {
    page,
    explanation: {
      requestId: request.requestId,
      policyVersion: policy.version,
      personalised,
      considered: scored.length,
      value: policy.value,
      candidates: explained,
    },
  };
}

function explainCandidate(
  context: RequestContext,
  candidate: ScoredCandidate,
  rank: number,
  outcome: RankedItem | DecidedBy,
  most: number,
): ExplainedCandidate {
  const { state, policy } = context;
  const item = typeof outcome === 'string' ? undefined : outcome;
  const status = statusOf(state, candidate.slot);
  return {
    itemId: candidate.itemId,
    sources: candidate.sources,
    reasons: item?.reasons ?? candidate.reasons,
    features: item || most === Number.POSITIVE_INFINITY ? featuresOf(context, candidate) : {},
    heads: candidate.heads,
    errors: candidate.errors,
    components: candidate.components,
    terms: candidate.terms,
    multiplier: candidate.multiplierInForce,
    multiplierReason: candidate.multiplierReason ?? null,
    score: candidate.score,
    valueError: candidate.valueError,
    pool:
      status === 'none'
        ? null
        : { pool: poolOf(state, candidate.slot), status, owedShare: owedShare(state, policy, candidate.slot) },
    rank,
    position: item?.position ?? null,
    propensity: item?.propensity ?? null,
    drawnFrom: item?.drawnFrom ?? null,
    decidedBy: typeof outcome === 'string' ? outcome : outcome.placement,
  };
}

const publicChances = new Float64Array(headCount);

const oddsOf = (chance: number): number => {
  const p = Math.min(0.999, Math.max(0.0001, chance));
  return p / (1 - p);
};
/** Times the odds that counts and the viewer's lens give: what the model learned beyond both. */
const learned = (chance: number, openly: number, lens: number): number => oddsOf(chance) / (oddsOf(openly) * lens);

/** What everybody did with the item, how this viewer takes to its kind, and what weighs on it. */
function featuresOf({ state, policy, lens, at }: RequestContext, candidate: ScoredCandidate): Record<string, number> {
  const { slot, components, heads } = candidate;
  const item = state.items[slot]!;
  publicHeads(state, policy, slot, publicChances);
  const interest = lens.interestIn(slot);
  const count = (column: number): number => state.itemCounts.at(slot, column);
  return {
    impressions: count(columns.impressions),
    watches: count(columns.watches),
    engagements: count(columns.engagements),
    clicks: count(columns.clicks),
    buys: count(columns.buys),
    settled: count(columns.settled),
    kept: count(columns.kept),
    deducted: count(columns.deducted),
    harm: count(columns.harm),
    trend: state.itemTrends.valueAt(slot, at),
    publicWatch: publicChances[head.watch]!,
    publicClick: publicChances[head.click]!,
    publicBuy: publicChances[head.buy]!,
    publicKeep: publicChances[head.keep]!,
    viewerWatchOdds: lens.oddsOf(slot, 0),
    viewerEngageOdds: lens.oddsOf(slot, 1),
    viewerClickOdds: lens.oddsOf(slot, 2),
    viewerBuyOdds: lens.oddsOf(slot, 3),
    modelWatchOdds: learned(heads.watch, publicChances[head.watch]!, lens.oddsOf(slot, 0)),
    modelClickOdds: learned(heads.click, publicChances[head.click]!, lens.oddsOf(slot, 2)),
    modelBuyOdds: heads.buy === 0 ? 1 : learned(heads.buy, publicChances[head.buy]!, lens.oddsOf(slot, 3)),
    modelKeepOdds: learned(heads.keep, publicChances[head.keep]!, 1),
    interestOpen: interest.open,
    interestAsleep: interest.asleep,
    interestWoken: interest.woken,
    viewerIgnorance: lens.ignoranceOf(slot),
    viewerFatigue: components.load.fatigue,
    ageDays: Math.max(0, at - item.facts.publishedAt) / 86_400_000,
    priceMinor: components.priceMinor,
  };
}
