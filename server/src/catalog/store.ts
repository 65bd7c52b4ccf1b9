import { json, nothing, type Queryable, type Sql, sql } from '../kernel/index.ts';
import type { Category } from './category.ts';
import {
  type Image,
  type Product,
  type ProductState,
  type ProductStep,
  productSteps,
  type StateReason,
} from './product.ts';

type CategoryRow = {
  id: string;
  parent_id: string | null;
  name_zh: string;
  name_en: string;
  path_zh: string;
  aliases: string[];
  path: string[];
  leaf: boolean;
  no_reason_return: boolean;
  fresh_guarantee: boolean;
  commission_rate_bp: number;
};

/** The whole tree in the order it is shown, or the given ids. */
export async function selectCategories(queryable: Queryable, ids?: readonly string[]): Promise<Category[]> {
  const rows = await queryable.rows<CategoryRow>(sql`
    select id, parent_id, name_zh, name_en, path_zh, aliases, path, leaf, no_reason_return, fresh_guarantee, commission_rate_bp
    from catalog.categories ${ids ? sql`where id = any(${ids}::text[])` : nothing} order by position`);
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: { zh: row.name_zh, en: row.name_en },
    pathZh: row.path_zh,
    aliases: row.aliases,
    path: row.path,
    leaf: row.leaf,
    noReasonReturn: row.no_reason_return,
    freshGuarantee: row.fresh_guarantee,
    commissionRateBp: row.commission_rate_bp,
  }));
}

/** Writes categories, parents first; a category that is there takes the new names and policy and keeps known aliases. */
export async function writeCategories(queryable: Queryable, categories: readonly Category[]): Promise<void> {
  await queryable.run(sql`
    insert into catalog.categories (id, parent_id, name_zh, name_en, path_zh, aliases, path, leaf, position, no_reason_return, fresh_guarantee, commission_rate_bp)
    select id, "parentId", name ->> 'zh', name ->> 'en', "pathZh", aliases, path, leaf, position, "noReasonReturn", "freshGuarantee", "commissionRateBp"
    from jsonb_to_recordset(${json(categories.map((category, position) => ({ ...category, position })))}::jsonb) as given (
      id text, "parentId" text, name jsonb, "pathZh" text, aliases text[], path text[], leaf boolean, position int,
      "noReasonReturn" boolean, "freshGuarantee" boolean, "commissionRateBp" int)
    order by cardinality(path), position
    on conflict (id) do update set parent_id = excluded.parent_id, name_zh = excluded.name_zh, name_en = excluded.name_en,
      path_zh = excluded.path_zh, path = excluded.path, leaf = excluded.leaf, position = excluded.position,
      aliases = case when cardinality(excluded.aliases) = 0 then catalog.categories.aliases else excluded.aliases end,
      no_reason_return = excluded.no_reason_return, fresh_guarantee = excluded.fresh_guarantee, commission_rate_bp = excluded.commission_rate_bp`);
}

type ProductRow = {
  id: string;
  shop_id: string;
  product_code: string | null;
  title: string;
  title_en: string;
  description: string;
  category_id: string;
  category_path: string[];
  origin: string;
  tags: string[];
  images: Image[];
  option_names: string[];
  variants: { id: string; skuCode: string; options: string[]; priceMinor: number; strikeMinor: number | null }[] | null;
  dispatch_promise_hours: number;
  no_reason_return: boolean;
  fresh_guarantee: boolean;
  currency: string;
  heritage_craft: boolean;
  state: ProductState;
  state_reasons: StateReason[];
  created_at: Date;
  updated_at: Date;
  published_at: Date | null;
};

// Prices inside jsonb are JSON numbers; the contract bounds them to safe integers before they are written.
const productColumns = sql`product.id, product.shop_id, product.product_code, product.title, product.title_en, product.description,
  product.category_id, category.path as category_path, product.origin, product.tags, product.images, product.option_names,
  (select jsonb_agg(jsonb_build_object('id', variant.id, 'skuCode', variant.sku_code, 'options', variant.options,
      'priceMinor', variant.price_minor, 'strikeMinor', variant.strike_minor) order by variant.position, variant.id)
    from catalog.variants variant where variant.product_id = product.id and not variant.dropped) as variants,
  product.dispatch_promise_hours, product.no_reason_return or category.no_reason_return as no_reason_return, category.fresh_guarantee,
  product.currency, product.heritage_craft, product.state, product.state_reasons, product.created_at, product.updated_at, product.published_at`;
