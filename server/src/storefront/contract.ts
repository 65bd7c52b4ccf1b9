import { z } from 'zod';
import { guarantees, imageJson } from '../catalog/contract.ts';
import { defineRoute, idJson, moneyJson, pageOf, pageQuery } from '../kernel/index.ts';
import { shopCardJson, shopJson } from '../shops/contract.ts';

export const productCardJson = z
  .object({
    id: idJson,
    title: z.string(),
    titleEn: z.string(),
    image: imageJson.nullable(),
    price: moneyJson.meta({
      description: '到手价 of this viewer for the cheapest variant in stock: what one piece costs after discounts',
    }),
    listPrice: moneyJson.meta({ description: 'before discounts' }),
    strikePrice: moneyJson.nullable(),
    discounts: z.array(z.object({ code: z.string(), amount: moneyJson })),
    stock: z.number().int().meta({ description: 'pieces that can be bought now, all variants' }),
    soldCount: z.number().int(),
    shop: shopCardJson,
    categoryId: z.string(),
    tags: z.array(z.string()),
  })
  .meta({ id: 'ProductCard' });
export const skuJson = z
  .object({
    id: idJson,
    options: z.array(z.string()),
    price: moneyJson,
    listPrice: moneyJson,
    strikePrice: moneyJson.nullable(),
    stock: z.number().int(),
    image: imageJson.nullable(),
  })
  .meta({ id: 'Sku' });
export const productClipJson = z
  .object({
    videoId: idJson,
    title: z.string(),
    posterUrl: z.string(),
    momentMs: z.number().int(),
    authorNickname: z.string(),
    likesCount: z.number().int(),
  })
  .meta({ id: 'ProductClip' });
export const reviewSummaryJson = z
  .object({
    count: z.number().int(),
    mean: z.number().nullable(),
    stars: z.array(z.number().int()).length(5).meta({ description: 'counts of 1 to 5 stars' }),
    asShownYes: z.number().int(),
    asShownNo: z.number().int(),
  })
  .meta({ id: 'ReviewSummary' });
export const productJson = productCardJson
  .extend({
    description: z.string(),
    images: z.array(imageJson),
    origin: z.string(),
    optionNames: z.array(z.string()),
    skus: z.array(skuJson),
    guarantees: z.array(z.enum(guarantees)),
    dispatchPromiseHours: z.number().int(),
    arrivesBy: z.iso.date().nullable().meta({ description: 'promised day of arrival when ordered now' }),
    freight: moneyJson,
    reviews: reviewSummaryJson,
    clips: z.array(productClipJson),
    favourited: z.boolean(),
  })
  .meta({ id: 'Product' });

const productById = z.object({ id: idJson });
const productSort = z.enum(['recommended', 'sales', 'price_up', 'price_down', 'newest']).default('recommended');

export const listProducts = defineRoute({
  id: 'storefront.listProducts',
  method: 'GET',
  path: '/products',
  summary: 'Products on sale, with the price of this viewer and stock, both at most 1 s old',
  query: z.object({
    ...pageQuery,
    categoryId: z.string().max(60).optional(),
    shopId: idJson.optional(),
    sort: productSort,
    inStock: z.coerce.boolean().optional(),
  }),
  answer: pageOf(productCardJson),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const readProduct = defineRoute({
  id: 'storefront.readProduct',
  method: 'GET',
  path: '/products/{id}',
  summary: 'A product page',
  params: productById,
  answer: productJson,
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const search = defineRoute({
  id: 'storefront.search',
  method: 'GET',
  path: '/search',
  summary: 'Search products by Chinese, pinyin or English; also shops and videos',
  query: z.object({
    ...pageQuery,
    q: z.string().trim().min(1).max(60),
    categoryId: z.string().max(60).optional(),
    sort: productSort,
    priceMinMinor: z.coerce.number().int().min(0).optional(),
    priceMaxMinor: z.coerce.number().int().min(0).optional(),
  }),
  answer: pageOf(productCardJson).extend({
    shops: z.array(shopCardJson),
    videos: z.array(
      z.object({
        id: idJson,
        title: z.string(),
        posterUrl: z.string(),
        likesCount: z.number().int(),
        authorNickname: z.string(),
      }),
    ),
    corrected: z.string().nullable(),
  }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const suggest = defineRoute({
  id: 'storefront.suggest',
  method: 'GET',
  path: '/search/suggestions',
  summary: 'Words to search for',
  query: z.object({ q: z.string().trim().max(60).default('') }),
  answer: z.object({ items: z.array(z.string()) }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const readShop = defineRoute({
  id: 'storefront.readShop',
  method: 'GET',
  path: '/shops/{id}',
  summary: 'A shop page',
  params: productById,
  answer: shopJson,
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});

export const cartLineJson = z
  .object({
    skuId: idJson,
    product: productCardJson,
    options: z.array(z.string()),
    quantity: z.number().int(),
    selected: z.boolean(),
    unitPrice: moneyJson,
    stock: z.number().int(),
    problem: z.enum(['sold_out', 'less_stock', 'withdrawn']).nullable(),
    contentId: idJson.nullable(),
  })
  .meta({ id: 'CartLine' });
export const cartJson = z
  .object({
    shops: z.array(
      z.object({
        shop: shopCardJson,
        lines: z.array(cartLineJson),
        discounts: z.array(z.object({ code: z.string(), amount: moneyJson })),
        subtotal: moneyJson,
      }),
    ),
    selectedTotal: moneyJson,
    linesCount: z.number().int(),
  })
  .meta({ id: 'Cart' });
export const readCart = defineRoute({
  id: 'storefront.readCart',
  method: 'GET',
  path: '/cart',
  summary: 'My cart, grouped by shop, with the best discounts',
  answer: cartJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const putCartLine = defineRoute({
  id: 'storefront.putCartLine',
  method: 'PUT',
  path: '/cart/lines/{id}',
  summary: 'Set quantity and selection of a variant in my cart; quantity 0 removes it',
  params: productById,
  body: z.object({
    quantity: z.number().int().min(0).max(999),
    selected: z.boolean().default(true),
    contentId: idJson.nullable().optional(),
  }),
  answer: cartJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const favouriteProduct = defineRoute({
  id: 'storefront.favouriteProduct',
  method: 'PUT',
  path: '/products/{id}/favourite',
  summary: 'Keep a product among my favourites',
  params: productById,
  body: z.object({ favourited: z.boolean() }),
  answer: z.object({ favourited: z.boolean() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const listFavouriteProducts = defineRoute({
  id: 'storefront.listFavouriteProducts',
  method: 'GET',
  path: '/me/favourite-products',
  summary: 'My favourite products',
  query: z.object(pageQuery),
  answer: pageOf(productCardJson),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
