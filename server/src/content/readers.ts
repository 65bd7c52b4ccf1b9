import type { VideoData } from '../events/index.ts';
import { type Queryable, sql } from '../kernel/index.ts';
import { selectVideos } from './store.ts';
import type { Video } from './video.ts';

/** Videos by id in any state; ids that do not exist are left out. */
export async function videosById(queryable: Queryable, ids: readonly string[]): Promise<Map<string, Video>> {
  if (ids.length === 0) return new Map();
  const videos = await selectVideos(queryable, sql`video.id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(videos.map((video) => [video.id, video]));
}

/** Facts of all published videos in pages by id (give the last id back), for readers that build their own index. */
export async function publishedVideos(
  queryable: Queryable,
  page: { afterId?: string; limit: number },
): Promise<VideoData[]> {
  const rows = await queryable.rows<{ fact: VideoData }>(sql`
    select fact from content.videos
    where state = 'published' and id > ${page.afterId ?? '00000000-0000-0000-0000-000000000000'}
    order by id limit ${page.limit}`);
  return rows.map(({ fact }) => fact);
}

export async function countPublishedVideos(queryable: Queryable): Promise<number> {
  const { count } = await queryable.one<{ count: number }>(
    sql`select count(*)::int as count from content.videos where state = 'published'`,
  );
  return count;
}

/** Ids of the newest published videos, of everybody or of these authors. */
export async function newestVideoIds(
  queryable: Queryable,
  options: { authorIds?: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = options.authorIds
    ? await queryable.rows<{ id: string }>(sql`
        select id from content.videos where state = 'published' and author_id = any(${options.authorIds}::uuid[])
        order by published_at desc, id desc limit ${options.limit}`)
    : await queryable.rows<{ id: string }>(sql`
        select id from content.videos where state = 'published' order by published_at desc, id desc limit ${options.limit}`);
  return rows.map(({ id }) => id);
}

/** Authors this viewer follows, the last followed first, at most 1,000. */
export async function followedAuthorIds(queryable: Queryable, viewerId: string): Promise<string[]> {
  const rows = await queryable.rows<{ author_id: string }>(sql`
    select author_id from content.follows where viewer_id = ${viewerId} order by created_at desc, author_id desc limit 1000`);
  return rows.map(({ author_id }) => author_id);
}

export type ProductClip = {
  productId: string;
  videoId: string;
  title: string;
  posterUrl: string;
  momentMs: number;
  authorId: string;
  likesCount: number;
};

/** Published videos that show these products, the most liked first; at most `limit` a product. */
export async function clipsOfProducts(
  queryable: Queryable,
  productIds: readonly string[],
  limit: number,
): Promise<ProductClip[]> {
  if (productIds.length === 0) return [];
  return queryable.rows<ProductClip>(sql`
    select clip.* from unnest(${[...new Set(productIds)]}::uuid[]) as wanted (id) cross join lateral (
      select goods.product_id as "productId", video.id as "videoId", video.title, video.playback ->> 'posterUrl' as "posterUrl",
        goods.moment_ms as "momentMs", video.author_id as "authorId", counts.likes as "likesCount"
      from content.video_goods goods join content.videos video on video.id = goods.video_id
        join content.video_counts counts on counts.video_id = video.id
      where goods.product_id = wanted.id and video.state = 'published'
      order by counts.likes desc, video.id desc limit ${limit}) clip`);
}

/** Videos, comments and marks of an account, for its data export. */
export async function exportContent(queryable: Queryable, accountId: string): Promise<unknown> {
  const videos = await selectVideos(queryable, sql`video.author_id = ${accountId}`, sql`order by video.created_at`);
  const comments = await queryable.rows(sql`
    select id, video_id, text, created_at, removed_at from content.comments where author_id = ${accountId} order by created_at`);
  const marks = await queryable.rows(sql`
    select kind, video_id, created_at from content.marks where viewer_id = ${accountId} order by created_at`);
  const follows = await queryable.rows(sql`
    select author_id, created_at from content.follows where viewer_id = ${accountId} order by created_at`);
  return { videos: videos.map(({ fact: _fact, ...video }) => video), comments, marks, follows };
}
