import { createKeyIndex } from '../key-index.ts';
import { freshRow, noFeature, type SnapshotReader, type SnapshotWriter } from './layout.ts';

/**
 * Which id has which row of the table of embeddings: no collisions, bounded, and only for what is seen often enough
 * (Monolith: Liu et al., 2022, sections 2.2 and 3.1). An id that was seen `admitAfter` times gets a row; one that was
 * not seen for `expireDays` gives it up; when all rows are taken, one of those unseen for longest gives up its own. It
 * stands on the side that reads the log, so a trainer elsewhere is told the rows and never decides.
 */
export interface EmbeddingSlots {
  readonly held: number;
  readonly admitted: number;
  readonly expired: number;
  /** Rows that were ever in use. */
  readonly used: number;
  /** Ages the table by one step and says which day it is. Call once an event. */
  tick(day: number): void;
  /** A reference to the row of a key that was just seen, or -1 while it is not admitted. */
  see(high: number, low: number): number;
  /** The row of a key to read from, or -1; changes nothing. */
  find(high: number, low: number): number;
  /** The row behind a reference, marked when it must be made new first; -1 when it went to another key meanwhile. */
  resolve(reference: number): number;
  /** Rows of one high word become another's, where that has none yet; else they are given up. Reads everything. */
  rename(from: number, into: number, isMeant: (low: number) => boolean): void;
  /** Gives up the rows that `isGone` says. Reads everything. */
  forget(isGone: (high: number, low: number) => boolean): void;
  save(writer: SnapshotWriter): void;
}

const slotBits = 20;
const slotMask = 2 ** slotBits - 1;
const generations = 1024;
const sketchCells = 2 ** 18;
const sketchMask = sketchCells - 1;
/** After so many sightings of ids without a row all of them count half: what is rare stays out. */
const sketchHalving = sketchCells * 2;
const searched = 16;

