import type { z } from 'zod';
import type { VideoOverlay } from '../content/index.ts';
import type { World } from '../kernel/index.ts';
import type { feedVideoJson } from './contract.ts';

export type FeedVideo = z.input<typeof feedVideoJson>;
export type ProductCard = FeedVideo['goods'][number]['product'];

/** A published video as it is for everybody; counts may be minutes old. Goods by id. */
export type VideoParts = Omit<FeedVideo, 'liked' | 'favourited' | 'goods' | 'complete' | 'author'> & {
  author: Omit<FeedVideo['author'], 'followed'>;
  goods: { momentMs: number; productId: string }[];
};

/** How the feed reads the rooms that know videos and goods; see `roomReaders`. Each is one statement, or a few. */
export type FeedReaders = {
  /** Published videos among the ids; the others are absent. */
  videos(world: World, ids: readonly string[]): Promise<Map<string, VideoParts>>;
  /** Counts and the viewer's marks as they are now; what is not published any more is absent. */
  overlays(
    world: World,
    viewerId: string,
    videos: readonly { id: string; authorId: string }[],
  ): Promise<Map<string, VideoOverlay>>;
  followedAuthorIds(world: World, viewerId: string): Promise<string[]>;
  /** Newest published videos, newest first; the source that stands when all others fail. */
  newestVideoIds(world: World, limit: number): Promise<string[]>;
  /** Cards of published products among the ids, priced for the viewer, with stock; the others are absent. */
  productCards(world: World, ids: readonly string[], viewerId: string): Promise<Map<string, ProductCard>>;
};
