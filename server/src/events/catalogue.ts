/** Every fact one room tells the others: its type and the shape of its data. Amounts are minor units as JSON integers. */

export type OrderScene =
  | 'video'
  | 'product_card'
  | 'search'
  | 'shop_page'
  | 'cart'
  | 'self_live'
  | 'creator_live'
  | 'look_then_search'
  | 'ad';

/** An order line as every subscriber needs it. `paidMinor` is P of DOMAIN 3.1: goods money the buyer bears, without freight. */
export type OrderLineData = {
  lineId: string;
  productId: string;
  skuId: string;
  categoryId: string;
  quantity: number;
  unitPriceMinor: number;
  paidMinor: number;
  subsidyMinor: number;
  scene: OrderScene;
  /** Content the buyer came from, when the server has a touch of it. */
  contentId: string | null;
  /** Creator with the contract to be paid for this line, resolved at placing; null for none and for self-purchase. */
  creatorId: string | null;
  commissionRateBp: number;
};

export type OrderData = {
  orderId: string;
  purchaseId: string;
  orderNumber: string;
  buyerId: string;
  shopId: string;
  currency: string;
  totalMinor: number;
  freightMinor: number;
  placedAt: string;
  lines: OrderLineData[];
};

export type Facts = {
  'account.created': { accountId: string };
  'account.deleted': { accountId: string };
  /** An anonymous viewer signed in: what belonged to `viewerId` now belongs to `accountId`. */
  'viewer.merged': { viewerId: string; accountId: string };
  'viewer.personalisation_changed': { viewerId: string; personalised: boolean };
  /** All that the viewer chose, blocked or asked to forget, as it stands now. */
  'viewer.interests_changed': {
    viewerId: string;
    choices: { kind: 'category' | 'tag'; tag: string; choice: 'chosen' | 'blocked' | 'forgotten' }[];
  };
  /** What was learned about the viewer is to be forgotten; the viewer's own choices stay. */
  'viewer.history_cleared': { viewerId: string };

  'media.ready': { assetId: string; ownerId: string; kind: 'video' | 'image' };
  'media.refused': { assetId: string; ownerId: string; kind: 'video' | 'image'; reason: string };

  'shop.opened': { shopId: string };
  'product.published': ProductData;
  'product.changed': ProductData;
  'product.withdrawn': { productId: string; shopId: string };

  'video.published': VideoData;
  'video.withdrawn': { videoId: string; authorId: string };

  'purchase.placed': { purchaseId: string; buyerId: string; amountMinor: number; currency: string };
  'order.placed': OrderData;
  'order.paid': OrderData & { paidAt: string; paymentId: string };
  /** `by` says whose act it was; `merchant` is a fault (DOMAIN 3.2 debit), the others are not. Paid or not at that time. */
  'order.cancelled': {
    orderId: string;
    purchaseId: string;
    buyerId: string;
    shopId: string;
    by: 'buyer' | 'clock' | 'merchant' | 'platform';
    wasPaid: boolean;
    cancelledAt: string;
    lines: { lineId: string; skuId: string; quantity: number; paidMinor: number }[];
  };
  'order.dispatched': {
    orderId: string;
    buyerId: string;
    shopId: string;
    parcelId: string;
    carrier: string;
    waybillNumber: string;
    dispatchedAt: string;
  };
  /** Receipt by the buyer or by the clock: the maturity of every line of the order starts here (DOMAIN 3.3). */
  'order.received': {
    orderId: string;
    buyerId: string;
    shopId: string;
    by: 'buyer' | 'clock';
    receivedAt: string;
    lines: { lineId: string; productId: string; contentId: string | null }[];
  };

  'payment.captured': {
    paymentId: string;
    purchaseId: string;
    amountMinor: number;
    currency: string;
    capturedAt: string;
  };
  'payment.failed': { paymentId: string; purchaseId: string; reason: string };
  'payment.refunded': {
    paymentId: string;
    purchaseId: string;
    refundId: string;
    amountMinor: number;
    currency: string;
  };

  'parcel.picked_up': {
    parcelId: string;
    orderId: string;
    shopId: string;
    pickedUpAt: string;
    promisedBy: string;
    lineIds: string[];
  };
  'parcel.moved': {
    parcelId: string;
    orderId: string;
    buyerId: string;
    at: string;
    place: string;
    status: 'in_transit' | 'out_for_delivery';
  };
  'parcel.delivered': { parcelId: string; orderId: string; buyerId: string; shopId: string; deliveredAt: string };

  'aftersale.opened': {
    caseId: string;
    orderId: string;
    buyerId: string;
    shopId: string;
    lineId: string;
    kind: 'refund_before_dispatch' | 'refund_only' | 'return_and_refund';
  };
  /** The outcome of a case. `refundMinor` leaves N; `fault` decides deduction or debit. `wronglyRefused` is a root of its own. */
  'aftersale.completed': {
    caseId: string;
    orderId: string;
    buyerId: string;
    shopId: string;
    lineId: string;
    productId: string;
    refundMinor: number;
    quantity: number;
    reason:
      | 'no_reason'
      | 'before_dispatch'
      | 'quality'
      | 'not_as_described'
      | 'damaged'
      | 'wrong_item'
      | 'late'
      | 'other';
    fault: 'none' | 'merchant';
    wronglyRefused: boolean;
    completedAt: string;
  };
  'aftersale.closed': {
    caseId: string;
    orderId: string;
    lineId: string;
    buyerId: string;
    shopId: string;
    outcome: 'withdrawn' | 'refused' | 'expired';
  };

  'review.posted': {
    reviewId: string;
    orderId: string;
    lineId: string;
    productId: string;
    shopId: string;
    buyerId: string;
    stars: number;
    asShown: boolean | null;
    contentId: string | null;
    postedAt: string;
    counted: boolean;
  };

  /** A ranking policy is in force from here on; a lower `sequence` than known came late and changes nothing. */
  'recommender.policy_published': {
    policyId: string;
    version: string;
    sequence: number;
    policy: Record<string, unknown>;
  };

  'report.filed': {
    reportId: string;
    reporterId: string;
    subjectKind: 'video' | 'product' | 'shop' | 'comment' | 'account';
    subjectId: string;
    reason: string;
  };
  'restriction.imposed': {
    restrictionId: string;
    subjectKind: string;
    subjectId: string;
    capability: string;
    ruleId: string;
  };
  'restriction.lifted': { restrictionId: string; subjectKind: string; subjectId: string; capability: string };
  /** A confirmed harm on order lines (fake trade, counterfeit, …), decided by governance. */
  'harm.confirmed': {
    rootFactId: string;
    type:
      | 'fake_trade'
      | 'counterfeit'
      | 'fraud_dispatch'
      | 'prohibited_goods'
      | 'chargeback'
      | 'coerced_purchase'
      | 'false_advertising';
    lines: { lineId: string; affectedMinor: number }[];
    occurredAt: string;
    evidence: string;
  };

  'quality-line.settled': QualityLineData;
  'quality-line.matured': QualityLineData;
  'quality-line.locked': QualityLineData;
  'quality-line.restated': QualityLineData;
};

export type QualityLineData = {
  lineId: string;
  orderId: string;
  shopId: string;
  stage: 'S' | 'M' | 'L';
  paidMinor: number;
  netMinor: number;
  cleanMinor: number;
  qgmvMinor: number;
  rulesetVersion: string;
  at: string;
};

export type ProductData = {
  productId: string;
  shopId: string;
  title: string;
  categoryIds: string[];
  tags: string[];
  priceMinor: number;
  publishedAt: string;
  heritageCraft: boolean;
  newSeller: boolean;
};

export type VideoData = {
  videoId: string;
  authorId: string;
  shopId: string | null;
  title: string;
  categoryIds: string[];
  tags: string[];
  productIds: string[];
  durationMs: number;
  publishedAt: string;
  heritageCraft: boolean;
  newSeller: boolean;
};

export type FactType = keyof Facts;
