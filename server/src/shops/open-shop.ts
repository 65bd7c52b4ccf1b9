import { publish } from '../events/index.ts';
import { joinShop } from '../identity/index.ts';
import { type Act, violatedConstraint } from '../kernel/index.ts';
import { shopNameTaken } from './errors.ts';
import type { Shop, ShopBadge, SubjectType } from './shop.ts';
import { insertShop } from './store.ts';

export type NewShop = {
  id: string;
  ownerAccountId: string;
  name: string;
  description?: string;
  subjectType?: SubjectType;
  region?: string;
  logoUrl?: string | null;
  /** Badges that somebody proved; `new_shop` is added here and ends by itself. */
  badges?: ShopBadge[];
  dispatchPromiseHours?: number;
  openedAt?: Date;
};

/**
 * Opens a shop: its row, its owner's membership, and the fact `shop.opened`.
 * @throws Problem `shops.name_taken`.
 */
export async function openShop(act: Act, fields: NewShop): Promise<Shop> {
  const shop: Shop = {
    id: fields.id,
    ownerAccountId: fields.ownerAccountId,
    name: fields.name,
    description: fields.description ?? '',
    subjectType: fields.subjectType ?? 'individual',
    region: fields.region ?? '',
    logoUrl: fields.logoUrl ?? null,
    badges: [...new Set([...(fields.badges ?? []), 'new_shop' as const])],
    dispatchPromiseHours: fields.dispatchPromiseHours ?? 48,
    openedAt: fields.openedAt ?? act.now,
  };
  try {
    await insertShop(act, shop);
  } catch (error) {
    if (violatedConstraint(error) === 'shops_name_key') throw shopNameTaken({ cause: error });
    throw error;
  }
  await joinShop(act, shop.ownerAccountId, { id: shop.id, name: shop.name }, 'owner');
  publish(act, 'shop.opened', shop.id, { shopId: shop.id }, shop.openedAt);
  return shop;
}
