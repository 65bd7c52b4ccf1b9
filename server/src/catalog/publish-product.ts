import { type Facts, publish } from '../events/index.ts';
import { checkClaims, restrictedAmong } from '../governance/index.ts';
import { type Act, notFound } from '../kernel/index.ts';
import { type Shop, shopsById } from '../shops/index.ts';
import { notInThisState, pictureMissing, shopRestricted, variantsMissing } from './errors.ts';
import type { Product } from './product.ts';
import { readableText, reviewProduct } from './review-product.ts';
import { lockProduct, stepProduct } from './store.ts';

/**
 * Sends a product of one of the shops to review; it is published when nothing speaks against it, refused with reasons
 * otherwise. Publishing a published product changes nothing.
 * @throws Problem `request.not_found`, `catalog.picture_missing`, `catalog.variants_missing`, `catalog.shop_restricted`.
 */
export async function publishProduct(act: Act, id: string, shopIds: readonly string[]): Promise<Product> {
  const product = await lockProduct(act, id, shopIds);
  if (!product) throw notFound();
  if (product.state === 'published') return product;
  if (product.variants.length === 0) throw variantsMissing();
  if (product.images.length === 0) throw pictureMissing();
  if ((await restrictedAmong(act, 'shop', [product.shopId], 'sell')).size > 0) throw shopRestricted();
  if (!(await stepProduct(act, id, 'submit', [], act.now))) throw notInThisState();
  const { against, warnings } = reviewProduct(product, checkClaims(readableText(product)));
  const step = against.length > 0 ? 'refuse' : 'approve';
  await stepProduct(act, id, step, against.length > 0 ? against : warnings, act.now);
  const after = await readLocked(act, id, product.shopId);
  if (after.state === 'published') await tell(act, 'product.published', after);
  return after;
}

/**
 * Takes a product off sale; orders already placed go on. Withdrawing twice changes nothing.
 * @throws Problem `request.not_found`.
 */
export async function withdrawProduct(act: Act, id: string, shopIds: readonly string[]): Promise<Product> {
  const product = await lockProduct(act, id, shopIds);
  if (!product) throw notFound();
  if (product.state === 'withdrawn') return product;
  if (!(await stepProduct(act, id, 'withdraw', [], act.now))) throw notInThisState();
  if (product.state === 'published') publish(act, 'product.withdrawn', id, { productId: id, shopId: product.shopId });
  return readLocked(act, id, product.shopId);
}

/** After a change of a published product: the rules read it again, and either it stays or it leaves the shelf. */
export async function reviewAgain(act: Act, id: string, shopId: string): Promise<void> {
  const product = await readLocked(act, id, shopId);
  const { against } = reviewProduct(product, checkClaims(readableText(product)));
  if (product.images.length === 0) against.push({ code: 'picture_missing', detail: '' });
  if (product.variants.length === 0) against.push({ code: 'variants_missing', detail: '' });
  if (against.length === 0) return tell(act, 'product.changed', product);
  await stepProduct(act, id, 'takeDown', against, act.now);
  publish(act, 'product.withdrawn', id, { productId: id, shopId });
}

async function readLocked(act: Act, id: string, shopId: string): Promise<Product> {
  const product = await lockProduct(act, id, [shopId]);
  if (!product) throw new Error(`product ${id} vanished while it was locked`);
  return product;
}

async function tell(act: Act, type: 'product.published' | 'product.changed', product: Product): Promise<void> {
  const shop = (await shopsById(act, [product.shopId])).get(product.shopId);
  publish(act, type, product.id, productFact(product, shop));
}

/** The product as facts carry it. */
export function productFact(product: Product, shop: Shop | undefined): Facts['product.published'] {
  const lowest = product.variants.reduce<bigint | undefined>(
    (least, variant) => (least === undefined || variant.priceMinor < least ? variant.priceMinor : least),
    undefined,
  );
  return {
    productId: product.id,
    shopId: product.shopId,
    title: product.title,
    categoryIds: product.categoryPath,
    tags: product.tags,
    priceMinor: Number(lowest ?? 0n),
    publishedAt: (product.publishedAt ?? product.updatedAt).toISOString(),
    heritageCraft: product.heritageCraft || (shop?.badges.includes('heritage_craft') ?? false),
    newSeller: shop?.badges.includes('new_shop') ?? false,
  };
}
