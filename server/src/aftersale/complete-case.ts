import { type Facts, publish } from '../events/index.ts';
import { type Act, sql } from '../kernel/index.ts';
import { cancelPaid, findOrders, noteAftersale, refundLine } from '../orders/index.ts';
import type { CaseStep } from './case-state.ts';
import { notPossibleNow } from './errors.ts';
import { type CaseActor, type CaseRow, stepCase } from './store.ts';

type Reason = Facts['aftersale.completed']['reason'];

/**
 * Ends a case with money back: line, stock, ledger and refund in one transaction, and the fact that tells everybody.
 * `fault` is the merchant's when it accepted it or a judgement found it; a refund judged after a refusal means the refusal was wrong.
 */
export async function completeCase(
  act: Act,
  id: string,
  step: CaseStep,
  by: CaseActor,
  text: string,
  fault: 'none' | 'merchant' = 'none',
): Promise<CaseRow> {
  const row = await stepCase(act, id, step, by, text, sql`true`);
  if (!row) throw notPossibleNow();
  await act.run(sql`update aftersale.cases set fault = ${fault} where id = ${id}`);
  const returnsGoods = row.kind !== 'refund_only';
  await refundLine(act, {
    key: id,
    lineId: row.line_id,
    refundMinor: row.refund_minor,
    restockQuantity: returnsGoods ? row.quantity : 0,
    reason: row.reason,
  });
  await noteAftersale(act, row.line_id, id, 'completed');
  publish(act, 'aftersale.completed', id, {
    caseId: id,
    orderId: row.order_id,
    buyerId: row.buyer_id,
    shopId: row.shop_id,
    lineId: row.line_id,
    productId: row.product_id,
    refundMinor: Number(row.refund_minor),
    quantity: row.quantity,
    reason: row.reason as Reason,
    fault,
    wronglyRefused: step === 'judge_refund' && row.was_refused && fault === 'merchant',
    completedAt: act.now.toISOString(),
  });
  if (row.kind === 'refund_before_dispatch') await cancelWhenEmpty(act, row.order_id);
  return { ...row, fault };
}

/** An order with nothing left to send is cancelled; its freight goes back too. */
async function cancelWhenEmpty(act: Act, orderId: string): Promise<void> {
  const [order] = await findOrders(act, [orderId]);
  if (order?.state === 'awaiting_dispatch' && order.lines.every((line) => line.refunded_minor === line.paid_minor))
    await cancelPaid(act, orderId, 'buyer');
}

/** Ends a case without a refund. */
export async function closeCase(act: Act, id: string, step: CaseStep, by: CaseActor, text: string): Promise<CaseRow> {
  const row = await stepCase(act, id, step, by, text, sql`true`);
  if (!row) throw notPossibleNow();
  await noteAftersale(act, row.line_id, id, row.state);
  const outcome = row.state === 'withdrawn' ? 'withdrawn' : row.was_refused ? 'refused' : 'expired';
  publish(act, 'aftersale.closed', id, {
    caseId: id,
    orderId: row.order_id,
    lineId: row.line_id,
    buyerId: row.buyer_id,
    shopId: row.shop_id,
    outcome,
  });
  return row;
}
