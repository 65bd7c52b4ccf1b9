import type { RequestContext } from '../request.ts';
import type { Proposal, Source } from '../sources/source.ts';
import { poolOf, urgencyOf } from './move-item.ts';

const visitsMax = 300;

/**
 * Items that are owed impressions: a stretch of them from a drawn start, the most promising for this viewer first. What
 * is likely for the viewer decides between them, how much is owed decides when they are drawn.
 */
export const pool: Source = {
  name: 'pool',
  personal: false,
  propose(context, limit) {
    const { open } = context.state.pools;
    const random = context.random('pool');
    let place = Math.floor(random() * open.length);
    const proposals: Proposal[] = [];
    for (let visit = 0; visit < Math.min(open.length, visitsMax) && proposals.length < 2 * limit; visit++) {
      const slot = open[place]!;
      if (context.admits(slot)) proposals.push(proposalOf(context, slot));
      place = place + 1 === open.length ? 0 : place + 1;
    }
    return proposals.sort((a, b) => b.strength - a.strength || a.slot - b.slot).slice(0, limit);
  },
};

function proposalOf(context: RequestContext, slot: number): Proposal {
  const { state, policy, lens } = context;
  const strength = urgencyOf(state, policy, slot) * lens.oddsOf(slot, 0);
  return { slot, strength, reason: { code: 'pool', params: [String(poolOf(state, slot))] } };
}
