import { renameShop } from '../identity/index.ts';
import { type Act, notFound, violatedConstraint } from '../kernel/index.ts';
import { shopNameTaken } from './errors.ts';
import type { Shop } from './shop.ts';
import { type ShopChange, updateShopRow } from './store.ts';

/**
 * Changes what is given and leaves the rest. The caller has made sure that the shop is the actor's own.
 * @throws Problem `shops.name_taken`, `request.not_found`.
 */
export async function updateShop(act: Act, shopId: string, change: ShopChange): Promise<Shop> {
  let shop: Shop | undefined;
  try {
    shop = await updateShopRow(act, shopId, change);
  } catch (error) {
    if (violatedConstraint(error) === 'shops_name_key') throw shopNameTaken({ cause: error });
    throw error;
  }
  if (!shop) throw notFound();
  if (change.name !== undefined) await renameShop(act, shopId, shop.name);
  return shop;
}
