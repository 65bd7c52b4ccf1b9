import { grow } from './id-table.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';

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
  /** Takes items out of every row, for numbers that go to other items. Reads every row: do many at once. */
  forget(slots: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

interface Row {
  slots: Int32Array;
  sums: Float64Array;
  length: number;
  /** Where the weakest of a full row stands; -1 when it must be looked for. */
  weakest: number;
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

function weakestOf(row: Row): number {
  let weakest = 0;
  const { sums, length } = row;
  let least = Math.abs(sums[0]!);
  for (let index = 1; index < length; index++) {
    const size = Math.abs(sums[index]!);
    if (size < least) {
      least = size;
      weakest = index;
    }
  }
  return weakest;
}

export function createCoOccurrence(neighboursMax: number, halfLifeMs: number, saved?: SnapshotReader): CoOccurrence {
  const rows: (Row | undefined)[] = saved ? readRows(saved, neighboursMax) : [];
  let strengths: Float64Array = saved?.f64('coOccurrence.strengths') ?? new Float64Array();
  let strengthsUsed = strengths.length;
  let dropped = saved?.json<number>('coOccurrence.dropped') ?? 0;

  let weightTime = Number.NaN;
  let weight = 0;
  /** One event asks for the same time again and again. */
  const weightAt = (at: number): number => {
    if (at !== weightTime) {
      weightTime = at;
      weight = 2 ** ((at - landmark) / halfLifeMs);
    }
    return weight;
  };

  const indexIn = (row: Row, slot: number): number => {
    const { slots, length } = row;
    for (let index = 0; index < length; index++) if (slots[index] === slot) return index;
    return -1;
  };

  const addTo = (from: number, to: number, weighted: number): void => {
    let row = rows[from];
    if (!row) {
      row = { slots: new Int32Array(4), sums: new Float64Array(4), length: 0, weakest: -1 };
      rows[from] = row;
    }
    const known = indexIn(row, to);
    if (known >= 0) {
      row.sums[known]! += weighted;
      const { weakest } = row;
      // Exactly what a fresh look would find, or a restored row would go another way.
      if (weakest >= 0 && (known === weakest || Math.abs(row.sums[known]!) <= Math.abs(row.sums[weakest]!))) {
        row.weakest = -1;
      }
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
    const weakest = row.weakest >= 0 ? row.weakest : weakestOf(row);
    row.weakest = weakest;
    dropped++;
    if (Math.abs(weighted) < Math.abs(row.sums[weakest]!)) return;
    row.slots[weakest] = to;
    row.sums[weakest] = weighted;
    row.weakest = -1;
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
    forget(slots) {
      for (const slot of slots) {
        rows[slot] = undefined;
        if (slot < strengthsUsed) strengths[slot] = 0;
      }
      for (const row of rows) {
        if (!row) continue;
        let kept = 0;
        for (let index = 0; index < row.length; index++) {
          if (slots.has(row.slots[index]!)) continue;
          row.slots[kept] = row.slots[index]!;
          row.sums[kept] = row.sums[index]!;
          kept++;
        }
        row.length = kept;
        row.weakest = -1;
      }
    },
    save(writer) {
      const lengths = Uint32Array.from(rows, (row) => row?.length ?? 0);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const slots = new Int32Array(total);
      const sums = new Float64Array(total);
      let start = 0;
      for (const row of rows) {
        if (!row) continue;
        slots.set(row.slots.subarray(0, row.length), start);
        sums.set(row.sums.subarray(0, row.length), start);
        start += row.length;
      }
      writer.section('coOccurrence.strengths', strengths.subarray(0, strengthsUsed));
      writer.section('coOccurrence.lengths', lengths);
      writer.section('coOccurrence.slots', slots);
      writer.section('coOccurrence.sums', sums);
      writer.json('coOccurrence.dropped', dropped);
    },
  };
}

function readRows(saved: SnapshotReader, neighboursMax: number): (Row | undefined)[] {
  const slots = saved.i32('coOccurrence.slots');
  const sums = saved.f64('coOccurrence.sums');
  let start = 0;
  return Array.from(saved.u32('coOccurrence.lengths'), (saved): Row | undefined => {
    const length = Math.min(neighboursMax, saved);
    const row = {
      slots: slots.slice(start, start + length),
      sums: sums.slice(start, start + length),
      length,
      weakest: -1,
    };
    start += saved;
    return saved === 0 ? undefined : row;
  });
}
