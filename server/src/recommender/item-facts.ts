import type { ItemFacts } from '@haowu/interest-engine';
import type { ProductData, VideoData } from '../events/index.ts';
import { wordsOf } from './words.ts';

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
    tokens: wordsOf(video.title),
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
    tokens: wordsOf(product.title),
  };
}
