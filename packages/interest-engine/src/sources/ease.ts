import type { RequestContext } from '../request.ts';
import { slotOfRow } from '../serving.ts';
import type { Proposal, Source } from './source.ts';

const latestTouches = 50;

/** The closed-form item model over the viewer's latest encounters, lifted by each item's drift; silent until the host has fitted one. */
export const ease: Source = {
  name: 'ease',
  personal: true,
  propose(context, limit) {
    const { state, viewer, serving, at } = context;
    const rows = serving.ease;
    if (!viewer || !rows || limit === 0) return [];
    const { sums, anchors } = sumRows(context);
    const ranked: { slot: number; strength: number; row: number }[] = [];
    for (const [row, sum] of sums.entries()) {
      if (sum <= 0) continue;
      const slot = slotOfRow(serving, state, row);
      if (slot < 0 || !context.admits(slot)) continue;
      const drift = Math.sqrt(state.itemTrends.driftAt(slot, 0, state.entityTrends, at));
      ranked.push({ slot, strength: sum * drift, row });
    }
    ranked.sort((a, b) => b.strength - a.strength || a.slot - b.slot);
    return ranked.slice(0, limit).map(
      ({ slot, strength, row }): Proposal => ({
        slot,
        strength,
        reason: { code: 'wanted_together', params: [rows.itemIds[anchors[row]!]!] },
      }),
    );
  },
};

/** For every row near an encounter its weighted sum, and the encounter that gave most of it. */
function sumRows({ state, viewer, serving }: RequestContext) {
  const { itemIds, starts, neighbours, weights } = serving.ease!;
  const sums = new Float64Array(itemIds.length);
  const most = new Float64Array(itemIds.length);
  const anchors = new Int32Array(itemIds.length);
  const { touches } = viewer!;
  for (let index = touches.length - 1; index >= Math.max(0, touches.length - latestTouches); index--) {
    const { slot, strength } = touches[index]!;
    const row = strength === 0 ? undefined : serving.rowOfItem.get(state.items[slot]!.facts.itemId);
    if (row === undefined) continue;
    const recency = 1 / (1 + 0.05 * (touches.length - 1 - index));
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const neighbour = neighbours[entry]!;
      const share = strength * recency * weights[entry]!;
      sums[neighbour]! += share;
      if (share > most[neighbour]!) {
        most[neighbour] = share;
        anchors[neighbour] = row;
      }
    }
  }
  return { sums, anchors };
}
