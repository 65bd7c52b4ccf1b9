import { publish } from '../events/index.ts';
import { type Act, notFound, sql } from '../kernel/index.ts';
import { createParcel } from '../shipping/index.ts';
import { wrongState } from './errors.ts';
import { moveOrders } from './order-state.ts';
import { findOrders } from './store.ts';

/** Hands an order to a carrier. @throws Problem `orders.wrong_state` when it is not waiting for dispatch. */
export async function dispatchOrder(
  act: Act,
  orderId: string,
  parcel: { carrier: string; waybillNumber?: string | undefined },
): Promise<void> {
  const [moved] = await moveOrders(act, [orderId], 'dispatch');
  if (!moved) throw wrongState();
  const [order] = await findOrders(act, [orderId]);
  if (!order) throw notFound();
  const { parcelId, waybillNumber } = await createParcel(act, {
    orderId,
    buyerId: order.buyer_id,
    shopId: order.shop_id,
    carrier: parcel.carrier,
    waybillNumber: parcel.waybillNumber,
    promisedBy: order.dispatch_by ?? act.now,
    lineIds: order.lines.filter((line) => line.refunded_minor < line.paid_minor).map((line) => line.id),
    destination: { province: order.address.province, city: order.address.city },
  });
  publish(act, 'order.dispatched', orderId, {
    orderId,
    buyerId: order.buyer_id,
    shopId: order.shop_id,
    parcelId,
    carrier: parcel.carrier,
    waybillNumber,
    dispatchedAt: act.now.toISOString(),
  });
}

/** The buyer asks the shop to send, once a business day at most. */
export async function remindDispatch(
  act: Act,
  orderId: string,
  buyerId: string,
): Promise<'reminded' | 'too_soon' | 'not_waiting'> {
  const row = await act.maybe<{ state: string; fresh: boolean }>(sql`
    select state, reminded_at is null or reminded_at < ${new Date(act.now.getTime() - 86_400_000)} as fresh
    from orders.orders where id = ${orderId} and buyer_id = ${buyerId} for update`);
  if (!row) throw notFound();
  if (row.state !== 'awaiting_dispatch') return 'not_waiting';
  if (!row.fresh) return 'too_soon';
  await act.run(sql`update orders.orders set reminded_at = ${act.now} where id = ${orderId}`);
  return 'reminded';
}
