import type { StoredItem } from '../item.ts';
import { hash32 } from '../random.ts';
import type { SnapshotReader, SnapshotWriter } from '../snapshot-sections.ts';
import type { Nearest } from './plain-scan.ts';
import type { VectorIndex } from './vector-index.ts';
import { createVectorTable } from './vector-table.ts';

/**
 * Where every item lies among all others, as a direction of 64 numbers: what it is made of (categories, tags, words,
 * maker), as hashed directions added up, and what it is wanted with, as a running mean of the fixed random directions
 * of those items. A new item lies near its kind at once; with wants it moves to what it is wanted with.
 */
export interface ItemVectors {
  /** Slots in use, counted from 0. */
  readonly rows: number;
  /** The direction of an item that can be shown, of length one; else null. It holds until something is learned. */
  at(slot: number): Float32Array | null;
  /** The items with the greatest cosine above `floor`, best first, ties by slot: exact. */
  nearest(query: Float32Array, k: number, floor: number): Nearest[];
  /** After facts of an item have come or changed. */
  place(slot: number, item: StoredItem): void;
  /** An item was wanted together with others, or (amount below zero) one against the other; moves all of them. */
  meet(slot: number, others: readonly number[], amounts: readonly number[]): void;
  /** Not found any more; what it learned stays, should it come back. */
  hide(slot: number): void;
  /** For numbers that go to other items. */
  forget(slots: ReadonlySet<number>): void;
  /** Adds the direction of one category or tag, for viewers of whom nothing else is known. */
  addFeature(key: string, weight: number, into: Float32Array): void;
  /** From now on remembers which directions move, all of them at first; for an index of the host. */
  followMoves(): void;
  /** Directions an index was not told of yet. */
  readonly movesWaiting: number;
  /** Tells an index of at most `most` of them, those that wait longest first; returns how many are left. */
  tellMoves(index: VectorIndex, most: number): number;
  save(writer: SnapshotWriter): void;
}

export const vectorDims = 64;

/** Old company fades as new comes: a pair weighs half after some 140 others. */
const memory = 0.995;
/** So much company is believed as much as all that is known of the contents. */
const companyPrior = 2;
const companyWeight = 1.5;
const selfShare = 0.5;
const contentSteps = 127;
const featureWeight = { category: 1, tag: 0.7, token: 0.5, maker: 0.4 } as const;

