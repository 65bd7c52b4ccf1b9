import { z } from 'zod';
import { stockOf } from '../inventory/index.ts';
import { decodeCursor, encodeCursor, join, notFound, nothing, type Queryable, type Sql, sql } from '../kernel/index.ts';
import type { Product, ProductState } from './product.ts';
import { selectProducts } from './store.ts';

export type ShopProductsQuery = {
  cursor?: string | undefined;
  limit: number;
  shopId?: string | undefined;
  state?: ProductState | undefined;
  q?: string | undefined;
  lowStock?: boolean | undefined;
  sort: 'updated' | 'title' | 'stock';
};

/** At most so many pieces of any variant are a low stock. */
export const lowStockPieces = 5;
const stockSortMax = 2_000;
const position = z.tuple([z.union([z.string().max(200), z.number()]), z.uuid()]);

/** Products of the caller's shops, a page at a time. A foreign shop id answers 404. */
export async function listShopProducts(
  queryable: Queryable,
  shopIds: readonly string[],
  query: ShopProductsQuery,
): Promise<{ products: Product[]; nextCursor: string | null }> {
  if (query.shopId && !shopIds.includes(query.shopId)) throw notFound();
  const after = query.cursor ? decodeCursor(query.cursor, position) : undefined;
  const conditions: Sql[] = [sql`product.shop_id = any(${query.shopId ? [query.shopId] : shopIds}::uuid[])`];
  if (query.state) conditions.push(sql`product.state = ${query.state}`);
  if (query.q) {
    const pattern = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      sql`(product.title ilike ${pattern} or product.title_en ilike ${pattern} or product.product_code ilike ${pattern})`,
    );
  }
  // Stock lives in another room: its order and its filter are made here, over a bounded number of products.
  if (query.lowStock || query.sort === 'stock') return listByStock(queryable, join(conditions, ' and '), query, after);
  const byTitle = query.sort === 'title';
  if (after)
    conditions.push(
      byTitle
        ? sql`(product.title, product.id) > (${String(after[0])}, ${after[1]}::uuid)`
        : sql`(product.updated_at, product.id) < (${new Date(after[0])}, ${after[1]}::uuid)`,
    );
  const order = byTitle
    ? sql`order by product.title, product.id`
    : sql`order by product.updated_at desc, product.id desc`;
  const products = await selectProducts(queryable, join(conditions, ' and '), sql`${order} limit ${query.limit + 1}`);
  return pageOfProducts(products, query.limit, (product) =>
    byTitle ? product.title : product.updatedAt.toISOString(),
  );
}

async function listByStock(
  queryable: Queryable,
  condition: Sql,
  query: ShopProductsQuery,
  after: [string | number, string] | undefined,
) {
  const products = await selectProducts(
    queryable,
    condition,
    sql`order by product.updated_at desc limit ${stockSortMax}`,
  );
  const stock = await stockOf(
    queryable,
    products.flatMap((product) => product.variants.map((variant) => variant.id)),
  );
  const availableOf = (product: Product): number =>
    product.variants.reduce((sum, variant) => sum + (stock.get(variant.id)?.available ?? 0), 0);
  const isLow = (product: Product): boolean =>
    product.variants.some((variant) => (stock.get(variant.id)?.available ?? 0) <= lowStockPieces);
  const sorted = products
    .filter((product) => !query.lowStock || isLow(product))
    .map((product) => ({ product, available: availableOf(product) }))
    .sort((a, b) => a.available - b.available || (a.product.id < b.product.id ? -1 : 1))
    .filter(
      ({ product, available }) =>
        !after || available > Number(after[0]) || (available === Number(after[0]) && product.id > after[1]),
    );
  const available = new Map(sorted.map((each) => [each.product.id, each.available]));
  return pageOfProducts(
    sorted.slice(0, query.limit + 1).map((each) => each.product),
    query.limit,
    (product) => available.get(product.id) ?? 0,
  );
}

function pageOfProducts(products: Product[], limit: number, keyOf: (product: Product) => string | number) {
  const page = products.slice(0, limit);
  const last = page.at(-1);
  return {
    products: page,
    nextCursor: products.length > limit && last ? encodeCursor([keyOf(last), last.id]) : null,
  };
}

/** Products by id among these shops. */
export function readShopProducts(
  queryable: Queryable,
  ids: readonly string[],
  shopIds: readonly string[],
): Promise<Product[]> {
  return selectProducts(
    queryable,
    sql`product.id = any(${ids}::uuid[]) and product.shop_id = any(${shopIds}::uuid[])`,
    nothing,
  );
}
