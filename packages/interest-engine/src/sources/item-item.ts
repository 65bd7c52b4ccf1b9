import { createTopList } from '../top-list.ts';
import { mostDriftLift } from '../trending.ts';
import { offerBySum } from './offer-by-sum.ts';
import type { Source } from './source.ts';

const latestTouches = 50;

/**
 * What people wanted who wanted what this viewer wants, and away from what was refused together: the live signed
 * counts over the viewer's latest encounters, lifted by each item's drift.
 */
export const itemItem: Source = {
  name: 'item-item',
  personal: true,
  propose(context, limit) {
    const { state, viewer, at } = context;
    if (!viewer || limit === 0) return [];
    const { tally } = context.serving;
    tally.open();
    const { touches } = viewer;
    for (let index = touches.length - 1; index >= Math.max(0, touches.length - latestTouches); index--) {
      const { slot: anchor, strength } = touches[index]!;
      if (strength === 0) continue;
      // The latest encounters speak of the mood of the moment.
      const recency = strength / (1 + 0.05 * (touches.length - 1 - index));
      // Only a want may be named as the reason.
      const giver = strength > 0 ? anchor : -1;
      state.coOccurrence.forEachNeighbour(anchor, at, (neighbour, similarity) =>
        tally.add(neighbour, recency * similarity, giver),
      );
    }
    const top = createTopList(limit);
    offerBySum(tally, top, mostDriftLift, (slot, sum) => {
      if (tally.giverOf(slot) < 0 || !context.admits(slot)) return null;
      return sum * state.itemTrends.driftLift(slot, 0, state.entityTrends, at);
    });
    return top.sorted().map(({ key, score }) => ({
      slot: key,
      strength: score,
      reason: { code: 'wanted_together', params: [state.itemIds.nameOf(tally.giverOf(key))] },
    }));
  },
};
