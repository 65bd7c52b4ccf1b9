import { type Queryable, sql } from '../kernel/index.ts';

export async function selectSalesChangedSince(
  queryable: Queryable,
  since: string,
): Promise<{ sales: { productId: string; soldCount: number }[]; snapshot: string }> {
  const rows = await queryable.rows<{ product_id: string | null; sold_count: bigint | null; snapshot: string }>(sql`
    select product_id, sold_count, snapshot from (select pg_snapshot_xmin(pg_current_snapshot())::text as snapshot) as present
    left join storefront.product_sales on changed_in >= ${since}::xid8`);
  return {
    sales: rows.flatMap((row) =>
      row.product_id === null ? [] : [{ productId: row.product_id, soldCount: Number(row.sold_count) }],
    ),
    snapshot: rows[0]?.snapshot ?? since,
  };
}

/** Adds paid pieces to what products have sold. */
export async function addSales(queryable: Queryable, pieces: ReadonlyMap<string, number>): Promise<void> {
  const ids = [...pieces.keys()].sort();
  if (ids.length === 0) return;
  await queryable.run(sql`
    insert into storefront.product_sales (product_id, sold_count)
    select * from unnest(${ids}::uuid[], ${ids.map((id) => pieces.get(id) ?? 0)}::bigint[])
    on conflict (product_id) do update set sold_count = storefront.product_sales.sold_count + excluded.sold_count,
      changed_in = pg_current_xact_id()`);
}

export type CartRow = {
  sku_id: string;
  quantity: number;
  selected: boolean;
  content_id: string | null;
  added_at: Date;
};

export const cartLinesMax = 120;

export function selectCart(queryable: Queryable, viewerId: string): Promise<CartRow[]> {
  return queryable.rows<CartRow>(sql`
    select sku_id, quantity, selected, content_id, added_at from storefront.cart_lines
    where viewer_id = ${viewerId} order by added_at desc, sku_id limit ${cartLinesMax}`);
}

/** Sets a line; a line that is new is refused when the cart is full. @returns whether it was written. */
export async function upsertCartLine(
  queryable: Queryable,
  viewerId: string,
  line: { skuId: string; quantity: number; selected: boolean; contentId: string | null | undefined },
  now: Date,
): Promise<'added' | 'changed' | 'full'> {
  const row = await queryable.maybe<{ fresh: boolean }>(sql`
    insert into storefront.cart_lines (viewer_id, sku_id, quantity, selected, content_id, added_at)
    select ${viewerId}, ${line.skuId}, ${line.quantity}::int, ${line.selected}::boolean, ${line.contentId ?? null}, ${now}
    where (select count(*) from storefront.cart_lines where viewer_id = ${viewerId}) < ${cartLinesMax}
      or exists (select from storefront.cart_lines where viewer_id = ${viewerId} and sku_id = ${line.skuId})
    on conflict (viewer_id, sku_id) do update set quantity = excluded.quantity, selected = excluded.selected,
      content_id = coalesce(excluded.content_id, storefront.cart_lines.content_id)
    returning xmax = 0 as fresh`);
  if (!row) return 'full';
  return row.fresh ? 'added' : 'changed';
}

export async function deleteCartLines(
  queryable: Queryable,
  viewerId: string,
  skuIds: readonly string[],
): Promise<void> {
  await queryable.run(
    sql`delete from storefront.cart_lines where viewer_id = ${viewerId} and sku_id = any(${skuIds}::uuid[])`,
  );
}

export async function setFavourite(
  queryable: Queryable,
  viewerId: string,
  productId: string,
  favourited: boolean,
  now: Date,
): Promise<void> {
  await queryable.run(
    favourited
      ? sql`insert into storefront.favourites (viewer_id, product_id, added_at) values (${viewerId}, ${productId}, ${now}) on conflict do nothing`
      : sql`delete from storefront.favourites where viewer_id = ${viewerId} and product_id = ${productId}`,
  );
}

export async function isFavourite(queryable: Queryable, viewerId: string, productId: string): Promise<boolean> {
  const row = await queryable.maybe(
    sql`select 1 from storefront.favourites where viewer_id = ${viewerId} and product_id = ${productId}`,
  );
  return row !== undefined;
}

export function selectFavourites(
  queryable: Queryable,
  viewerId: string,
  after: { addedAt: Date; productId: string } | undefined,
  limit: number,
): Promise<{ product_id: string; added_at: Date }[]> {
  const before = after ? sql`and (added_at, product_id) < (${after.addedAt}, ${after.productId}::uuid)` : sql``;
  return queryable.rows(sql`
    select product_id, added_at from storefront.favourites where viewer_id = ${viewerId} ${before}
    order by added_at desc, product_id desc limit ${limit}`);
}

/** What an anonymous viewer kept belongs to the account from now on; of a line in both carts the larger quantity stays. */
export async function mergeViewer(queryable: Queryable, viewerId: string, accountId: string): Promise<void> {
  if (viewerId === accountId) return;
  await queryable.run(sql`
    with moved as (delete from storefront.cart_lines where viewer_id = ${viewerId} returning *)
    insert into storefront.cart_lines (viewer_id, sku_id, quantity, selected, content_id, added_at)
    select ${accountId}, sku_id, quantity, selected, content_id, added_at from moved
    on conflict (viewer_id, sku_id) do update set quantity = greatest(storefront.cart_lines.quantity, excluded.quantity),
      selected = storefront.cart_lines.selected or excluded.selected,
      content_id = coalesce(storefront.cart_lines.content_id, excluded.content_id)`);
  await queryable.run(sql`
    with moved as (delete from storefront.favourites where viewer_id = ${viewerId} returning *)
    insert into storefront.favourites (viewer_id, product_id, added_at) select ${accountId}, product_id, added_at from moved
    on conflict do nothing`);
}

export async function forgetViewer(queryable: Queryable, viewerId: string): Promise<void> {
  await queryable.run(sql`delete from storefront.cart_lines where viewer_id = ${viewerId}`);
  await queryable.run(sql`delete from storefront.favourites where viewer_id = ${viewerId}`);
}
