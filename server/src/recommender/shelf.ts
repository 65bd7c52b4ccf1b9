import type { ItemFacts } from '@haowu/interest-engine';
import type { ProductData, VideoData } from '../events/index.ts';

/** Everything a replica keeps beside the engine, to turn facts into items and events. Plain data: it is in the snapshot. */
export type ShelfState = {
  videos: [string, VideoData & { published: boolean }][];
  products: [string, ProductData & { published: boolean }][];
  /** Lines of orders by order id, oldest first: after-sale facts name the line alone. */
  orders: [string, KnownOrder][];
  /** `kind:id` of what may not be recommended. */
  restricted: string[];
  /** Choices of viewers, to be given back to the engine after it forgot them. */
  choices: [string, KnownChoice[]][];
};

export type KnownOrder = { buyerId: string; lines: { lineId: string; productId: string; contentId: string | null }[] };
export type KnownChoice = { kind: 'category' | 'tag'; tag: string; choice: 'chosen' | 'blocked' | 'forgotten' };

/** An order is over after a quarter; this many are open at once in a large town. */
export const ordersMax = 100_000;

/** Facts of a video as an item of the engine: its price is the lowest among its goods on sale. */
export function videoItem(video: VideoData, products: readonly ProductData[]): ItemFacts {
  const prices = products.map((product) => product.priceMinor);
  return {
    itemId: video.videoId,
    kind: 'video',
    authorId: video.authorId,
    ...(video.shopId ? { shopId: video.shopId } : {}),
    categoryIds: [...new Set([...video.categoryIds, ...products.flatMap((product) => product.categoryIds.slice(-1))])],
    tags: video.tags,
    publishedAt: Date.parse(video.publishedAt),
    durationMs: video.durationMs,
    hasGoods: products.length > 0,
    ...(prices.length > 0 ? { priceMinor: Math.min(...prices) } : {}),
    craft: video.heritageCraft,
    newSeller: video.newSeller,
  };
}

export function productItem(product: ProductData): ItemFacts {
  return {
    itemId: product.productId,
    kind: 'product',
    authorId: product.shopId,
    shopId: product.shopId,
    categoryIds: product.categoryIds,
    tags: product.tags,
    publishedAt: Date.parse(product.publishedAt),
    hasGoods: true,
    priceMinor: product.priceMinor,
    craft: product.heritageCraft,
    newSeller: product.newSeller,
  };
}
