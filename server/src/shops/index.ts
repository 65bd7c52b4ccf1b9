/**
 * Shops: who sells, under which kind of subject, from where, and how fast they promise to send.
 * Promises one name for one shop, an owner for every shop, and that a badge shown is a badge held.
 * Never holds goods, money or figures of a shop; those rooms keep their own.
 */
import type { Queryable } from '../kernel/index.ts';
import { type Shop, type ShopCard, shopCardOf } from './shop.ts';
import { selectShops } from './store.ts';

export { sweeps } from './jobs.ts';
export { type NewShop, openShop } from './open-shop.ts';
export { routes } from './routes.ts';
export { type Shop, type ShopBadge, type ShopCard, type SubjectType, shopCardOf } from './shop.ts';
export { selectShopsByName as shopsByName, selectShopsChangedSince as shopsChangedSince } from './store.ts';
export { updateShop } from './update-shop.ts';

/** Shops by id; ids that do not exist are left out. */
export async function shopsById(queryable: Queryable, ids: readonly string[]): Promise<Map<string, Shop>> {
  const shops = ids.length === 0 ? [] : await selectShops(queryable, [...new Set(ids)]);
  return new Map(shops.map((shop) => [shop.id, shop]));
}

/** Cards by shop id, as the API shows them. */
export async function shopCards(queryable: Queryable, ids: readonly string[]): Promise<Map<string, ShopCard>> {
  const shops = await shopsById(queryable, ids);
  return new Map([...shops].map(([id, shop]) => [id, shopCardOf(shop)]));
}
