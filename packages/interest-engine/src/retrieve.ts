import type { Candidate } from './candidate.ts';
import { pool } from './pools/pool-source.ts';
import type { RequestContext } from './request.ts';
import { type SourceName, sourceNames } from './source-names.ts';
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
import type { Proposal, Source } from './sources/source.ts';
import { trending } from './sources/trending.ts';

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
