import type { Source } from './source.ts';

/** What moves now, lifted where its category moves faster than the rest. */
export const trending: Source = {
  name: 'trending',
  personal: false,
  propose(context, limit) {
    const { state, at } = context;
    const ranked: { slot: number; strength: number; category: number }[] = [];
    for (const slot of state.shelves.of(0)?.trending.slots ?? []) {
      if (ranked.length >= 2 * limit) break;
      if (!context.admits(slot)) continue;
      let category = -1;
      let drift = 1;
      for (const entity of state.items[slot]!.categories) {
        const own = state.entityTrends.driftAt(entity, 0, state.entityTrends, at);
        if (category < 0 || own > drift) {
          category = entity;
          drift = own;
        }
      }
      ranked.push({ slot, strength: state.itemTrends.valueAt(slot, at) * Math.sqrt(drift), category });
    }
    ranked.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
    return ranked.slice(0, limit).map(({ slot, strength, category }) => ({
      slot,
      strength,
      reason: { code: 'trending', params: category < 0 ? [] : [state.entities.nameOf(category).slice(2)] },
    }));
  },
};
