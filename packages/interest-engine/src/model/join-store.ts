import { createKeyIndex } from '../key-index.ts';
import { denseMax, featuresMax, headsOfModel, type SnapshotReader, type SnapshotWriter } from './layout.ts';
import { createQueue, type Queue } from './queue.ts';
import { createTable, type Table } from './table.ts';

/** States of an impression. `awaited`: labels came, their impression has not. `void`: forgotten, until its turn to be freed. */
export const state = { waiting: 1, learned: 2, awaited: 3, void: 4 } as const;

const rowShape = {
  at: ['f64', 1],
  clock: ['f64', 1],
  request: ['u32', 1],
  durationMs: ['f32', 1],
  /** Longest watch told, and the one that `now` was made from. */
  watchMs: ['f32', 1],
  labelledMs: ['f32', 1],
  pair: ['i32', 1],
  next: ['i32', 1],
  serial: ['i32', 1],
  state: ['u8', 1],
  flags: ['u8', 1],
  corrections: ['u8', 1],
  reported: ['u8', 1],
  reportedAt: ['f64', 1],
  clicked: ['u8', 1],
  bought: ['u8', 1],
  features: ['i32', featuresMax],
  dense: ['f32', denseMax],
  now: ['f32', headsOfModel],
  before: ['f32', headsOfModel],
} as const;
export const flag = { watchable: 1, deal: 2 } as const;

const noteShape = {
  at: ['f64', 1],
  value: ['f32', 1],
  request: ['u32', 1],
  next: ['i32', 1],
  kind: ['u8', 1],
} as const;
const pairShape = {
  viewer: ['u32', 1],
  slot: ['u32', 1],
  row: ['i32', 1],
  note: ['i32', 1],
  kept: ['f32', 1],
} as const;

/** Impressions, the labels told of them, and the pairs of viewer and item that hold both together. */
export interface JoinStore {
  readonly rows: Table<typeof rowShape>;
  readonly notes: Table<typeof noteShape>;
  readonly pairs: Table<typeof pairShape>;
  /** Impressions in the order in which they are looked at: not yet learned, those whose watch was reported. */
  readonly waiting: Queue;
  readonly reported: Queue;
  /** Impressions by how long they are held: every open one is in one of these. */
  readonly shown: Queue;
  readonly clicked: Queue;
  readonly bought: Queue;
  /** -1 when the viewer has no open impression of the item and told nothing of it. */
  findPair(viewer: number, slot: number): number;
  openPair(viewer: number, slot: number): number;
  /** An impression without anything yet, last in the queue of those shown. */
  openRow(pair: number, clock: number): number;
  freeRow(row: number): void;
  abandonWhere(isGone: (pair: number) => boolean): void;
  /** Pairs of one viewer become another's; returns those that now hold what two held. */
  rename(from: number, into: number): number[];
  save(writer: SnapshotWriter): void;
}

