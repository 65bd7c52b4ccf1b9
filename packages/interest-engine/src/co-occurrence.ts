import { grow } from './id-table.ts';

/**
 * Which items are wanted, or refused, by the same people. Signed and decaying: someone who loves A and dislikes B pulls
 * the two apart. Forward decay keeps it cheap: a pair is added with a weight that doubles every half-life, and divided
 * by the weight of the present on reading, so that rows never need to be walked and order of arrival does not matter.
 */
export interface CoOccurrence {
  /** Adds to the pair, both ways. */
  addPair(first: number, second: number, amount: number, at: number): void;
  /** Adds to how much an item is wanted in all, squared strengths: the norm of the similarity. */
  addStrength(slot: number, amount: number, at: number): void;
  /** Calls back with every neighbour and its similarity at a time, about -1 to 1. */
  forEachNeighbour(slot: number, at: number, visit: (neighbour: number, similarity: number) => void): void;
  /** The decayed sum of a pair, 0 when unknown. */
  pairAt(first: number, second: number, at: number): number;
  readonly pairsDropped: number;
  toJson(): { strengths: number[]; rows: (number[] | 0)[]; dropped: number };
}

interface Row {
  slots: Int32Array;
  sums: Float64Array;
  length: number;
}

/** 2100 lies 974 half-lives of 30 days after this, inside the 1,023 doublings of a double: hence the shortest half-life. */
const landmark = Date.UTC(2020, 0, 1);
export const shortestHalfLifeDays = 30;
/** A similarity needs a few witnesses before it is believed. */
const shrinkage = 1.5;

/** Two wants attract, a want and a dislike repel a little, two dislikes say nothing. */
export function pairAmount(first: number, second: number): number {
  if (first > 0 && second > 0) return first * second;
  return first * second < 0 ? 0.3 * first * second : 0;
}

export function createCoOccurrence(
  neighboursMax: number,
  halfLifeMs: number,
  saved?: { strengths: readonly number[]; rows: readonly (readonly number[] | 0)[]; dropped: number },
): CoOccurrence {
  const rows: (Row | undefined)[] = [];
  let strengths = Float64Array.from(saved?.strengths ?? []) as Float64Array;
  let strengthsUsed = strengths.length;
  let dropped = saved?.dropped ?? 0;
  saved?.rows.forEach((flat, slot) => {
    if (flat === 0) return;
    const length = Math.min(neighboursMax, flat.length / 2);
    const row: Row = { slots: new Int32Array(length), sums: new Float64Array(length), length };
    for (let index = 0; index < length; index++) {
      row.slots[index] = flat[index * 2]!;
      row.sums[index] = flat[index * 2 + 1]!;
    }
    rows[slot] = row;
  });

  const weightAt = (at: number): number => 2 ** ((at - landmark) / halfLifeMs);

  const indexIn = (row: Row, slot: number): number => {
    for (let index = 0; index < row.length; index++) if (row.slots[index] === slot) return index;
    return -1;
  };

  const addTo = (from: number, to: number, weighted: number): void => {
    let row = rows[from];
    if (!row) {
      row = { slots: new Int32Array(4), sums: new Float64Array(4), length: 0 };
      rows[from] = row;
    }
    const known = indexIn(row, to);
    if (known >= 0) {
      row.sums[known]! += weighted;
      return;
    }
    if (row.length < neighboursMax) {
      if (row.length === row.slots.length) {
        const slots = new Int32Array(Math.min(neighboursMax, row.length * 2));
        const sums = new Float64Array(slots.length);
        slots.set(row.slots);
        sums.set(row.sums);
        row.slots = slots;
        row.sums = sums;
      }
      row.slots[row.length] = to;
      row.sums[row.length] = weighted;
      row.length++;
      return;
    }
    // Full: the weakest makes room if it is weaker. Old pairs fade, so a new one gets its turn.
    let weakest = 0;
    for (let index = 1; index < row.length; index++) {
      if (Math.abs(row.sums[index]!) < Math.abs(row.sums[weakest]!)) weakest = index;
    }
    dropped++;
    if (Math.abs(weighted) < Math.abs(row.sums[weakest]!)) return;
    row.slots[weakest] = to;
    row.sums[weakest] = weighted;
  };

  return {
    addPair(first, second, amount, at) {
      const weighted = amount * weightAt(at);
      addTo(first, second, weighted);
      addTo(second, first, weighted);
    },
    addStrength(slot, amount, at) {
      if (slot + 1 > strengthsUsed) strengthsUsed = slot + 1;
      strengths = grow(strengths, strengthsUsed);
      strengths[slot]! += amount * weightAt(at);
    },
    forEachNeighbour(slot, at, visit) {
      const row = rows[slot];
      if (!row) return;
      const present = weightAt(at);
      const own = (strengths[slot] ?? 0) / present + shrinkage;
      for (let index = 0; index < row.length; index++) {
        const neighbour = row.slots[index]!;
        const norm = Math.sqrt(own * ((strengths[neighbour] ?? 0) / present + shrinkage));
        visit(neighbour, row.sums[index]! / present / norm);
      }
    },
    pairAt(first, second, at) {
      const row = rows[first];
      const index = row ? indexIn(row, second) : -1;
      return index < 0 ? 0 : row!.sums[index]! / weightAt(at);
    },
    get pairsDropped() {
      return dropped;
    },
    toJson() {
      const flat: (number[] | 0)[] = [];
      for (let slot = 0; slot < rows.length; slot++) {
        const row = rows[slot];
        if (!row) {
          flat.push(0);
          continue;
        }
        const list: number[] = [];
        for (let index = 0; index < row.length; index++) list.push(row.slots[index]!, row.sums[index]!);
        flat.push(list);
      }
      return { strengths: Array.from(strengths.subarray(0, strengthsUsed)), rows: flat, dropped };
    },
  };
}
