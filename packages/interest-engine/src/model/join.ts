import { createJoinStore, flag, state } from './join-store.ts';
import {
  denseMax,
  featuresMax,
  headsOfModel,
  modelHead,
  notBought,
  type SnapshotReader,
  type SnapshotWriter,
} from './layout.ts';
import type { Queue } from './queue.ts';

/** How long after an impression a label is its own, in milliseconds; `keepMs` counts from the purchase. */
export interface Windows {
  readonly watchMs: number;
  readonly clickMs: number;
  readonly buyMs: number;
  readonly keepMs: number;
}

export interface Impression {
  readonly viewer: number;
  readonly slot: number;
  readonly at: number;
  /** Hash of the request, 0 when none was named. */
  readonly request: number;
  /** Whether a watch report can be expected. */
  readonly isWatchable: boolean;
  readonly isDeal: boolean;
  readonly durationMs: number;
}

export const label = { watch: 0, click: 1, buy: 2 } as const;
export type Label = (typeof label)[keyof typeof label];

/** What an impression turned out to be, as far as is known. */
export interface Labels {
  readonly at: number;
  /** Longest watch reported; -1 none. */
  readonly watchMs: number;
  readonly clicked: boolean;
  readonly bought: boolean;
  /** Share kept of what was bought; null when unknown or nothing was. */
  readonly kept: number | null;
}

/**
 * Puts what happened after an impression to it. An impression is learned from a moment after its watch is reported, or
 * when the window for that closes; what has not happened by then counts as a provisional "no". A label that comes later sends
 * a correction. Which labels an impression has depends on what happened, not on the order in which it was told: a label
 * goes to the impression its request names, else to the viewer's latest impression of the item before it, and labels
 * may come before their impression. Bounded: when all places are taken the oldest impressions without a click go first,
 * and what was bought stays longest.
 */
export interface Join {
  /** Opens an impression; features and dense inputs are copied from the arrays given at creation. */
  show(impression: Impression): void;
  tell(viewer: number, slot: number, kind: Label, at: number, request: number, value: number): void;
  /** The outcome of what this viewer bought of this item: share kept, or null while unknown. */
  settle(viewer: number, slot: number, kept: number | null): void;
  /** Closes what is due; a bounded number of steps, the rest follows with the next events. */
  advance(now: number): void;
  labelsOf(viewer: number, slot: number): Labels[];
  /** What one viewer was shown and did becomes another's. */
  renameViewer(from: number, into: number): void;
  forgetViewer(viewer: number): void;
  forgetItems(slots: ReadonlySet<number>): void;
  counts(): { open: number; labels: number; dropped: number };
  /** Numbers of impressions in use, from 0: those open and those free again. */
  rows(): number;
  save(writer: SnapshotWriter): void;
}

export interface JoinPorts {
  readonly features: Int32Array;
  readonly dense: Float32Array;
  /** The soft label of a watch. `isFirst`: of this impression, so that it may be counted. */
  watchLabel(durationMs: number, watchMs: number, isFirst: boolean): number;
  /** Learns from a row: its features, dense inputs, labels now and those learned before. */
  learn(
    features: Int32Array,
    dense: Float32Array,
    now: Float32Array,
    before: Float32Array,
    row: number,
    isCorrection: boolean,
  ): void;
}

const minuteMs = 60_000;
/** Clocks differ: a label this little before its impression is still its own. */
const jitterMs = 5 * minuteMs;
/** Settled values are corrected up to the locked stage, 90 days after receipt (DOMAIN 3.3). */
const lockedMs = 100 * 24 * 60 * minuteMs;
/** From the report of a watch until it is learned from: what was done in the same breath is told by then. */
const breathMs = 20_000;
const labelsPerPair = 16;
const correctionsMax = 12;
const closedPerEvent = 64;
const freedPerEvent = 32;

