import { impressionLifeMs, readImpression, signImpression } from '../interactions/index.ts';
import { newId, notFound, type Principal, type World } from '../kernel/index.ts';
import { readCards } from './cards.ts';
import { readHeld } from './held.ts';
import type { FeedReaders } from './readers.ts';
import type { Reason } from './reasons.ts';
import type { FeedItem } from './serve-feed.ts';
import { selectReasons } from './store.ts';

/** One published video by its link. @throws Problem not found, also for what may not be shown. */
export async function readVideo(
  world: World,
  readers: FeedReaders,
  principal: Principal,
  videoId: string,
): Promise<FeedItem> {
  const cards = await readCards(world, readers, [videoId], principal.viewerId, await readHeld(world));
  const video = cards.get(videoId);
  if (!video) throw notFound();
  const impressionToken = signImpression(world.secret, {
    viewerId: principal.viewerId,
    itemId: videoId,
    itemKind: 'video',
    surface: 'shared',
    position: 0,
    requestId: newId(),
    source: 'shared',
    policyVersion: 'none',
    propensity: 1,
    issuedAt: world.systemClock.now(),
  });
  return { impressionToken, reasons: [{ code: 'shared', params: {} }], repeated: false, video };
}

export type ItemExplanation = {
  reasons: Reason[];
  source: string;
  policyVersion: string;
  explored: boolean;
  personalised: boolean;
};

/**
 * Why one place was filled as it was: what the token proves, and the reasons recorded with the page (kept a day).
 * @throws Problem not found for a token that is not the caller's, or too old.
 */
export async function explainItem(world: World, principal: Principal, token: string): Promise<ItemExplanation> {
  const impression = readImpression(world.secret, token, world.systemClock.now());
  if (typeof impression === 'string') {
    throw notFound({ detail: `Reasons are kept for ${impressionLifeMs / 3_600_000} hours after showing.` });
  }
  if (impression.viewerId !== principal.viewerId && impression.viewerId !== principal.deviceId) throw notFound();
  const recorded = await selectReasons(world.database, impression.requestId, impression.position);
  return {
    reasons: recorded?.reasons ?? [{ code: 'shared', params: {} }],
    source: impression.source,
    policyVersion: impression.policyVersion,
    explored: impression.source === 'explore',
    personalised: recorded?.personalised ?? false,
  };
}