export function createItemVectors(items: readonly StoredItem[], saved?: SnapshotReader): ItemVectors {
  const table = createVectorTable(vectorDims);
  /** By slot: the sum of content directions, of length one, in steps of 1/127; follows from the facts. */
  let contents = new Int8Array();
  /** By slot: decaying sums of the directions of company, and how much of it there was. */
  let companies: Float32Array<ArrayBuffer> = saved?.f32('vectors.companies') ?? new Float32Array();
  let weights: Float32Array<ArrayBuffer> = saved?.f32('vectors.weights') ?? new Float32Array();
  let used = weights.length;
  const scratch = new Float32Array(vectorDims);
  let moves: Set<number> | null = null;
  /** By slot: the fixed random direction of an item, from its id alone, as bits. */
  let lows = new Int32Array();
  /** Slots whose place in the table is out of date: learning moves many more than are asked for. */
  let isMoved = new Uint8Array();
  let moved: number[] = [];
  const move = (slot: number): void => {
    if (isMoved[slot] === 1) return;
    isMoved[slot] = 1;
    moved.push(slot);
    moves?.add(slot);
  };

  const reserve = (slot: number): void => {
    if (slot < used && (used - 1) * vectorDims < contents.length) return;
    used = Math.max(used, slot + 1);
    const rows = contents.length >= used * vectorDims ? contents.length / vectorDims : Math.ceil(used * 1.25) + 64;
    if (rows * vectorDims > contents.length) contents = widened(new Int8Array(rows * vectorDims), contents);
    if (rows * vectorDims > companies.length) companies = widened(new Float32Array(rows * vectorDims), companies);
    if (rows > weights.length) weights = widened(new Float32Array(rows), weights);
    if (rows > lows.length) lows = widened(new Int32Array(rows), lows);
    if (rows > isMoved.length) isMoved = widened(new Uint8Array(rows), isMoved);
  };

  /** Adds what one feature or item points to: plus or minus the weight, by the bits of two hashes. */
  const addDirection = (low: number, high: number, weight: number, into: Float32Array, start: number): void => {
    for (let bit = 0; bit < 32; bit++) {
      into[start + bit]! += (low >>> bit) & 1 ? weight : -weight;
      into[start + 32 + bit]! += (high >>> bit) & 1 ? weight : -weight;
    }
  };
  const addKey = (key: string, weight: number, into: Float32Array, start: number): void => {
    const low = hash32(key);
    addDirection(low, Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) ^ hash32(`${key}|`), weight, into, start);
  };

  const refresh = (slot: number): void => {
    isMoved[slot] = 0;
    if (!items[slot]!.alive) {
      table.clear(slot);
      return;
    }
    const start = slot * vectorDims;
    let length = 0;
    for (let index = 0; index < vectorDims; index++) length += companies[start + index]! ** 2;
    const weight = weights[slot]!;
    const share = length > 0 ? (companyWeight * weight) / ((weight + companyPrior) * Math.sqrt(length)) : 0;
    for (let index = 0; index < vectorDims; index++) {
      scratch[index] = contents[start + index]! / contentSteps + share * companies[start + index]!;
    }
    normalise(scratch, 0);
    table.set(slot, scratch);
  };
  const refreshAll = (): void => {
    if (moved.length === 0) return;
    for (const slot of moved) refresh(slot);
    moved = [];
  };
  // All at once, so that a view handed out stays good while others are asked for.
  const at = (slot: number): Float32Array | null => {
    refreshAll();
    return table.at(slot);
  };

  // What everybody wants is company to everything and says little; and an item is among its own company, so that two
  // wanted together lie near each other, not only near the same others.
  const keepCompany = (slot: number, other: number, amount: number): void => {
    const start = slot * vectorDims;
    const weight = amount / Math.sqrt(1 + weights[other]!);
    const own = amount > 0 ? selfShare * amount : 0;
    const [low, otherLow] = [lows[slot]!, lows[other]!];
    const [high, otherHigh] = [highOf(low), highOf(otherLow)];
    for (let bit = 0; bit < 32; bit++) {
      const here = start + bit;
      companies[here] = companies[here]! * memory + signAt(otherLow, bit) * weight + signAt(low, bit) * own;
      const there = here + 32;
      companies[there] = companies[there]! * memory + signAt(otherHigh, bit) * weight + signAt(high, bit) * own;
    }
    weights[slot] = weights[slot]! * memory + Math.abs(amount);
    move(slot);
  };

  const place = (slot: number, item: StoredItem): void => {
    reserve(slot);
    lows[slot] = hash32(item.facts.itemId);
    scratch.fill(0);
    const { facts } = item;
    for (const id of facts.categoryIds) addKey(`c:${id}`, featureWeight.category, scratch, 0);
    for (const tag of facts.tags) addKey(`t:${tag}`, featureWeight.tag, scratch, 0);
    for (const token of facts.tokens ?? []) addKey(`w:${token}`, featureWeight.token, scratch, 0);
    addKey(`a:${facts.authorId}`, featureWeight.maker, scratch, 0);
    if (facts.shopId !== undefined) addKey(`s:${facts.shopId}`, featureWeight.maker, scratch, 0);
    normalise(scratch, 0);
    for (let index = 0; index < vectorDims; index++) {
      contents[slot * vectorDims + index] = Math.round(scratch[index]! * contentSteps);
    }
    move(slot);
  };

  for (const [slot, item] of items.entries()) place(slot, item);
  return {
    get rows() {
      return used;
    },
    at,
    nearest(query, k, floor) {
      refreshAll();
      return table.nearest(query, k, floor);
    },
    place,
    meet(slot, others, amounts) {
      for (let index = 0; index < others.length; index++) {
        const other = others[index]!;
        keepCompany(slot, other, amounts[index]!);
        keepCompany(other, slot, amounts[index]!);
      }
    },
    hide: move,
    forget(slots) {
      for (const slot of slots) {
        move(slot);
        companies.fill(0, slot * vectorDims, (slot + 1) * vectorDims);
        weights[slot] = 0;
      }
    },
    addFeature: (key, weight, into) => addKey(key, weight, into, 0),
    followMoves() {
      moves = new Set(items.keys());
    },
    get movesWaiting() {
      return moves?.size ?? 0;
    },
    tellMoves(index, most) {
      let told = 0;
      for (const slot of moves ?? []) {
        if (told++ >= most) break;
        const vector = at(slot);
        if (vector) index.set(slot, vector);
        else index.remove(slot);
        moves?.delete(slot);
      }
      return moves?.size ?? 0;
    },
    save(writer) {
      writer.section('vectors.companies', companies.subarray(0, items.length * vectorDims));
      writer.section('vectors.weights', weights.subarray(0, items.length));
    },
  };
}

const highOf = (low: number): number => Math.imul(low ^ (low >>> 13), 0x297a2d39) ^ (low << 7);
const signAt = (bits: number, bit: number): number => ((bits >>> bit) & 1) * 2 - 1;

/** Scales a stretch to length one; nothing stays nothing. */
export function normalise(vector: Float32Array, start: number): void {
  let length = 0;
  for (let index = 0; index < vectorDims; index++) length += vector[start + index]! ** 2;
  if (length === 0) return;
  const factor = 1 / Math.sqrt(length);
  for (let index = 0; index < vectorDims; index++) vector[start + index]! *= factor;
}

function widened<Numbers extends Float32Array | Int8Array | Uint8Array | Int32Array>(
  wider: Numbers,
  before: Numbers,
): Numbers {
  wider.set(before);
  return wider;
}
