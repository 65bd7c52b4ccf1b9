import type { Act } from '../kernel/index.ts';
import { sql } from '../kernel/index.ts';
import { assetsById } from '../media/index.ts';
import { checkCategory, checkGoods } from './check-fields.ts';
import { shopNotYours, uploadNotUsable, uploadUsed } from './errors.ts';
import { insertVideo, selectVideos, stepVideo, writeGoods } from './store.ts';
import { type AttachedGoods, playbackOf, type Video } from './video.ts';

export type NewVideo = {
  id: string;
  authorId: string;
  /** Shops the author works for; `shopId` must be one of them. */
  authorShopIds: readonly string[];
  /** A finished upload (or adopted asset) of the author. */
  assetId: string;
  title: string;
  caption: string;
  categoryId: string | null;
  tags: readonly string[];
  shopId: string | null;
  goods: readonly AttachedGoods[];
  synthetic: boolean;
};

/**
 * Starts a video from a finished upload. It is a draft until it is sent to review; the clip may still be processing.
 * @throws Problem `content.upload_not_usable`, `content.upload_used`, `content.shop_not_yours`, `content.category_unknown`, `content.goods_unknown`.
 */
export async function createVideo(act: Act, given: NewVideo): Promise<Video> {
  const asset = (await assetsById(act, [given.assetId])).get(given.assetId);
  if (!asset || asset.ownerId !== given.authorId || asset.kind !== 'video') throw uploadNotUsable();
  if (given.shopId !== null && !given.authorShopIds.includes(given.shopId)) throw shopNotYours();
  await checkCategory(act, given.categoryId);
  const playback = playbackOf(asset) ?? null;
  const goods = await checkGoods(act, given.goods, playback?.durationMs);
  const { id, authorId, shopId, assetId, title, caption, categoryId, synthetic } = given;
  const tags = [...new Set(given.tags)];
  const created = await insertVideo(act, {
    ...{ id, authorId, shopId, assetId, title, caption, categoryId, tags, synthetic, playback },
    createdAt: act.now,
  });
  if (!created) throw uploadUsed();
  await writeGoods(act, id, goods);
  if (asset.refusal) await stepVideo(act, id, 'refuse', [asset.refusal], act.now);
  const [video] = await selectVideos(act, sql`video.id = ${id}`);
  if (!video) throw new Error(`video ${id} vanished while it was made`);
  return video;
}
