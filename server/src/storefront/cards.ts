import type { z } from 'zod';
import { type Product, productsById } from '../catalog/index.ts';
import { toMoneyJson, type World } from '../kernel/index.ts';
import { shopCardOf, shopsById } from '../shops/index.ts';
import type { productCardJson } from './contract.ts';
import { shelfOf } from './shelf.ts';
import { type ShelfEntry, smallImage } from './shelf-entry.ts';

export type ProductCard = z.output<typeof productCardJson>;

/** Entries on the shelf among these ids, in this order, with stock and prices at most one second old. */
export async function freshEntries(world: World, productIds: readonly string[]): Promise<ShelfEntry[]> {
  const shelf = shelfOf(world);
  const ready = shelf.ready();
  if (ready) await ready;
  const entries = productIds.flatMap((id) => shelf.entry(id) ?? []);
  const stock = shelf.freshStock(entries);
  if (!stock) return entries;
  await stock;
  // A change may have replaced an entry while its stock was read.
  return productIds.flatMap((id) => shelf.entry(id) ?? []);
}

/** The entry of a product that went on sale within the last second, when it did. */
export async function justPublished(world: World, product: Product): Promise<ShelfEntry | undefined> {
  const shelf = shelfOf(world);
  if (product.state !== 'published' || shelf.holds(product.id)) return undefined;
  await shelf.renew();
  const [entry] = await freshEntries(world, [product.id]);
  return entry;
}

/** Cards of products on sale as this viewer sees them, by product id; what is not on sale is left out. */
export async function productCards(
  world: World,
  viewerId: string,
  productIds: readonly string[],
): Promise<Map<string, ProductCard>> {
  const entries = await freshEntries(world, [...new Set(productIds)]);
  const customerOf = await shelfOf(world).customerOf(viewerId);
  return new Map(
    entries.map((entry) => [
      entry.product.id,
      JSON.parse(entry.cardText(customerOf.has(entry.shop.id))) as ProductCard,
    ]),
  );
}

/** Cards that stay readable when goods left the shelf (cart, favourites): without stock, at their list price. */
export async function cardsOfAny(
  world: World,
  viewerId: string,
  productIds: readonly string[],
): Promise<Map<string, ProductCard>> {
  const cards = await productCards(world, viewerId, productIds);
  const missing = [...new Set(productIds)].filter((id) => !cards.has(id));
  if (missing.length === 0) return cards;
  const products = await productsById(world.database, missing);
  const customerOf = await shelfOf(world).customerOf(viewerId);
  const shops = await shopsById(
    world.database,
    [...products.values()].map((product) => product.shopId),
  );
  for (const product of products.values()) {
    const shop = shops.get(product.shopId);
    if (!shop) continue;
    const entry = await justPublished(world, product);
    const card = entry
      ? (JSON.parse(entry.cardText(customerOf.has(shop.id))) as ProductCard)
      : restingCard(product, shopCardOf(shop));
    cards.set(product.id, card);
  }
  return cards;
}

function restingCard(product: Product, shop: ProductCard['shop']): ProductCard {
  const cheapest = product.variants.toSorted((a, b) => (a.priceMinor < b.priceMinor ? -1 : 1))[0];
  const listPrice = toMoneyJson(cheapest?.priceMinor ?? 0n, product.currency);
  return {
    id: product.id,
    title: product.title,
    titleEn: product.titleEn,
    image: smallImage(product.images[0]),
    price: listPrice,
    listPrice,
    strikePrice: null,
    discounts: [],
    stock: 0,
    soldCount: 0,
    shop,
    categoryId: product.categoryId,
    tags: product.tags,
  };
}
