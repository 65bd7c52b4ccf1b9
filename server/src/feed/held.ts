import { restrictedSet } from '../governance/index.ts';
import type { World } from '../kernel/index.ts';

/** What may not be shown now, at most a second old. */
export type Held = {
  videos: ReadonlySet<string>;
  authors: ReadonlySet<string>;
  /** Shops that may not be recommended, and their videos with them. */
  shops: ReadonlySet<string>;
  /** Shops whose goods may not be shown for sale; their videos stay. */
  sellers: ReadonlySet<string>;
  /** Products that may not be recommended or sold. */
  goods: ReadonlySet<string>;
};

/** Fails closed: when governance cannot be asked nothing is served, and the error says so. */
export async function readHeld(world: World): Promise<Held> {
  const [videos, authors, shops, sellers, products, sold] = await Promise.all([
    restrictedSet(world, 'video', 'recommend'),
    restrictedSet(world, 'account', 'recommend'),
    restrictedSet(world, 'shop', 'recommend'),
    restrictedSet(world, 'shop', 'sell'),
    restrictedSet(world, 'product', 'recommend'),
    restrictedSet(world, 'product', 'sell'),
  ]);
  return { videos, authors, shops, sellers: sellers.union(shops), goods: products.union(sold) };
}

export function isHeld(
  held: Held,
  video: { videoId: string; authorId: string; shopId: string | null | undefined },
): boolean {
  return (
    held.videos.has(video.videoId) ||
    held.authors.has(video.authorId) ||
    (video.shopId != null && held.shops.has(video.shopId))
  );
}
