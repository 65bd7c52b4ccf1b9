import type { Proposal, Source } from './source.ts';

/** The newest of everything. */
export const fresh: Source = {
  name: 'fresh',
  personal: false,
  propose(context, limit) {
    const { state } = context;
    const proposals: Proposal[] = [];
    for (const slot of state.shelves.of(0)?.fresh.slots ?? []) {
      if (proposals.length >= limit) break;
      if (!context.admits(slot)) continue;
      const strength = state.items[slot]!.facts.publishedAt;
      proposals.push({ slot, strength, reason: { code: 'fresh', params: [] } });
    }
    return proposals;
  },
};
