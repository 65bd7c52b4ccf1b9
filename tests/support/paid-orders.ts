import { type Facts, type FactType, type OrderLineData, publish } from '../../server/src/events/index.ts';
import { newId } from '../../server/src/kernel/index.ts';
import type { TestWorld } from './world.ts';

export type PaidOrder = Facts['order.paid'];

/** A paid order of one line of ¥100 in a category of its own unless said otherwise; totals follow from its lines. */
export function paidOrder(
  world: TestWorld,
  change: Partial<Omit<PaidOrder, 'lines'>> & { lines?: Partial<OrderLineData>[] } = {},
): PaidOrder {
  const now = world.businessClock.now().toISOString();
  const lines = (change.lines ?? [{}]).map(
    (line): OrderLineData => ({
      lineId: newId(),
      productId: newId(),
      skuId: newId(),
      categoryId: newId(),
      quantity: 1,
      unitPriceMinor: 10_000,
      paidMinor: 10_000,
      subsidyMinor: 0,
      scene: 'video',
      contentId: null,
      creatorId: null,
      commissionRateBp: 0,
      ...line,
    }),
  );
  const freightMinor = change.freightMinor ?? 0;
  return {
    orderId: newId(),
    purchaseId: newId(),
    orderNumber: `H${newId().slice(-12)}`,
    buyerId: newId(),
    shopId: newId(),
    currency: 'CNY',
    totalMinor: lines.reduce((sum, line) => sum + line.paidMinor, 0) + freightMinor,
    placedAt: now,
    paidAt: now,
    paymentId: newId(),
    ...change,
    freightMinor,
    lines,
  };
}

/** Publishes facts as the rooms that own them would, each in a transaction of its own. */
export async function tell<Type extends FactType>(
  world: TestWorld,
  type: Type,
  ...facts: Facts[Type][]
): Promise<void> {
  await world.act(async (act) => {
    for (const fact of facts) publish(act, type, newId(), fact);
  });
}

/** Receipt of every line of an order. */
export function receiptOf(order: PaidOrder, at: Date, by: 'buyer' | 'clock' = 'buyer'): Facts['order.received'] {
  return {
    orderId: order.orderId,
    buyerId: order.buyerId,
    shopId: order.shopId,
    by,
    receivedAt: at.toISOString(),
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      productId: line.productId,
      contentId: line.contentId,
    })),
  };
}

/** A completed after-sale case on a line of an order: a no-reason refund of all of it unless said otherwise. */
export function completedCase(
  order: PaidOrder,
  lineIndex: number,
  at: Date,
  change: Partial<Facts['aftersale.completed']> = {},
): Facts['aftersale.completed'] {
  const line = order.lines[lineIndex];
  if (!line) throw new RangeError(`the order has no line ${lineIndex}`);
  return {
    caseId: newId(),
    orderId: order.orderId,
    buyerId: order.buyerId,
    shopId: order.shopId,
    lineId: line.lineId,
    productId: line.productId,
    refundMinor: line.paidMinor,
    quantity: line.quantity,
    reason: 'no_reason',
    fault: 'none',
    wronglyRefused: false,
    completedAt: at.toISOString(),
    ...change,
  };
}