const productTables = sql`catalog.products product join catalog.categories category on category.id = product.category_id`;

function toProduct(row: ProductRow): Product {
  return {
    id: row.id,
    shopId: row.shop_id,
    productCode: row.product_code,
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    categoryId: row.category_id,
    categoryPath: row.category_path,
    origin: row.origin,
    tags: row.tags,
    images: row.images,
    optionNames: row.option_names,
    variants: (row.variants ?? []).map((variant) => ({
      ...variant,
      priceMinor: BigInt(variant.priceMinor),
      strikeMinor: variant.strikeMinor === null ? null : BigInt(variant.strikeMinor),
    })),
    dispatchPromiseHours: row.dispatch_promise_hours,
    noReasonReturn: row.no_reason_return,
    freshGuarantee: row.fresh_guarantee,
    currency: row.currency,
    heritageCraft: row.heritage_craft,
    state: row.state,
    stateReasons: row.state_reasons,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
  };
}

/** Products matching a condition on `product`; `tail` orders and bounds. */
export async function selectProducts(queryable: Queryable, condition: Sql, tail: Sql = nothing): Promise<Product[]> {
  const rows = await queryable.rows<ProductRow>(
    sql`select ${productColumns} from ${productTables} where ${condition} ${tail}`,
  );
  return rows.map(toProduct);
}

/** Locks a product of one of the shops until the act ends, and reads it. */
export async function lockProduct(
  queryable: Queryable,
  id: string,
  shopIds: readonly string[],
): Promise<Product | undefined> {
  const [product] = await selectProducts(
    queryable,
    sql`product.id = ${id} and product.shop_id = any(${shopIds}::uuid[])`,
    sql`for update of product`,
  );
  return product;
}

export async function selectProductsChangedSince(
  queryable: Queryable,
  since: string,
): Promise<{ products: Product[]; snapshot: string }> {
  const rows = await queryable.rows<ProductRow & { snapshot: string }>(sql`
    select ${productColumns}, present.snapshot
    from (select pg_snapshot_xmin(pg_current_snapshot())::text as snapshot) as present
    left join (${productTables}) on product.changed_in >= ${since}::xid8`);
  return {
    products: rows.filter((row) => row.id !== null).map(toProduct),
    snapshot: rows[0]?.snapshot ?? since,
  };
}

export type ProductWrite = Omit<
  Product,
  | 'categoryPath'
  | 'noReasonReturn'
  | 'freshGuarantee'
  | 'heritageCraft'
  | 'images'
  | 'variants'
  | 'state'
  | 'stateReasons'
  | 'createdAt'
  | 'updatedAt'
  | 'publishedAt'
> & {
  importHash: Buffer | null;
  /** What the merchant promises beyond the category; undefined keeps what is stored. */
  noReasonReturn: boolean | undefined;
  heritageCraft: boolean | undefined;
  images: Image[] | undefined;
};

export async function insertProduct(queryable: Queryable, product: ProductWrite, now: Date): Promise<boolean> {
  const count = await queryable.run(sql`
    insert into catalog.products (id, shop_id, product_code, title, title_en, description, category_id, origin, tags, images, option_names,
      dispatch_promise_hours, no_reason_return, currency, heritage_craft, import_hash, created_at, updated_at)
    values (${product.id}, ${product.shopId}, ${product.productCode}, ${product.title}, ${product.titleEn}, ${product.description},
      ${product.categoryId}, ${product.origin}, ${product.tags}::text[], ${json(product.images ?? [])}::jsonb, ${product.optionNames}::text[],
      ${product.dispatchPromiseHours}, ${product.noReasonReturn ?? false}, ${product.currency}, ${product.heritageCraft ?? false}, ${product.importHash}, ${now}, ${now})
    on conflict do nothing`);
  return count === 1;
}

export async function updateProductRow(queryable: Queryable, product: ProductWrite, now: Date): Promise<void> {
  await queryable.run(sql`
    update catalog.products set product_code = coalesce(${product.productCode}, product_code), title = ${product.title}, title_en = ${product.titleEn},
      description = ${product.description}, category_id = ${product.categoryId}, origin = ${product.origin}, tags = ${product.tags}::text[],
      images = coalesce(${product.images ? json(product.images) : null}::jsonb, images), option_names = ${product.optionNames}::text[],
      dispatch_promise_hours = ${product.dispatchPromiseHours}, no_reason_return = coalesce(${product.noReasonReturn ?? null}::boolean, no_reason_return),
      heritage_craft = coalesce(${product.heritageCraft ?? null}::boolean, heritage_craft),
      import_hash = ${product.importHash}, updated_at = ${now}, changed_in = pg_current_xact_id()
    where id = ${product.id}`);
}

