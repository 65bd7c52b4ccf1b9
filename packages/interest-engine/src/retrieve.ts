import type { Candidate } from './candidate.ts';
import { createNumberIndex } from './number-index.ts';
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
import type { Proposal, Reason, Source } from './sources/source.ts';
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
  const slots = createNumberIndex(expectedCandidates);
  const found: (Candidate & { sources: readonly SourceName[]; reasons: readonly Reason[] })[] = [];
  const namedBy: number[] = [];
  for (let place = 0; place < sources.length; place++) {
    const source = sources[place]!;
    if (!wanted.has(source.name) || (source.personal && !context.personalised)) continue;
    for (const { slot, reason } of proposalsOf(context, source)) {
      const known = slots.find(slot);
      if (known >= 0) {
        if (namedBy[known]! & (1 << place)) continue;
        namedBy[known]! |= 1 << place;
        found[known]!.sources = namesOf(namedBy[known]!);
        found[known]!.reasons = [...found[known]!.reasons, reason];
      } else {
        slots.add(slot);
        namedBy.push(1 << place);
        found.push({
          itemId: context.state.itemIds.nameOf(slot),
          slot,
          sources: namesOf(1 << place),
          reasons: [reason],
        });
      }
    }
  }
  return found;
}

const expectedCandidates = 1_000;

/** Names of sources by their places as bits: hundreds of candidates share a few lists. */
const nameLists: (readonly SourceName[] | undefined)[] = [];

function namesOf(places: number): readonly SourceName[] {
  nameLists[places] ??= sources.filter((_, place) => (places >>> place) & 1).map(({ name }) => name);
  return nameLists[places];
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
