import type { DecidedBy, ExplainedCandidate, Explanation } from '@haowu/interest-engine';
import { impressionLifeMs, readImpression, signImpression } from '../interactions/index.ts';
import { newId, notFound, type Principal, type World } from '../kernel/index.ts';
import { readCards } from './cards.ts';
import { readHeld } from './held.ts';
import { flushExplanations, unframe } from './keep-explanation.ts';
import type { FeedReaders } from './readers.ts';
import type { Reason } from './reasons.ts';
import type { FeedItem } from './serve-feed.ts';
import { selectPage, selectReasons } from './store.ts';

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
  /** How the place was drawn; null: it was ranked here, or the engine had no part in it. */
  draw: 'explore' | 'latent' | 'pool' | 'even' | null;
  /** What speaks for it most in the value formula. */
  strongestTerm: StrongestTerm | null;
};

export type StrongestTerm = 'watch' | 'engage' | 'click' | 'kept';

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
  const [recorded, thought] = await Promise.all([
    selectReasons(world.database, impression.requestId, impression.position),
    findThought(world, impression.requestId, impression.itemId),
  ]);
  return {
    reasons: recorded?.reasons ?? [{ code: 'shared', params: {} }],
    source: impression.source,
    policyVersion: impression.policyVersion,
    explored: impression.propensity < 1,
    personalised: recorded?.personalised ?? false,
    draw: thought ? (draws[thought.candidate.decidedBy] ?? null) : null,
    strongestTerm: thought ? strongestTermOf(thought) : null,
  };
}

const draws: Partial<Record<DecidedBy, ItemExplanation['draw']>> = {
  explore_draw: 'explore',
  latent_draw: 'latent',
  pool_draw: 'pool',
  uniform_draw: 'even',
};

type PlaceThought = { candidate: ExplainedCandidate; value: Explanation['value'] };

/** What the engine thought of the item when it served that page; undefined when it had no part in it, or a day later. */
async function findThought(world: World, requestId: string, itemId: string): Promise<PlaceThought | undefined> {
  await flushExplanations(world);
  const page = await selectPage(world.database, requestId);
  for (const { candidates, value } of page?.packed ? unframe(page.packed) : []) {
    const candidate = candidates.find((each) => each.itemId === itemId && each.position !== null);
    if (candidate) return { candidate, value };
  }
  return undefined;
}

function strongestTermOf({ candidate: { heads, terms }, value }: PlaceThought): StrongestTerm {
  const points: Record<StrongestTerm, number> = {
    watch: value.behaviours.watch * heads.watch,
    engage: value.behaviours.engage * heads.engage,
    click: value.behaviours.click * heads.click,
    kept: terms.settledQuality,
  };
  return (Object.keys(points) as StrongestTerm[]).reduce((best, term) => (points[term] > points[best] ? term : best));
}
