import { grow } from '../id-table.ts';
import type { SnapshotReader, SnapshotWriter } from '../snapshot-sections.ts';

/** Where an item stands: never admitted, owed impressions, out of the pools for now, or through all of them. */
export const poolStatuses = ['none', 'open', 'held', 'finished'] as const;
export type PoolStatus = (typeof poolStatuses)[number];

export const transitionReasons = [
  /** The lower bound of its value reached the median: one pool up. */
  'graduated',
  /** The same, out of the sixth pool: it needs no help any more. */
  'finished',
  /** The quota is used up and the lower bound lies below the median. */
  'held',
  /** A held item whose facts have changed: one pool up after all. */
  'facts_changed',
  /** Settled facts contradict what was predicted at graduation: one pool down, and its author starts on probation. */
  'contradicted',
  /** Settled facts bear out the prediction: its author's probation ends. */
  'borne_out',
  /** Reviewed anew while held: it starts again. */
  'reviewed_again',
] as const;
export type TransitionReason = (typeof transitionReasons)[number];

/** One move of one item, with the figures that decided it. */
export interface PoolTransition {
  readonly at: number;
  readonly itemId: string;
  /** 0 is probation, 1 to 6 the pools. */
  readonly from: number;
  readonly to: number;
  readonly reason: TransitionReason;
  /** Received in the pool it left. */
  readonly impressions: number;
  /** Value per thousand impressions: what was measured, its one-sided lower bound, and what it was held against. */
  readonly mean: number;
  readonly lowerBound: number;
  readonly median: number;
}

/** A second look that is due after graduation. */
export interface Recheck {
  readonly dueAt: number;
  readonly slot: number;
  readonly predicted: number;
}

export const poolColumns = {
  status: 0,
  pool: 1,
  /** Impressions the item had when it entered its pool. */
  baseline: 2,
  enteredAt: 3,
  mean: 4,
  lowerBound: 5,
  median: 6,
  /** Impressions at which a held item is looked at again. */
  nextLook: 7,
} as const;
type PoolColumn = (typeof poolColumns)[keyof typeof poolColumns];

const stride = 8;
const logMost = 2_000;
const cohortMost = 100;
const poolCount = 7;

/** All that is known of pools: one row for each slot, and what belongs to no single item. */
export interface PoolState {
  get(slot: number, column: PoolColumn): number;
  set(slot: number, column: PoolColumn, value: number): void;
  /** Living items that are owed impressions, in no order that matters but the same everywhere. */
  readonly open: readonly number[];
  openSlot(slot: number): void;
  closeSlot(slot: number): void;
  /** Forgets slots that are given to other items. */
  forget(slots: ReadonlySet<number>): void;
  /** The latest moment any event told of: second looks fall due by it. */
  readonly clock: number;
  advance(at: number): void;
  /** Takes the next second look that has fallen due. */
  takeDue(): Recheck | null;
  plan(recheck: Recheck): void;
  /** Values with which the latest items came to a quota, by category, pool and kind of value. */
  cohort(key: number): readonly number[];
  joinCohort(key: number, value: number): void;
  /** Authors whose next work starts on probation, by entity number. */
  readonly probation: Set<number>;
  /** Ever moved out of a pool: `[pool][up, down]`. */
  readonly moved: Float64Array;
  note(transition: PoolTransition): void;
  /** Oldest first, the latest 2,000. */
  readonly log: readonly PoolTransition[];
  readonly rows: number;
  save(writer: SnapshotWriter): void;
}

export function createPoolState(saved?: SnapshotReader): PoolState {
  const has = saved?.has('poolRows') ? saved : undefined;
  let cells = (has?.f64('poolRows') ?? new Float64Array()) as Float64Array;
  let used = cells.length;
  const open: number[] = [...(has?.i32('poolOpen') ?? [])];
  const places = new Map(open.map((slot, place) => [slot, place]));
  const due: Recheck[] = has?.json<Recheck[]>('poolDue') ?? [];
  let dueFrom = 0;
  const cohorts = new Map<number, number[]>(has?.json<[number, number[]][]>('poolCohorts'));
  const probation = new Set<number>(has?.i32('poolProbation'));
  const log: PoolTransition[] = has?.json<PoolTransition[]>('poolLog') ?? [];
  const moved = (has?.f64('poolMoved') ?? new Float64Array(2 * poolCount)) as Float64Array;
  let clock = has?.json<number>('poolClock') ?? 0;

  const closeSlot = (slot: number): void => {
    const place = places.get(slot);
    if (place === undefined) return;
    const last = open.pop()!;
    places.delete(slot);
    if (last === slot) return;
    open[place] = last;
    places.set(last, place);
  };

  return {
    get: (slot, column) => cells[slot * stride + column] ?? 0,
    set(slot, column, value) {
      used = Math.max(used, (slot + 1) * stride);
      cells = grow(cells, used);
      cells[slot * stride + column] = value;
    },
    open,
    openSlot(slot) {
      if (places.has(slot)) return;
      places.set(slot, open.length);
      open.push(slot);
    },
    closeSlot,
    forget(slots) {
      for (const slot of slots) {
        closeSlot(slot);
        cells.fill(0, slot * stride, Math.min(cells.length, (slot + 1) * stride));
      }
      const kept = due.slice(dueFrom).filter((recheck) => !slots.has(recheck.slot));
      due.splice(0, due.length, ...kept);
      dueFrom = 0;
    },
    get clock() {
      return clock;
    },
    advance(at) {
      if (at > clock) clock = at;
    },
    takeDue() {
      const next = due[dueFrom];
      if (!next || next.dueAt > clock) return null;
      dueFrom++;
      if (dueFrom > 1_000 && dueFrom * 2 > due.length) {
        due.splice(0, dueFrom);
        dueFrom = 0;
      }
      return next;
    },
    plan(recheck) {
      // The clock never goes back, so only a change of the policy's days can put one before another.
      let place = due.length;
      while (place > dueFrom && due[place - 1]!.dueAt > recheck.dueAt) place--;
      due.splice(place, 0, recheck);
    },
    cohort: (key) => cohorts.get(key) ?? [],
    joinCohort(key, value) {
      const cohort = cohorts.get(key) ?? [];
      cohort.push(value);
      if (cohort.length > cohortMost) cohort.shift();
      cohorts.set(key, cohort);
    },
    probation,
    moved,
    note(transition) {
      log.push(transition);
      if (log.length > logMost) log.shift();
    },
    log,
    get rows() {
      return used / stride;
    },
    save(writer) {
      writer.section('poolRows', cells.subarray(0, used));
      writer.section('poolOpen', Int32Array.from(open));
      writer.json('poolDue', due.slice(dueFrom));
      writer.json('poolCohorts', [...cohorts]);
      writer.section('poolProbation', Int32Array.from(probation));
      writer.json('poolLog', log);
      writer.section('poolMoved', moved);
      writer.json('poolClock', clock);
    },
  };
}
