import { type EaseWeights, fitEaseWeights, type SparseRows } from '../ease/fit-ease.ts';
import type { ItemFacts } from './item-facts.ts';
import type { Record } from './record.ts';
import { truncatedSvd } from './truncated-svd.ts';

/** What a refused item weighs against a wanted one. */
export const refusedWeight = -0.1;
const directions = 64;
const pairDecayTicks = 60;
const relatives = 30;

/** Relations between items, refitted from time to time; a user's history is put through them live. */
export interface ItemModels {
  readonly ease: EaseWeights;
  /** Item by item: how many who wanted the first wanted the second lately. Row-major, `items` x `items`. */
  readonly pairs: Float32Array;
  /** Row-major, `items` x `directions`. */
  readonly basis: Float32Array;
  readonly directions: number;
  /** Users who wanted the item when the models were fitted. */
  readonly wantedBy: Float32Array;
  /** The items most wanted by the same users, `relatives` an item, with shares that sum to one; -1 where there are none. */
  readonly relatives: Int32Array;
  readonly relativeShares: Float32Array;
}

/** Histories as the item model is fitted to them. */
export const easeRows = (record: Record): SparseRows => record.toRows((wanted) => (wanted ? 1 : refusedWeight));

export function fitItemModels(record: Record, now: number, ridge: number): ItemModels {
  const { items } = record;
  const wantedBy = Float32Array.from(record.wantedBy, (list) => list.length);
  const ease = fitEaseWeights(easeRows(record), items, ridge);
  const wanted = record.toRows((isWanted) => (isWanted ? 1 : 0));
  const { pairs, together } = countPairs(record, now);
  const rank = Math.max(1, Math.min(directions, items - 1, record.histories.length));
  const scaled = wanted.values.map((_, entry) => 1 / Math.sqrt(wantedBy[wanted.columns[entry]!]! + 10));
  for (let row = 0; row + 1 < wanted.starts.length; row++) {
    const from = wanted.starts[row]!;
    const to = wanted.starts[row + 1]!;
    for (let entry = from; entry < to; entry++) scaled[entry]! /= Math.sqrt(to - from + 10);
  }
  const basis = truncatedSvd({ ...wanted, values: scaled }, items, rank);
  return { ease, pairs, basis, directions: rank, wantedBy, ...findRelatives(together, wantedBy) };
}

const longestRow = 1500;

function countPairs(record: Record, now: number): { pairs: Float32Array; together: Float32Array } {
  const { items } = record;
  const pairs = new Float32Array(items * items);
  const together = new Float32Array(items * items);
  for (const history of record.histories) {
    const met: number[] = [];
    const recency: number[] = [];
    for (let place = Math.max(0, history.items.length - longestRow); place < history.items.length; place++) {
      if (history.wanted.values[place] === 0) continue;
      met.push(history.items.values[place]!);
      recency.push(Math.exp(-Math.max(0, now - history.latest.values[place]! - 0.5) / pairDecayTicks));
    }
    for (const from of met) {
      const row = from * items;
      for (let index = 0; index < met.length; index++) {
        pairs[row + met[index]!]! += recency[index]!;
        together[row + met[index]!]!++;
      }
    }
  }
  for (let item = 0; item < items; item++) pairs[item * items + item] = 0;
  return { pairs, together };
}

function findRelatives(together: Float32Array, wantedBy: Float32Array) {
  const items = wantedBy.length;
  const found = new Int32Array(items * relatives).fill(-1);
  const shares = new Float32Array(items * relatives);
  const likeness = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    const row = item * items;
    for (let other = 0; other < items; other++) {
      const both = other === item ? 0 : together[row + other]!;
      likeness[other] = both / Math.sqrt((wantedBy[item]! + 5) * (wantedBy[other]! + 5));
    }
    const best = selectTop(likeness, relatives);
    let total = 0;
    for (const other of best) total += likeness[other]!;
    for (const [rank, other] of best.entries()) {
      if (!(likeness[other]! > 0)) continue;
      found[item * relatives + rank] = other;
      shares[item * relatives + rank] = likeness[other]! / total;
    }
  }
  return { relatives: found, relativeShares: shares };
}

/** What an item's relatives do, weighted by how related they are. */
function averageOfRelatives(models: ItemModels, values: Float32Array): Float32Array {
  return Float32Array.from(values, (_, item) => {
    let sum = 0;
    for (let index = item * relatives; index < (item + 1) * relatives; index++) {
      const other = models.relatives[index]!;
      if (other >= 0) sum += models.relativeShares[index]! * values[other]!;
    }
    return sum;
  });
}

/** Places of the `count` highest values, best first; of equal ones the earlier. NaN and -Infinity are never taken. */
export function selectTop(values: Float32Array, count: number): Int32Array {
  const heap = new Int32Array(count);
  let size = 0;
  const worse = (a: number, b: number) => values[a]! < values[b]! || (values[a] === values[b] && a > b);
  for (let place = 0; place < values.length; place++) {
    if (!(values[place]! > -Infinity)) continue;
    let at: number;
    if (size < count) {
      at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!worse(place, heap[parent]!)) break;
        heap[at] = heap[parent]!;
        at = parent;
      }
    } else {
      if (count === 0 || !(values[place]! > values[heap[0]!]!)) continue;
      at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && worse(heap[child + 1]!, heap[child]!)) child++;
        if (!worse(heap[child]!, place)) break;
        heap[at] = heap[child]!;
        at = child;
      }
    }
    heap[at] = place;
  }
  return heap.subarray(0, size).sort((a, b) => values[b]! - values[a]! || a - b);
}

/** Facts that also need the models: how related items do. */
export function relativeDrift(models: ItemModels, facts: ItemFacts): Float32Array[] {
  return [averageOfRelatives(models, facts.decayed[2]!), averageOfRelatives(models, facts.decayed[4]!)];
}
