import { type Queryable, sql } from '../kernel/index.ts';

/** What one viewer did with these videos and authors. */
export type ViewerMarks = {
  liked: ReadonlySet<string>;
  favourited: ReadonlySet<string>;
  followedAuthors: ReadonlySet<string>;
};

/** A viewer's marks on what a page shows: one statement, to lay over cards that are the same for everybody. */
export async function viewerMarks(
  queryable: Queryable,
  viewerId: string,
  of: { videoIds: readonly string[]; authorIds: readonly string[] },
): Promise<ViewerMarks> {
  const rows = await queryable.rows<{ kind: 'like' | 'favourite' | 'follow'; id: string }>(sql`
    select kind, video_id as id from content.marks where viewer_id = ${viewerId} and video_id = any(${of.videoIds}::uuid[])
    union all
    select 'follow', author_id from content.follows where viewer_id = ${viewerId} and author_id = any(${of.authorIds}::uuid[])`);
  const ids = (kind: string): ReadonlySet<string> =>
    new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
  return { liked: ids('like'), favourited: ids('favourite'), followedAuthors: ids('follow') };
}
