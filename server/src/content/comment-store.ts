import { type Queryable, type Sql, sql } from '../kernel/index.ts';

export type CommentRow = {
  id: string;
  video_id: string;
  parent_id: string | null;
  author_id: string;
  text: string;
  likes: number;
  replies: number;
  created_at: Date;
};

const columns = sql`id, video_id, parent_id, author_id, text, likes, replies, created_at`;

export function selectComment(queryable: Queryable, id: string): Promise<CommentRow | undefined> {
  return queryable.maybe<CommentRow>(
    sql`select ${columns} from content.comments where id = ${id} and removed_at is null`,
  );
}

/** A page of comments with whether this viewer likes each. */
export function selectComments(
  queryable: Queryable,
  viewerId: string,
  condition: Sql,
  order: Sql,
  limit: number,
): Promise<(CommentRow & { liked: boolean })[]> {
  return queryable.rows<CommentRow & { liked: boolean }>(sql`
    select ${columns},
      exists (select from content.comment_likes where comment_id = comments.id and viewer_id = ${viewerId}) as liked
    from content.comments where removed_at is null and ${condition} order by ${order} limit ${limit}`);
}

/** Holds other comments of the same person back, so that the bound per minute is exact. */
export async function lockCommenter(act: Queryable, authorId: string): Promise<void> {
  await act.run(sql`select pg_advisory_xact_lock(hashtextextended(${`comment:${authorId}`}, 0))`);
}

export async function countCommentsSince(act: Queryable, authorId: string, since: Date): Promise<number> {
  const { count } = await act.one<{ count: number }>(sql`
    select count(*)::int as count from content.comments where author_id = ${authorId} and created_at > ${since}`);
  return count;
}

/** Writes a comment; a reply only while the comment it answers stands. @returns false when that was removed. */
export async function insertComment(
  act: Queryable,
  comment: { id: string; videoId: string; parentId: string | null; authorId: string; text: string; at: Date },
): Promise<boolean> {
  if (comment.parentId) {
    const parents = await act.run(sql`
      update content.comments set replies = replies + 1 where id = ${comment.parentId} and removed_at is null`);
    if (parents === 0) return false;
  }
  await act.run(sql`
    insert into content.comments (id, video_id, parent_id, author_id, text, created_at)
    values (${comment.id}, ${comment.videoId}, ${comment.parentId}, ${comment.authorId}, ${comment.text}, ${comment.at})`);
  return true;
}

export async function addToComments(act: Queryable, videoId: string, by: number): Promise<void> {
  await act.run(sql`update content.video_counts set comments = comments + ${by} where video_id = ${videoId}`);
}

/**
 * Removes a comment and the replies below it, once.
 * @returns the video and how many were taken off its counter; undefined when it was not there any more.
 */
export async function removeComment(
  act: Queryable,
  id: string,
  by: 'author' | 'platform',
  now: Date,
): Promise<{ videoId: string; count: number } | undefined> {
  const own = await act.maybe<{ video_id: string; parent_id: string | null }>(sql`
    update content.comments set removed_at = ${now}, removed_by = ${by} where id = ${id} and removed_at is null
    returning video_id, parent_id`);
  if (!own) return undefined;
  if (own.parent_id) {
    await act.run(
      sql`update content.comments set replies = replies - 1 where id = ${own.parent_id} and removed_at is null`,
    );
    return { videoId: own.video_id, count: 1 };
  }
  const replies = await act.run(sql`
    update content.comments set removed_at = ${now}, removed_by = ${by} where parent_id = ${id} and removed_at is null`);
  return { videoId: own.video_id, count: 1 + replies };
}

/** Whose comment it is, also when it was removed. */
export async function commentOwner(queryable: Queryable, id: string): Promise<string | undefined> {
  const row = await queryable.maybe<{ author_id: string }>(
    sql`select author_id from content.comments where id = ${id}`,
  );
  return row?.author_id;
}

export async function selectCommentIdsOf(queryable: Queryable, authorId: string): Promise<string[]> {
  const rows = await queryable.rows<{ id: string }>(sql`
    select id from content.comments where author_id = ${authorId} and removed_at is null order by id`);
  return rows.map(({ id }) => id);
}
