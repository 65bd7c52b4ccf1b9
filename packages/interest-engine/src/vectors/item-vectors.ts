import type { StoredItem } from '../item.ts';
import { hash32 } from '../random.ts';
import type { SnapshotReader, SnapshotWriter } from '../snapshot-sections.ts';
import type { VectorIndex } from './vector-index.ts';
import { createVectorTable, type VectorTable } from './vector-table.ts';

/**
 * Where every item lies among all others, as a direction of 64 numbers: what it is made of (categories, tags, words,
 * maker), as hashed directions added up, and what it is wanted with, as a running mean of the fixed random directions
 * of those items. A new item lies near its kind at once; with wants it moves to what it is wanted with.
 */
export interface ItemVectors {
  /** All directions, of length one, for the scan. */
  readonly table: VectorTable;
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

  const reserve = (slot: number): void => {
    if (slot < used && (used - 1) * vectorDims < contents.length) return;
    used = Math.max(used, slot + 1);
    const rows = contents.length >= used * vectorDims ? contents.length / vectorDims : Math.ceil(used * 1.25) + 64;
    if (rows * vectorDims > contents.length) contents = widened(new Int8Array(rows * vectorDims), contents);
    if (rows * vectorDims > companies.length) companies = widened(new Float32Array(rows * vectorDims), companies);
    if (rows > weights.length) weights = widened(new Float32Array(rows), weights);
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
    moves?.add(slot);
  };

  const keepCompany = (slot: number, other: number, amount: number): void => {
    const start = slot * vectorDims;
    for (let index = 0; index < vectorDims; index++) companies[start + index]! *= memory;
    const own = ownDirection(items[slot]!);
    const { low, high } = ownDirection(items[other]!);
    // What everybody wants is company to everything and says little.
    addDirection(low, high, amount / Math.sqrt(1 + weights[other]!), companies, start);
    // Itself among its company: so two that are wanted together lie near each other, not only near the same others.
    if (amount > 0) addDirection(own.low, own.high, selfShare * amount, companies, start);
    weights[slot] = weights[slot]! * memory + Math.abs(amount);
  };

  const place = (slot: number, item: StoredItem): void => {
    reserve(slot);
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
    if (item.alive) refresh(slot);
  };

  for (const [slot, item] of items.entries()) place(slot, item);
  return {
    table,
    place,
    meet(slot, others, amounts) {
      for (let index = 0; index < others.length; index++) {
        const other = others[index]!;
        keepCompany(slot, other, amounts[index]!);
        keepCompany(other, slot, amounts[index]!);
        if (items[other]!.alive) refresh(other);
      }
      if (others.length > 0 && items[slot]!.alive) refresh(slot);
    },
    hide(slot) {
      table.clear(slot);
      moves?.add(slot);
    },
    forget(slots) {
      for (const slot of slots) {
        table.clear(slot);
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
        const vector = table.at(slot);
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

/** The fixed random direction of an item, from its id alone. */
function ownDirection({ facts }: StoredItem): { low: number; high: number } {
  const low = hash32(facts.itemId);
  return { low, high: Math.imul(low ^ (low >>> 13), 0x297a2d39) ^ (low << 7) };
}

/** Scales a stretch to length one; nothing stays nothing. */
export function normalise(vector: Float32Array, start: number): void {
  let length = 0;
  for (let index = 0; index < vectorDims; index++) length += vector[start + index]! ** 2;
  if (length === 0) return;
  const factor = 1 / Math.sqrt(length);
  for (let index = 0; index < vectorDims; index++) vector[start + index]! *= factor;
}

function widened<Numbers extends Float32Array<ArrayBuffer> | Int8Array<ArrayBuffer>>(
  wider: Numbers,
  before: Numbers,
): Numbers {
  wider.set(before);
  return wider;
}
