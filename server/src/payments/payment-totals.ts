import { type Queryable, sql } from '../kernel/index.ts';

/** Sums over all payments and refunds, in the books of this room; minor units. */
export type PaymentTotals = { capturedMinor: bigint; refundsPromisedMinor: bigint; refundsPaidMinor: bigint };

export async function paymentTotals(database: Queryable): Promise<PaymentTotals> {
  const row = await database.one<{ captured: bigint; promised: bigint; paid: bigint }>(sql`
    select (select coalesce(sum(captured_minor), 0)::bigint from payments.payments) as captured,
      coalesce(sum(amount_minor), 0)::bigint as promised,
      coalesce(sum(amount_minor) filter (where state = 'succeeded'), 0)::bigint as paid
    from payments.refunds`);
  return { capturedMinor: row.captured, refundsPromisedMinor: row.promised, refundsPaidMinor: row.paid };
}
