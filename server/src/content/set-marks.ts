import { accountCards } from '../identity/index.ts';
import { recordServerAction } from '../interactions/index.ts';
import { type Act, notFound } from '../kernel/index.ts';
import {
  addToCommentLikes,
  addToCount,
  addToFollowers,
  deleteCommentLike,
  deleteFollow,
  deleteMark,
  insertCommentLike,
  insertFollow,
  insertMark,
  type MarkKind,
  readCommentLikes,
  readFollowers,
  readMark,
} from './mark-store.ts';

export type MarkVideo = {
  videoId: string;
  viewerId: string;
  on: boolean;
  /** The browser it is done in. */
  deviceId?: string;
  /** Business time; the act's own when absent. Seeding a history sets it. */
  at?: Date;
};

/**
 * Likes a video or takes the like back: the same wish twice has one effect, and the counter moves only with the mark.
 * @returns how many like it now. @throws Problem `request.not_found`.
 */
export function likeVideo(act: Act, wish: MarkVideo): Promise<number> {
  return setMark(act, 'like', wish);
}

/** Keeps a video among the viewer's favourites, or lets it go; as `likeVideo`. */
export function favouriteVideo(act: Act, wish: MarkVideo): Promise<number> {
  return setMark(act, 'favourite', wish);
}

async function setMark(act: Act, kind: MarkKind, wish: MarkVideo): Promise<number> {
  const { videoId, viewerId, on, deviceId, at = act.now } = wish;
  const changed = on
    ? await insertMark(act, kind, videoId, viewerId, at)
    : await deleteMark(act, kind, videoId, viewerId);
  if (changed) {
    await recordServerAction(act, {
      viewerId,
      deviceId,
      kind: on ? kind : `un${kind}`,
      item: { id: videoId, kind: 'video' },
      occurredAt: at,
    });
    await act.flushFacts();
    return addToCount(act, kind, videoId, on ? 1 : -1);
  }
  // Nothing changed: it was so already, or the video takes no marks (any more).
  const mark = await readMark(act, kind, videoId, viewerId);
  if (!mark || (on && !mark.set)) throw notFound();
  return mark.count;
}

/**
 * Follows an author or leaves them. Nobody follows themselves.
 * @returns the followers they have now. @throws Problem `request.not_found`.
 */
export async function followAuthor(
  act: Act,
  {
    authorId,
    viewerId,
    on,
    deviceId,
    at = act.now,
  }: { authorId: string; viewerId: string; on: boolean; deviceId?: string; at?: Date },
): Promise<number> {
  const [author] = await accountCards(act, [authorId]);
  if (!author || (on && authorId === viewerId)) throw notFound();
  const changed = on ? await insertFollow(act, authorId, viewerId, at) : await deleteFollow(act, authorId, viewerId);
  if (!changed) return readFollowers(act, authorId);
  await recordServerAction(act, {
    viewerId,
    deviceId,
    kind: on ? 'follow' : 'unfollow',
    item: { id: authorId, kind: 'author' },
    occurredAt: at,
  });
  await act.flushFacts();
  return addToFollowers(act, authorId, on ? 1 : -1);
}

/** Likes a comment or takes it back. @returns the likes it has now. @throws Problem `request.not_found`. */
export async function likeComment(
  act: Act,
  { commentId, viewerId, on }: { commentId: string; viewerId: string; on: boolean },
): Promise<number> {
  const changed = on
    ? await insertCommentLike(act, commentId, viewerId)
    : await deleteCommentLike(act, commentId, viewerId);
  if (changed) return addToCommentLikes(act, commentId, on ? 1 : -1);
  const likes = await readCommentLikes(act, commentId);
  if (likes === undefined) throw notFound();
  return likes;
}