export function createJoinStore(saved?: SnapshotReader): JoinStore {
  const rows = createTable('join.rows', rowShape, saved);
  const notes = createTable('join.notes', noteShape, saved);
  const pairs = createTable('join.pairs', pairShape, saved);
  const index = createKeyIndex();
  /** Rows not yet learned, each with its serial: a row may be learned, freed and used again before its turn. */
  const waiting = createQueue('join.waiting', saved);
  const reported = createQueue('join.reported', saved);
  const shown = createQueue('join.shown', saved);
  const clicked = createQueue('join.clicked', saved);
  const bought = createQueue('join.bought', saved);
  let serial = 0;
  if (saved) {
    serial = saved.f64('join.serial')[0]!;
    const closed = new Set(saved.i32('join.pairs.free'));
    const { viewer, slot } = pairs.cells;
    for (let pair = 0; pair < viewer.length; pair++) if (!closed.has(pair)) index.put(viewer[pair]!, slot[pair]!, pair);
  }

  const openPair = (viewer: number, slot: number): number => {
    const known = index.find(viewer, slot);
    if (known >= 0) return known;
    const pair = pairs.open();
    const { cells } = pairs;
    cells.viewer[pair] = viewer;
    cells.slot[pair] = slot;
    cells.row[pair] = -1;
    cells.note[pair] = -1;
    cells.kept[pair] = Number.NaN;
    index.put(viewer, slot, pair);
    return pair;
  };

  const closePair = (pair: number): void => {
    const { cells } = pairs;
    for (let note = cells.note[pair]!; note >= 0; ) {
      const next = notes.cells.next[note]!;
      notes.close(note);
      note = next;
    }
    index.remove(cells.viewer[pair]!, cells.slot[pair]!);
    pairs.close(pair);
  };

  const freeRow = (row: number): void => {
    const { cells } = rows;
    if (cells.state[row] !== state.void) {
      const pair = cells.pair[row]!;
      let before = -1;
      let held = pairs.cells.row[pair]!;
      while (held !== row) {
        before = held;
        held = cells.next[held]!;
      }
      if (before < 0) pairs.cells.row[pair] = cells.next[row]!;
      else cells.next[before] = cells.next[row]!;
      if (pairs.cells.row[pair]! < 0) closePair(pair);
    }
    cells.state[row] = 0;
    rows.close(row);
  };

  const openRow = (pair: number, clock: number): number => {
    const row = rows.open();
    const { cells } = rows;
    cells.clock[row] = clock;
    cells.serial[row] = serial = (serial + 1) | 0;
    cells.watchMs[row] = -1;
    cells.labelledMs[row] = -1;
    cells.corrections[row] = 0;
    cells.reported[row] = 0;
    cells.clicked[row] = 0;
    cells.bought[row] = 0;
    cells.pair[row] = pair;
    cells.next[row] = pairs.cells.row[pair]!;
    pairs.cells.row[pair] = row;
    shown.push(row);
    return row;
  };

  const abandon = (pair: number): void => {
    const { cells } = rows;
    for (let row = pairs.cells.row[pair]!; row >= 0; row = cells.next[row]!) cells.state[row] = state.void;
    closePair(pair);
  };
  /** Pairs with an open impression, in a fixed order. */
  const pairsWhere = (isWanted: (pair: number) => boolean): Set<number> => {
    const found = new Set<number>();
    const { cells } = rows;
    for (const queue of [shown, clicked, bought]) {
      for (let turn = queue.length; turn > 0; turn--) {
        const row = queue.shift();
        queue.push(row);
        if (cells.state[row] !== state.void && isWanted(cells.pair[row]!)) found.add(cells.pair[row]!);
      }
    }
    return found;
  };

  /** Everything of one pair goes to another. */
  const movePair = (from: number, into: number): void => {
    const { cells } = pairs;
    for (let row = cells.row[from]!; row >= 0; ) {
      const next = rows.cells.next[row]!;
      rows.cells.pair[row] = into;
      rows.cells.next[row] = cells.row[into]!;
      cells.row[into] = row;
      row = next;
    }
    for (let note = cells.note[from]!; note >= 0; ) {
      const next = notes.cells.next[note]!;
      notes.cells.next[note] = cells.note[into]!;
      cells.note[into] = note;
      note = next;
    }
    if (Number.isNaN(cells.kept[into]!)) cells.kept[into] = cells.kept[from]!;
    cells.note[from] = -1;
    closePair(from);
  };

  return {
    rows,
    notes,
    pairs,
    waiting,
    reported,
    shown,
    clicked,
    bought,
    findPair: index.find,
    openPair,
    openRow,
    freeRow,
    abandonWhere(isGone) {
      for (const pair of pairsWhere(isGone)) abandon(pair);
    },
    rename(from, into) {
      const joined: number[] = [];
      for (const pair of pairsWhere((one) => pairs.cells.viewer[one] === from)) {
        const slot = pairs.cells.slot[pair]!;
        const known = index.find(into, slot);
        if (known >= 0) {
          movePair(pair, known);
          joined.push(known);
          continue;
        }
        index.remove(from, slot);
        pairs.cells.viewer[pair] = into;
        index.put(into, slot, pair);
      }
      return joined;
    },
    save(writer) {
      writer.section('join.serial', Float64Array.of(serial));
      for (const part of [rows, notes, pairs, waiting, reported, shown, clicked, bought]) part.save(writer);
    },
  };
}
