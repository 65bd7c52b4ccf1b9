import { z } from 'zod';
import { defineRoute, idJson, moneyJson, pageOf, pageQuery } from '../kernel/index.ts';

export const categoryJson = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    name: z.object({ zh: z.string(), en: z.string() }),
    leaf: z.boolean(),
    noReasonReturn: z.boolean(),
    freshGuarantee: z.boolean(),
  })
  .meta({ id: 'Category' });

export const guarantees = [
  'no_reason_return_7d',
  'fast_refund',
  'fresh_guarantee',
  'freight_insurance',
  'authentic_guarantee',
] as const;
export const productStates = ['draft', 'in_review', 'refused', 'published', 'withdrawn'] as const;
export const imageJson = z
  .object({ url: z.string(), width: z.number().int(), height: z.number().int(), thumbhash: z.string().nullable() })
  .meta({ id: 'Image' });
export const variantInput = z.object({
  skuCode: z.string().trim().max(60).optional(),
  options: z.array(z.string().trim().min(1).max(40)).max(3),
  price: moneyJson,
  strikePrice: moneyJson.nullable().default(null),
  stock: z.number().int().min(0).max(1_000_000),
});
export const productInput = z
  .object({
    shopId: idJson,
    title: z.string().trim().min(2).max(60),
    titleEn: z.string().trim().max(120).default(''),
    description: z.string().max(20_000).default(''),
    categoryId: z.string().min(1).max(60),
    origin: z.string().trim().max(60).default(''),
    tags: z.array(z.string().trim().min(1).max(20)).max(12).default([]),
    imageAssetIds: z.array(idJson).max(9).default([]),
    optionNames: z.array(z.string().trim().min(1).max(20)).max(3).default([]),
    variants: z.array(variantInput).min(1).max(100),
    dispatchPromiseHours: z.number().int().min(12).max(240).optional(),
  })
  .meta({ id: 'ProductFields' });
export const studioVariantJson = z
  .object({
    id: idJson,
    skuCode: z.string(),
    options: z.array(z.string()),
    price: moneyJson,
    strikePrice: moneyJson.nullable(),
    onHand: z.number().int(),
    reserved: z.number().int(),
    available: z.number().int(),
  })
  .meta({ id: 'StudioVariant' });
export const studioProductJson = z
  .object({
    id: idJson,
    shopId: idJson,
    title: z.string(),
    titleEn: z.string(),
    description: z.string(),
    categoryId: z.string(),
    origin: z.string(),
    tags: z.array(z.string()),
    images: z.array(imageJson.extend({ assetId: idJson })),
    optionNames: z.array(z.string()),
    variants: z.array(studioVariantJson),
    dispatchPromiseHours: z.number().int(),
    state: z.enum(productStates),
    stateReasons: z.array(z.object({ code: z.string(), detail: z.string() })),
    updatedAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StudioProduct' });
const productById = z.object({ id: idJson });

export const listCategories = defineRoute({
  id: 'catalog.listCategories',
  method: 'GET',
  path: '/categories',
  summary: 'The category tree with its after-sale policy',
  answer: z.object({ items: z.array(categoryJson) }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const listShopProducts = defineRoute({
  id: 'catalog.listShopProducts',
  method: 'GET',
  path: '/studio/products',
  summary: 'Products of my shops, with stock and review state',
  query: z.object({
    ...pageQuery,
    shopId: idJson.optional(),
    state: z.enum(productStates).optional(),
    q: z.string().max(60).optional(),
    lowStock: z.coerce.boolean().optional(),
    sort: z.enum(['updated', 'title', 'stock']).default('updated'),
  }),
  answer: pageOf(studioProductJson),
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'none',
  rate: 'read',
});
export const readShopProduct = defineRoute({
  id: 'catalog.readShopProduct',
  method: 'GET',
  path: '/studio/products/{id}',
  summary: 'One product of my shops',
  params: productById,
  answer: studioProductJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'none',
  rate: 'read',
});
export const createProduct = defineRoute({
  id: 'catalog.createProduct',
  method: 'POST',
  path: '/products',
  summary: 'Create a product with variants, as a draft',
  body: productInput,
  answer: studioProductJson,
  status: 201,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'required',
  rate: 'write',
});
export const updateProduct = defineRoute({
  id: 'catalog.updateProduct',
  method: 'PUT',
  path: '/studio/products/{id}',
  summary: 'Change a product; variants are matched by their options; stock is set through stock adjustments',
  params: productById,
  body: productInput,
  answer: studioProductJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'natural',
  rate: 'write',
});
export const publishProduct = defineRoute({
  id: 'catalog.publishProduct',
  method: 'POST',
  path: '/studio/products/{id}/publish',
  summary: 'Send a product to review; it is published when nothing speaks against it',
  params: productById,
  answer: studioProductJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'natural',
  rate: 'write',
});
export const withdrawProduct = defineRoute({
  id: 'catalog.withdrawProduct',
  method: 'POST',
  path: '/studio/products/{id}/withdraw',
  summary: 'Take a product off sale',
  params: productById,
  answer: studioProductJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'natural',
  rate: 'write',
});
export const adjustStock = defineRoute({
  id: 'catalog.adjustStock',
  method: 'POST',
  path: '/studio/variants/{id}/stock-adjustments',
  summary: 'Add or take stock of a variant',
  params: productById,
  body: z.object({
    delta: z.number().int().min(-1_000_000).max(1_000_000),
    reason: z.enum(['received', 'counted', 'damaged', 'other']),
  }),
  answer: studioVariantJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'required',
  rate: 'write',
});
export const importRemarkJson = z
  .object({
    line: z.number().int(),
    field: z.string(),
    value: z.string(),
    code: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'ImportRemark' });
export const importCatalogue = defineRoute({
  id: 'catalog.importCatalogue',
  method: 'POST',
  path: '/studio/imports',
  summary: 'Import a spreadsheet already uploaded as an asset, or sent as text',
  body: z.object({ shopId: idJson, fileName: z.string().max(200), contentBase64: z.string().max(4_000_000) }),
  answer: z
    .object({
      rows: z.number().int().meta({ description: 'created + updated + unchanged + rows that were refused' }),
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      drafts: z.number().int().meta({ description: 'imported rows whose product is not on sale' }),
      refused: z.array(importRemarkJson),
      notices: z.array(importRemarkJson).meta({ description: 'what was left out, and why a product is a draft' }),
    })
    .meta({ id: 'ImportReport' }),
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'required',
  rate: 'upload',
  bodyBytesMax: 4_500_000,
});
