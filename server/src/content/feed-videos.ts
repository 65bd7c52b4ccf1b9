import { viewCounts } from '../interactions/index.ts';
import type { Queryable } from '../kernel/index.ts';
import { type AuthorCard, authorCards } from './author-cards.ts';
import { selectShown } from './store.ts';
import type { AttachedGoods, Playback } from './video.ts';

/** A published video as the feed shows it, goods still as ids. */
export type FeedVideo = {
  id: string;
  title: string;
  caption: string;
  author: AuthorCard;
  playback: Playback;
  synthetic: boolean;
  publishedAt: string;
  categoryId: string | null;
  tags: string[];
  likesCount: number;
  commentsCount: number;
  favouritesCount: number;
  sharesCount: number;
  liked: boolean;
  favourited: boolean;
  goods: AttachedGoods[];
};

/**
 * Published videos by id as this viewer sees them; others are left out. Five statements whatever the number of ids.
 */
export async function feedVideos(
  queryable: Queryable,
  ids: readonly string[],
  viewerId: string,
  now: Date,
): Promise<Map<string, FeedVideo>> {
  if (ids.length === 0) return new Map();
  const rows = await selectShown(queryable, ids, viewerId);
  const counts = await viewCounts(queryable, ids);
  const authors = await authorCards(
    queryable,
    rows.map(({ author_id }) => author_id),
    viewerId,
    now,
  );
  const videos = new Map<string, FeedVideo>();
  for (const row of rows) {
    const author = authors.get(row.author_id);
    if (!author || !row.playback || !row.published_at) continue;
    videos.set(row.id, {
      id: row.id,
      title: row.title,
      caption: row.caption,
      author,
      playback: row.playback,
      synthetic: row.synthetic,
      publishedAt: row.published_at.toISOString(),
      categoryId: row.category_id,
      tags: row.tags,
      likesCount: row.likes,
      commentsCount: row.comments,
      favouritesCount: row.favourites,
      sharesCount: counts.get(row.id)?.shares ?? 0,
      liked: row.liked,
      favourited: row.favourited,
      goods: row.goods,
    });
  }
  return videos;
}