const cellOf = (high: number, low: number): number => {
  const mixed = Math.imul(Math.imul(high, 0x85ebca6b) ^ low ^ (high >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) & sketchMask;
};

export function createEmbeddingSlots(
  limits: { readonly slots: number; readonly admitAfter: number; readonly expireDays: number },
  saved?: SnapshotReader,
): EmbeddingSlots {
  const slotsMax = Math.min(limits.slots, slotMask + 1);
  const index = createKeyIndex();
  let used = 0;
  let seenDay = new Uint16Array(64);
  let generation = new Uint16Array(64);
  /** 0 free, 1 in use, 2 in use and not yet made new. */
  let states = new Uint8Array(64);
  const free: number[] = [];
  /** Sightings of ids without a row; two ids in one cell may be admitted a little early. */
  const sketch = new Uint8Array(sketchCells);
  let today = 0;
  let hand = 0;
  let admitted = 0;
  let expired = 0;
  let sightings = 0;

  const grow = (length: number): void => {
    if (length <= states.length) return;
    const size = Math.max(length, states.length * 2);
    const widen = <A extends Uint8Array | Uint16Array>(wider: A, narrow: A): A => {
      wider.set(narrow);
      return wider;
    };
    seenDay = widen(new Uint16Array(size), seenDay);
    generation = widen(new Uint16Array(size), generation);
    states = widen(new Uint8Array(size), states);
  };

  if (saved) {
    const counts = saved.u8('model.sketch.counts');
    for (const [at, cell] of saved.u32('model.sketch.cells').entries()) sketch[cell] = counts[at]!;
    const numbers = saved.f64('model.slots.numbers');
    [used, today, hand, admitted, expired, sightings] = [...numbers] as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    grow(used);
    seenDay.set(saved.i32('model.slots.days'));
    generation.set(saved.i32('model.slots.generations'));
    states.set(saved.u8('model.slots.states'));
    free.push(...saved.i32('model.slots.free'));
    const highs = saved.u32('model.slots.highs');
    const lows = saved.u32('model.slots.lows');
    for (let slot = 0; slot < used; slot++) if (states[slot] !== 0) index.put(highs[slot]!, lows[slot]!, slot);
  }

  const release = (slot: number): void => {
    index.remove(index.highOf(slot), index.lowOf(slot));
    states[slot] = 0;
    generation[slot] = (generation[slot]! + 1) % generations;
  };

  const open = (): number => {
    const given = free.pop();
    if (given !== undefined) return given;
    if (used < slotsMax) {
      grow(used + 1);
      return used++;
    }
    let oldest = -1;
    for (let step = 0; step < searched; step++) {
      hand = (hand + 1) % slotsMax;
      if (states[hand] !== 0 && (oldest < 0 || seenDay[hand]! < seenDay[oldest]!)) oldest = hand;
    }
    if (oldest < 0) return -1;
    release(oldest);
    expired++;
    return oldest;
  };

  const rowOf = (high: number, low: number): number => {
    const slot = index.find(high, low);
    return slot >= 0 && states[slot] === 1 ? slot : noFeature;
  };
  const referenceTo = (slot: number): number => slot | (generation[slot]! << slotBits);

  return {
    get held() {
      return index.size;
    },
    get admitted() {
      return admitted;
    },
    get expired() {
      return expired;
    },
    get used() {
      return used;
    },
    tick(day) {
      if (day > today) today = day;
      if (used === 0) return;
      hand = (hand + 1) % used;
      if (states[hand] === 0 || today - seenDay[hand]! <= limits.expireDays) return;
      release(hand);
      free.push(hand);
      expired++;
    },
    see(high, low) {
      const known = index.find(high, low);
      if (known >= 0) {
        seenDay[known] = today;
        return referenceTo(known);
      }
      const cell = cellOf(high, low);
      const seen = Math.min(255, sketch[cell]! + 1);
      sketch[cell] = seen;
      if (++sightings >= sketchHalving) {
        sightings = 0;
        for (let index = 0; index < sketchCells; index++) sketch[index] = sketch[index]! >> 1;
      }
      if (seen < limits.admitAfter) return noFeature;
      const slot = open();
      if (slot < 0) return noFeature;
      sketch[cell] = 0;
      index.put(high >>> 0, low >>> 0, slot);
      seenDay[slot] = today;
      states[slot] = 2;
      admitted++;
      return referenceTo(slot);
    },
    find: rowOf,
    resolve(reference) {
      if (reference < 0) return noFeature;
      const slot = reference & slotMask;
      if (reference >>> slotBits !== generation[slot] || states[slot] === 0) return noFeature;
      if (states[slot] === 1) return slot;
      states[slot] = 1;
      return slot | freshRow;
    },
    rename(from, into, isMeant) {
      for (let slot = 0; slot < used; slot++) {
        if (states[slot] === 0 || index.highOf(slot) !== from || !isMeant(index.lowOf(slot))) continue;
        const low = index.lowOf(slot);
        if (index.find(into, low) >= 0) {
          release(slot);
          free.push(slot);
        } else {
          index.remove(from, low);
          index.put(into, low, slot);
        }
      }
    },
    forget(isGone) {
      for (let slot = 0; slot < used; slot++) {
        if (states[slot] === 0 || !isGone(index.highOf(slot), index.lowOf(slot))) continue;
        release(slot);
        free.push(slot);
      }
    },
    save(writer) {
      const slots = { length: used };
      writer.section('model.slots.numbers', Float64Array.of(used, today, hand, admitted, expired, sightings));
      writer.section('model.slots.days', Int32Array.from(seenDay.subarray(0, used)));
      writer.section('model.slots.generations', Int32Array.from(generation.subarray(0, used)));
      writer.section('model.slots.states', states.slice(0, used));
      writer.section('model.slots.free', Int32Array.from(free));
      writer.section(
        'model.slots.highs',
        Uint32Array.from(slots, (_, slot) => (states[slot] === 0 ? 0 : index.highOf(slot))),
      );
      writer.section(
        'model.slots.lows',
        Uint32Array.from(slots, (_, slot) => (states[slot] === 0 ? 0 : index.lowOf(slot))),
      );
      const cells: number[] = [];
      for (let cell = 0; cell < sketchCells; cell++) if (sketch[cell] !== 0) cells.push(cell);
      writer.section('model.sketch.cells', Uint32Array.from(cells));
      writer.section(
        'model.sketch.counts',
        Uint8Array.from(cells, (cell) => sketch[cell]!),
      );
    },
  };
}
