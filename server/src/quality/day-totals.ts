import { type Act, json, type Queryable, sql } from '../kernel/index.ts';
import type { Loss } from './evaluate-line.ts';

/** What one line adds to the totals of its day and shop. */
export type LineShare = {
  paidDay: string;
  shopId: string;
  settled: boolean;
  paidMinor: bigint;
  netMinor: bigint;
  cleanMinor: bigint;
  qgmvMinor: bigint;
  losses: readonly Loss[];
};

type TotalRow = { lines: bigint; paid: bigint; net: bigint; clean: bigint; qgmv: bigint; sacrificed: bigint };
type LossRow = { level: string; lines: bigint; amount: bigint; settled: bigint };

/** Moves lines from what they were (nothing for a new one) to what they are, in the totals of their days and shops. */
export async function moveDayTotals(
  act: Act,
  moves: readonly { before: LineShare | null; after: LineShare }[],
): Promise<void> {
  const totals = new Map<string, TotalRow>();
  const losses = new Map<string, LossRow>();
  for (const { before, after } of moves) {
    if (before) add(totals, losses, before, -1n);
    add(totals, losses, after, 1n);
  }
  await addTotals(act, totals);
  await addLosses(act, losses);
}

function add(totals: Map<string, TotalRow>, losses: Map<string, LossRow>, share: LineShare, sign: bigint): void {
  const key = JSON.stringify([share.paidDay, share.shopId, share.settled]);
  const total = totals.get(key) ?? { lines: 0n, paid: 0n, net: 0n, clean: 0n, qgmv: 0n, sacrificed: 0n };
  total.lines += sign;
  total.paid += sign * share.paidMinor;
  total.net += sign * share.netMinor;
  total.clean += sign * share.cleanMinor;
  total.qgmv += sign * share.qgmvMinor;
  if (share.cleanMinor < share.netMinor) total.sacrificed += sign * share.paidMinor;
  totals.set(key, total);
  for (const loss of share.losses) {
    const lossKey = JSON.stringify([share.paidDay, share.shopId, loss.code]);
    const row = losses.get(lossKey) ?? { level: loss.level, lines: 0n, amount: 0n, settled: 0n };
    row.lines += sign;
    row.amount += sign * loss.amountMinor;
    if (share.settled) row.settled += sign * loss.amountMinor;
    losses.set(lossKey, row);
  }
}

// Rows are written in the order of their keys, so that two batches never wait for each other in a circle.
async function addTotals(act: Act, totals: ReadonlyMap<string, TotalRow>): Promise<void> {
  const rows = [...totals]
    .filter(([, row]) => Object.values(row).some((amount) => amount !== 0n))
    .map(([key, row]) => {
      const [paid_day, shop_id, settled] = JSON.parse(key) as [string, string, boolean];
      return { paid_day, shop_id, settled, ...row };
    });
  if (rows.length === 0) return;
  await act.run(sql`
    insert into quality.day_totals as known (paid_day, shop_id, settled, lines_count, paid_minor, net_minor, clean_minor, qgmv_minor, sacrificed_minor)
    select paid_day, shop_id, settled, lines, paid, net, clean, qgmv, sacrificed
    from jsonb_to_recordset(${json(rows)}::jsonb) as moved (paid_day date, shop_id uuid, settled boolean, lines bigint, paid bigint,
      net bigint, clean bigint, qgmv bigint, sacrificed bigint)
    order by paid_day, shop_id, settled
    on conflict (paid_day, shop_id, settled) do update set lines_count = known.lines_count + excluded.lines_count,
      paid_minor = known.paid_minor + excluded.paid_minor, net_minor = known.net_minor + excluded.net_minor,
      clean_minor = known.clean_minor + excluded.clean_minor, qgmv_minor = known.qgmv_minor + excluded.qgmv_minor,
      sacrificed_minor = known.sacrificed_minor + excluded.sacrificed_minor`);
}

