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

export function createCoOccurrence(neighboursMax: number, halfLifeMs: number, saved?: SnapshotReader): CoOccurrence {
  /** Rows of `neighboursMax` places one after the other; memory that was never written costs nothing. */
  let slots = new Int32Array();
  let sums = new Float64Array();
  let lengths = new Int32Array();
  /** By row: where the weakest of a full row stands, plus one; 0 when it must be looked for. */
  let weakestAt = new Int32Array();
  let used = 0;
  let strengths: Float64Array = saved?.f64('coOccurrence.strengths') ?? new Float64Array();
  let strengthsUsed = strengths.length;
  let dropped = saved?.json<number>('coOccurrence.dropped') ?? 0;

  const makeRoom = (row: number): void => {
    if (row < used) return;
    used = row + 1;
    if (used <= lengths.length) return;
    const rows = Math.max(64, Math.ceil(used * 1.5));
    slots = widened(new Int32Array(rows * neighboursMax), slots);
    sums = widened(new Float64Array(rows * neighboursMax), sums);
    lengths = widened(new Int32Array(rows), lengths);
    weakestAt = widened(new Int32Array(rows), weakestAt);
  };
  if (saved) readRows(saved);

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

  const indexIn = (row: number, slot: number): number => {
    const start = row * neighboursMax;
    const end = row < used ? start + lengths[row]! : start;
    for (let index = start; index < end; index++) if (slots[index] === slot) return index;
    return -1;
  };
  const weakestOf = (row: number): number => {
    const start = row * neighboursMax;
    let weakest = start;
    let least = Math.abs(sums[start]!);
    for (let index = start + 1; index < start + lengths[row]!; index++) {
      const size = Math.abs(sums[index]!);
      if (size < least) {
        least = size;
        weakest = index;
      }
    }
    return weakest;
  };

  const addTo = (row: number, to: number, weighted: number): void => {
    makeRoom(row);
    const known = indexIn(row, to);
    if (known >= 0) {
      sums[known]! += weighted;
      const weakest = weakestAt[row]! - 1;
      // Exactly what a fresh look would find, or a restored row would go another way.
      if (weakest >= 0 && (known === weakest || Math.abs(sums[known]!) <= Math.abs(sums[weakest]!))) weakestAt[row] = 0;
      return;
    }
    const length = lengths[row]!;
    if (length < neighboursMax) {
      slots[row * neighboursMax + length] = to;
      sums[row * neighboursMax + length] = weighted;
      lengths[row] = length + 1;
      return;
    }
    // Full: the weakest makes room if it is weaker. Old pairs fade, so a new one gets its turn.
    const weakest = weakestAt[row]! > 0 ? weakestAt[row]! - 1 : weakestOf(row);
    weakestAt[row] = weakest + 1;
    dropped++;
    if (Math.abs(weighted) < Math.abs(sums[weakest]!)) return;
    slots[weakest] = to;
    sums[weakest] = weighted;
    weakestAt[row] = 0;
  };

  function readRows(from: SnapshotReader): void {
    const savedSlots = from.i32('coOccurrence.slots');
    const savedSums = from.f64('coOccurrence.sums');
    const savedLengths = from.u32('coOccurrence.lengths');
    makeRoom(savedLengths.length - 1);
    let start = 0;
    for (const [row, length] of savedLengths.entries()) {
      const kept = Math.min(neighboursMax, length);
      slots.set(savedSlots.subarray(start, start + kept), row * neighboursMax);
      sums.set(savedSums.subarray(start, start + kept), row * neighboursMax);
      lengths[row] = kept;
      start += length;
    }
  }

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
      if (slot >= used) return;
      // Thousands of neighbours a page: one division instead of three each.
      const fade = 1 / weightAt(at);
      const own = (strengths[slot] ?? 0) * fade + shrinkage;
      const start = slot * neighboursMax;
      for (let index = start; index < start + lengths[slot]!; index++) {
        const neighbour = slots[index]!;
        const norm = Math.sqrt(own * ((strengths[neighbour] ?? 0) * fade + shrinkage));
        visit(neighbour, (sums[index]! * fade) / norm);
      }
    },
    pairAt(first, second, at) {
      const index = indexIn(first, second);
      return index < 0 ? 0 : sums[index]! / weightAt(at);
    },
    get pairsDropped() {
      return dropped;
    },
    forget(gone) {
      for (const slot of gone) {
        if (slot < used) lengths[slot] = 0;
        if (slot < strengthsUsed) strengths[slot] = 0;
      }
      for (let row = 0; row < used; row++) {
        const start = row * neighboursMax;
        let kept = start;
        for (let index = start; index < start + lengths[row]!; index++) {
          if (gone.has(slots[index]!)) continue;
          slots[kept] = slots[index]!;
          sums[kept] = sums[index]!;
          kept++;
        }
        lengths[row] = kept - start;
        weakestAt[row] = 0;
      }
    },
    save(writer) {
      const savedLengths = Uint32Array.from(lengths.subarray(0, used));
      const total = savedLengths.reduce((sum, length) => sum + length, 0);
      const savedSlots = new Int32Array(total);
      const savedSums = new Float64Array(total);
      let start = 0;
      for (const [row, length] of savedLengths.entries()) {
        const from = row * neighboursMax;
        savedSlots.set(slots.subarray(from, from + length), start);
        savedSums.set(sums.subarray(from, from + length), start);
        start += length;
      }
      writer.section('coOccurrence.strengths', strengths.subarray(0, strengthsUsed));
      writer.section('coOccurrence.lengths', savedLengths);
      writer.section('coOccurrence.slots', savedSlots);
      writer.section('coOccurrence.sums', savedSums);
      writer.json('coOccurrence.dropped', dropped);
    },
  };
}

function widened<Numbers extends Int32Array | Float64Array>(wider: Numbers, before: Numbers): Numbers {
  wider.set(before);
  return wider;
}
