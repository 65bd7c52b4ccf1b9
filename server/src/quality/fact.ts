/**
 * Facts about a quality line (DOMAIN 3.2). The type alone decides what a fact does (note, refund, gate, deduction, debit,
 * waiver); how the line ends never does. What each type costs is in the ruleset.
 */
export const factTypes = [
  'paid',
  'received',
  'case_opened',
  'case_closed',
  'as_shown',
  'not_as_shown',
  'cancelled',
  'refund_before_dispatch',
  'refund_no_reason',
  'refund_quality',
  'refund_not_as_described',
  'refund_late',
  'refund_other',
  'fake_trade',
  'counterfeit',
  'fraud_dispatch',
  'prohibited_goods',
  'chargeback',
  'coerced_purchase',
  'subsidy_arbitrage',
  'false_advertising',
  'late_pickup_24h',
  'late_pickup_48h',
  'late_pickup_over_48h',
  'tracking_anomaly',
  'late_arrival',
  'rating_5',
  'rating_4',
  'rating_3',
  'rating_2',
  'rating_1',
  'solved_late',
  'buyer_dissatisfied',
  'merchant_at_fault',
  'buyer_at_fault',
  'wrongly_refused',
  'false_strike_price',
  'not_as_shown_upheld',
  'complaint_upheld',
  'merchant_cancelled',
  'quality_fault',
  'force_majeure',
  'buyer_abuse',
  'reversed',
] as const;
export type FactType = (typeof factTypes)[number];

/** What the evaluation reads of a fact. `affectedMinor` is the part of Paid it touches; a root is one harm. */
export type LineFact = {
  readonly id: string;
  readonly type: FactType;
  readonly affectedMinor: bigint;
  readonly rootFactId: string;
};

const ratings: Record<number, FactType> = { 1: 'rating_1', 2: 'rating_2', 3: 'rating_3', 4: 'rating_4', 5: 'rating_5' };

/** The fact type of a star rating. @throws RangeError outside 1 to 5. */
export function ratingType(stars: number): FactType {
  const type = ratings[stars];
  if (!type) throw new RangeError(`a rating has 1 to 5 stars, not ${stars}`);
  return type;
}

export function isRating(type: FactType): boolean {
  return type.startsWith('rating_');
}
