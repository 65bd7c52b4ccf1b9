import { hash53 } from './random.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';

/** What is known of one order line of one speaker's purchases of one item. */
export interface OrderLine {
  /** Hash of the line's id; 0 as long as no event named it. */
  name: number;
  /** Whether the payment was reported; a later step may come first. */
  paid: boolean;
  delivered: boolean;
  /** Sum of the shares that went back; more than 1 counts as 1. */
  refunded: number;
  fault: boolean;
  complained: boolean;
  /** Settled quality value as a share of what was paid, -3 to 1; null until settled. */
  settled: number | null;
}

/** At most so many lines of one speaker count for one item. */
export const mostLines = 3;

/** DOMAIN 3.2, until the settled value of the line says what it really was: an upheld complaint 2,000 bp, a fault half the line. */
const complaintDeduction = 0.2;
const faultDeduction = 0.5;

/** Sums of such parts are exact in any order. */
export const exactShare = (share: number): number => Math.round(share * 16384) / 16384;

export const nameOfLine = (lineId: string | undefined): number => (lineId === undefined ? 0 : hash53(lineId) || 1);

const openLine = (name: number): OrderLine => ({
  name,
  paid: false,
  delivered: false,
  refunded: 0,
  fault: false,
  complained: false,
  settled: null,
});

/**
 * The line an event is about: by its name; else, for a name not met before, the first unnamed line, which it names; else
 * the first line that `fits`; else a new one, if there is room and the event may open one. Undefined: nothing counts.
 */
export function lineFor(
  lines: OrderLine[],
  name: number,
  fits: (line: OrderLine) => boolean,
  opens: boolean,
): OrderLine | undefined {
  let found: OrderLine | undefined;
  if (name !== 0) {
    found = lines.find((line) => line.name === name) ?? lines.find((line) => line.name === 0 && fits(line));
    if (found) found.name = name;
  } else {
    found = lines.find(fits);
  }
  if (found || lines.length >= mostLines || (!opens && name === 0 && lines.length > 0)) return found;
  const line = openLine(name);
  lines.push(line);
  return line;
}

export const isKnown = (line: OrderLine): boolean =>
  line.settled !== null || line.delivered || line.refunded > 0 || line.fault;

/** What is kept of a line of known outcome, 0 to 1: what settling says, before it what was not refunded. */
export const keptOf = (line: OrderLine): number =>
  line.settled === null ? exactShare(1 - Math.min(1, line.refunded)) : Math.max(0, exactShare(line.settled));

/** What faults took beyond what is kept, 0 to 3. A settled value below zero is all here; above, it is all in `keptOf`. */
export function deductedOf(line: OrderLine): number {
  if (line.settled !== null) return Math.max(0, -exactShare(line.settled));
  return exactShare((line.fault ? faultDeduction : 0) + (line.complained ? complaintDeduction : 0));
}

/**
 * What is kept of the lines of known outcome, on average: the label of "kept, given bought", 0 to 1. Null while no
 * outcome is known. Provisional facts take part as in the public counts.
 */
export function keptShare(lines: readonly OrderLine[]): number | null {
  let sum = 0;
  let known = 0;
  for (const line of lines) {
    if (!isKnown(line)) continue;
    known++;
    sum += keptOf(line);
  }
  return known === 0 ? null : sum / known;
}

/** Two lists of one person: named lines once, and no more than count. */
export function mergeLines(first: readonly OrderLine[], second: readonly OrderLine[]): OrderLine[] {
  const more = first.filter(({ name }) => name === 0 || second.every((line) => line.name !== name));
  return [...second, ...more].slice(0, mostLines).map((line) => ({ ...line }));
}

/** The order lines by speaker and item, in two generations of bounded size like the records of influence. */
export interface OrderLines {
  get(speaker: number, slot: number): OrderLine[];
  set(speaker: number, slot: number, lines: OrderLine[]): void;
  forget(slots: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

const slotsMax = 2 ** 21;
const stride = 9;

export function createOrderLines(purchasesMax: number, saved?: SnapshotReader): OrderLines {
  let older = readLines(saved, 'lines.older');
  let younger = readLines(saved, 'lines.younger');
  return {
    get(speaker, slot) {
      const key = speaker * slotsMax + slot;
      return younger.get(key) ?? older.get(key)?.map((line) => ({ ...line })) ?? [];
    },
    set(speaker, slot, lines) {
      const key = speaker * slotsMax + slot;
      if (younger.size >= purchasesMax && !younger.has(key)) {
        older = younger;
        younger = new Map();
      }
      younger.set(key, lines);
    },
    forget(slots) {
      for (const map of [older, younger]) {
        for (const key of map.keys()) if (slots.has(key % slotsMax)) map.delete(key);
      }
    },
    save(writer) {
      writer.section('lines.older', flatten(older));
      writer.section('lines.younger', flatten(younger));
    },
  };
}

function flatten(map: ReadonlyMap<number, readonly OrderLine[]>): Float64Array {
  const cells: number[] = [];
  for (const [key, lines] of map) {
    lines.forEach((line, place) => {
      const { name, paid, delivered, refunded, fault, complained, settled } = line;
      cells.push(key, place, name, Number(paid), Number(delivered), refunded, Number(fault), Number(complained));
      cells.push(settled ?? Number.NaN);
    });
  }
  return Float64Array.from(cells);
}

function readLines(saved: SnapshotReader | undefined, name: string): Map<number, OrderLine[]> {
  const map = new Map<number, OrderLine[]>();
  const cells = saved?.f64(name) ?? new Float64Array();
  for (let at = 0; at < cells.length; at += stride) {
    const key = cells[at]!;
    const lines = map.get(key) ?? [];
    const settled = cells[at + 8]!;
    lines.push({
      name: cells[at + 2]!,
      paid: cells[at + 3] === 1,
      delivered: cells[at + 4] === 1,
      refunded: cells[at + 5]!,
      fault: cells[at + 6] === 1,
      complained: cells[at + 7] === 1,
      settled: Number.isNaN(settled) ? null : settled,
    });
    map.set(key, lines);
  }
  return map;
}
