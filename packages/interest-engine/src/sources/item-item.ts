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
    const sums = new Map<number, number>();
    const anchors = new Map<number, { slot: number; share: number }>();
    const { touches } = viewer;
    for (let index = touches.length - 1; index >= Math.max(0, touches.length - latestTouches); index--) {
      const { slot: anchor, strength } = touches[index]!;
      if (strength === 0) continue;
      // The latest encounters speak of the mood of the moment.
      const recency = 1 / (1 + 0.05 * (touches.length - 1 - index));
      state.coOccurrence.forEachNeighbour(anchor, at, (neighbour, similarity) => {
        const share = strength * similarity * recency;
        sums.set(neighbour, (sums.get(neighbour) ?? 0) + share);
        if (strength > 0 && share > (anchors.get(neighbour)?.share ?? 0)) {
          anchors.set(neighbour, { slot: anchor, share });
        }
      });
    }
    const ranked: { slot: number; strength: number; anchor: number }[] = [];
    for (const [slot, sum] of sums) {
      const anchor = anchors.get(slot)?.slot;
      if (sum <= 0 || anchor === undefined || !context.admits(slot)) continue;
      const drift = Math.sqrt(state.itemTrends.driftAt(slot, 0, state.entityTrends, at));
      ranked.push({ slot, strength: sum * drift, anchor });
    }
    ranked.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
    return ranked.slice(0, limit).map(({ slot, strength, anchor }) => ({
      slot,
      strength,
      reason: { code: 'wanted_together', params: [state.itemIds.nameOf(anchor)] },
    }));
  },
};
