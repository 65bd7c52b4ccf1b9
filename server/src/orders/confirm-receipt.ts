import { publish } from '../events/index.ts';
import { type Act, dayMs, notFound, sql } from '../kernel/index.ts';
import { extendedAlready, wrongState } from './errors.ts';
import { moveOrders } from './order-state.ts';
import { findOrders } from './store.ts';

/** Receipt is assumed this long after delivery (DOMAIN 3.3, P58); an extension adds three days, once. */
export const autoReceiptMs = 10 * dayMs;
const extensionMs = 3 * dayMs;

/** The buyer has it, or the clock says so; from here every line of the order matures. @returns the ids that moved. */
export async function confirmReceipts(act: Act, orderIds: readonly string[], by: 'buyer' | 'clock'): Promise<string[]> {
  const moved = await moveOrders(act, orderIds, 'receive');
  for (const order of await findOrders(act, moved)) {
    publish(act, 'order.received', order.id, {
      orderId: order.id,
      buyerId: order.buyer_id,
      shopId: order.shop_id,
      by,
      receivedAt: act.now.toISOString(),
      lines: order.lines.map((line) => ({ lineId: line.id, productId: line.product_id, contentId: line.content_id })),
    });
  }
  return moved;
}

export async function extendReceipt(act: Act, orderId: string, buyerId: string): Promise<void> {
  const row = await act.maybe<{ state: string; receipt_extended: boolean }>(sql`
    select state, receipt_extended from orders.orders where id = ${orderId} and buyer_id = ${buyerId} for update`);
  if (!row) throw notFound();
  if (row.state !== 'awaiting_receipt') throw wrongState();
  if (row.receipt_extended) throw extendedAlready();
  await act.run(sql`
    update orders.orders set receipt_extended = true, auto_receipt_at = auto_receipt_at + make_interval(secs => ${extensionMs / 1_000}::double precision) where id = ${orderId}`);
}

/** The carrier delivered: receipt is assumed after ten days unless the buyer says otherwise before. */
export async function noteDeliveries(
  act: Act,
  deliveries: readonly { orderId: string; deliveredAt: string }[],
): Promise<void> {
  await act.run(sql`
    update orders.orders o set delivered_at = delivery.at,
      auto_receipt_at = delivery.at + make_interval(secs => ${autoReceiptMs / 1_000}::double precision + case when o.receipt_extended then ${extensionMs / 1_000}::double precision else 0 end)
    from unnest(${deliveries.map((each) => each.orderId)}::uuid[], ${deliveries.map((each) => each.deliveredAt)}::timestamptz[]) as delivery (id, at)
    where o.id = delivery.id and o.delivered_at is null`);
}
