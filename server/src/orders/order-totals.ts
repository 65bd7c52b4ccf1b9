import { hourMs, type Queryable, sql } from '../kernel/index.ts';

/** Sums over all orders that were ever paid; they are compared with the ledger, the payments and the quality book. */
export type OrderTotals = {
  paidMinor: bigint;
  refundedMinor: bigint;
  linesCount: number;
  linePaidMinor: bigint;
  lineRefundedMinor: bigint;
};

export async function orderTotals(database: Queryable): Promise<OrderTotals> {
  const row = await database.one<{
    paid: bigint;
    refunded: bigint;
    lines: number;
    line_paid: bigint;
    line_refunded: bigint;
  }>(sql`
    select orders.paid, orders.refunded, lines.lines, lines.line_paid, lines.line_refunded
    from (select coalesce(sum(total_minor), 0)::bigint as paid, coalesce(sum(refunded_minor), 0)::bigint as refunded
        from orders.orders where paid_at is not null) as orders,
      (select count(*)::int as lines, coalesce(sum(line.paid_minor), 0)::bigint as line_paid,
          coalesce(sum(line.refunded_minor), 0)::bigint as line_refunded
        from orders.lines as line join orders.orders as placed on placed.id = line.order_id where placed.paid_at is not null) as lines`);
  return {
    paidMinor: row.paid,
    refundedMinor: row.refunded,
    linesCount: row.lines,
    linePaidMinor: row.line_paid,
    lineRefundedMinor: row.line_refunded,
  };
}

const soonMs = 12 * hourMs;

/** What shops have to send: all of it, what falls due within 12 h, and what is late; counts of orders. */
export async function dispatchDue(
  database: Queryable,
  shopIds: readonly string[],
  now: Date,
): Promise<{ awaitingDispatch: number; lateSoon: number; late: number }> {
  const soon = new Date(now.getTime() + soonMs);
  return database.one(sql`
    select count(*)::int as "awaitingDispatch", (count(*) filter (where dispatch_by > ${now} and dispatch_by <= ${soon}))::int as "lateSoon",
      (count(*) filter (where dispatch_by <= ${now}))::int as late
    from orders.orders where shop_id = any(${shopIds}::uuid[]) and state = 'awaiting_dispatch'`);
}
