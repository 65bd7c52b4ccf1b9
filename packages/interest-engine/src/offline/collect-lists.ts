import { type Candidates, featureNames } from './candidates.ts';
import type { RankingLists } from './fit-listwise.ts';

const width = featureNames.length;

/** Who was answered, and what they went on to want: only whether an item is among it, and how many there are. */
interface Outcome {
  readonly user: number;
  /** Had wanted nothing yet. */
  readonly stranger: boolean;
  readonly wanted: { readonly size: number; has(item: number): boolean };
}

/** Lists to learn an order from, with what is needed to judge an order on them. */
export interface CollectedLists extends RankingLists {
  readonly user: Int32Array;
  readonly stranger: Uint8Array;
  /** Wanted items of each list, candidates or not. */
  readonly wantedCount: Int32Array;
}

/** Gathers lists to learn from; one none of whose candidates was wanted teaches nothing and is left out. */
export class ListCollector {
  #features = new Float32Array(1 << 16);
  #gain = new Float32Array(1 << 12);
  #rows = 0;
  readonly #starts = [0];
  #outcomes: { user: number; stranger: boolean; wantedCount: number; weight: number }[] = [];

  get lists(): number {
    return this.#outcomes.length;
  }

  add({ items, features }: Candidates, { user, stranger, wanted }: Outcome): void {
    while (this.#rows + items.length > this.#gain.length) this.#gain = enlarge(this.#gain);
    while ((this.#rows + items.length) * width > this.#features.length) this.#features = enlarge(this.#features);
    let hits = 0;
    for (const [row, item] of items.entries()) {
      const hit = wanted.has(item) ? 1 : 0;
      this.#gain[this.#rows + row] = hit;
      hits += hit;
    }
    if (hits === 0) return;
    this.#features.set(features, this.#rows * width);
    this.#rows += items.length;
    this.#starts.push(this.#rows);
    // Who wants much teaches much, but not in proportion.
    this.#outcomes.push({ user, stranger, wantedCount: wanted.size, weight: hits ** -0.2 });
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
    this.#outcomes = this.#outcomes.slice(dropped);
  }

  /** Views of what was gathered, void once more is added. */
  read(): CollectedLists {
    const outcomes = this.#outcomes;
    return {
      width,
      starts: Uint32Array.from(this.#starts),
      features: this.#features.subarray(0, this.#rows * width),
      gain: this.#gain.subarray(0, this.#rows),
      groupWeight: Float32Array.from(outcomes, ({ weight }) => weight),
      user: Int32Array.from(outcomes, ({ user }) => user),
      stranger: Uint8Array.from(outcomes, ({ stranger }) => (stranger ? 1 : 0)),
      wantedCount: Int32Array.from(outcomes, ({ wantedCount }) => wantedCount),
    };
  }
}

function enlarge(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}
