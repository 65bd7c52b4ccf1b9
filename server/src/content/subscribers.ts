import { subscribe } from '../events/index.ts';
import { type Act, type Subscriber, sql } from '../kernel/index.ts';
import { selectCommentIdsOf } from './comment-store.ts';
import { moveMarks } from './mark-store.ts';
import { takeOff } from './post-comment.ts';
import { withdrawVideo } from './publish-video.ts';
import { settleClip } from './settle-clip.ts';
import { selectVideos } from './store.ts';

export const subscribers: readonly Subscriber[] = [
  subscribe({
    name: 'content.clips',
    types: ['media.ready', 'media.refused'],
    async handle(act, facts) {
      for (const { data } of facts) if (data.kind === 'video') await settleClip(act, data.assetId);
    },
  }),
  subscribe({
    name: 'content.people',
    types: ['viewer.merged', 'account.deleted'],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type === 'viewer.merged') await moveMarks(act, fact.data.viewerId, fact.data.accountId);
        else await forget(act, fact.data.accountId);
      }
    },
  }),
  subscribe({
    name: 'content.restrictions',
    types: ['restriction.imposed'],
    async handle(act, facts) {
      for (const { data } of facts) if (data.subjectKind === 'comment') await takeOff(act, data.subjectId, 'platform');
    },
  }),
];

/** An account has left: its videos are taken down, its comments removed, its marks taken back. */
async function forget(act: Act, accountId: string): Promise<void> {
  const videos = await selectVideos(act, sql`video.author_id = ${accountId} and video.state <> 'withdrawn'`);
  for (const { id } of videos) await withdrawVideo(act, id, accountId);
  for (const id of await selectCommentIdsOf(act, accountId)) await takeOff(act, id, 'author');
  await moveMarks(act, accountId, null);
}
