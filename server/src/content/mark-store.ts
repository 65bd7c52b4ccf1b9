import { type Queryable, type Sql, sql } from '../kernel/index.ts';

export type MarkKind = 'like' | 'favourite';

/** Sets a mark on a published video. @returns false when it was set already or there is no such video. */
export async function insertMark(
  act: Queryable,
  kind: MarkKind,
  videoId: string,
  viewerId: string,
  at: Date,
): Promise<boolean> {
  const count = await act.run(sql`
    insert into content.marks (viewer_id, kind, video_id, created_at)
    select ${viewerId}, ${kind}, id, ${at} from content.videos where id = ${videoId} and state = 'published'
    on conflict do nothing`);
  return count > 0;
}

export async function deleteMark(act: Queryable, kind: MarkKind, videoId: string, viewerId: string): Promise<boolean> {
  const count = await act.run(sql`
    delete from content.marks where viewer_id = ${viewerId} and kind = ${kind} and video_id = ${videoId}`);
  return count > 0;
}

/** Moves a counter; the last statement of its act. */
export async function addToCount(act: Queryable, kind: MarkKind, videoId: string, by: 1 | -1): Promise<number> {
  const { count } =
    kind === 'like'
      ? await act.one<{ count: number }>(sql`
          update content.video_counts set likes = likes + ${by} where video_id = ${videoId} returning likes as count`)
      : await act.one<{ count: number }>(sql`
          update content.video_counts set favourites = favourites + ${by} where video_id = ${videoId} returning favourites as count`);
  return count;
}

/** The counter as it stands and whether the viewer's mark is set; undefined when there is no such video. */
export async function readMark(
  act: Queryable,
  kind: MarkKind,
  videoId: string,
  viewerId: string,
): Promise<{ count: number; set: boolean } | undefined> {
  const row = await act.maybe<{ likes: number; favourites: number; set: boolean }>(sql`
    select likes, favourites,
      exists (select from content.marks where viewer_id = ${viewerId} and kind = ${kind} and video_id = ${videoId}) as set
    from content.video_counts where video_id = ${videoId}`);
  return row && { count: kind === 'like' ? row.likes : row.favourites, set: row.set };
}

export async function insertFollow(act: Queryable, authorId: string, viewerId: string, at: Date): Promise<boolean> {
  const count = await act.run(sql`
    insert into content.follows (viewer_id, author_id, created_at) values (${viewerId}, ${authorId}, ${at}) on conflict do nothing`);
  return count > 0;
}

export async function deleteFollow(act: Queryable, authorId: string, viewerId: string): Promise<boolean> {
  return (
    (await act.run(sql`delete from content.follows where viewer_id = ${viewerId} and author_id = ${authorId}`)) > 0
  );
}

export async function addToFollowers(act: Queryable, authorId: string, by: 1 | -1): Promise<number> {
  const { followers } = await act.one<{ followers: number }>(sql`
    insert into content.authors (author_id, followers) values (${authorId}, greatest(${by}::int, 0))
    on conflict (author_id) do update set followers = content.authors.followers + ${by}::int returning followers`);
  return followers;
}

export async function readFollowers(act: Queryable, authorId: string): Promise<number> {
  const row = await act.maybe<{ followers: number }>(sql`
    select followers from content.authors where author_id = ${authorId}`);
  return row?.followers ?? 0;
}

export function selectFollows(
  queryable: Queryable,
  viewerId: string,
  condition: Sql,
  limit: number,
): Promise<{ author_id: string; at: Date }[]> {
  return queryable.rows<{ author_id: string; at: Date }>(sql`
    select author_id, created_at as at from content.follows
    where viewer_id = ${viewerId} and ${condition} order by created_at desc, author_id desc limit ${limit}`);
}

export async function insertCommentLike(act: Queryable, commentId: string, viewerId: string): Promise<boolean> {
  const count = await act.run(sql`
    insert into content.comment_likes (comment_id, viewer_id)
    select id, ${viewerId} from content.comments where id = ${commentId} and removed_at is null on conflict do nothing`);
  return count > 0;
}

export async function deleteCommentLike(act: Queryable, commentId: string, viewerId: string): Promise<boolean> {
  const count = await act.run(sql`
    delete from content.comment_likes where comment_id = ${commentId} and viewer_id = ${viewerId}`);
  return count > 0;
}

export async function addToCommentLikes(act: Queryable, commentId: string, by: 1 | -1): Promise<number> {
  const { likes } = await act.one<{ likes: number }>(sql`
    update content.comments set likes = likes + ${by} where id = ${commentId} returning likes`);
  return likes;
}

export async function readCommentLikes(act: Queryable, commentId: string): Promise<number | undefined> {
  const row = await act.maybe<{ likes: number }>(sql`
    select likes from content.comments where id = ${commentId} and removed_at is null`);
  return row?.likes;
}

/**
 * Everything `fromId` marked, followed and liked now belongs to `toId`; what both had counts once from now on. Without
 * `toId` it is taken back.
 */
export async function moveMarks(act: Queryable, fromId: string, toId: string | null): Promise<void> {
  await act.run(sql`
    with moved as (delete from content.marks where viewer_id = ${fromId} returning kind, video_id, created_at),
      kept as (insert into content.marks (viewer_id, kind, video_id, created_at)
        select ${toId}::uuid, kind, video_id, created_at from moved where ${toId}::uuid is not null
        on conflict do nothing returning kind, video_id),
      lost as (select video_id, count(*) filter (where kind = 'like')::int as likes,
          count(*) filter (where kind = 'favourite')::int as favourites
        from (select kind, video_id from moved except select kind, video_id from kept) gone group by video_id)
    update content.video_counts counts set likes = counts.likes - lost.likes, favourites = counts.favourites - lost.favourites
    from lost where counts.video_id = lost.video_id`);
  await act.run(sql`
    with moved as (delete from content.follows where viewer_id = ${fromId} returning author_id, created_at),
      kept as (insert into content.follows (viewer_id, author_id, created_at)
        select ${toId}::uuid, author_id, created_at from moved where ${toId}::uuid is not null and author_id is distinct from ${toId}::uuid
        on conflict do nothing returning author_id),
      lost as (select author_id from moved except select author_id from kept)
    update content.authors set followers = authors.followers - 1 from lost where authors.author_id = lost.author_id`);
  await act.run(sql`
    with moved as (delete from content.comment_likes where viewer_id = ${fromId} returning comment_id),
      kept as (insert into content.comment_likes (comment_id, viewer_id)
        select comment_id, ${toId}::uuid from moved where ${toId}::uuid is not null on conflict do nothing returning comment_id),
      lost as (select comment_id from moved except select comment_id from kept)
    update content.comments set likes = comments.likes - 1 from lost where comments.id = lost.comment_id`);
}
