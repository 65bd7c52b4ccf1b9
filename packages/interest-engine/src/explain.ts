import type { Heads } from './heads.ts';
import { mixPage, type Placement } from './mix.ts';
import type { MixRule } from './mix-rules.ts';
import type { RequestContext, SourceName } from './request.ts';
import { type Candidate, retrieve } from './retrieve.ts';
import type { Reason } from './sources/source.ts';
import { scoreCandidates, type ValueTerms } from './value.ts';

/** One candidate of one request, with all that decided about it. */
export interface ExplainedCandidate {
  readonly itemId: string;
  readonly sources: readonly SourceName[];
  readonly reasons: readonly Reason[];
  readonly heads: Heads;
  readonly terms: ValueTerms;
  readonly multiplier: number;
  readonly multiplierReason: string | null;
  readonly score: number;
  /** 0 is the best score of all candidates. */
  readonly rank: number;
  readonly position: number | null;
  readonly propensity: number | null;
  /** What put it where it is, or kept it out. */
  readonly decidedBy: Placement | MixRule | 'below_the_page';
}

export interface Explanation {
  readonly requestId: string;
  readonly policyVersion: string;
  readonly personalised: boolean;
  /** Best score first. */
  readonly candidates: readonly ExplainedCandidate[];
}

/** Runs the whole pipeline again for a request and keeps everything; `admit` stands for the host's own filters. */
export function explainRequest(context: RequestContext, admit?: (candidate: Candidate) => boolean): Explanation {
  const candidates = retrieve(context);
  const scored = scoreCandidates(context, admit ? candidates.filter(admit) : candidates);
  const heldBy = new Map<string, MixRule>();
  const page = mixPage(context, scored, (itemId, rule) => heldBy.set(itemId, rule));
  const shown = new Map(page.map((item) => [item.itemId, item]));
  return {
    requestId: context.request.requestId,
    policyVersion: context.policy.version,
    personalised: context.personalised,
    candidates: scored.map((candidate, rank) => {
      const item = shown.get(candidate.itemId);
      return {
        itemId: candidate.itemId,
        sources: candidate.sources,
        reasons: item?.reasons ?? candidate.reasons,
        heads: candidate.heads,
        terms: candidate.terms,
        multiplier: candidate.multiplier ?? 1,
        multiplierReason: candidate.multiplierReason ?? null,
        score: candidate.score,
        rank,
        position: item?.position ?? null,
        propensity: item?.propensity ?? null,
        decidedBy: item?.placement ?? heldBy.get(candidate.itemId) ?? 'below_the_page',
      };
    }),
  };
}
