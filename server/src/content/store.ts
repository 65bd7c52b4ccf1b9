import type { VideoData } from '../events/index.ts';
import { json, nothing, type Queryable, type Sql, sql } from '../kernel/index.ts';
import {
  type AttachedGoods,
  type Playback,
  type StateReason,
  type Video,
  type VideoState,
  type VideoStep,
  videoSteps,
} from './video.ts';

type VideoRow = {
  id: string;
  author_id: string;
  shop_id: string | null;
  asset_id: string;
  title: string;
  caption: string;
  category_id: string | null;
  tags: string[];
  synthetic: boolean;
  state: VideoState;
  state_reasons: StateReason[];
  playback: Playback | null;
  goods: AttachedGoods[];
  created_at: Date;
  published_at: Date | null;
  fact: VideoData | null;
};

const goodsOf = sql`coalesce((select jsonb_agg(jsonb_build_object('productId', goods.product_id, 'momentMs', goods.moment_ms)
    order by goods.moment_ms, goods.position) from content.video_goods goods where goods.video_id = video.id), '[]') as goods`;

const columns = sql`video.id, video.author_id, video.shop_id, video.asset_id, video.title, video.caption, video.category_id,
  video.tags, video.synthetic, video.state, video.state_reasons, video.playback, video.created_at, video.published_at, video.fact, ${goodsOf}`;

function toVideo(row: VideoRow): Video {
  return {
    id: row.id,
    authorId: row.author_id,
    shopId: row.shop_id,
    assetId: row.asset_id,
    title: row.title,
    caption: row.caption,
    categoryId: row.category_id,
    tags: row.tags,
    synthetic: row.synthetic,
    state: row.state,
    stateReasons: row.state_reasons,
    playback: row.playback,
    goods: row.goods,
    createdAt: row.created_at,
    publishedAt: row.published_at,
    fact: row.fact,
  };
}

/** Videos matching a condition on `video`; `tail` orders, bounds and locks. */
export async function selectVideos(queryable: Queryable, condition: Sql, tail: Sql = nothing): Promise<Video[]> {
  const rows = await queryable.rows<VideoRow>(
    sql`select ${columns} from content.videos video where ${condition} ${tail}`,
  );
  return rows.map(toVideo);
}

/** Locks a video of this author until the act ends, and reads it. */
export async function lockVideo(act: Queryable, id: string, authorId: string): Promise<Video | undefined> {
  const [video] = await selectVideos(
    act,
    sql`video.id = ${id} and video.author_id = ${authorId}`,
    sql`for update of video`,
  );
  return video;
}

/** Locks the video that waits for this clip; none when nobody waits any more. */
export async function lockWaiting(act: Queryable, assetId: string): Promise<Video | undefined> {
  const [video] = await selectVideos(
    act,
    sql`video.asset_id = ${assetId} and video.playback is null and video.state in ('processing', 'in_review')`,
    sql`for update of video`,
  );
  return video;
}

export async function selectWaitingAssets(queryable: Queryable, limit: number): Promise<string[]> {
  const rows = await queryable.rows<{ asset_id: string }>(sql`
    select asset_id from content.videos where playback is null and state in ('processing', 'in_review')
    order by updated_at limit ${limit}`);
  return rows.map(({ asset_id }) => asset_id);
}

/** @returns false when the clip already belongs to a video. */
export async function insertVideo(
  act: Queryable,
  video: Omit<Video, 'stateReasons' | 'publishedAt' | 'fact' | 'goods' | 'state'>,
): Promise<boolean> {
  const count = await act.run(sql`
    insert into content.videos (id, author_id, shop_id, asset_id, title, caption, category_id, tags, synthetic, state, playback, created_at, updated_at)
    values (${video.id}, ${video.authorId}, ${video.shopId}, ${video.assetId}, ${video.title}, ${video.caption}, ${video.categoryId},
      ${video.tags}, ${video.synthetic}, 'processing', ${video.playback && json(video.playback)}::jsonb, ${video.createdAt}, ${video.createdAt})
    on conflict (asset_id) do nothing`);
  if (count === 0) return false;
  await act.run(sql`insert into content.video_counts (video_id) values (${video.id})`);
  return true;
}

export async function writeGoods(act: Queryable, videoId: string, goods: readonly AttachedGoods[]): Promise<void> {
  await act.run(sql`delete from content.video_goods where video_id = ${videoId}`);
  if (goods.length === 0) return;
  await act.run(sql`
    insert into content.video_goods (video_id, product_id, moment_ms, position)
    select ${videoId}, product_id, moment_ms, position
    from unnest(${goods.map(({ productId }) => productId)}::uuid[], ${goods.map(({ momentMs }) => momentMs)}::int[])
      with ordinality as given (product_id, moment_ms, position)`);
}

export type VideoChange = { title: string; caption: string; categoryId: string | null; tags: string[] };

