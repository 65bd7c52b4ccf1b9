import type { RequestContext } from '../request.ts';
import { slotOfRow } from '../serving.ts';
import { createTopList } from '../top-list.ts';
import { mostDriftLift } from '../trending.ts';
import { offerBySum } from './offer-by-sum.ts';
import type { Source } from './source.ts';

const latestTouches = 50;

/** The closed-form item model over the viewer's latest encounters, lifted by each item's drift; silent until the host has fitted one. */
export const ease: Source = {
  name: 'ease',
  personal: true,
  propose(context, limit) {
    const { state, viewer, serving, at } = context;
    const rows = serving.ease;
    if (!viewer || !rows || limit === 0) return [];
    addRows(context);
    const { tally } = serving;
    const top = createTopList(limit);
    offerBySum(tally, top, mostDriftLift, (row, sum) => {
      const slot = slotOfRow(serving, state, row);
      if (slot < 0 || !context.admits(slot)) return null;
      return sum * state.itemTrends.driftLift(slot, 0, state.entityTrends, at);
    });
    return top.sorted().map(({ key, score }) => ({
      slot: slotOfRow(serving, state, key),
      strength: score,
      reason: { code: 'wanted_together', params: [rows.itemIds[tally.giverOf(key)]!] },
    }));
  },
};

/** For every row near an encounter its weighted sum, and the row of the encounter that gave most of it. */
function addRows({ state, viewer, serving }: RequestContext): void {
  const { starts, neighbours, weights } = serving.ease!;
  const { tally } = serving;
  tally.open();
  const { touches } = viewer!;
  for (let index = touches.length - 1; index >= Math.max(0, touches.length - latestTouches); index--) {
    const { slot, strength } = touches[index]!;
    const row = strength === 0 ? undefined : serving.rowOfItem.get(state.items[slot]!.facts.itemId);
    if (row === undefined) continue;
    const recency = strength / (1 + 0.05 * (touches.length - 1 - index));
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      tally.add(neighbours[entry]!, recency * weights[entry]!, row);
    }
  }
}
