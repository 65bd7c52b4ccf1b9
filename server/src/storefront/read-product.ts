import type { z } from 'zod';
import { productsById } from '../catalog/index.ts';
import { clipsOfProducts } from '../content/index.ts';
import { accountCards } from '../identity/index.ts';
import { businessDay, notFound, toMoneyJson, type World } from '../kernel/index.ts';
import { noReviews, reviewSummaries } from '../reviews/index.ts';
import { estimatedArrival } from '../shipping/index.ts';
import { freshEntries, justPublished, type ProductCard } from './cards.ts';
import type { productJson } from './contract.ts';
import { shelfOf } from './shelf.ts';
import { largeImage, type ShelfEntry } from './shelf-entry.ts';
import { isFavourite } from './store.ts';

export type ProductPage = z.input<typeof productJson>;

const clipsMax = 10;

/** A product page as this viewer sees it: the same prices as the card and the order. @throws Problem `request.not_found`. */
export async function readProduct(world: World, viewerId: string, productId: string): Promise<ProductPage> {
  const { database } = world;
  const [[known], customerOf, products, summaries, clips, favourited] = await Promise.all([
    freshEntries(world, [productId]),
    shelfOf(world).customerOf(viewerId),
    productsById(database, [productId]),
    reviewSummaries(database, [productId]),
    clipsOfProducts(database, [productId], clipsMax),
    isFavourite(database, viewerId, productId),
  ]);
  const product = products.get(productId);
  if (!product) throw notFound();
  const entry = known ?? (await justPublished(world, product));
  if (!entry) throw notFound();
  const customer = customerOf.has(entry.shop.id);
  const authors = new Map(
    (
      await accountCards(
        database,
        clips.map((clip) => clip.authorId),
      )
    ).map((card) => [card.id, card.nickname]),
  );
  const arrival = estimatedArrival(world.businessClock.now(), product.dispatchPromiseHours);
  return {
    ...(JSON.parse(entry.cardText(customer)) as ProductCard),
    description: product.description,
    images: product.images.map(largeImage),
    origin: product.origin,
    optionNames: product.optionNames,
    skus: skusOf(entry, customer),
    guarantees: guaranteesOf(entry),
    dispatchPromiseHours: product.dispatchPromiseHours,
    arrivesBy: businessDay(arrival, world.config.zone),
    freight: toMoneyJson(entry.cheapest(customer).price.freightMinor, product.currency),
    reviews: summaries.get(productId) ?? noReviews,
    clips: clips.map(({ productId: _, authorId, ...clip }) => ({
      ...clip,
      authorNickname: authors.get(authorId) ?? '',
    })),
    favourited,
  };
}

function skusOf(entry: ShelfEntry, customer: boolean): ProductPage['skus'] {
  const money = (amountMinor: bigint) => toMoneyJson(amountMinor, entry.product.currency);
  return entry.product.variants.map((variant, index) => ({
    id: variant.id,
    options: variant.options,
    price: money(entry.priceOf(index, customer).payableMinor),
    listPrice: money(variant.priceMinor),
    strikePrice: variant.strikeMinor === null ? null : money(variant.strikeMinor),
    stock: entry.stock[index] ?? 0,
    image: null,
  }));
}

/** Only what the platform does: the seven days and the arrival guarantee by policy, the refund before dispatch for all. */
function guaranteesOf(entry: ShelfEntry): ProductPage['guarantees'] {
  return [
    ...(entry.product.noReasonReturn ? (['no_reason_return_7d'] as const) : []),
    'fast_refund' as const,
    ...(entry.product.freshGuarantee ? (['fresh_guarantee'] as const) : []),
  ];
}
