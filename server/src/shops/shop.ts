import type { subjectTypes } from './contract.ts';

export type SubjectType = (typeof subjectTypes)[number];
export type ShopBadge = 'designated_county' | 'heritage_craft' | 'brand' | 'origin_verified' | 'new_shop';

/** A shop as other rooms know it. */
export type Shop = {
  id: string;
  ownerAccountId: string;
  name: string;
  description: string;
  subjectType: SubjectType;
  region: string;
  logoUrl: string | null;
  badges: ShopBadge[];
  dispatchPromiseHours: number;
  openedAt: Date;
};

/** What lists and pages show of a shop (`ShopCard` of the API). */
export type ShopCard = {
  id: string;
  name: string;
  logoUrl: string | null;
  subjectType: SubjectType;
  region: string | null;
  badges: ShopBadge[];
};

export function shopCardOf(shop: Shop): ShopCard {
  return {
    id: shop.id,
    name: shop.name,
    logoUrl: shop.logoUrl,
    subjectType: shop.subjectType,
    region: shop.region === '' ? null : shop.region,
    badges: shop.badges,
  };
}
