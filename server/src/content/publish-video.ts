import { productsById } from '../catalog/index.ts';
import { publish, type VideoData } from '../events/index.ts';
import { checkClaims, isRestricted } from '../governance/index.ts';
import { type Act, notFound } from '../kernel/index.ts';
import { assetsById } from '../media/index.ts';
import { shopsById } from '../shops/index.ts';
import { clipRefused, notInThisState, publishingRestricted } from './errors.ts';
import { readableText, reviewVideo } from './review-video.ts';
import { approveVideo, lockVideo, noteAuthor, stepVideo, writeFact, writePlayback } from './store.ts';
import { type Playback, playbackOf, type StateReason, type Video } from './video.ts';

/**
 * Sends a video of this author to review: published when nothing speaks against it, refused with reasons otherwise; while
 * its clip is being processed it waits in review and is settled when that ends. Publishing a published video changes nothing.
 * @throws Problem `request.not_found`, `content.clip_refused`, `content.publishing_restricted`, `content.not_in_this_state`.
 */
export async function publishVideo(act: Act, id: string, authorId: string): Promise<Video> {
  const video = await lockVideo(act, id, authorId);
  if (!video) throw notFound();
  if (video.state === 'published' || video.state === 'in_review') return video;
  if (await isRestricted(act, 'account', authorId, 'publish')) throw publishingRestricted();
  const playback = video.playback ?? (await takeClip(act, video));
  if (!(await stepVideo(act, id, 'submit', [], act.now))) throw notInThisState();
  if (playback) await settleReview(act, { ...video, playback });
  return readLocked(act, id, authorId);
}

/** The clip when it is ready, kept with the video; undefined while it is being processed. */
async function takeClip(act: Act, video: Video): Promise<Playback | undefined> {
  const asset = (await assetsById(act, [video.assetId])).get(video.assetId);
  if (!asset || asset.state === 'refused') throw clipRefused(asset?.refusal ? { detail: asset.refusal.detail } : {});
  const playback = playbackOf(asset);
  if (playback) await writePlayback(act, video.id, playback);
  return playback;
}

/** The review itself: one verdict on text, goods and moments; the step and the fact that tells it. */
export async function settleReview(act: Act, video: Video & { playback: Playback }): Promise<void> {
  const { against, warnings, fact } = await judge(act, video);
  if (against.length > 0) {
    await stepVideo(act, video.id, 'refuse', against, act.now);
    return;
  }
  if (!(await approveVideo(act, video.id, fact, warnings, act.now))) return;
  await noteAuthor(act, video.authorId, video.shopId, act.now);
  publish(act, 'video.published', video.id, fact);
}

/** After a change of a published video: it stays with a new fact, or it is taken down with the reasons. */
export async function reviewAgain(act: Act, video: Video & { playback: Playback }): Promise<void> {
  const { against, warnings, fact } = await judge(act, video);
  if (against.length === 0) {
    await writeFact(act, video.id, fact, warnings);
    publish(act, 'video.published', video.id, fact);
    return;
  }
  await stepVideo(act, video.id, 'takeDown', against, act.now);
  publish(act, 'video.withdrawn', video.id, { videoId: video.id, authorId: video.authorId });
}

async function judge(
  act: Act,
  video: Video & { playback: Playback },
): Promise<{ against: StateReason[]; warnings: StateReason[]; fact: VideoData }> {
  const products = await productsById(
    act,
    video.goods.map(({ productId }) => productId),
  );
  const onSale = [...products.values()].filter(({ state }) => state === 'published');
  const verdict = reviewVideo(
    { durationMs: video.playback.durationMs, goods: video.goods },
    checkClaims(readableText(video)),
    new Set(onSale.map(({ id }) => id)),
  );
  const shop = video.shopId ? (await shopsById(act, [video.shopId])).get(video.shopId) : undefined;
  const fact: VideoData = {
    videoId: video.id,
    authorId: video.authorId,
    shopId: video.shopId,
    title: video.title,
    categoryIds: [
      ...new Set([
        ...(video.categoryId ? [video.categoryId] : []),
        ...onSale.flatMap((product) => product.categoryPath),
      ]),
    ],
    tags: [...new Set([...video.tags, ...onSale.flatMap((product) => product.tags)])].slice(0, 30),
    productIds: onSale.map(({ id }) => id),
    durationMs: video.playback.durationMs,
    publishedAt: (video.publishedAt ?? act.now).toISOString(),
    heritageCraft:
      onSale.some((product) => product.heritageCraft) || (shop?.badges.includes('heritage_craft') ?? false),
    newSeller: shop?.badges.includes('new_shop') ?? false,
  };
  return { ...verdict, fact };
}

/**
 * Takes a video down; withdrawing twice changes nothing.
 * @throws Problem `request.not_found`.
 */
export async function withdrawVideo(act: Act, id: string, authorId: string): Promise<Video> {
  const video = await lockVideo(act, id, authorId);
  if (!video) throw notFound();
  if (video.state === 'withdrawn') return video;
  await stepVideo(act, id, 'withdraw', [], act.now);
  if (video.state === 'published') publish(act, 'video.withdrawn', id, { videoId: id, authorId });
  return readLocked(act, id, authorId);
}

async function readLocked(act: Act, id: string, authorId: string): Promise<Video> {
  const video = await lockVideo(act, id, authorId);
  if (!video) throw new Error(`video ${id} vanished while it was locked`);
  return video;
}