async function addLosses(act: Act, losses: ReadonlyMap<string, LossRow>): Promise<void> {
  const rows = [...losses]
    .filter(([, row]) => row.lines !== 0n || row.amount !== 0n || row.settled !== 0n)
    .map(([key, row]) => {
      const [paid_day, shop_id, code] = JSON.parse(key) as [string, string, string];
      return { paid_day, shop_id, code, ...row };
    });
  if (rows.length === 0) return;
  await act.run(sql`
    insert into quality.day_losses as known (paid_day, shop_id, code, level, lines_count, amount_minor, settled_minor)
    select paid_day, shop_id, code, level, lines, amount, settled
    from jsonb_to_recordset(${json(rows)}::jsonb) as moved (paid_day date, shop_id uuid, code text, level text, lines bigint,
      amount bigint, settled bigint)
    order by paid_day, shop_id, code
    on conflict (paid_day, shop_id, code) do update set lines_count = known.lines_count + excluded.lines_count,
      amount_minor = known.amount_minor + excluded.amount_minor, settled_minor = known.settled_minor + excluded.settled_minor`);
}

const totalsOfPositions = sql`
  select paid_day, shop_id, reached <> 'P' as settled, count(*) as lines_count, sum(paid_minor)::bigint as paid_minor,
    sum(net_minor)::bigint as net_minor, sum(clean_minor)::bigint as clean_minor, sum(qgmv_minor)::bigint as qgmv_minor,
    coalesce(sum(paid_minor) filter (where gated), 0)::bigint as sacrificed_minor
  from quality.positions group by paid_day, shop_id, reached <> 'P'`;
const lossesOfPositions = sql`
  select paid_day, shop_id, code, min(level) as level, count(*) as lines_count, sum(amount_minor)::bigint as amount_minor,
    coalesce(sum(amount_minor) filter (where reached <> 'P'), 0)::bigint as settled_minor
  from quality.losses join quality.positions using (line_id) group by paid_day, shop_id, code`;

/** Sums everything again from positions and losses; nothing else may change the book meanwhile. */
export async function rebuildDayTotals(act: Act): Promise<void> {
  await act.run(sql`lock table quality.day_totals, quality.day_losses in exclusive mode`);
  await act.run(sql`delete from quality.day_totals`);
  await act.run(sql`delete from quality.day_losses`);
  await act.run(sql`
    insert into quality.day_totals (paid_day, shop_id, settled, lines_count, paid_minor, net_minor, clean_minor, qgmv_minor, sacrificed_minor)
    ${totalsOfPositions}`);
  await act.run(sql`
    insert into quality.day_losses (paid_day, shop_id, code, level, lines_count, amount_minor, settled_minor) ${lossesOfPositions}`);
}

/** Days and shops whose totals are not the sum of their lines; empty when all are. Reads one moment. */
export async function differingTotals(database: Queryable): Promise<{ day: string; shopId: string }[]> {
  const rows = await database.rows<{ day: string; shop_id: string }>(sql`
    with summed as (${totalsOfPositions}), lost as (${lossesOfPositions})
    select coalesce(summed.paid_day, kept.paid_day)::text as day, coalesce(summed.shop_id, kept.shop_id) as shop_id
    from summed full join (select * from quality.day_totals where lines_count <> 0) kept using (paid_day, shop_id, settled)
    where (summed.lines_count, summed.paid_minor, summed.net_minor, summed.clean_minor, summed.qgmv_minor, summed.sacrificed_minor)
      is distinct from (kept.lines_count, kept.paid_minor, kept.net_minor, kept.clean_minor, kept.qgmv_minor, kept.sacrificed_minor)
    union
    select coalesce(lost.paid_day, kept.paid_day)::text, coalesce(lost.shop_id, kept.shop_id)
    from lost full join (select * from quality.day_losses where lines_count <> 0) kept using (paid_day, shop_id, code)
    where (lost.lines_count, lost.amount_minor, lost.settled_minor) is distinct from (kept.lines_count, kept.amount_minor, kept.settled_minor)
    limit 50`);
  return rows.map((row) => ({ day: row.day, shopId: row.shop_id }));
}
