import { entityKey } from '../item.ts';
import type { RequestContext } from '../request.ts';
import type { Proposal, Source } from './source.ts';

const authorsMax = 500;
/** A room of a followed author comes before any other. */
const followedLift = 1e6;

/** Rooms on air now: of followed authors first, then those that move, lifted where the viewer leans to them. */
export const live: Source = {
  name: 'live',
  personal: false,
  propose(context, limit) {
    const { state, at } = context;
    const followed = followedAuthors(context);
    const proposals: Proposal[] = [];
    for (const slot of state.onAir) {
      if (!context.admits(slot)) continue;
      const item = state.items[slot]!;
      const isFollowed = followed.has(item.author);
      const trend = Math.max(0, state.itemTrends.valueAt(slot, at)) + 1;
      const strength = trend * context.lens.oddsOf(slot, 0) * (isFollowed ? followedLift : 1);
      const { authorId } = item.facts;
      proposals.push({
        slot,
        strength,
        reason: { code: 'live_now', params: [authorId, ...(isFollowed ? ['followed'] : [])] },
      });
    }
    proposals.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
    return proposals.slice(0, limit);
  },
};

function followedAuthors({ state, request, personalised }: RequestContext): Set<number> {
  const followed = new Set<number>();
  if (!personalised) return followed;
  for (const id of (request.followedAuthorIds ?? []).slice(0, authorsMax)) {
    const author = state.entities.find(entityKey.author(id));
    if (author >= 0) followed.add(author);
  }
  return followed;
}
