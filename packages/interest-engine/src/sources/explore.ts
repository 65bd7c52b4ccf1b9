import type { RequestContext } from '../request.ts';
import type { Proposal, Source } from './source.ts';

const visitsMax = 1200;

/**
 * Anything at all, drawn evenly from the whole catalogue: a walk from a random start with a random stride that visits
 * every slot once, so that each admitted item is as likely as any other. Which of them fills an exploration slot is
 * drawn by the mixer, with a known chance.
 */
export const explore: Source = {
  name: 'explore',
  personal: false,
  propose(context, limit) {
    const { state } = context;
    const total = state.items.length;
    if (total === 0) return [];
    const random = context.random('explore');
    const stride = coprimeStride(total, 1 + Math.floor(random() * total));
    let slot = Math.floor(random() * total);
    const proposals: Proposal[] = [];
    for (let visit = 0; visit < Math.min(total, visitsMax) && proposals.length < limit; visit++) {
      if (context.admits(slot)) proposals.push(proposalOf(context, slot));
      slot = (slot + stride) % total;
    }
    return proposals.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
  },
};

function proposalOf(context: RequestContext, slot: number): Proposal {
  const item = context.state.items[slot]!;
  return {
    slot,
    strength: context.lens.ignoranceOf(slot),
    reason: { code: 'explore', params: item.facts.categoryIds.slice(0, 1) },
  };
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

function coprimeStride(total: number, wanted: number): number {
  let stride = wanted;
  while (greatestDivisor(stride, total) !== 1) stride++;
  return stride;
}
