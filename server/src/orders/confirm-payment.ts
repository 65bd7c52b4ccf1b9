import { type Fact, type OrderData, publish } from '../events/index.ts';
import { claim } from '../inventory/index.ts';
import type { Act } from '../kernel/index.ts';
import { postTransfers, type Transfer } from '../ledger/index.ts';
import { requestRefund } from '../payments/index.ts';
import { tellDecided } from './await-payment.ts';
import { moveOrders } from './order-state.ts';
import { findOrdersOfPurchases, lockOrdersOfPurchases, type OrderRow } from './store.ts';

/**
 * Money came in (ARCHITECTURE journey 2): captured -> paid, stock claimed, ledger posted, `order.paid` told, all in one
 * transaction for the whole batch. A capture after the hold expired claims again or refunds in full; so does one of another amount or currency.
 */
export async function confirmPayments(act: Act, captures: readonly Fact<'payment.captured'>[]): Promise<void> {
  const purchaseIds = captures.map((capture) => capture.data.purchaseId);
  // A cancel at the same moment waits for this act, or this act sees it: nothing is decided on a state that passes.
  await lockOrdersOfPurchases(act, purchaseIds);
  const orders = await findOrdersOfPurchases(act, purchaseIds);
  const byPurchase = Map.groupBy(orders, (order) => order.purchase_id);
  const good: OrderRow[] = [];
  const transfers: Transfer[] = [];
  const refused: { capture: Fact<'payment.captured'>; reason: string }[] = [];
  for (const capture of captures) {
    const purchase = byPurchase.get(capture.data.purchaseId) ?? [];
    transfers.push(captureTransfer(capture));
    const totalMinor = purchase.reduce((sum, order) => sum + order.total_minor, 0n);
    const matches =
      totalMinor === BigInt(capture.data.amountMinor) &&
      purchase.every((order) => order.currency === capture.data.currency);
    const open = purchase.every((order) => order.state === 'awaiting_payment');
    if (purchase.length === 0 || !matches || !open)
      refused.push({ capture, reason: matches ? 'order_closed' : 'amount_mismatch' });
    else good.push(...purchase);
  }
  const unclaimed = await claim(
    act,
    good.map((order) => order.id),
  );
  const unclaimedPurchases = new Set(good.filter((order) => unclaimed.has(order.id)).map((order) => order.purchase_id));
  const payable = good.filter((order) => !unclaimedPurchases.has(order.purchase_id));
  const paid = new Set(
    await moveOrders(
      act,
      payable.map((order) => order.id),
      'pay',
    ),
  );
  for (const order of payable) {
    if (paid.has(order.id))
      publish(act, 'order.paid', order.id, {
        ...orderDataOf(order),
        paidAt: act.now.toISOString(),
        paymentId: order.payment_id,
      });
  }
  for (const capture of captures) {
    if (unclaimedPurchases.has(capture.data.purchaseId)) refused.push({ capture, reason: 'sold_out_meanwhile' });
  }
  await postTransfers(act, transfers);
  for (const { capture, reason } of refused) await refundCapture(act, capture, reason);
  act.afterCommit(() => tellDecided(captures.map((capture) => capture.data.paymentId)));
}

function captureTransfer(capture: Fact<'payment.captured'>): Transfer {
  return {
    key: `capture:${capture.data.paymentId}`,
    kind: 'capture',
    debit: 'provider:sandbox',
    credit: 'escrow',
    amountMinor: BigInt(capture.data.amountMinor),
    currency: capture.data.currency,
    reference: capture.data.purchaseId,
  };
}

async function refundCapture(act: Act, capture: Fact<'payment.captured'>, reason: string): Promise<void> {
  await refundFromEscrow(act, {
    key: `capture:${capture.data.paymentId}`,
    paymentId: capture.data.paymentId,
    amountMinor: BigInt(capture.data.amountMinor),
    currency: capture.data.currency,
    reason,
    reference: capture.data.purchaseId,
  });
}

/**
 * Promises a refund and moves the money out of escrow to `refunds`, where it waits until the provider has paid it back.
 * One key, one refund.
 */
export async function refundFromEscrow(
  act: Act,
  refund: { key: string; paymentId: string; amountMinor: bigint; currency: string; reason: string; reference: string },
): Promise<void> {
  // A capture of nothing leaves nothing to give back.
  if (refund.amountMinor === 0n) return;
  await requestRefund(act, {
    key: refund.key,
    paymentId: refund.paymentId,
    amountMinor: refund.amountMinor,
    currency: refund.currency,
    reason: refund.reason,
  });
  await postTransfers(act, [
    {
      key: `refund:${refund.key}`,
      kind: 'refund',
      debit: 'escrow',
      credit: 'refunds',
      amountMinor: refund.amountMinor,
      currency: refund.currency,
      reference: refund.reference,
    },
  ]);
}

/** The provider paid refunds back: what waited in `refunds` leaves the house. */
export async function settleRefunds(act: Act, facts: readonly Fact<'payment.refunded'>[]): Promise<void> {
  await postTransfers(
    act,
    facts.map((fact) => ({
      key: `refunded:${fact.data.refundId}`,
      kind: 'refund_paid',
      debit: 'refunds',
      credit: 'provider:sandbox',
      amountMinor: BigInt(fact.data.amountMinor),
      currency: fact.data.currency,
      reference: fact.data.purchaseId,
    })),
  );
}

/** A stored order as its facts carry it. */
export function orderDataOf(order: OrderRow): OrderData {
  return {
    orderId: order.id,
    purchaseId: order.purchase_id,
    orderNumber: order.number,
    buyerId: order.buyer_id,
    shopId: order.shop_id,
    currency: order.currency,
    totalMinor: Number(order.total_minor),
    freightMinor: Number(order.freight_minor),
    placedAt: order.placed_at.toISOString(),
    lines: order.lines.map((line) => ({
      lineId: line.id,
      productId: line.product_id,
      skuId: line.sku_id,
      categoryId: line.category_id,
      quantity: line.quantity,
      unitPriceMinor: line.unit_price_minor,
      paidMinor: line.paid_minor,
      subsidyMinor: 0,
      scene: line.scene,
      contentId: line.content_id,
      creatorId: line.creator_id,
      commissionRateBp: line.commission_rate_bp,
    })),
  };
}
