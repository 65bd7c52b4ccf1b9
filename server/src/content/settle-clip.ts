import type { Act } from '../kernel/index.ts';
import { assetsById } from '../media/index.ts';
import { settleReview } from './publish-video.ts';
import { lockWaiting, stepVideo, writePlayback } from './store.ts';
import { playbackOf } from './video.ts';

/**
 * The clip of a video is done: its playback is kept, and a video that was sent in meanwhile gets its review; a refused
 * clip refuses the video with the reason for the uploader. Doing it twice changes nothing.
 * @returns whether a video was waiting and the clip is settled.
 */
export async function settleClip(act: Act, assetId: string): Promise<boolean> {
  const video = await lockWaiting(act, assetId);
  const asset = video && (await assetsById(act, [assetId])).get(assetId);
  if (!video || !asset) return false;
  if (asset.refusal) return stepVideo(act, video.id, 'refuse', [asset.refusal], act.now);
  const playback = playbackOf(asset);
  if (!playback) return false;
  await writePlayback(act, video.id, playback);
  if (video.state === 'in_review') await settleReview(act, { ...video, playback });
  return true;
}
