import { allocate } from '../kernel/index.ts';

/** Basis points in one whole. */
const wholeBp = 10_000n;

export type Promotion = {
  id: string;
  shopId: string;
  kind: 'direct' | 'threshold' | 'new_customer';
  productIds: readonly string[] | null;
  percentOffBp: number | null;
  amountOffMinor: bigint | null;
  thresholdMinor: bigint | null;
};

export type FreightRule = { shopId: string; freightMinor: bigint; freeFromMinor: bigint };

export type QuoteLine = { key: string; shopId: string; productId: string; unitPriceMinor: bigint; quantity: number };

export type QuotedLine = QuoteLine & {
  /** What one piece costs after direct discounts. */
  unitAfterDirectMinor: bigint;
  /** What the buyer bears for the whole line after all discounts, without freight: P of DOMAIN 3.1. */
  payableMinor: bigint;
};

export type DiscountCode = 'direct' | 'threshold' | 'new_customer';
export type QuotedShop = {
  shopId: string;
  lines: QuotedLine[];
  /** List prices times quantities. */
  goodsMinor: bigint;
  discounts: { code: DiscountCode; amountMinor: bigint }[];
  freightMinor: bigint;
  totalMinor: bigint;
};

export type PriceRules = {
  promotions: readonly Promotion[];
  freightRules: readonly FreightRule[];
  customerOf: ReadonlySet<string>;
};

/** The best direct discount of a product; discounts of one kind do not stack. A piece never costs less than one fen. */
export function unitAfterDirect(productId: string, unitPriceMinor: bigint, promotions: readonly Promotion[]): bigint {
  let best = unitPriceMinor;
  for (const promotion of promotions) {
    if (promotion.kind !== 'direct' || (promotion.productIds && !promotion.productIds.includes(productId))) continue;
    const after =
      promotion.percentOffBp === null
        ? unitPriceMinor - (promotion.amountOffMinor ?? 0n)
        : unitPriceMinor - (unitPriceMinor * BigInt(promotion.percentOffBp)) / wholeBp;
    if (after < best) best = after;
  }
  return best < 1n ? 1n : best;
}

/**
 * Prices the lines of each shop: direct discounts on pieces, then the best threshold discount, then the new-customer
 * discount, then freight. Order discounts are shared out over the lines by largest remainder, so that lines, discounts
 * and total always add up to the fen. Pure: the same rules give the same quote on the card, in the cart and at placing.
 */
export function quote(lines: readonly QuoteLine[], rules: PriceRules): QuotedShop[] {
  const byShop = Map.groupBy(lines, (line) => line.shopId);
  return [...byShop].map(([shopId, shopLines]) => quoteShop(shopId, shopLines, rules));
}

function quoteShop(shopId: string, lines: readonly QuoteLine[], rules: PriceRules): QuotedShop {
  const promotions = rules.promotions.filter((promotion) => promotion.shopId === shopId);
  const priced = lines.map((line) => {
    const unitAfterDirectMinor = unitAfterDirect(line.productId, line.unitPriceMinor, promotions);
    return { ...line, unitAfterDirectMinor, payableMinor: unitAfterDirectMinor * BigInt(line.quantity) };
  });
  const goodsMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
  const afterDirect = priced.reduce((sum, line) => sum + line.payableMinor, 0n);
  const discounts: QuotedShop['discounts'] = [];
  if (goodsMinor > afterDirect) discounts.push({ code: 'direct', amountMinor: goodsMinor - afterDirect });

  // Every line keeps at least one fen: a free line could not be refunded, rated or counted.
  const floorMinor = BigInt(priced.length);
  let payable = afterDirect;
  const take = (code: DiscountCode, wantedMinor: bigint) => {
    const amountMinor = wantedMinor < payable - floorMinor ? wantedMinor : payable - floorMinor;
    if (amountMinor <= 0n) return;
    discounts.push({ code, amountMinor });
    payable -= amountMinor;
  };
  take(
    'threshold',
    largest(promotions.filter((each) => each.kind === 'threshold' && afterDirect >= (each.thresholdMinor ?? 0n))),
  );
  if (!rules.customerOf.has(shopId))
    take(
      'new_customer',
      largest(promotions.filter((each) => each.kind === 'new_customer' && afterDirect >= (each.thresholdMinor ?? 0n))),
    );

  const shares = allocate(
    payable - floorMinor,
    priced.map((line) => line.payableMinor - 1n),
  );
  const quoted = priced.map((line, index) => ({ ...line, payableMinor: (shares[index] ?? 0n) + 1n }));
  const freightRule = rules.freightRules.find((rule) => rule.shopId === shopId);
  const freightMinor = freightRule && payable < freightRule.freeFromMinor ? freightRule.freightMinor : 0n;
  return { shopId, lines: quoted, goodsMinor, discounts, freightMinor, totalMinor: payable + freightMinor };
}

function largest(promotions: readonly Promotion[]): bigint {
  return promotions.reduce(
    (best, each) => ((each.amountOffMinor ?? 0n) > best ? (each.amountOffMinor ?? 0n) : best),
    0n,
  );
}
