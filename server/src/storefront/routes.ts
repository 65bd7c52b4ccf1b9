import { recordServerAction } from '../interactions/index.ts';
import { type BoundRoute, bind } from '../kernel/index.ts';
import { putCartLine, readCart } from './cart.ts';
import * as contract from './contract.ts';
import { favouriteProduct, listFavourites } from './favourites.ts';
import { listProducts } from './list-products.ts';
import { readProduct } from './read-product.ts';
import { readShop } from './read-shop.ts';
import { searchProducts, suggest } from './search-products.ts';

export const routes: BoundRoute[] = [
  bind(contract.listProducts, ({ world, principal, query }) => listProducts(world, principal.viewerId, query)),
  bind(contract.readProduct, ({ world, principal, params }) => readProduct(world, principal.viewerId, params.id)),
  bind(contract.search, async ({ world, principal, query }) => {
    // A search says what somebody wants; the first page of it is kept as such.
    if (!query.cursor) {
      await world.act((act) =>
        recordServerAction(act, {
          viewerId: principal.viewerId,
          kind: 'search',
          words: query.q,
          categoryId: query.categoryId ?? null,
        }),
      );
    }
    return searchProducts(world, principal.viewerId, query);
  }),
  bind(contract.suggest, async ({ world, query }) => ({ items: await suggest(world, query.q) })),
  bind(contract.readShop, ({ world, principal, params }) => readShop(world, principal.viewerId, params.id)),
  bind(contract.readCart, ({ world, principal }) => readCart(world, principal.viewerId)),
  bind(contract.putCartLine, async ({ world, principal, params, body }) => {
    const line = { skuId: params.id, ...body };
    const { viewerId, deviceId } = principal;
    await world.act((act) => putCartLine(act, viewerId, line, deviceId), viewerId);
    return readCart(world, principal.viewerId);
  }),
  bind(contract.favouriteProduct, async ({ world, principal, params, body }) => {
    await favouriteProduct(world, principal.viewerId, params.id, body.favourited);
    return { favourited: body.favourited };
  }),
  bind(contract.listFavouriteProducts, ({ world, principal, query }) =>
    listFavourites(world, principal.viewerId, query),
  ),
];
