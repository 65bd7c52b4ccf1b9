import { interestsOf } from '../viewer-interests.ts';
import type { Proposal, Source } from './source.ts';

const interestsMax = 8;

/** From the shelves of the viewer's interests, learned or edited: what moves there, and what is new there. */
export const interest: Source = {
  name: 'interest',
  personal: true,
  propose(context, limit) {
    const { state, viewer, policy, at } = context;
    if (!viewer) return [];
    const proposals = new Map<number, Proposal>();
    const interests = interestsOf(state, policy, viewer, at).filter(({ state: edit }) => edit !== 'blocked');
    const each = Math.ceil((2 * limit) / interestsMax);
    for (const { entity, kind, id, weight } of interests.slice(0, interestsMax)) {
      const shelf = state.shelves.of(entity);
      let taken = 0;
      const take = (slots: readonly number[], most: number): void => {
        for (let rank = 0; rank < slots.length && taken < most; rank++) {
          const slot = slots[rank]!;
          if (proposals.has(slot) || !context.admits(slot)) continue;
          taken++;
          const strength = weight / (1 + 0.1 * rank);
          proposals.set(slot, { slot, strength, reason: { code: 'interest', params: [kind, id] } });
        }
      };
      take(shelf?.trending.slots ?? [], each / 2);
      take(shelf?.fresh.slots ?? [], each);
    }
    return [...proposals.values()].sort((a, b) => b.strength - a.strength || a.slot - b.slot).slice(0, limit);
  },
};
