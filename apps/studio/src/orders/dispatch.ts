import { ask } from '@haowu/api-client';
import { api, once } from '@haowu/ui/desk/index.ts';
import type { Carrier, Order } from './order-words.tsx';

/** Hands one parcel to the carrier; without a waybill number the carrier makes one. */
export function dispatchOrder(order: Order, carrier: Carrier, waybillNumber?: string): Promise<Order> {
  return ask(
    api.POST('/api/v1/studio/orders/{id}/dispatch', {
      params: { path: { id: order.id }, header: once() },
      body: { carrier, ...(waybillNumber ? { waybillNumber } : {}) },
    }),
  );
}

export type BulkResult = { done: number; failed: { order: Order; error: unknown }[] };

/** One order after another; a refusal of one does not stop the others. */
export async function dispatchAll(
  orders: readonly Order[],
  carrier: Carrier,
  onProgress: (done: number) => void,
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, failed: [] };
  for (const [index, order] of orders.entries()) {
    try {
      await dispatchOrder(order, carrier);
      result.done += 1;
    } catch (error) {
      result.failed.push({ order, error });
    }
    onProgress(index + 1);
  }
  return result;
}
