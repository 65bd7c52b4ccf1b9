import type { Schemas } from '@haowu/api-client';

type Pool = Schemas['Pool'];
export type PoolStep = Pool & {
  /** Items on trial: in the pool and neither held nor demoted. */
  readonly trialCount: number;
  /** Heights of the bar's parts, 0 to 1 of the tallest pool. */
  readonly trial: number;
  readonly held: number;
  readonly demoted: number;
  /** Of those that left the pool or were judged in it, how many went up; null while none was judged. */
  readonly graduationRate: number | null;
};

/** The pools as bars on one scale; the tallest fills the height. Probation (0) stands first while anything is in it. */
export function poolSteps(pools: readonly Pool[]): PoolStep[] {
  const tallest = Math.max(1, ...pools.map(({ itemsCount }) => itemsCount));
  return [...pools]
    .filter(
      ({ pool, itemsCount, graduatedCount, demotedCount }) =>
        pool > 0 || itemsCount + graduatedCount + demotedCount > 0,
    )
    .sort((a, b) => a.pool - b.pool)
    .map((pool) => {
      const held = Math.min(pool.heldCount, pool.itemsCount);
      const demoted = Math.min(pool.demotedCount, pool.itemsCount - held);
      const trialCount = pool.itemsCount - held - demoted;
      const judged = pool.graduatedCount + pool.heldCount + pool.demotedCount;
      return {
        ...pool,
        trialCount,
        trial: trialCount / tallest,
        held: held / tallest,
        demoted: demoted / tallest,
        graduationRate: judged === 0 ? null : pool.graduatedCount / judged,
      };
    });
}

/** The pool with the most items that wait in it; what the page says first. Null when all are empty. */
export function fullestPool(pools: readonly Pool[]): Pool | null {
  const most = pools.reduce<Pool | null>(
    (best, pool) => (best && best.itemsCount >= pool.itemsCount ? best : pool),
    null,
  );
  return most && most.itemsCount > 0 ? most : null;
}