export function createJoin(windows: Windows, rowsMax: number, ports: JoinPorts, saved?: SnapshotReader): Join {
  const store = createJoinStore(saved);
  const { rows, notes, pairs, waiting, reported, shown, clicked, bought, openPair, freeRow } = store;
  let dropped = 0;
  let clock = 0;
  if (saved) [dropped, clock] = [...saved.f64('join.numbers')] as [number, number];

  const learn = (row: number): void => {
    const { cells } = rows;
    const isCorrection = cells.state[row] === state.learned;
    if (!isCorrection) {
      const at = row * headsOfModel + modelHead.watch;
      if (cells.flags[row]! & flag.watchable && cells.labelledMs[row]! < 0) cells.now[at] = 0;
    }
    ports.learn(cells.features, cells.dense, cells.now, cells.before, row, isCorrection);
    const start = row * headsOfModel;
    for (let head = 0; head < headsOfModel; head++) cells.before[start + head] = cells.now[start + head]!;
    cells.state[row] = state.learned;
  };

  /** Before a pair is opened: what is freed may close pairs. */
  const makeRoom = (): void => {
    for (let step = 0; rows.size >= rowsMax && step < freedPerEvent; step++) evict();
  };

  /** The longest held row of the least promising kind gives up its place, or moves on to a longer hold. */
  const evict = (): void => {
    const { cells } = rows;
    if (shown.length > 0) {
      const row = shown.shift();
      if (cells.state[row] === state.waiting) learn(row);
      if (cells.state[row] === state.void) freeRow(row);
      else if (cells.bought[row]) bought.push(row);
      else if (cells.clicked[row]) clicked.push(row);
      else freeRow(row);
      return;
    }
    if (clicked.length > 0) {
      const row = clicked.shift();
      if (cells.bought[row] && cells.state[row] !== state.void) bought.push(row);
      else freeRow(row);
      return;
    }
    if (bought.length > 0) freeRow(bought.shift());
  };

  /** The impression a label belongs to, or -1. */
  const ownerOf = (pair: number, note: number): number => {
    const { cells } = rows;
    const at = notes.cells.at[note]!;
    const request = notes.cells.request[note]!;
    let latest = -1;
    let earliest = -1;
    let isNamed = false;
    for (let row = pairs.cells.row[pair]!; row >= 0; row = cells.next[row]!) {
      if (cells.state[row] === state.awaited) continue;
      const names = request !== 0 && cells.request[row] === request;
      if (isNamed && !names) continue;
      if (names && !isNamed) {
        isNamed = true;
        latest = -1;
        earliest = -1;
      }
      const shownAt = cells.at[row]!;
      if (shownAt <= at && (latest < 0 || isAfter(row, latest))) latest = row;
      if ((names || shownAt <= at + jitterMs) && (earliest < 0 || isAfter(earliest, row))) earliest = row;
    }
    return latest >= 0 ? latest : earliest;
  };
  const isAfter = (row: number, other: number): boolean => {
    const { at, request } = rows.cells;
    return at[row] === at[other] ? request[row]! > request[other]! : at[row]! > at[other]!;
  };

  const windowOf = (kind: number): number =>
    kind === label.buy ? windows.buyMs : Math.max(windows.watchMs, windows.clickMs);

  /** Works out the labels of all impressions of a pair again, and learns what is new. */
  const evaluate = (pair: number): void => {
    const { cells } = rows;
    for (let row = pairs.cells.row[pair]!; row >= 0; row = cells.next[row]!) {
      cells.watchMs[row] = -1;
      cells.clicked[row] = 0;
      cells.bought[row] = 0;
    }
    for (let note = pairs.cells.note[pair]!; note >= 0; note = notes.cells.next[note]!) {
      const row = ownerOf(pair, note);
      const kind = notes.cells.kind[note]!;
      if (row < 0 || notes.cells.at[note]! - cells.at[row]! > windowOf(kind)) continue;
      if (kind === label.watch) cells.watchMs[row] = Math.max(cells.watchMs[row]!, notes.cells.value[note]!);
      else cells.clicked[row] = 1;
      if (kind === label.buy) cells.bought[row] = 1;
    }
    const kept = pairs.cells.kept[pair]!;
    for (let row = pairs.cells.row[pair]!; row >= 0; row = cells.next[row]!) {
      if (cells.state[row] === state.awaited) continue;
      write(row, kept);
      if (cells.state[row] === state.waiting) {
        if (cells.watchMs[row]! >= 0) report(row);
      } else if (hasChanged(row)) correct(row);
    }
  };

  const report = (row: number): void => {
    const { cells } = rows;
    if (cells.reported[row]) return;
    cells.reported[row] = 1;
    cells.reportedAt[row] = clock;
    reported.push(row);
    reported.push(cells.serial[row]!);
  };

  const correct = (row: number): void => {
    const { cells } = rows;
    if (cells.corrections[row]! >= correctionsMax) {
      dropped++;
      return;
    }
    cells.corrections[row]!++;
    learn(row);
  };

  const write = (row: number, kept: number): void => {
    const { cells } = rows;
    const start = row * headsOfModel;
    const isDeal = (cells.flags[row]! & flag.deal) !== 0;
    const watchMs = cells.watchMs[row]!;
    if ((cells.flags[row]! & flag.watchable) === 0) cells.now[start + modelHead.watch] = Number.NaN;
    else if (watchMs !== cells.labelledMs[row]) {
      cells.now[start + modelHead.watch] =
        watchMs < 0 ? 0 : ports.watchLabel(cells.durationMs[row]!, watchMs, cells.labelledMs[row]! < 0);
      cells.labelledMs[row] = watchMs;
    }
    cells.now[start + modelHead.click] = cells.clicked[row]!;
    cells.now[start + modelHead.buy] = isDeal ? cells.bought[row]! : Number.NaN;
    cells.now[start + modelHead.keep] = isDeal ? (cells.bought[row] ? kept : notBought) : Number.NaN;
  };

  const hasChanged = (row: number): boolean => {
    const { now, before } = rows.cells;
    for (let at = row * headsOfModel; at < (row + 1) * headsOfModel; at++)
      if (!Object.is(now[at], before[at])) return true;
    return false;
  };

  const rowOfAwaited = (pair: number): number => {
    let row = pairs.cells.row[pair]!;
    while (row >= 0 && rows.cells.state[row] !== state.awaited) row = rows.cells.next[row]!;
    return row;
  };

  const retire = (queue: Queue, holdMs: number): void => {
    const { cells } = rows;
    for (let step = 0; step < freedPerEvent && queue.length > 0; step++) {
      const row = queue.first();
      if (clock - cells.clock[row]! < holdMs && cells.state[row] !== state.void) return;
      queue.shift();
      if (cells.state[row] === state.waiting) learn(row);
      if (queue !== bought && cells.bought[row] && cells.state[row] !== state.void) bought.push(row);
      else freeRow(row);
    }
  };

  /** Learns from rows whose time has come; a row may have been learned or used again since it was put there. */
  const close = (queue: Queue, since: Float64Array, waitMs: number): void => {
    const { cells } = rows;
    for (let step = 0; step < closedPerEvent && queue.length > 0; step++) {
      const row = queue.first();
      const isWaiting = cells.state[row] === state.waiting;
      if (isWaiting && clock - since[row]! < waitMs) break;
      queue.shift();
      const isSame = cells.serial[row] === queue.shift();
      if (isWaiting && isSame) learn(row);
    }
  };

  return {
    show(impression) {
      makeRoom();
      const pair = openPair(impression.viewer, impression.slot);
      const awaited = rowOfAwaited(pair);
      const row = awaited >= 0 ? awaited : store.openRow(pair, clock);
      const { cells } = rows;
      cells.at[row] = impression.at;
      cells.request[row] = impression.request;
      cells.durationMs[row] = impression.durationMs;
      cells.flags[row] = (impression.isWatchable ? flag.watchable : 0) | (impression.isDeal ? flag.deal : 0);
      cells.state[row] = state.waiting;
      cells.features.set(ports.features, row * featuresMax);
      cells.dense.set(ports.dense, row * denseMax);
      for (let head = 0; head < headsOfModel; head++) {
        cells.now[row * headsOfModel + head] = Number.NaN;
        cells.before[row * headsOfModel + head] = Number.NaN;
      }
      waiting.push(row);
      waiting.push(cells.serial[row]!);
      if (pairs.cells.note[pair]! >= 0 || cells.next[row]! >= 0) evaluate(pair);
      else write(row, Number.NaN);
    },
    tell(viewer, slot, kind, at, request, value) {
      makeRoom();
      const pair = openPair(viewer, slot);
      if (pairs.cells.row[pair]! < 0) {
        const row = store.openRow(pair, clock);
        rows.cells.state[row] = state.awaited;
      }
      let count = 0;
      for (let note = pairs.cells.note[pair]!; note >= 0; note = notes.cells.next[note]!) {
        const { cells } = notes;
        if (cells.kind[note] === kind && cells.request[note] === request && cells.at[note] === at) {
          if (cells.value[note]! >= value) return;
          cells.value[note] = value;
          evaluate(pair);
          return;
        }
        count++;
      }
      if (count >= labelsPerPair) {
        dropped++;
        return;
      }
      const note = notes.open();
      const { cells } = notes;
      cells.at[note] = at;
      cells.value[note] = value;
      cells.request[note] = request;
      cells.kind[note] = kind;
      cells.next[note] = pairs.cells.note[pair]!;
      pairs.cells.note[pair] = note;
      evaluate(pair);
    },
    settle(viewer, slot, kept) {
      const pair = store.findPair(viewer, slot);
      if (pair < 0 || Object.is(pairs.cells.kept[pair], Math.fround(kept ?? Number.NaN))) return;
      pairs.cells.kept[pair] = kept ?? Number.NaN;
      evaluate(pair);
    },
    advance(now) {
      clock = now;
      close(reported, rows.cells.reportedAt, breathMs);
      close(waiting, rows.cells.clock, windows.watchMs);
      retire(shown, windows.buyMs);
      retire(clicked, windows.buyMs);
      retire(bought, windows.keepMs + lockedMs);
    },
    labelsOf(viewer, slot) {
      const pair = store.findPair(viewer, slot);
      const found: Labels[] = [];
      const { cells } = rows;
      for (let row = pair < 0 ? -1 : pairs.cells.row[pair]!; row >= 0; row = cells.next[row]!) {
        if (cells.state[row] === state.awaited) continue;
        const kept = cells.now[row * headsOfModel + modelHead.keep]!;
        found.push({
          at: cells.at[row]!,
          watchMs: cells.watchMs[row]!,
          clicked: cells.clicked[row] === 1,
          bought: cells.bought[row] === 1,
          kept: kept >= 0 ? kept : null,
        });
      }
      return found.sort((a, b) => a.at - b.at || a.watchMs - b.watchMs);
    },
    renameViewer(from, into) {
      for (const pair of store.rename(from, into)) evaluate(pair);
    },
    forgetViewer: (viewer) => store.abandonWhere((pair) => pairs.cells.viewer[pair] === viewer),
    forgetItems: (slots) => store.abandonWhere((pair) => slots.has(pairs.cells.slot[pair]!)),
    counts: () => ({ open: rows.size, labels: notes.size, dropped }),
    rows: () => rows.reach,
    save(writer) {
      writer.section('join.numbers', Float64Array.of(dropped, clock));
      store.save(writer);
    },
  };
}
