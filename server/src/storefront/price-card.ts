import { type FreightRule, type Promotion, type QuotedShop, quote } from '../pricing/index.ts';

/** The price rules of one shop. */
export type ShopRules = { promotions: Promotion[]; freightRules: FreightRule[] };

export type PiecePrice = {
  /** 到手价: what one piece costs this viewer after every discount, without freight. */
  payableMinor: bigint;
  discounts: QuotedShop['discounts'];
  freightMinor: bigint;
};

/** What one piece of a variant costs, by the same rules as an order of it. `customer`: the viewer has bought in this shop. */
export function pricePiece(
  piece: { skuId: string; shopId: string; productId: string; priceMinor: bigint },
  rules: ShopRules,
  customer: boolean,
): PiecePrice {
  const line = {
    key: piece.skuId,
    shopId: piece.shopId,
    productId: piece.productId,
    unitPriceMinor: piece.priceMinor,
    quantity: 1,
  };
  const [shop] = quote([line], { ...rules, customerOf: new Set(customer ? [piece.shopId] : []) });
  const [quoted] = shop?.lines ?? [];
  if (!shop || !quoted) throw new Error('a quote of one line has one line');
  return { payableMinor: quoted.payableMinor, discounts: shop.discounts, freightMinor: shop.freightMinor };
}
