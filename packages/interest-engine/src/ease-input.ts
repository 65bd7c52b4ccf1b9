import type { EngineState } from './engine-state.ts';
import type { EaseInput } from './serving.ts';

/** The latest viewers with the items most met by them, as rows of a sparse matrix; ties by slot, so that equal states agree. */
export function easeInputOf(state: EngineState, bounds: { viewers?: number; items?: number } = {}): EaseInput {
  const { viewers = 20_000, items = 4_000 } = bounds;
  const met: { slot: number; strength: number }[][] = [];
  const counts = new Map<number, number>();
  for (const [, viewer] of state.viewers.latest(viewers)) {
    const touches = viewer.touches.filter(({ slot, strength }) => strength !== 0 && state.items[slot]!.alive);
    if (touches.length < 2) continue;
    met.push(touches.map(({ slot, strength }) => ({ slot, strength })));
    for (const { slot } of touches) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  const chosen = [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, items)
    .map(([slot]) => slot);
  const columnOf = new Map(chosen.map((slot, column) => [slot, column]));
  const starts = new Uint32Array(met.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const [row, touches] of met.entries()) {
    for (const { slot, strength } of touches) {
      const column = columnOf.get(slot);
      if (column === undefined) continue;
      columns.push(column);
      values.push(strength);
    }
    starts[row + 1] = columns.length;
  }
  return {
    itemIds: chosen.map((slot) => state.itemIds.nameOf(slot)),
    starts,
    items: Int32Array.from(columns),
    values: Float32Array.from(values),
  };
}
