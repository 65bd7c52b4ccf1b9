import { type Queryable, sql } from '../kernel/index.ts';
import type { Image, ProductState } from './product.ts';

/** Everything a quote or an order line needs to know of one variant. Amounts are minor units of `currency`. */
export type SkuForQuote = {
  skuId: string;
  productId: string;
  shopId: string;
  title: string;
  titleEn: string;
  options: string[];
  image: Image | null;
  imageUrl: string | null;
  priceMinor: bigint;
  strikeMinor: bigint | null;
  currency: string;
  categoryId: string;
  /** Ids from the root of the category tree to the leaf. */
  categoryPath: string[];
  commissionRateBp: number;
  /** `published` means it can be bought; a dropped variant reads as `withdrawn`. */
  state: ProductState;
  dispatchPromiseHours: number;
  /** Seven days without a reason (DOMAIN P50): the leaf allows it, or the merchant promises it. */
  noReasonReturn: boolean;
  freshGuarantee: boolean;
};

type Row = {
  sku_id: string;
  product_id: string;
  shop_id: string;
  title: string;
  title_en: string;
  options: string[];
  image: Image | null;
  price_minor: bigint;
  strike_minor: bigint | null;
  currency: string;
  category_id: string;
  path: string[];
  commission_rate_bp: number;
  state: ProductState;
  dispatch_promise_hours: number;
  no_reason_return: boolean;
  fresh_guarantee: boolean;
};

/** Variants by id in one statement, in no order; ids that do not exist are left out. */
export async function loadSkusForQuote(queryable: Queryable, skuIds: readonly string[]): Promise<SkuForQuote[]> {
  const rows = await queryable.rows<Row>(sql`
    select variant.id as sku_id, product.id as product_id, product.shop_id, product.title, product.title_en, variant.options,
      product.images -> 0 as image, variant.price_minor, variant.strike_minor, product.currency, product.category_id, category.path,
      category.commission_rate_bp, case when variant.dropped then 'withdrawn' else product.state end as state,
      product.dispatch_promise_hours, category.no_reason_return or product.no_reason_return as no_reason_return, category.fresh_guarantee
    from catalog.variants variant
    join catalog.products product on product.id = variant.product_id
    join catalog.categories category on category.id = product.category_id
    where variant.id = any(${skuIds}::uuid[])`);
  return rows.map((row) => ({
    skuId: row.sku_id,
    productId: row.product_id,
    shopId: row.shop_id,
    title: row.title,
    titleEn: row.title_en,
    options: row.options,
    image: row.image,
    imageUrl: row.image?.url ?? null,
    priceMinor: row.price_minor,
    strikeMinor: row.strike_minor,
    currency: row.currency,
    categoryId: row.category_id,
    categoryPath: row.path,
    commissionRateBp: row.commission_rate_bp,
    state: row.state,
    dispatchPromiseHours: row.dispatch_promise_hours,
    noReasonReturn: row.no_reason_return,
    freshGuarantee: row.fresh_guarantee,
  }));
}
