import { pool } from './pools/pool-source.ts';
import { type RequestContext, type SourceName, sourceNames } from './request.ts';
import { content } from './sources/content.ts';
import { ease } from './sources/ease.ts';
import { explore } from './sources/explore.ts';
import { following } from './sources/following.ts';
import { fresh } from './sources/fresh.ts';
import { interest } from './sources/interest.ts';
import { itemItem } from './sources/item-item.ts';
import { live } from './sources/live.ts';
import { repurchase } from './sources/repurchase.ts';
import { similar } from './sources/similar.ts';
import type { Proposal, Reason, Source } from './sources/source.ts';
import { trending } from './sources/trending.ts';

/** An item put forward by one or more sources. The host may drop candidates, or set a multiplier, before scoring. */
export interface Candidate {
  readonly itemId: string;
  readonly slot: number;
  /** In the order of the sources; the first is the one named when the item is shown. */
  readonly sources: SourceName[];
  readonly reasons: Reason[];
  /** Governance: 0 to 1, holds the score back; 1 when absent. */
  multiplier?: number;
  /** Why it is held back; a reason code of the host, kept for explaining. */
  multiplierReason?: string;
}

export const sources: readonly Source[] = [
  itemItem,
  ease,
  following,
  live,
  repurchase,
  interest,
  similar,
  content,
  trending,
  fresh,
  explore,
  pool,
];

const limitKey = {
  'item-item': 'itemItem',
  ease: 'ease',
  live: 'live',
  repurchase: 'repurchase',
  similar: 'similar',
  content: 'content',
  trending: 'trending',
  following: 'following',
  interest: 'interest',
  fresh: 'fresh',
  explore: 'explore',
  pool: 'pool',
} as const;

/**
 * Candidates from every source the request and the viewer's choice allow, each item once. A source that throws is left
 * out and counted: a page without it is better than none.
 */
export function retrieve(context: RequestContext): Candidate[] {
  const wanted = new Set<SourceName>(context.request.sources ?? sourceNames);
  const bySlot = new Map<number, Candidate>();
  for (const source of sources) {
    if (!wanted.has(source.name) || (source.personal && !context.personalised)) continue;
    for (const { slot, reason } of proposalsOf(context, source)) {
      const known = bySlot.get(slot);
      if (known) {
        known.sources.push(source.name);
        known.reasons.push(reason);
      } else {
        const itemId = context.state.itemIds.nameOf(slot);
        bySlot.set(slot, { itemId, slot, sources: [source.name], reasons: [reason] });
      }
    }
  }
  return [...bySlot.values()];
}

function proposalsOf(context: RequestContext, source: Source): Proposal[] {
  try {
    return source.propose(context, context.policy.sources[limitKey[source.name]]);
  } catch {
    const { sourceFailures } = context.serving;
    sourceFailures[source.name] = (sourceFailures[source.name] ?? 0) + 1;
    return [];
  }
}