export type VariantWrite = {
  id: string;
  skuCode: string;
  options: string[];
  priceMinor: bigint;
  strikeMinor: bigint | null;
  importedStock: number | null;
};

/** Makes the offered variants of a product exactly these, in this order. Ids come from the caller; others are dropped. */
export async function writeVariants(
  queryable: Queryable,
  productId: string,
  variants: readonly VariantWrite[],
): Promise<void> {
  const ids = variants.map((variant) => variant.id);
  await queryable.run(
    sql`update catalog.variants set dropped = true where product_id = ${productId} and not dropped and id <> all(${ids}::uuid[])`,
  );
  if (variants.length === 0) return;
  await queryable.run(sql`
    insert into catalog.variants (id, product_id, sku_code, options, price_minor, strike_minor, position, imported_stock)
    select id, ${productId}, "skuCode", options, "priceMinor", "strikeMinor", position, "importedStock"
    from jsonb_to_recordset(${json(variants.map((variant, position) => ({ ...variant, position })))}::jsonb) as given (
      id uuid, "skuCode" text, options text[], "priceMinor" bigint, "strikeMinor" bigint, position int, "importedStock" int)
    on conflict (id) do update set sku_code = excluded.sku_code, price_minor = excluded.price_minor, strike_minor = excluded.strike_minor,
      position = excluded.position, imported_stock = coalesce(excluded.imported_stock, catalog.variants.imported_stock), dropped = false`);
}

export type KnownVariant = { id: string; options: string[]; dropped: boolean; imported_stock: number | null };

/** All variants a product ever had: an option that comes back is the same SKU again. */
export function selectVariants(queryable: Queryable, productId: string): Promise<KnownVariant[]> {
  return queryable.rows<KnownVariant>(
    sql`select id, options, dropped, imported_stock from catalog.variants where product_id = ${productId} order by dropped, position, id`,
  );
}

/** Makes one step of the life of a product, if its state allows it. @returns whether it did. */
export async function stepProduct(
  queryable: Queryable,
  id: string,
  step: ProductStep,
  reasons: readonly StateReason[],
  now: Date,
): Promise<boolean> {
  const { from, to } = productSteps[step];
  const count = await queryable.run(sql`
    update catalog.products set state = ${to}, state_reasons = ${json(reasons)}::jsonb, updated_at = ${now},
      published_at = case when ${to} = 'published' then coalesce(published_at, ${now}) else published_at end, changed_in = pg_current_xact_id()
    where id = ${id} and state = any(${from}::text[])`);
  return count === 1;
}

/** Says why a product stays as it is (a draft without pictures). */
export async function writeStateReasons(
  queryable: Queryable,
  id: string,
  reasons: readonly StateReason[],
): Promise<void> {
  await queryable.run(
    sql`update catalog.products set state_reasons = ${json(reasons)}::jsonb, changed_in = pg_current_xact_id() where id = ${id}`,
  );
}

export type ImportedRow = { id: string; product_code: string; import_hash: Buffer | null };

export function selectByCode(queryable: Queryable, shopId: string, codes: readonly string[]): Promise<ImportedRow[]> {
  return queryable.rows<ImportedRow>(sql`
    select id, product_code, import_hash from catalog.products where shop_id = ${shopId} and product_code = any(${codes}::text[])`);
}

/** The shop and product of a variant that is offered. */
export function selectVariantOwner(
  queryable: Queryable,
  skuId: string,
  shopIds: readonly string[],
): Promise<{ product_id: string } | undefined> {
  return queryable.maybe(sql`
    select product.id as product_id from catalog.variants variant join catalog.products product on product.id = variant.product_id
    where variant.id = ${skuId} and not variant.dropped and product.shop_id = any(${shopIds}::uuid[])`);
}

/** Products of a shop on sale, for the shop page. */
export async function countPublished(queryable: Queryable, shopIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await queryable.rows<{ shop_id: string; count: bigint }>(sql`
    select shop_id, count(*) as count from catalog.products where shop_id = any(${shopIds}::uuid[]) and state = 'published' group by 1`);
  return new Map(rows.map((row) => [row.shop_id, Number(row.count)]));
}
