import type { ViewerMarks } from '../content/index.ts';
import type { World } from '../kernel/index.ts';
import { type Held, isHeld } from './held.ts';
import type { FeedReaders, FeedVideo, ProductCard, VideoParts } from './readers.ts';
import { askSource } from './source.ts';

const partsLifeMs = 1_000;
const partsMax = 20_000;
const noMarks: ViewerMarks = { liked: new Set(), favourited: new Set(), followedAuthors: new Set() };
const noCards: ReadonlyMap<string, ProductCard> = new Map();

type Known = { parts: VideoParts; readAt: number };
const caches = new WeakMap<World, Map<string, Known>>();

/** Videos by id as they are for everybody, at most a second old; one read for all that are not at hand. */
export async function readParts(
  world: World,
  readers: FeedReaders,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  const cache = caches.get(world) ?? new Map<string, Known>();
  caches.set(world, cache);
  const now = performance.now();
  const found = new Map<string, Known>();
  const missing: string[] = [];
  for (const id of ids) {
    const known = cache.get(id);
    if (known && now - known.readAt < partsLifeMs) found.set(id, known);
    else missing.push(id);
  }
  if (missing.length === 0) return found;
  const videos = await readers.videos(world, missing);
  if (cache.size + missing.length > partsMax) cache.clear();
  for (const id of missing) {
    const parts = videos.get(id);
    cache.delete(id);
    if (!parts) continue;
    const known = { parts, readAt: now };
    cache.set(id, known);
    found.set(id, known);
  }
  return found;
}

/**
 * Videos as this viewer sees them. What is not published or held back is absent; goods that are held back, withdrawn or
 * out of stock leave the video without them. Cards that cannot be read cost the goods, not the page.
 */
export async function readCards(
  world: World,
  readers: FeedReaders,
  ids: readonly string[],
  viewerId: string,
  held: Held,
): Promise<Map<string, FeedVideo>> {
  const known = await readParts(world, readers, ids);
  for (const [id, { parts }] of known) {
    if (isHeld(held, { videoId: id, authorId: parts.author.id, shopId: parts.author.shopId })) known.delete(id);
  }
  const all = [...known.values()];
  const productIds = [...new Set(all.flatMap(({ parts }) => parts.goods.map(({ productId }) => productId)))].filter(
    (id) => !held.goods.has(id),
  );
  const authorIds = [...new Set(all.map(({ parts }) => parts.author.id))];
  const [marks, products] = await Promise.all([
    askSource(
      world,
      'marks',
      () => readers.marks(world, viewerId, { videoIds: [...known.keys()], authorIds }),
      noMarks,
    ),
    productIds.length === 0
      ? noCards
      : askSource(world, 'goods', () => readers.productCards(world, productIds, viewerId), noCards),
  ]);
  const cards = new Map<string, FeedVideo>();
  for (const [id, { parts }] of known) {
    cards.set(id, {
      ...parts,
      author: { ...parts.author, followed: marks.followedAuthors.has(parts.author.id) },
      liked: marks.liked.has(id),
      favourited: marks.favourited.has(id),
      goods: parts.goods.flatMap(({ momentMs, productId }) => {
        const product = products.get(productId);
        return product && product.stock > 0 && !held.sellers.has(product.shop.id) ? [{ momentMs, product }] : [];
      }),
    });
  }
  return cards;
}
