import { publish } from '../events/index.ts';
import {
  type Act,
  dayMs,
  invalidRequest,
  type Money,
  newId,
  notFound,
  sql,
  violatedConstraint,
} from '../kernel/index.ts';
import { type FoundLine, findLine, noteAftersale } from '../orders/index.ts';
import { type CaseKind, deadlineMs } from './case-state.ts';
import { completeCase } from './complete-case.ts';
import {
  noReasonNotOffered,
  notPossibleNow,
  openAlready,
  refundTooLarge,
  tooManyCases,
  windowClosed,
} from './errors.ts';
import { addEvent, type CaseRow, caseColumns } from './store.ts';

const casesPerLineMax = 5;
const noReasonWindowMs = 7 * dayMs;
const faultWindowMs = 15 * dayMs;

export type NewCase = {
  buyerId: string;
  lineId: string;
  quantity?: number | undefined;
  kind: CaseKind;
  reason: string;
  text: string;
  /** Less than was paid, for a partial refund; in the currency of the order. */
  refund?: Money | undefined;
};

/**
 * A second thought (ARCHITECTURE journey 3). Before dispatch the refund is instant (DOMAIN P51); afterwards the shop has 48 hours.
 * @throws Problem `aftersale.*`, `request.not_found`.
 */
export async function openCase(act: Act, request: NewCase): Promise<CaseRow> {
  const line = await findLine(act, request.lineId, request.buyerId, 'hold');
  if (!line) throw notFound();
  assertAllowed(act, line, request);
  const quantity = request.quantity ?? line.quantity - line.returned_quantity;
  const refundMinor = request.refund?.amountMinor ?? refundableMinor(line, quantity);
  if (request.refund && request.refund.currency !== line.currency)
    throw invalidRequest({ errors: [{ path: 'refund.currency', message: `The order was paid in ${line.currency}.` }] });
  if (
    quantity < 1 ||
    quantity > line.quantity - line.returned_quantity ||
    refundMinor < 1n ||
    refundMinor > refundableMinor(line, quantity)
  )
    throw refundTooLarge();
  const { count } = await act.one<{ count: number }>(
    sql`select count(*)::int as count from aftersale.cases where line_id = ${line.id}`,
  );
  if (count >= casesPerLineMax) throw tooManyCases();

  const id = newId();
  const deadline = new Date(act.now.getTime() + (deadlineMs.awaiting_merchant ?? 0));
  let row: CaseRow;
  try {
    row = await act.one<CaseRow>(sql`
      insert into aftersale.cases (id, order_id, order_number, line_id, product_id, buyer_id, shop_id, title, options, image, quantity, kind, reason, text, refund_minor, currency,
        state, deadline, opened_at)
      values (${id}, ${line.order_id}, ${line.order_number}, ${line.id}, ${line.product_id}, ${request.buyerId}, ${line.shop_id}, ${line.title}, ${line.options}::text[],
        ${line.image ? JSON.stringify(line.image) : null}::jsonb, ${quantity}, ${request.kind}, ${request.reason}, ${request.text}, ${refundMinor}, ${line.currency},
        'awaiting_merchant', ${deadline}, ${act.now}) returning ${caseColumns}`);
  } catch (error) {
    if (violatedConstraint(error) === 'cases_one_open') throw openAlready({ cause: error });
    throw error;
  }
  await addEvent(act, id, 'buyer', 'opened', request.text);
  await noteAftersale(act, line.id, id, row.state);
  publish(act, 'aftersale.opened', id, {
    caseId: id,
    orderId: line.order_id,
    buyerId: request.buyerId,
    shopId: line.shop_id,
    lineId: line.id,
    kind: request.kind,
  });
  if (request.kind === 'refund_before_dispatch') return completeCase(act, id, 'approve_refund', 'platform', '');
  return row;
}

function assertAllowed(act: Act, line: FoundLine, request: NewCase): void {
  if (request.kind === 'refund_before_dispatch') {
    if (line.order_state !== 'awaiting_dispatch') throw notPossibleNow();
    return;
  }
  if (line.order_state !== 'awaiting_receipt' && line.order_state !== 'received') throw notPossibleNow();
  const sinceReceiptMs = line.order_received_at ? act.now.getTime() - line.order_received_at.getTime() : 0;
  if (sinceReceiptMs > faultWindowMs) throw windowClosed();
  if (
    request.reason === 'no_reason' &&
    (!line.no_reason_return || sinceReceiptMs > noReasonWindowMs || request.kind !== 'return_and_refund')
  )
    throw noReasonNotOffered();
}

/** What is left to refund of so many pieces: their share of the paid amount, all of the rest for the last ones. */
function refundableMinor(line: FoundLine, quantity: number): bigint {
  const leftMinor = BigInt(line.paid_minor - line.refunded_minor);
  const leftQuantity = line.quantity - line.returned_quantity;
  if (quantity >= leftQuantity) return leftMinor;
  const share = (BigInt(line.paid_minor) * BigInt(quantity)) / BigInt(line.quantity);
  return share < leftMinor ? share : leftMinor;
}
