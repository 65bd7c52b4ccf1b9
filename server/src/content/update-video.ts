import { type Act, notFound } from '../kernel/index.ts';
import { checkCategory, checkGoods } from './check-fields.ts';
import { reviewAgain } from './publish-video.ts';
import { lockVideo, writeGoods, writeVideo } from './store.ts';
import type { AttachedGoods, Video } from './video.ts';

export type VideoEdit = {
  title?: string | undefined;
  caption?: string | undefined;
  categoryId?: string | null | undefined;
  tags?: readonly string[] | undefined;
  goods?: readonly AttachedGoods[] | undefined;
};

/**
 * Changes a video of this author. A published one is reviewed again at once and stays or is taken down with reasons; a
 * refused one stays refused until it is sent in again.
 * @throws Problem `request.not_found`, `content.category_unknown`, `content.goods_unknown`, `content.moment_outside`.
 */
export async function updateVideo(act: Act, id: string, authorId: string, edit: VideoEdit): Promise<Video> {
  const before = await lockVideo(act, id, authorId);
  if (!before) throw notFound();
  if (edit.categoryId !== undefined) await checkCategory(act, edit.categoryId);
  const change = {
    title: edit.title ?? before.title,
    caption: edit.caption ?? before.caption,
    categoryId: edit.categoryId === undefined ? before.categoryId : edit.categoryId,
    tags: [...new Set(edit.tags ?? before.tags)],
  };
  await writeVideo(act, id, change, act.now);
  if (edit.goods) await writeGoods(act, id, await checkGoods(act, edit.goods, before.playback?.durationMs));
  const after = await lockVideo(act, id, authorId);
  if (!after) throw new Error(`video ${id} vanished while it was locked`);
  const { playback } = after;
  if (after.state !== 'published' || !playback) return after;
  await reviewAgain(act, { ...after, playback });
  return (await lockVideo(act, id, authorId)) ?? after;
}
