import { restock } from '../inventory/index.ts';
import { type Act, notFound, sql } from '../kernel/index.ts';
import { refundFromEscrow } from './confirm-payment.ts';
import { wrongState } from './errors.ts';

export type LineRefund = {
  /** One refund per key; the after-sale case's id. */
  key: string;
  lineId: string;
  refundMinor: bigint;
  /** Pieces that come back on the shelf; 0 when nothing returns. */
  restockQuantity: number;
  reason: string;
};

/**
 * Gives money of one line back, never more than the line was paid for (the database checks), and puts returned pieces
 * on the shelf. @throws Problem `orders.wrong_state` when less than that is left.
 */
export async function refundLine(act: Act, refund: LineRefund): Promise<void> {
  const line = await act.maybe<{ order_id: string }>(sql`
    update orders.lines set refunded_minor = refunded_minor + ${refund.refundMinor}::bigint, returned_quantity = returned_quantity + ${refund.restockQuantity}
    where id = ${refund.lineId} and refunded_minor + ${refund.refundMinor}::bigint <= paid_minor and returned_quantity + ${refund.restockQuantity} <= quantity
    returning order_id`);
  if (!line) throw wrongState();
  const order = await act.maybe<{ payment_id: string; currency: string }>(sql`
    update orders.orders set refunded_minor = refunded_minor + ${refund.refundMinor}::bigint where id = ${line.order_id} returning payment_id, currency`);
  if (!order) throw notFound();
  await refundFromEscrow(act, {
    key: `aftersale:${refund.key}`,
    paymentId: order.payment_id,
    amountMinor: refund.refundMinor,
    currency: order.currency,
    reason: refund.reason,
    reference: refund.lineId,
  });
  if (refund.restockQuantity > 0) await restock(act, refund.lineId, refund.restockQuantity);
}

/** Keeps on the line what its after-sale case is doing, for lists. */
export async function noteAftersale(act: Act, lineId: string, caseId: string, state: string): Promise<void> {
  await act.run(
    sql`update orders.lines set aftersale_case_id = ${caseId}, aftersale_state = ${state} where id = ${lineId}`,
  );
}

/** Keeps on the line that it was judged. @returns false when it was judged before. */
export async function noteReview(act: Act, lineId: string): Promise<boolean> {
  return (
    (await act.run(
      sql`update orders.lines set reviewed_at = ${act.now} where id = ${lineId} and reviewed_at is null`,
    )) === 1
  );
}
