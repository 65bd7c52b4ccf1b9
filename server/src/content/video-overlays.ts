import { type Queryable, sql } from '../kernel/index.ts';

/** What moves on a card: counts, and what one viewer did. */
export type VideoOverlay = {
  likesCount: number;
  favouritesCount: number;
  commentsCount: number;
  followersCount: number;
  liked: boolean;
  favourited: boolean;
  followed: boolean;
};

/**
 * Counts and a viewer's marks for videos with known authors, to lay over cards kept at hand: one statement a page.
 * What is not published now is left out.
 */
export async function videoOverlays(
  queryable: Queryable,
  viewerId: string,
  videos: readonly { id: string; authorId: string }[],
): Promise<Map<string, VideoOverlay>> {
  const rows = await queryable.rows<VideoOverlay & { id: string }>(sql`
    select wanted.id, counts.likes as "likesCount", counts.favourites as "favouritesCount", counts.comments as "commentsCount",
      coalesce(author.followers, 0) as "followersCount",
      exists (select from content.marks where viewer_id = ${viewerId} and kind = 'like' and video_id = wanted.id) as liked,
      exists (select from content.marks where viewer_id = ${viewerId} and kind = 'favourite' and video_id = wanted.id) as favourited,
      exists (select from content.follows where viewer_id = ${viewerId} and author_id = wanted.author_id) as followed
    from unnest(${videos.map(({ id }) => id)}::uuid[], ${videos.map(({ authorId }) => authorId)}::uuid[]) as wanted (id, author_id)
      join content.videos video on video.id = wanted.id and video.state = 'published'
      join content.video_counts counts on counts.video_id = wanted.id
      left join content.authors author on author.author_id = wanted.author_id`);
  return new Map(rows.map(({ id, ...overlay }) => [id, overlay]));
}
