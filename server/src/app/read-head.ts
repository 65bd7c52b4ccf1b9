import { productsById } from '../catalog/index.ts';
import { videosById } from '../content/index.ts';
import { accountCards } from '../identity/index.ts';
import type { World } from '../kernel/index.ts';
import { shopsById } from '../shops/index.ts';
import type { ReadHead } from './serve-apps.ts';

/** Title and picture of a shared video, product or shop; nothing for what strangers may not see. */
export function readHeadOf(world: World): ReadHead {
  return async (kind, id) => {
    if (kind === 'video') {
      const video = (await videosById(world.database, [id])).get(id);
      if (video?.state !== 'published') return undefined;
      const [author] = await accountCards(world.database, [video.authorId]);
      return {
        title: video.title,
        description: `@${author?.nickname ?? ''} ${video.caption}`.trim(),
        imageUrl: video.playback?.posterUrl ?? null,
        path: `/v/${id}`,
      };
    }
    if (kind === 'product') {
      const product = (await productsById(world.database, [id])).get(id);
      if (product?.state !== 'published') return undefined;
      const [cheapest = 0n] = product.variants.map((variant) => variant.priceMinor).sort((a, b) => (a < b ? -1 : 1));
      return {
        title: product.title,
        description: product.description.slice(0, 160),
        imageUrl: product.images[0]?.url ?? null,
        path: `/products/${id}`,
        price: { amount: `${cheapest / 100n}.${String(cheapest % 100n).padStart(2, '0')}`, currency: 'CNY' },
      };
    }
    const shop = (await shopsById(world.database, [id])).get(id);
    return shop
      ? { title: shop.name, description: shop.description, imageUrl: shop.logoUrl, path: `/shops/${id}` }
      : undefined;
  };
}
