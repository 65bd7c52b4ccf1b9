import { isRestricted } from '../governance/index.ts';
import { recordServerAction } from '../interactions/index.ts';
import { type Act, invalidRequest, notFound, sql } from '../kernel/index.ts';
import {
  addToComments,
  type CommentRow,
  commentOwner,
  countCommentsSince,
  insertComment,
  lockCommenter,
  removeComment,
  selectComment,
} from './comment-store.ts';
import { cleanComment, objectionTo } from './comment-text.ts';
import { commentingRestricted, commentRefused, tooManyComments } from './errors.ts';
import { selectVideos } from './store.ts';

export const commentsPerMinuteMax = 10;

export type NewComment = {
  id: string;
  videoId: string;
  authorId: string;
  /** A reply to a reply stands below the same comment: there is one level. */
  parentId: string | null;
  text: string;
  /** The browser it is written in. */
  deviceId?: string;
  /** Business time; the act's own when absent. Seeding a history sets it. */
  at?: Date;
};

/**
 * Comments on a published video, or answers a comment of it.
 * @throws Problem `request.not_found`, `content.commenting_restricted`, `content.comment_refused`, `content.too_many_comments`.
 */
export async function postComment(act: Act, given: NewComment): Promise<CommentRow> {
  const at = given.at ?? act.now;
  const text = cleanComment(given.text);
  if (text === '') throw invalidRequest({ errors: [{ path: 'text', message: 'Write something that can be read.' }] });
  const [video] = await selectVideos(act, sql`video.id = ${given.videoId} and video.state = 'published'`);
  if (!video) throw notFound();
  const objection = objectionTo(text, given.authorId === video.authorId);
  if (objection) throw commentRefused({ detail: `${objection.code}: ${objection.term}` });
  if (await isRestricted(act, 'account', given.authorId, 'comment')) throw commentingRestricted();
  await lockCommenter(act, given.authorId);
  const recent = await countCommentsSince(act, given.authorId, new Date(at.getTime() - 60_000));
  if (recent >= commentsPerMinuteMax) throw tooManyComments({ retryAfterSeconds: 60 });
  const parentId = await topOf(act, given.videoId, given.parentId);
  const { id, videoId, authorId } = given;
  if (!(await insertComment(act, { id, videoId, parentId, authorId, text, at }))) throw notFound();
  await recordServerAction(act, {
    viewerId: authorId,
    deviceId: given.deviceId,
    kind: 'comment',
    item: { id: videoId, kind: 'video' },
    occurredAt: at,
  });
  await act.flushFacts();
  await addToComments(act, videoId, 1);
  return {
    id,
    video_id: videoId,
    parent_id: parentId,
    author_id: authorId,
    text,
    likes: 0,
    replies: 0,
    created_at: at,
  };
}

async function topOf(act: Act, videoId: string, parentId: string | null): Promise<string | null> {
  if (parentId === null) return null;
  const parent = await selectComment(act, parentId);
  if (!parent || parent.video_id !== videoId) throw notFound();
  return parent.parent_id ?? parent.id;
}

/** Removes a comment of this author with the replies below it; twice is the same. @throws Problem `request.not_found`. */
export async function deleteComment(act: Act, id: string, authorId: string): Promise<void> {
  if ((await commentOwner(act, id)) !== authorId) throw notFound();
  await takeOff(act, id, 'author');
}

/** Takes a comment off the page, whoever decided it, and keeps the video's counter right. */
export async function takeOff(act: Act, id: string, by: 'author' | 'platform'): Promise<void> {
  const removed = await removeComment(act, id, by, act.now);
  if (!removed) return;
  await act.flushFacts();
  await addToComments(act, removed.videoId, -removed.count);
}