export async function writeVideo(act: Queryable, id: string, change: VideoChange, now: Date): Promise<void> {
  await act.run(sql`
    update content.videos set title = ${change.title}, caption = ${change.caption}, category_id = ${change.categoryId},
      tags = ${change.tags}, updated_at = ${now} where id = ${id}`);
}

export async function writePlayback(act: Queryable, id: string, playback: Playback): Promise<void> {
  await act.run(
    sql`update content.videos set playback = ${json(playback)}::jsonb where id = ${id} and playback is null`,
  );
}

/** Makes one step of the table. @returns false when the video is in none of the states it may start from. */
export async function stepVideo(
  act: Queryable,
  id: string,
  step: VideoStep,
  reasons: readonly StateReason[],
  now: Date,
): Promise<boolean> {
  const { from, to } = videoSteps[step];
  const count = await act.run(sql`
    update content.videos set state = ${to}, state_reasons = ${json(reasons)}::jsonb, updated_at = ${now}
    where id = ${id} and state = any(${from}::text[])`);
  return count > 0;
}

/** The step to `published`, with the fact that tells it. The first publication keeps its time. */
export async function approveVideo(
  act: Queryable,
  id: string,
  fact: VideoData,
  warnings: readonly StateReason[],
  now: Date,
): Promise<boolean> {
  const { from, to } = videoSteps.approve;
  const count = await act.run(sql`
    update content.videos set state = ${to}, state_reasons = ${json(warnings)}::jsonb, updated_at = ${now},
      published_at = coalesce(published_at, ${now}), fact = ${json(fact)}::jsonb
    where id = ${id} and state = any(${from}::text[])`);
  return count > 0;
}

export async function writeFact(
  act: Queryable,
  id: string,
  fact: VideoData,
  warnings: readonly StateReason[],
): Promise<void> {
  await act.run(sql`
    update content.videos set fact = ${json(fact)}::jsonb, state_reasons = ${json(warnings)}::jsonb where id = ${id} and state = 'published'`);
}

/** Notes what an author's card shows: since when they publish, and their shop. */
export async function noteAuthor(act: Queryable, authorId: string, shopId: string | null, now: Date): Promise<void> {
  await act.run(sql`
    insert into content.authors (author_id, shop_id, first_published_at) values (${authorId}, ${shopId}, ${now})
    on conflict (author_id) do update set shop_id = coalesce(excluded.shop_id, content.authors.shop_id),
      first_published_at = coalesce(content.authors.first_published_at, excluded.first_published_at)`);
}

export type CountsRow = { video_id: string; likes: number; favourites: number; comments: number };

export function selectCounts(queryable: Queryable, ids: readonly string[]): Promise<CountsRow[]> {
  return queryable.rows<CountsRow>(sql`
    select video_id, likes, favourites, comments from content.video_counts where video_id = any(${ids}::uuid[])`);
}

export type ShownRow = VideoRow & {
  likes: number;
  favourites: number;
  comments: number;
  liked: boolean;
  favourited: boolean;
};

/** Published videos with their counters and this viewer's marks: one statement for a whole page. */
export function selectShown(queryable: Queryable, ids: readonly string[], viewerId: string): Promise<ShownRow[]> {
  return queryable.rows<ShownRow>(sql`
    select ${columns}, counts.likes, counts.favourites, counts.comments,
      exists (select from content.marks where viewer_id = ${viewerId} and kind = 'like' and video_id = video.id) as liked,
      exists (select from content.marks where viewer_id = ${viewerId} and kind = 'favourite' and video_id = video.id) as favourited
    from content.videos video join content.video_counts counts on counts.video_id = video.id
    where video.id = any(${ids}::uuid[]) and video.state = 'published'`);
}

export type AuthorRow = {
  author_id: string;
  followers: number;
  shop_id: string | null;
  first_published_at: Date | null;
  followed: boolean;
};

export function selectAuthors(queryable: Queryable, ids: readonly string[], viewerId: string): Promise<AuthorRow[]> {
  return queryable.rows<AuthorRow>(sql`
    select author_id, followers, shop_id, first_published_at,
      exists (select from content.follows where viewer_id = ${viewerId} and follows.author_id = authors.author_id) as followed
    from content.authors where author_id = any(${ids}::uuid[])`);
}

export type TileRow = { id: string; title: string; poster_url: string; likes: number; has_goods: boolean; at: Date };

/** Published videos as small tiles. `at` is what the page is ordered by. */
export function selectTiles(
  queryable: Queryable,
  from: Sql,
  at: Sql,
  condition: Sql,
  limit: number,
): Promise<TileRow[]> {
  return queryable.rows<TileRow>(sql`
    select video.id, video.title, video.playback ->> 'posterUrl' as poster_url, counts.likes, ${at} as at,
      exists (select from content.video_goods goods where goods.video_id = video.id) as has_goods
    from ${from} join content.video_counts counts on counts.video_id = video.id
    where video.state = 'published' and ${condition} order by ${at} desc, video.id desc limit ${limit}`);
}
