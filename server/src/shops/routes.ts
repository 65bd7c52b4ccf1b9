import { forgetSessions } from '../identity/index.ts';
import { type BoundRoute, bind, newId, notFound, notSignedIn } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { shopsFull } from './errors.ts';
import { openShop } from './open-shop.ts';
import { shopCardOf } from './shop.ts';
import { lockOwner, selectShops, selectShopsOfOwner } from './store.ts';
import { updateShop } from './update-shop.ts';

const shopsPerOwnerMax = 5;

export const routes: BoundRoute[] = [
  bind(contract.listMyShops, async ({ world, principal }) => {
    const shops = await selectShops(world.database, principal.shopIds);
    return { items: shops.map(shopCardOf) };
  }),
  bind(contract.openShop, async (call) => {
    const ownerAccountId = call.principal.accountId;
    if (!ownerAccountId) throw notSignedIn();
    const answer = await call.once(async (act) => {
      await lockOwner(act, ownerAccountId);
      const owned = await selectShopsOfOwner(act, ownerAccountId);
      if (owned.length >= shopsPerOwnerMax) throw shopsFull();
      return shopCardOf(await openShop(act, { id: newId(), ownerAccountId, ...call.body }));
    });
    forgetSessions(call.world);
    return answer;
  }),
  bind(contract.updateShop, async ({ world, principal, params, body }) => {
    if (!principal.shopIds.includes(params.id)) throw notFound();
    return shopCardOf(await world.act((act) => updateShop(act, params.id, body), principal.viewerId));
  }),
];
