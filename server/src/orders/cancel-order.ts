import { publish } from '../events/index.ts';
import { release } from '../inventory/index.ts';
import { type Act, sql } from '../kernel/index.ts';
import { closePayments } from '../payments/index.ts';
import { refundFromEscrow } from './confirm-payment.ts';
import { wrongState } from './errors.ts';
import { moveOrders } from './order-state.ts';
import { findOrders, type OrderRow } from './store.ts';

export type Canceller = 'buyer' | 'clock' | 'merchant' | 'platform';

/**
 * Cancels unpaid orders: stock goes back, the payment closes when nothing of its purchase is left to pay.
 * One order of a purchase of several cancels the whole purchase: it is paid at once or not at all.
 * @returns the ids that were cancelled.
 */
export async function cancelUnpaid(act: Act, orderIds: readonly string[], by: Canceller): Promise<string[]> {
  // Two statements on purpose: joined, the planner walks through every unpaid order of the house.
  const purchases = await act.rows<{ purchase_id: string }>(
    sql`select distinct purchase_id from orders.orders where id = any(${orderIds}::uuid[])`,
  );
  const siblings = await act.rows<{ id: string }>(sql`
    select id from orders.orders where purchase_id = any(${purchases.map((row) => row.purchase_id)}::uuid[]) and state = 'awaiting_payment'`);
  const cancelled = await moveOrders(
    act,
    siblings.map((row) => row.id),
    'cancel_unpaid',
  );
  if (cancelled.length === 0) return [];
  await finishCancelling(act, cancelled, by, false);
  return cancelled;
}

/** Cancels a paid order that was not sent: the buyer gets everything back. @throws Problem `orders.wrong_state`. */
export async function cancelPaid(act: Act, orderId: string, by: Canceller): Promise<void> {
  const [cancelled] = await moveOrders(act, [orderId], 'cancel_paid');
  if (!cancelled) throw wrongState();
  const [order] = await finishCancelling(act, [orderId], by, true);
  if (!order) throw wrongState();
  const restMinor = order.total_minor - order.refunded_minor;
  if (restMinor > 0n) {
    await act.run(sql`update orders.orders set refunded_minor = total_minor where id = ${orderId}`);
    await act.run(sql`update orders.lines set refunded_minor = paid_minor where order_id = ${orderId}`);
    await refundFromEscrow(act, {
      key: `cancel:${orderId}`,
      paymentId: order.payment_id,
      amountMinor: restMinor,
      currency: order.currency,
      reason: `cancelled_by_${by}`,
      reference: orderId,
    });
  }
}

async function finishCancelling(
  act: Act,
  orderIds: readonly string[],
  by: Canceller,
  wasPaid: boolean,
): Promise<OrderRow[]> {
  await act.run(sql`update orders.orders set cancelled_by = ${by} where id = any(${orderIds}::uuid[])`);
  const orders = await findOrders(act, orderIds);
  for (const order of orders) {
    publish(act, 'order.cancelled', order.id, {
      orderId: order.id,
      purchaseId: order.purchase_id,
      buyerId: order.buyer_id,
      shopId: order.shop_id,
      by,
      wasPaid,
      cancelledAt: act.now.toISOString(),
      // What was refunded line by line before is gone from N already.
      lines: order.lines.map((line) => ({
        lineId: line.id,
        skuId: line.sku_id,
        quantity: line.quantity,
        paidMinor: line.paid_minor - line.refunded_minor,
      })),
    });
  }
  if (!wasPaid)
    await closePayments(
      act,
      orders.map((order) => order.purchase_id),
    );
  await release(act, orderIds);
  return orders;
}
