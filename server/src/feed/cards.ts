import type { VideoOverlay } from '../content/index.ts';
import { minuteMs, type World } from '../kernel/index.ts';
import { recommenderOf } from '../recommender/index.ts';
import { type Held, isHeld } from './held.ts';
import type { FeedReaders, FeedVideo, ProductCard, VideoParts } from './readers.ts';
import { askSource } from './source.ts';

/** How long the parts of a video are kept that its author's or shop's profile may change; its own changes tell themselves. */
const partsLifeMs = 5 * minuteMs;
/** Without a replica nothing tells of a change. */
const untoldLifeMs = 1_000;
const partsMax = 20_000;
/** Not read in time. */
const noOverlays: ReadonlyMap<string, VideoOverlay> | undefined = undefined;
const lateCards: ReadonlyMap<string, ProductCard> | undefined = undefined;
const noCards: ReadonlyMap<string, ProductCard> = new Map();

type Known = { parts: VideoParts; readAt: number; version: unknown };
const caches = new WeakMap<World, Map<string, Known>>();

/**
 * Videos by id as they are for everybody, from memory as long as no fact told of a change; one read for all others.
 * Bounded: those kept longest without use go first.
 */
async function readParts(world: World, readers: FeedReaders, ids: readonly string[]): Promise<VideoParts[]> {
  const cache = caches.get(world) ?? new Map<string, Known>();
  caches.set(world, cache);
  const shelf = recommenderOf(world)?.shelf;
  const now = performance.now();
  const found: VideoParts[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    const known = cache.get(id);
    const version = shelf?.video(id);
    const lifeMs = version ? partsLifeMs : untoldLifeMs;
    if (known && known.version === version && now - known.readAt < lifeMs) found.push(known.parts);
    else missing.push(id);
  }
  if (missing.length === 0) return found;
  const versions = new Map(missing.map((id) => [id, shelf?.video(id)]));
  const videos = await readers.videos(world, missing);
  for (const id of missing) {
    const parts = videos.get(id);
    cache.delete(id);
    if (!parts) continue;
    cache.set(id, { parts, readAt: now, version: versions.get(id) });
    found.push(parts);
  }
  for (const oldest of cache.keys()) {
    if (cache.size <= partsMax) break;
    cache.delete(oldest);
  }
  return found;
}

/**
 * Videos as this viewer sees them. What is not published or held back is absent; goods that are held back, withdrawn or
 * out of stock leave the video without them. Counts, marks and goods that cannot be read cost themselves, not the page:
 * the video says that it is not complete.
 */
export async function readCards(
  world: World,
  readers: FeedReaders,
  ids: readonly string[],
  viewerId: string,
  held: Held,
): Promise<Map<string, FeedVideo>> {
  const parts = (await readParts(world, readers, ids)).filter(
    ({ id, author }) => !isHeld(held, { videoId: id, authorId: author.id, shopId: author.shopId }),
  );
  const authored = parts.map(({ id, author }) => ({ id, authorId: author.id }));
  const productIds = [...new Set(parts.flatMap(({ goods }) => goods.map(({ productId }) => productId)))];
  const sold = productIds.filter((id) => !held.goods.has(id));
  const [overlays, products] = await Promise.all([
    askSource(world, 'overlays', () => readers.overlays(world, viewerId, authored), noOverlays),
    sold.length === 0
      ? noCards
      : askSource(world, 'goods', () => readers.productCards(world, sold, viewerId), lateCards),
  ]);
  const cards = new Map<string, FeedVideo>();
  for (const video of parts) {
    const overlay = overlays?.get(video.id);
    // Read and absent: it was taken down a moment ago.
    if (overlays && !overlay) continue;
    cards.set(video.id, {
      ...video,
      likesCount: overlay?.likesCount ?? video.likesCount,
      favouritesCount: overlay?.favouritesCount ?? video.favouritesCount,
      commentsCount: overlay?.commentsCount ?? video.commentsCount,
      author: {
        ...video.author,
        followersCount: overlay?.followersCount ?? video.author.followersCount,
        followed: overlay?.followed ?? false,
      },
      liked: overlay?.liked ?? false,
      favourited: overlay?.favourited ?? false,
      complete: overlays !== undefined && (products !== undefined || video.goods.length === 0),
      goods: video.goods.flatMap(({ momentMs, productId }) => {
        const product = products?.get(productId);
        return product && product.stock > 0 && !held.sellers.has(product.shop.id) ? [{ momentMs, product }] : [];
      }),
    });
  }
  return cards;
}
