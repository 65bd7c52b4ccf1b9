import type { EngineState } from '../engine-state.ts';
import type { StoredItem } from '../item.ts';
import { columns } from '../item-counts.ts';
import { dayMs } from '../knowledge.ts';
import { newSellerOwed } from '../new-seller.ts';
import { type Policy, quotaOf } from '../policy.ts';
import { type PoolStatus, poolColumns, poolStatuses, type TransitionReason } from './pool-state.ts';
import { sellsGoods, usualValuePerMille, valuePerMille } from './value-per-mille.ts';

export const lastPool = 6;
const status = Object.fromEntries(poolStatuses.map((name, index) => [name, index])) as Record<PoolStatus, number>;

const impressionsOf = (state: EngineState, slot: number): number => state.itemCounts.at(slot, columns.impressions);

export const statusOf = (state: EngineState, slot: number): PoolStatus =>
  poolStatuses[state.pools.get(slot, poolColumns.status)] ?? 'none';
export const poolOf = (state: EngineState, slot: number): number => state.pools.get(slot, poolColumns.pool);
export const impressionsInPool = (state: EngineState, slot: number): number =>
  Math.max(0, impressionsOf(state, slot) - state.pools.get(slot, poolColumns.baseline));

/** How much of its quota an item is still owed, 0 to 1; 0 out of the pools. */
export function owedShare(state: EngineState, policy: Policy, slot: number): number {
  if (statusOf(state, slot) !== 'open') return 0;
  return Math.max(0, 1 - impressionsInPool(state, slot) / quotaOf(policy, poolOf(state, slot)));
}

/** How urgent it is to show an item: what it is owed, and more for the goods of a new seller whom few have seen yet. */
export const urgencyOf = (state: EngineState, policy: Policy, slot: number): number =>
  owedShare(state, policy, slot) * (1 + policy.pools.newSeller * newSellerOwed(state, policy, state.items[slot]!));

/**
 * An item that passed review enters the first pool, or probation before it where settled facts contradicted an earlier
 * work of its author. One that came back goes on where it was; one reviewed anew while held starts again.
 */
export function admitToPools(state: EngineState, slot: number, item: StoredItem): void {
  const { pools } = state;
  const reviewedAt = item.facts.reviewedAt ?? item.facts.publishedAt;
  const now = statusOf(state, slot);
  if (now === 'open') pools.openSlot(slot);
  if (now === 'held' && reviewedAt > pools.get(slot, poolColumns.enteredAt)) {
    const from = poolOf(state, slot);
    enter(state, slot, startOf(state, item), reviewedAt);
    note(state, slot, from, 'reviewed_again');
  }
  if (now === 'none') enter(state, slot, startOf(state, item), reviewedAt);
}

const startOf = ({ pools }: EngineState, { author }: StoredItem): number => (pools.probation.has(author) ? 0 : 1);

function enter(state: EngineState, slot: number, pool: number, at: number): void {
  const { pools } = state;
  pools.set(slot, poolColumns.status, status.open);
  pools.set(slot, poolColumns.pool, pool);
  pools.set(slot, poolColumns.baseline, impressionsOf(state, slot));
  pools.set(slot, poolColumns.enteredAt, at);
  pools.openSlot(slot);
}

/** An item that is taken away is owed nothing until it comes back. */
export const withdrawFromPools = (state: EngineState, slot: number): void => state.pools.closeSlot(slot);

/** After public counts of an item changed: quotas, held items with new facts, and second looks that fell due. */
export function countInPools(state: EngineState, policy: Policy, slot: number, deltas: Float64Array, at: number): void {
  const { pools } = state;
  pools.advance(at);
  for (let due = pools.takeDue(); due; due = pools.takeDue()) lookAgain(state, policy, due.slot, due.predicted);
  const now = statusOf(state, slot);
  if (now === 'open') {
    if (owedShare(state, policy, slot) === 0) decide(state, policy, slot);
  } else if (now === 'held') {
    const settled = deltas[columns.settled] !== 0 || deltas[columns.kept] !== 0 || deltas[columns.deducted] !== 0;
    if (settled || impressionsOf(state, slot) >= pools.get(slot, poolColumns.nextLook)) {
      decide(state, policy, slot, 'facts_changed');
    }
  }
}

