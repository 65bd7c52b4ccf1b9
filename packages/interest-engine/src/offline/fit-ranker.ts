import { type Candidates, featureNames, itemFeatureRange } from './candidates.ts';
import { fitListwise, type LinearRanker, scoreRow } from './fit-listwise.ts';

/** How candidates are put in order: for people with a history, and for people without. */
export interface Rankers {
  readonly known: LinearRanker;
  readonly unknown: LinearRanker;
}

/** Lists with fewer strangers than this teach nothing about strangers alone. */
const strangerListsLeast = 50;
const width = featureNames.length;

/** Gathers lists to learn from; a list none of whose candidates was chosen teaches nothing and is left out. */
export class ListCollector {
  #features = new Float32Array(1 << 16);
  #gain = new Float32Array(1 << 12);
  #rows = 0;
  readonly #starts = [0];
  readonly #weights: number[] = [];
  readonly #stranger: boolean[] = [];

  get lists(): number {
    return this.#weights.length;
  }

  /** `gainOf`: above 0 for an item that was chosen. `importance` scales the list's weight. */
  add({ items, features }: Candidates, gainOf: (item: number) => number, importance: number, stranger: boolean): void {
    let chosen = 0;
    while (this.#rows + items.length > this.#gain.length) {
      this.#gain = enlarge(this.#gain);
    }
    while ((this.#rows + items.length) * width > this.#features.length) this.#features = enlarge(this.#features);
    for (const [row, item] of items.entries()) {
      const gain = gainOf(item);
      this.#gain[this.#rows + row] = gain;
      if (gain > 0) chosen++;
    }
    if (chosen === 0) return;
    this.#features.set(features, this.#rows * width);
    this.#rows += items.length;
    this.#starts.push(this.#rows);
    this.#weights.push(importance * chosen ** -0.2);
    this.#stranger.push(stranger);
  }

  /** Forgets the oldest lists, keeping so many. */
  keepLatest(count: number): void {
    const dropped = this.lists - count;
    if (dropped <= 0) return;
    const from = this.#starts[dropped]!;
    this.#features.copyWithin(0, from * width, this.#rows * width);
    this.#gain.copyWithin(0, from, this.#rows);
    this.#rows -= from;
    this.#starts.splice(0, dropped);
    for (let index = 0; index < this.#starts.length; index++) this.#starts[index]! -= from;
    this.#weights.splice(0, dropped);
    this.#stranger.splice(0, dropped);
  }

  fit(): Rankers {
    const starts = Uint32Array.from(this.#starts);
    const features = this.#features.subarray(0, this.#rows * width);
    const gain = this.#gain.subarray(0, this.#rows);
    const known = fitListwise({ width, starts, features, gain, groupWeight: Float32Array.from(this.#weights) });
    const strangers = this.#stranger.filter(Boolean).length;
    const groupWeight = Float32Array.from(this.#weights, (weight, list) =>
      strangers < strangerListsLeast || this.#stranger[list] ? weight : 0,
    );
    const [from, to] = itemFeatureRange;
    const alone = features.map((value, at) => (at % width >= from && at % width < to ? value : 0));
    return { known, unknown: fitListwise({ width, starts, features: alone, gain, groupWeight }, 3e-3) };
  }
}

function enlarge(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Candidates best first, with their scores; ties by number. */
export function rankCandidates(
  { known, unknown }: Rankers,
  { items, features }: Candidates,
  stranger: boolean,
  count: number,
): { items: Int32Array; scores: Float64Array } {
  const ranker = stranger ? unknown : known;
  const scores = Float64Array.from(items, (_, row) => scoreRow(ranker, features, row * width));
  const order = Uint32Array.from(items, (_, row) => row)
    .sort((a, b) => scores[b]! - scores[a]! || items[a]! - items[b]!)
    .subarray(0, count);
  return {
    items: Int32Array.from(order, (row) => items[row]!),
    scores: Float64Array.from(order, (row) => scores[row]!),
  };
}
