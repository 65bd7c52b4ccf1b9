import type { EngineState } from './engine-state.ts';
import type { SourceName } from './source-names.ts';
import { createTally, type Tally } from './tally.ts';
import type { VectorIndex } from './vectors/vector-index.ts';

/**
 * What the host gives to serve with and that is no part of the learned state: it is not in a snapshot, a replay does not
 * need it, and two processes that hold different rows differ only in what the one source puts forward.
 */
export interface Serving {
  ease: EaseRows | null;
  readonly rowOfItem: Map<string, number>;
  /** Where each row's item stood when the rows came, -1 for none: a guess that is checked before use. */
  slotOfRow: Int32Array;
  readonly vectorIndex: VectorIndex | null;
  /** Scratch of a source while it adds up; holds nothing between two. */
  readonly tally: Tally;
  /** Times a source threw and was left out of a page. */
  readonly sourceFailures: Partial<Record<SourceName, number>>;
}

/**
 * A fitted closed-form item model: for every item its strongest others. Row `r` is item `itemIds[r]`, and its entries
 * stand at `starts[r]` up to `starts[r + 1]`: `neighbours` are rows, `weights` may be below zero.
 */
export interface EaseRows {
  readonly itemIds: readonly string[];
  readonly starts: Uint32Array;
  readonly neighbours: Int32Array;
  readonly weights: Float32Array;
}

/** What to fit such rows to: viewers by items, as rows of a sparse matrix. Same layout; `values` are strengths, -1 to 1. */
export interface EaseInput {
  readonly itemIds: readonly string[];
  readonly starts: Uint32Array;
  readonly items: Int32Array;
  readonly values: Float32Array;
}

export const openServing = (vectorIndex: VectorIndex | null): Serving => ({
  ease: null,
  rowOfItem: new Map(),
  slotOfRow: new Int32Array(),
  vectorIndex,
  tally: createTally(),
  sourceFailures: {},
});

/** Puts rows in place of the ones before; null takes them away. @throws RangeError when they do not fit together. */
export function setEaseRows(serving: Serving, state: EngineState, rows: EaseRows | null): void {
  if (rows) checkRows(rows);
  serving.ease = rows;
  serving.slotOfRow = Int32Array.from(rows?.itemIds ?? [], (id) => state.itemIds.find(id));
  serving.rowOfItem.clear();
  for (const [row, id] of rows?.itemIds.entries() ?? []) serving.rowOfItem.set(id, row);
}

/** The number of a row's item now, -1 when it is not known; numbers go to other items, so a guess is only a guess. */
export function slotOfRow(serving: Serving, state: EngineState, row: number): number {
  const itemId = serving.ease!.itemIds[row]!;
  const guess = serving.slotOfRow[row]!;
  return guess >= 0 && state.items[guess]?.facts.itemId === itemId ? guess : state.itemIds.find(itemId);
}

function checkRows({ itemIds, starts, neighbours, weights }: EaseRows): void {
  const count = itemIds.length;
  let fits = starts.length === count + 1 && starts[count] === neighbours.length && neighbours.length === weights.length;
  for (let row = 0; fits && row < count; row++) fits = starts[row]! <= starts[row + 1]!;
  for (const neighbour of neighbours) if (neighbour < 0 || neighbour >= count) fits = false;
  for (const weight of weights) if (!Number.isFinite(weight)) fits = false;
  if (!fits) throw new RangeError('The rows of the item model do not fit together.');
}
