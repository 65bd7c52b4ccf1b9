import { z } from 'zod';
import { accountCards } from '../identity/index.ts';
import { decodeCursor, encodeCursor, notFound, nothing, type Queryable, sql } from '../kernel/index.ts';
import { type CommentRow, selectComments } from './comment-store.ts';
import { selectCounts, selectVideos } from './store.ts';

export type CommentQuery = {
  parentId?: string | undefined;
  sort: 'top' | 'newest';
  cursor?: string | undefined;
  limit: number;
};

/**
 * A page of comments: the liked ones or the newest first; replies of one comment in the order they were written.
 * @throws Problem `request.not_found` when there is no such published video.
 */
export async function listComments(queryable: Queryable, videoId: string, viewerId: string, query: CommentQuery) {
  const [video] = await selectVideos(queryable, sql`video.id = ${videoId} and video.state = 'published'`);
  if (!video) throw notFound();
  const rows = await readPage(queryable, videoId, viewerId, query);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const [counts] = await selectCounts(queryable, [videoId]);
  return {
    items: await commentAnswers(queryable, page, viewerId, video.authorId),
    nextCursor: last ? cursorAfter(last, query) : null,
    total: counts?.comments ?? 0,
  };
}

const byTime = z.tuple([z.iso.datetime(), z.uuid()]);
const byLikes = z.tuple([z.number().int(), z.uuid()]);

function readPage(queryable: Queryable, videoId: string, viewerId: string, query: CommentQuery) {
  const { cursor, limit, parentId } = query;
  if (parentId) {
    const [at, id] = cursor ? decodeCursor(cursor, byTime) : [];
    const after = at ? sql`and (created_at, id) > (${at}::timestamptz, ${id}::uuid)` : nothing;
    const condition = sql`video_id = ${videoId} and parent_id = ${parentId} ${after}`;
    return selectComments(queryable, viewerId, condition, sql`created_at, id`, limit + 1);
  }
  if (query.sort === 'newest') {
    const [at, id] = cursor ? decodeCursor(cursor, byTime) : [];
    const after = at ? sql`and (created_at, id) < (${at}::timestamptz, ${id}::uuid)` : nothing;
    const condition = sql`video_id = ${videoId} and parent_id is null ${after}`;
    return selectComments(queryable, viewerId, condition, sql`created_at desc, id desc`, limit + 1);
  }
  const [likes, id] = cursor ? decodeCursor(cursor, byLikes) : [];
  const after = id ? sql`and (likes, id) < (${likes}::int, ${id}::uuid)` : nothing;
  const condition = sql`video_id = ${videoId} and parent_id is null ${after}`;
  return selectComments(queryable, viewerId, condition, sql`likes desc, id desc`, limit + 1);
}

function cursorAfter(row: CommentRow, query: CommentQuery): string {
  if (query.sort === 'top' && !query.parentId) return encodeCursor([row.likes, row.id]);
  return encodeCursor([row.created_at.toISOString(), row.id]);
}

/** Comments as the API shows them. */
export async function commentAnswers(
  queryable: Queryable,
  rows: readonly (CommentRow & { liked: boolean })[],
  viewerId: string,
  videoAuthorId: string,
) {
  const ids = [...new Set(rows.map(({ author_id }) => author_id))];
  const cards = new Map((ids.length === 0 ? [] : await accountCards(queryable, ids)).map((card) => [card.id, card]));
  return rows.map((row) => ({
    id: row.id,
    author: {
      id: row.author_id,
      nickname: cards.get(row.author_id)?.nickname ?? '',
      avatarUrl: cards.get(row.author_id)?.avatar_url ?? null,
      isVideoAuthor: row.author_id === videoAuthorId,
    },
    text: row.text,
    createdAt: row.created_at.toISOString(),
    likesCount: row.likes,
    liked: row.liked,
    repliesCount: row.replies,
    mine: row.author_id === viewerId,
  }));
}
