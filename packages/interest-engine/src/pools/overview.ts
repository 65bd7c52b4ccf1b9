import type { EngineState } from '../engine-state.ts';
import { dayMs } from '../knowledge.ts';
import { type Policy, quotaOf } from '../policy.ts';
import { impressionsInPool, lastPool, owedShare, poolOf, statusOf } from './move-item.ts';
import { type PoolStatus, type PoolTransition, poolColumns } from './pool-state.ts';
import { type ValuePerMille, valuePerMille } from './value-per-mille.ts';

/** One pool as it stands. Pool 0 is probation. */
export interface PoolOverview {
  readonly pool: number;
  readonly quota: number;
  /** Items that are owed impressions in it, what they received so far, and how many days they have waited, on average. */
  readonly items: number;
  readonly impressions: number;
  readonly waitingDays: number;
  /** Items out of the pools that came no further than this one. */
  readonly held: number;
  /** Ever: moves up out of it, and moves down out of it. */
  readonly graduated: number;
  readonly demoted: number;
}

export interface PoolItem {
  readonly itemId: string;
  readonly authorId: string;
  readonly categoryId: string | null;
  readonly pool: number;
  readonly status: PoolStatus;
  readonly enteredAt: number;
  readonly quota: number;
  readonly impressions: number;
  /** As it stands now. */
  readonly value: ValuePerMille;
  readonly lowerBound: number;
  /** At the last decision: what it was held against; null when none was taken yet. */
  readonly median: number | null;
}

export type PoolItemOrder = 'entered' | 'impressions' | 'owed' | 'value';
export interface PoolItemQuery {
  readonly pool?: number;
  readonly status?: PoolStatus;
  readonly limit: number;
  readonly offset: number;
  readonly order?: PoolItemOrder;
}

const mostRows = 200;

function* pooled(state: EngineState): Generator<number> {
  for (let slot = 0; slot < state.pools.rows; slot++) {
    if (state.items[slot]?.alive && statusOf(state, slot) !== 'none') yield slot;
  }
}

export function overviewOf(state: EngineState, policy: Policy, at: number): PoolOverview[] {
  const rows = Array.from({ length: lastPool + 1 }, (_, pool) => ({
    pool,
    quota: quotaOf(policy, pool),
    items: 0,
    impressions: 0,
    waitingDays: 0,
    held: 0,
    graduated: state.pools.moved[2 * pool]!,
    demoted: state.pools.moved[2 * pool + 1]!,
  }));
  for (const slot of pooled(state)) {
    const row = rows[poolOf(state, slot)]!;
    const status = statusOf(state, slot);
    if (status === 'held') row.held++;
    if (status !== 'open') continue;
    row.items++;
    row.impressions += impressionsInPool(state, slot);
    row.waitingDays += Math.max(0, at - state.pools.get(slot, poolColumns.enteredAt)) / dayMs;
  }
  return rows.map((row) => ({ ...row, waitingDays: row.items > 0 ? row.waitingDays / row.items : 0 }));
}

/** Items with a place in the pools or held out of them; ties by the order of their first coming. */
export function poolItemsOf(
  state: EngineState,
  policy: Policy,
  query: PoolItemQuery,
): { total: number; items: PoolItem[] } {
  const slots: number[] = [];
  for (const slot of pooled(state)) {
    if (query.pool !== undefined && poolOf(state, slot) !== query.pool) continue;
    if (query.status !== undefined && statusOf(state, slot) !== query.status) continue;
    slots.push(slot);
  }
  const key: Record<PoolItemOrder, (slot: number) => number> = {
    entered: (slot) => state.pools.get(slot, poolColumns.enteredAt),
    impressions: (slot) => impressionsInPool(state, slot),
    owed: (slot) => owedShare(state, policy, slot),
    value: (slot) => valuePerMille(state, policy, slot, state.items[slot]!).mean,
  };
  const keyOf = key[query.order ?? 'entered'];
  const keys = new Map(slots.map((slot) => [slot, keyOf(slot)]));
  slots.sort((a, b) => keys.get(b)! - keys.get(a)! || a - b);
  const from = Math.max(0, query.offset);
  const page = slots.slice(from, from + Math.min(mostRows, Math.max(0, query.limit)));
  return { total: slots.length, items: page.map((slot) => poolItem(state, policy, slot)) };
}

function poolItem(state: EngineState, policy: Policy, slot: number): PoolItem {
  const item = state.items[slot]!;
  const value = valuePerMille(state, policy, slot, item);
  const pool = poolOf(state, slot);
  const decided = state.pools.get(slot, poolColumns.nextLook) > 0;
  return {
    itemId: item.facts.itemId,
    authorId: item.facts.authorId,
    categoryId: item.facts.categoryIds[0] ?? null,
    pool,
    status: statusOf(state, slot),
    enteredAt: state.pools.get(slot, poolColumns.enteredAt),
    quota: quotaOf(policy, pool),
    impressions: impressionsInPool(state, slot),
    value,
    lowerBound: value.mean - policy.pools.lowerBoundZ * value.error,
    median: decided ? state.pools.get(slot, poolColumns.median) : null,
  };
}

/** The latest first; at most the last 2,000 are kept. */
export function poolTransitionsOf(
  state: EngineState,
  { limit, offset }: { limit: number; offset: number },
): { total: number; transitions: PoolTransition[] } {
  const { log } = state.pools;
  const end = Math.max(0, log.length - Math.max(0, offset));
  const start = Math.max(0, end - Math.min(mostRows, Math.max(0, limit)));
  return { total: log.length, transitions: log.slice(start, end).reverse() };
}
