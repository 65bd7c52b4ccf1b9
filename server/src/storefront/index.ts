/**
 * Storefront: product list, search, product and shop pages, cart and favourites, put together for a reader.
 * Promises prices of this viewer and stock at most one second old, and the same price here as on the order.
 * Never decides a price, never holds stock, never shows goods that governance took off sale.
 */
import { type Queryable, sql } from '../kernel/index.ts';

export { cardsOfAny, type ProductCard, productCards } from './cards.ts';
export { routes } from './routes.ts';
export { indexProducts } from './search/index-products.ts';
export { subscribers } from './subscribers.ts';

/** Cart and favourites of an account, for its data export. */
export async function exportStorefront(queryable: Queryable, accountId: string): Promise<unknown> {
  const cart = await queryable.rows(
    sql`select sku_id, quantity, selected, added_at from storefront.cart_lines where viewer_id = ${accountId} order by added_at`,
  );
  const favourites = await queryable.rows(
    sql`select product_id, added_at from storefront.favourites where viewer_id = ${accountId} order by added_at`,
  );
  return { cart, favourites };
}
