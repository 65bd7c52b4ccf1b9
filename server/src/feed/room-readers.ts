import { feedVideos, followedAuthorIds, newestVideoIds, videoOverlays } from '../content/index.ts';
import type { World } from '../kernel/index.ts';
import { productCards } from '../storefront/index.ts';
import type { FeedReaders } from './readers.ts';

/** Nobody: what a video is for everybody carries no marks of one viewer. */
const nobodyId = '00000000-0000-0000-0000-000000000000';
const newestLifeMs = 1_000;

/** The readers over the rooms of this server. */
export function roomReaders(): FeedReaders {
  const newest = new WeakMap<World, { readAt: number; ids: Promise<string[]> }>();
  return {
    productCards: (world, ids, viewerId) => productCards(world, viewerId, ids),
    videos: (world, ids) => feedVideos(world.database, ids, nobodyId, world.businessClock.now()),
    overlays: (world, viewerId, videos) => videoOverlays(world.database, viewerId, videos),
    followedAuthorIds: (world, viewerId) => followedAuthorIds(world.database, viewerId),
    // The same for everybody, at most a second old.
    newestVideoIds(world, limit) {
      const known = newest.get(world);
      if (known && performance.now() - known.readAt < newestLifeMs) return known.ids;
      const fresh = { readAt: performance.now(), ids: newestVideoIds(world.database, { limit }) };
      newest.set(world, fresh);
      fresh.ids.catch(() => newest.delete(world));
      return fresh.ids;
    },
  };
}
