import { entityKey } from '../item.ts';
import type { Proposal, Source } from './source.ts';

const authorsMax = 500;
const perAuthor = 8;

/** The newest of the authors the viewer follows; the host says who they are. */
export const following: Source = {
  name: 'following',
  personal: true,
  propose(context, limit) {
    const { state, request } = context;
    const proposals: Proposal[] = [];
    for (const authorId of (request.followedAuthorIds ?? []).slice(0, authorsMax)) {
      const shelf = state.shelves.of(state.entities.find(entityKey.author(authorId)));
      let taken = 0;
      for (const slot of shelf?.fresh.slots ?? []) {
        if (taken >= perAuthor) break;
        if (!context.admits(slot)) continue;
        taken++;
        const strength = state.items[slot]!.facts.publishedAt;
        proposals.push({ slot, strength, reason: { code: 'following', params: [authorId] } });
      }
    }
    proposals.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
    return proposals.slice(0, limit);
  },
};
