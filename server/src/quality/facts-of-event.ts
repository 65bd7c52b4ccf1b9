import type { Fact } from '../events/index.ts';
import { hourMs } from '../kernel/index.ts';
import { derivedId, type NewLine, type NewLineFact } from './book.ts';
import { type FactType, ratingType } from './fact.ts';

export const bookEvents = [
  'order.paid',
  'order.cancelled',
  'order.received',
  'parcel.picked_up',
  'aftersale.opened',
  'aftersale.completed',
  'aftersale.closed',
  'review.posted',
  'harm.confirmed',
] as const;
export type BookEvent = Fact<(typeof bookEvents)[number]>;

/** The lines a paid order opens. */
export function linesOfEvent(event: BookEvent): NewLine[] {
  if (event.type !== 'order.paid') return [];
  const order = event.data;
  return order.lines.map((line) => ({
    lineId: line.lineId,
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    shopId: order.shopId,
    productId: line.productId,
    skuId: line.skuId,
    categoryId: line.categoryId,
    scene: line.scene,
    creatorId: line.creatorId,
    contentId: line.contentId,
    buyerId: order.buyerId,
    currency: order.currency,
    quantity: line.quantity,
    unitPriceMinor: BigInt(line.unitPriceMinor),
    paidMinor: BigInt(line.paidMinor),
    subsidyMinor: BigInt(line.subsidyMinor),
    paidAt: new Date(order.paidAt),
  }));
}

/** What an event says about quality lines (DOMAIN 3.2). */
export function factsOfEvent(event: BookEvent): NewLineFact[] {
  switch (event.type) {
    case 'order.paid':
      return [];
    case 'order.cancelled':
      return event.data.wasPaid ? cancelled(event.data) : [];
    case 'order.received': {
      const { orderId, by, receivedAt, lines } = event.data;
      const evidence = by === 'buyer' ? 'confirmed by the buyer' : 'confirmed by the clock';
      return lines.map((line) => note(line.lineId, 'received', receivedAt, orderId, evidence));
    }
    case 'parcel.picked_up':
      return pickedUp(event.data);
    case 'aftersale.opened': {
      const { caseId, lineId, kind } = event.data;
      return [note(lineId, 'case_opened', event.occurredAt.toISOString(), caseId, kind)];
    }
    case 'aftersale.closed': {
      const { caseId, lineId, outcome } = event.data;
      return [note(lineId, 'case_closed', event.occurredAt.toISOString(), caseId, outcome)];
    }
    case 'aftersale.completed':
      return completed(event.data);
    case 'review.posted':
      return reviewed(event.data);
    case 'harm.confirmed': {
      const { rootFactId, type, occurredAt, evidence, lines } = event.data;
      return lines.map((line) => ({
        lineId: line.lineId,
        type,
        affectedMinor: BigInt(line.affectedMinor),
        occurredAt: new Date(occurredAt),
        rootFactId,
        evidence,
      }));
    }
  }
}

function note(lineId: string, type: FactType, at: string, rootFactId: string, evidence: string): NewLineFact {
  return { lineId, type, affectedMinor: null, occurredAt: new Date(at), rootFactId, evidence };
}

function cancelled(order: Extract<BookEvent, { type: 'order.cancelled' }>['data']): NewLineFact[] {
  return order.lines.flatMap((line) => {
    const fact = {
      lineId: line.lineId,
      affectedMinor: BigInt(line.paidMinor),
      occurredAt: new Date(order.cancelledAt),
      rootFactId: order.orderId,
      evidence: `cancelled by ${order.by}`,
    };
    const types: FactType[] = order.by === 'merchant' ? ['cancelled', 'merchant_cancelled'] : ['cancelled'];
    return types.map((type) => ({ ...fact, type }));
  });
}

function pickedUp(parcel: Extract<BookEvent, { type: 'parcel.picked_up' }>['data']): NewLineFact[] {
  const lateMs = new Date(parcel.pickedUpAt).getTime() - new Date(parcel.promisedBy).getTime();
  if (lateMs <= 0) return [];
  const type: FactType =
    lateMs <= 24 * hourMs ? 'late_pickup_24h' : lateMs <= 48 * hourMs ? 'late_pickup_48h' : 'late_pickup_over_48h';
  const evidence = `parcel ${parcel.parcelId}: promised by ${parcel.promisedBy}, picked up ${parcel.pickedUpAt}`;
  // The order is the root of its lateness, so that a case about the same delay is not charged beside it.
  return parcel.lineIds.map((lineId) => note(lineId, type, parcel.pickedUpAt, parcel.orderId, evidence));
}

const refundTypes = {
  no_reason: 'refund_no_reason',
  before_dispatch: 'refund_before_dispatch',
  quality: 'refund_quality',
  damaged: 'refund_quality',
  wrong_item: 'refund_quality',
  not_as_described: 'refund_not_as_described',
  late: 'refund_late',
  other: 'refund_other',
} as const satisfies Record<string, FactType>;

/** What an accepted or adjudicated fault is, by the case's reason. A return by right is none. */
const faultTypes: Record<keyof typeof refundTypes, FactType | null> = {
  no_reason: null,
  before_dispatch: null,
  quality: 'quality_fault',
  damaged: 'quality_fault',
  wrong_item: 'quality_fault',
  not_as_described: 'not_as_shown_upheld',
  late: 'merchant_at_fault',
  other: 'merchant_at_fault',
};

function completed(aftersale: Extract<BookEvent, { type: 'aftersale.completed' }>['data']): NewLineFact[] {
  const { caseId, lineId, reason, completedAt } = aftersale;
  const refunded = BigInt(aftersale.refundMinor);
  const evidence = `case ${caseId}: ${reason}`;
  const facts: NewLineFact[] = [note(lineId, 'case_closed', completedAt, caseId, evidence)];
  const add = (type: FactType, rootFactId: string) =>
    facts.push({ lineId, type, affectedMinor: refunded, occurredAt: new Date(completedAt), rootFactId, evidence });
  if (refunded > 0n) add(refundTypes[reason], caseId);
  const fault = aftersale.fault === 'merchant' ? faultTypes[reason] : null;
  if (fault) add(fault, reason === 'late' ? aftersale.orderId : caseId);
  if (aftersale.wronglyRefused) add('wrongly_refused', derivedId('refusal', caseId));
  return facts;
}

function reviewed(review: Extract<BookEvent, { type: 'review.posted' }>['data']): NewLineFact[] {
  // The abuse filter decides what counts; a review it holds back has no effect on money.
  if (!review.counted) return [];
  const evidence = `review ${review.reviewId}`;
  const facts = [note(review.lineId, ratingType(review.stars), review.postedAt, review.reviewId, evidence)];
  if (review.asShown !== null) {
    const root = derivedId('as-shown', review.reviewId);
    facts.push(note(review.lineId, review.asShown ? 'as_shown' : 'not_as_shown', review.postedAt, root, evidence));
  }
  return facts;
}
