import { setTimeout } from 'node:timers/promises';
import { sql, type World } from '../../server/src/kernel/index.ts';

const waitMsMax = 15_000;

/**
 * Waits until everything committed so far is below the oldest running transaction, so that readers of a log see it.
 * Transactions of all databases of a server count: another test file that makes its database holds the readers back.
 */
export async function untilFinal(world: World): Promise<void> {
  const { latest } = await world.database.one<{ latest: string }>(
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text as latest`,
  );
  const until = performance.now() + waitMsMax;
  while (performance.now() < until) {
    const { final } = await world.database.one<{ final: boolean }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot()) >= ${latest}::xid8 as final`,
    );
    if (final) return;
    await setTimeout(5);
  }
  throw new Error('a transaction somewhere on the server does not end');
}
