import { z } from 'zod';
import { productsById } from '../catalog/index.ts';
import { viewCounts } from '../interactions/index.ts';
import { decodeCursor, encodeCursor, nothing, type Queryable, sql } from '../kernel/index.ts';
import { assetsById } from '../media/index.ts';
import { selectCounts, selectVideos } from './store.ts';
import type { Video, VideoState } from './video.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of the author's videos, newest first. */
export async function listStudioVideos(
  queryable: Queryable,
  authorId: string,
  query: {
    state?: VideoState | 'uploading' | undefined;
    q?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, position) : [];
  const words = query.q?.trim().replace(/[\\%_]/g, '\\$&');
  const videos = await selectVideos(
    queryable,
    sql`video.author_id = ${authorId}
      ${query.state ? sql`and video.state = ${query.state}` : nothing}
      ${words ? sql`and video.title ilike ${`%${words}%`}` : nothing}
      ${at ? sql`and (video.created_at, video.id) < (${at}::timestamptz, ${id}::uuid)` : nothing}`,
    sql`order by video.created_at desc, video.id desc limit ${query.limit + 1}`,
  );
  const page = videos.slice(0, query.limit);
  const last = videos.length > query.limit ? page.at(-1) : undefined;
  return {
    items: await studioVideos(queryable, page),
    nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** Videos as their author sees them: progress of the clip, reasons, goods, figures. */
export async function studioVideos(queryable: Queryable, videos: readonly Video[]) {
  const ids = videos.map(({ id }) => id);
  const waiting = videos.flatMap(({ playback, assetId }) => (playback ? [] : assetId));
  const assets = await assetsById(queryable, waiting);
  const attached = videos.flatMap(({ goods }) => goods.map(({ productId }) => productId));
  const products = await productsById(queryable, attached);
  const counts = await selectCounts(queryable, ids);
  const views = await viewCounts(queryable, ids);
  const countsOf = new Map(counts.map((row) => [row.video_id, row]));
  return videos.map((video) => ({
    id: video.id,
    title: video.title,
    caption: video.caption,
    categoryId: video.categoryId,
    tags: video.tags,
    shopId: video.shopId,
    state: video.state,
    stateReasons: video.stateReasons,
    progress: video.playback ? 1 : (assets.get(video.assetId)?.progress ?? 0),
    playback: video.playback,
    goods: video.goods.map(({ productId, momentMs }) => {
      const product = products.get(productId);
      return { productId, title: product?.title ?? '', imageUrl: product?.images[0]?.small.url ?? null, momentMs };
    }),
    viewsCount: views.get(video.id)?.views ?? 0,
    likesCount: countsOf.get(video.id)?.likes ?? 0,
    commentsCount: countsOf.get(video.id)?.comments ?? 0,
    createdAt: video.createdAt.toISOString(),
    publishedAt: video.publishedAt?.toISOString() ?? null,
  }));
}
