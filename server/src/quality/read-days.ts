import { type Queryable, sql } from '../kernel/index.ts';
import { conditionsOf, type LineFilter } from './read-totals.ts';

export type DayFigures = { day: string; ordersCount: number; paidMinor: bigint; qgmvMinor: bigint };

/** Orders, Paid and QGMV (facts known so far) by business day of payment; days without lines are absent. */
export async function dayFigures(database: Queryable, filter: LineFilter): Promise<DayFigures[]> {
  const rows = await database.rows<{ day: string; orders: number; paid: bigint; qgmv: bigint }>(sql`
    select paid_day::text as day, count(distinct order_id)::int as orders, sum(paid_minor)::bigint as paid, sum(qgmv_minor)::bigint as qgmv
    from quality.positions as position where ${conditionsOf(filter)} group by paid_day order by paid_day`);
  return rows.map((row) => ({ day: row.day, ordersCount: row.orders, paidMinor: row.paid, qgmvMinor: row.qgmv }));
}

/** Lines of shops with an after-sale case that is not closed. */
export async function openCasesOf(database: Queryable, shopIds: readonly string[]): Promise<number> {
  const row = await database.one<{ open: number }>(sql`
    select coalesce(sum(open_cases), 0)::int as open from quality.positions where shop_id = any(${shopIds}::uuid[]) and open_cases > 0`);
  return row.open;
}

/** Whether a stage has fallen due that the sweep has not reached yet. */
export async function hasDueLines(database: Queryable, now: Date): Promise<boolean> {
  const row = await database.one<{ due: boolean }>(
    sql`select exists (select from quality.positions where due_at <= ${now.toISOString()}::timestamptz) as due`,
  );
  return row.due;
}

/** What the whole book holds, to be compared with the orders room. */
export async function bookTotals(
  database: Queryable,
): Promise<{ linesCount: number; paidMinor: bigint; netMinor: bigint }> {
  const row = await database.one<{ lines: number; paid: bigint; net: bigint }>(sql`
    select count(*)::int as lines, coalesce(sum(paid_minor), 0)::bigint as paid, coalesce(sum(net_minor), 0)::bigint as net from quality.positions`);
  return { linesCount: row.lines, paidMinor: row.paid, netMinor: row.net };
}
