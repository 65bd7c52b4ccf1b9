import { z } from 'zod';
import { defineRoute, idJson } from '../kernel/index.ts';

export const subjectTypes = [
  'official_flagship',
  'flagship',
  'exclusive',
  'franchise',
  'enterprise',
  'individual_business',
  'individual',
  'cooperative',
  'craft_workshop',
  'department_store',
] as const;
export const shopCardJson = z
  .object({
    id: idJson,
    name: z.string(),
    logoUrl: z.string().nullable(),
    subjectType: z.enum(subjectTypes),
    region: z.string().nullable(),
    badges: z.array(z.enum(['designated_county', 'heritage_craft', 'brand', 'origin_verified', 'new_shop'])),
  })
  .meta({ id: 'ShopCard' });
export const shopJson = shopCardJson
  .extend({
    description: z.string(),
    openedAt: z.iso.datetime(),
    followersCount: z.number().int(),
    productsCount: z.number().int(),
    followed: z.boolean(),
    ratingMean: z
      .number()
      .nullable()
      .meta({ description: 'shrunk mean of 1 to 5 stars; null below 30 counted reviews (growth stage, DOMAIN D9)' }),
    ratingsCount: z.number().int(),
    asShownRate: z.number().nullable(),
    onTimeRate: z.number().nullable(),
    dispatchPromiseHours: z.number().int(),
  })
  .meta({ id: 'Shop' });

const shopById = z.object({ id: idJson });
export const listMyShops = defineRoute({
  id: 'shops.listMyShops',
  method: 'GET',
  path: '/studio/shops',
  summary: 'Shops I work for',
  answer: z.object({ items: z.array(shopCardJson) }),
  access: 'account',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const openShop = defineRoute({
  id: 'shops.openShop',
  method: 'POST',
  path: '/studio/shops',
  summary: 'Open a shop (individual, trial)',
  body: z.object({
    name: z.string().trim().min(2).max(30),
    description: z.string().trim().max(500).default(''),
    region: z.string().trim().max(40).default(''),
    dispatchPromiseHours: z.number().int().min(12).max(240).default(48),
  }),
  answer: shopCardJson,
  status: 201,
  access: 'account',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const updateShop = defineRoute({
  id: 'shops.updateShop',
  method: 'PATCH',
  path: '/studio/shops/{id}',
  summary: 'Change name, description, dispatch promise',
  params: shopById,
  body: z
    .object({
      name: z.string().trim().min(2).max(30),
      description: z.string().trim().max(500),
      region: z.string().trim().max(40),
      dispatchPromiseHours: z.number().int().min(12).max(240),
    })
    .partial(),
  answer: shopCardJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'natural',
  rate: 'write',
});
