import type { z } from 'zod';
import { countPublished } from '../catalog/index.ts';
import { authorCards } from '../content/index.ts';
import { isRestricted } from '../governance/index.ts';
import { notFound, sql, type World } from '../kernel/index.ts';
import { shopReviewSummary } from '../reviews/index.ts';
import { shopCardOf, shopsById } from '../shops/index.ts';
import type * as contract from './contract.ts';

export type ShopPage = z.input<typeof contract.readShop.answer>;

/** Below so many facts a shop is in its growth stage and shows no rate (DOMAIN D9). */
const countedMin = 30;
/** Rates are drawn to the middle by as much as this many ratings would (DOMAIN P14). */
const priorRatings = 50;
const priorStars = 4.5;

/** A shop page: who they are and, once enough is known, how they do. @throws Problem `request.not_found`. */
export async function readShop(world: World, viewerId: string, shopId: string): Promise<ShopPage> {
  const { database } = world;
  const shop = (await shopsById(database, [shopId])).get(shopId);
  if (!shop) throw notFound();
  const owner = shop.ownerAccountId;
  const [counts, authors, reviews, dispatches, restricted] = await Promise.all([
    countPublished(database, [shopId]),
    authorCards(database, [owner], viewerId, world.businessClock.now()),
    shopReviewSummary(database, shopId),
    database.maybe<{ on_time: number; late: number }>(
      sql`select on_time, late from storefront.shop_dispatches where shop_id = ${shopId}`,
    ),
    isRestricted(database, 'shop', shopId, 'sell'),
  ]);
  const author = authors.get(owner);
  const { count } = reviews;
  const stars = reviews.stars.reduce((sum, each, index) => sum + each * (index + 1), 0);
  return {
    ...shopCardOf(shop),
    description: shop.description,
    openedAt: shop.openedAt.toISOString(),
    followersCount: author?.followersCount ?? 0,
    productsCount: restricted ? 0 : (counts.get(shopId) ?? 0),
    followed: author?.followed ?? false,
    ratingMean: count < countedMin ? null : round((stars + priorRatings * priorStars) / (count + priorRatings)),
    ratingsCount: count,
    asShownRate: rate(reviews.asShownYes, reviews.asShownNo),
    onTimeRate: rate(dispatches?.on_time ?? 0, dispatches?.late ?? 0),
    dispatchPromiseHours: shop.dispatchPromiseHours,
  };
}

function rate(yes: number, no: number): number | null {
  return yes + no < countedMin ? null : round(yes / (yes + no));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
