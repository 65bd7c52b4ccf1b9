import { businessDay, dayMs, hourMs, type Sweep, sql, type World } from '../kernel/index.ts';
import { hashDay } from './book.ts';
import { repriceLines } from './reprice-lines.ts';
import { lockDuePositions, selectFacts } from './store.ts';

const linesPerBatch = 500;

/** Brings lines whose next stage fell due to it: settled, matured, locked (DOMAIN 3.3). @returns how many it moved. */
export async function matureLines(world: World, limit = linesPerBatch): Promise<number> {
  return world.act(async (act) => {
    const positions = await lockDuePositions(act, act.now, limit);
    const facts = await selectFacts(
      act,
      positions.map((position) => position.lineId),
    );
    await repriceLines(act, positions, facts, () => 'due');
    return positions.length;
  }, 'sweep:quality.mature-line');
}

const daysPerBatch = 30;
/** A statement that began before midnight may still hang a row on the day that ended. */
const graceMs = hourMs;

/** Writes the root over all chains of a business day that is over. @returns how many days it sealed. */
export async function sealDays(world: World): Promise<number> {
  return world.act(async (act) => {
    const today = businessDay(new Date(act.now.getTime() - graceMs), world.config.zone);
    const days = await act.rows<{ chain_day: string }>(sql`
      select distinct chain_day::text from quality.chains
      where chain_day < ${today}::date and not exists (select from quality.daily_roots root where root.chain_day = chains.chain_day)
      order by chain_day limit ${daysPerBatch}`);
    let sealed = 0;
    for (const { chain_day } of days) {
      const chains = await act.rows<{ shop_id: string; rows_count: number; head: Buffer }>(
        sql`select shop_id, rows_count, head from quality.chains where chain_day = ${chain_day}::date`,
      );
      const root = hashDay(
        chains.map((chain) => ({ shopId: chain.shop_id, rowsCount: chain.rows_count, head: chain.head })),
      );
      const rowsCount = chains.reduce((sum, chain) => sum + chain.rows_count, 0);
      sealed += await act.run(sql`
        insert into quality.daily_roots (chain_day, root, chains_count, rows_count, sealed_at)
        values (${chain_day}::date, ${root}, ${chains.length}, ${rowsCount}, ${act.now.toISOString()}) on conflict do nothing`);
    }
    return sealed;
  }, 'sweep:quality.seal-days');
}

export const sweeps: readonly Sweep[] = [
  { name: 'quality.mature-line', everyMs: 15_000, run: (world) => matureLines(world) },
  { name: 'quality.seal-days', everyMs: dayMs / 24, run: sealDays },
];