/**
 * The test at the end of a quota: the one-sided lower bound of value per thousand impressions against the median of
 * what the latest items of the category showed at the end of the same pool.
 */
function decide(state: EngineState, policy: Policy, slot: number, up: TransitionReason = 'graduated'): void {
  const { pools } = state;
  const item = state.items[slot]!;
  const pool = poolOf(state, slot);
  const { mean, error } = valuePerMille(state, policy, slot, item);
  const lowerBound = mean - policy.pools.lowerBoundZ * error;
  const median = medianFor(state, policy, item, pool);
  const passes = lowerBound >= median;
  if (up === 'graduated') {
    for (const category of [item.categories[0], 0]) {
      if (category !== undefined) pools.joinCohort(cohortKey(category, pool, item), mean);
    }
  }
  pools.set(slot, poolColumns.mean, mean);
  pools.set(slot, poolColumns.lowerBound, lowerBound);
  pools.set(slot, poolColumns.median, median);
  pools.set(slot, poolColumns.nextLook, 2 * impressionsOf(state, slot));
  if (!passes) {
    if (up === 'facts_changed') return;
    note(state, slot, pool, 'held');
    pools.set(slot, poolColumns.status, status.held);
    pools.closeSlot(slot);
    return;
  }
  pools.moved[2 * pool]!++;
  pools.plan({ dueAt: pools.clock + policy.pools.recheckDays * dayMs, slot, predicted: mean });
  if (pool === lastPool) {
    note(state, slot, pool, 'finished');
    pools.set(slot, poolColumns.status, status.finished);
    pools.closeSlot(slot);
    return;
  }
  const impressions = impressionsInPool(state, slot);
  enter(state, slot, pool + 1, pools.clock);
  note(state, slot, pool, up, impressions);
  if (!item.alive) pools.closeSlot(slot);
}

const cohortKey = (category: number, pool: number, item: StoredItem): number =>
  (category * 7 + pool) * 2 + Number(sellsGoods(item));

/** Of the category where enough of its items came so far, else of everything, else what is usual at all. */
function medianFor(state: EngineState, policy: Policy, item: StoredItem, pool: number): number {
  for (const category of [item.categories[0], 0]) {
    if (category === undefined) continue;
    const values = state.pools.cohort(cohortKey(category, pool, item));
    if (values.length >= policy.pools.comparables) return medianOf(values);
  }
  return usualValuePerMille(state, policy, item);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The second look, days after graduation, when most lines are settled. A work that turned out far below what it
 * promised goes down one pool and has to pass it again, and its author's next work starts on probation: a smaller quota
 * that must be passed before the first pool. A work that kept its promise ends the probation.
 */
function lookAgain(state: EngineState, policy: Policy, slot: number, predicted: number): void {
  const { pools } = state;
  const item = state.items[slot];
  const now = statusOf(state, slot);
  if (!item || now === 'none') return;
  const { mean, error } = valuePerMille(state, policy, slot, item);
  pools.set(slot, poolColumns.mean, mean);
  pools.set(slot, poolColumns.lowerBound, mean - policy.pools.lowerBoundZ * error);
  pools.set(slot, poolColumns.median, predicted);
  const from = poolOf(state, slot);
  if (mean >= policy.pools.contradiction * predicted) {
    if (pools.probation.delete(item.author)) note(state, slot, from, 'borne_out');
    return;
  }
  pools.probation.add(item.author);
  pools.moved[2 * from + 1]!++;
  const impressions = impressionsInPool(state, slot);
  const down = Math.max(1, now === 'finished' ? lastPool : from - 1);
  if (now === 'held') pools.set(slot, poolColumns.pool, down);
  else enter(state, slot, down, pools.clock);
  if (!item.alive) pools.closeSlot(slot);
  note(state, slot, from, 'contradicted', impressions);
}

function note(
  state: EngineState,
  slot: number,
  from: number,
  reason: TransitionReason,
  impressions = impressionsInPool(state, slot),
): void {
  const { pools } = state;
  pools.note({
    at: pools.clock,
    itemId: state.items[slot]!.facts.itemId,
    from,
    to: poolOf(state, slot),
    reason,
    impressions,
    mean: pools.get(slot, poolColumns.mean),
    lowerBound: pools.get(slot, poolColumns.lowerBound),
    median: pools.get(slot, poolColumns.median),
  });
}
