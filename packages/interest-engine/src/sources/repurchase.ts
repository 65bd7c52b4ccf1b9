import { dayMs } from '../knowledge.ts';
import { typicalIntervalMs } from '../learn-purchase.ts';
import type { Proposal, Source } from './source.ts';

/** From a little before it is used up, until it is plain that nothing is missed. */
const dueFrom = 0.8;
const dueUntil = 4;

/** What the viewer bought, kept, and by what others do has about used up. */
export const repurchase: Source = {
  name: 'repurchase',
  personal: true,
  propose(context, limit) {
    const { state, viewer, at } = context;
    const proposals: Proposal[] = [];
    for (const [slot, { at: boughtAt, count }] of viewer?.purchases ?? []) {
      const typicalMs = context.admits(slot) ? typicalIntervalMs(state, slot) : null;
      if (typicalMs === null) continue;
      const share = (at - boughtAt) / typicalMs;
      if (!(share >= dueFrom && share <= dueUntil)) continue;
      const strength = Math.min(3, count) * Math.exp(-Math.abs(Math.log(share)));
      const days = String(Math.round((at - boughtAt) / dayMs));
      proposals.push({ slot, strength, reason: { code: 'buy_again', params: [days] } });
    }
    proposals.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
    return proposals.slice(0, limit);
  },
};
