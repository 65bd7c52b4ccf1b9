import { publish } from '../events/index.ts';
import { type Act, newId, type Queryable, sql } from '../kernel/index.ts';
import { paymentNotOpen, refundTooLarge } from './errors.ts';

export type PaymentRow = {
  id: string;
  purchase_id: string;
  buyer_id: string;
  amount_minor: bigint;
  currency: string;
  method: string;
  state: 'created' | 'submitted' | 'captured' | 'failed' | 'closed';
  failure: string | null;
  cashier_url: string | null;
  pay_by: Date;
  captured_minor: bigint;
  refunds_minor: bigint;
};

/** Writes a payment to be made; the `submit` sweep sends it after the commit. */
export async function createPayment(
  act: Act,
  payment: {
    id: string;
    purchaseId: string;
    buyerId: string;
    amountMinor: bigint;
    currency: string;
    method: string;
    payBy: Date;
  },
): Promise<void> {
  await act.run(sql`
    insert into payments.payments (id, purchase_id, buyer_id, amount_minor, currency, method, state, next_try_at, pay_by, created_at)
    values (${payment.id}, ${payment.purchaseId}, ${payment.buyerId}, ${payment.amountMinor}, ${payment.currency}, ${payment.method},
      'created', ${act.world.systemClock.now()}, ${payment.payBy}, ${act.now})`);
}

const columns = sql`id, purchase_id, buyer_id, amount_minor, currency, method, state, failure, cashier_url, pay_by, captured_minor, refunds_minor`;

export function findPayment(queryable: Queryable, id: string, buyerId: string): Promise<PaymentRow | undefined> {
  return queryable.maybe<PaymentRow>(
    sql`select ${columns} from payments.payments where id = ${id} and buyer_id = ${buyerId}`,
  );
}

export function paymentsOfPurchases(queryable: Queryable, purchaseIds: readonly string[]): Promise<PaymentRow[]> {
  return queryable.rows<PaymentRow>(
    sql`select ${columns} from payments.payments where purchase_id = any(${purchaseIds}::uuid[])`,
  );
}

/** Another try after a failure, perhaps with another method; the provider sees it under a new key. @throws Problem `payments.not_open`. */
export async function retryPayment(act: Act, id: string, buyerId: string, method: string): Promise<PaymentRow> {
  const row = await act.maybe<PaymentRow>(sql`
    update payments.payments set state = 'created', method = ${method}, attempt = attempt + 1, tries = 0, failure = null,
      next_try_at = ${act.world.systemClock.now()}
    where id = ${id} and buyer_id = ${buyerId} and state in ('failed', 'submitted') and pay_by > ${act.now} returning ${columns}`);
  if (!row) throw paymentNotOpen();
  act.afterCommit(() => act.world.wake(['payments.submit', 'payments.refund']));
  return row;
}

/** No longer wanted (the order was cancelled). A capture that still arrives is told as captured and refunded by orders. */
export async function closePayments(act: Act, purchaseIds: readonly string[]): Promise<void> {
  await act.run(sql`
    update payments.payments set state = 'closed', next_try_at = null
    where purchase_id = any(${purchaseIds}::uuid[]) and state in ('created', 'submitted', 'failed')`);
}

/**
 * Promises money back, once per key, never more than was captured (the database checks). The `refund` sweep sends it.
 * @throws Problem `payments.refund_too_large`.
 */
export async function requestRefund(
  act: Act,
  refund: { key: string; paymentId: string; amountMinor: bigint; currency: string; reason: string },
): Promise<string> {
  const id = newId();
  const fresh = await act.run(sql`
    insert into payments.refunds (id, key, payment_id, amount_minor, currency, state, next_try_at, reason, created_at)
    values (${id}, ${refund.key}, ${refund.paymentId}, ${refund.amountMinor}, ${refund.currency}, 'created', ${act.world.systemClock.now()}, ${refund.reason}, ${act.now})
    on conflict (key) do nothing`);
  if (fresh === 0) {
    const known = await act.one<{ id: string }>(sql`select id from payments.refunds where key = ${refund.key}`);
    return known.id;
  }
  const covered = await act.run(sql`
    update payments.payments set refunds_minor = refunds_minor + ${refund.amountMinor}::bigint
    where id = ${refund.paymentId} and refunds_minor + ${refund.amountMinor}::bigint <= captured_minor`);
  if (covered === 0) throw refundTooLarge();
  act.afterCommit(() => act.world.wake(['payments.submit', 'payments.refund']));
  return id;
}

/** Tells the rest of the house that money came in. */
export function publishCapture(act: Act, row: PaymentRow, amountMinor: bigint, currency: string, at: Date): void {
  publish(act, 'payment.captured', row.purchase_id, {
    paymentId: row.id,
    purchaseId: row.purchase_id,
    amountMinor: Number(amountMinor),
    currency,
    capturedAt: at.toISOString(),
  });
}
