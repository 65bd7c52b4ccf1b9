import { signImpression } from '../interactions/index.ts';
import type { Principal, World } from '../kernel/index.ts';
import type { DrawnSlot } from '../recommender/index.ts';
import {
  anythingUnseen,
  followedAuthors,
  interestEngine,
  newest,
  type Pick,
  type PickSource,
  seenLongestAgo,
  sharedLink,
} from './candidates.ts';
import { readCards } from './cards.ts';
import { keepExplanation } from './keep-explanation.ts';
import { type FeedQuery, hydrateQuery, type PageRequest } from './query.ts';
import type { FeedReaders, FeedVideo } from './readers.ts';
import type { Reason } from './reasons.ts';
import { remember, withSession } from './session-memory.ts';
import { askSource } from './source.ts';
import { insertPage } from './store.ts';

export type FeedItem = { impressionToken: string; reasons: Reason[]; repeated: boolean; video: FeedVideo };
export type FeedPage = {
  requestId: string;
  items: FeedItem[];
  state: 'more' | 'all_seen' | 'follow_nobody' | 'empty';
};

type NamedSource = readonly [name: string, source: PickSource];
type Served = Pick & { video: FeedVideo };

/** Where a page comes from, in the order in which its places are filled. What was seen comes last, and says so. */
const pipelines: Record<PageRequest['surface'], readonly NamedSource[]> = {
  recommended: [
    ['shared', sharedLink],
    ['engine', interestEngine],
    ['newest', newest],
    ['shelf', anythingUnseen],
    ['repeat', seenLongestAgo],
  ],
  following: [
    ['following', followedAuthors],
    ['repeat', seenLongestAgo],
  ],
};

/** A card may vanish between choosing and reading it; then its place is filled once more. */
const roundsMax = 3;

/**
 * The journey of a page: ask what must be known, fill the places from the sources of the surface, put each video
 * together as this viewer may see it, sign what is shown, and remember it. Reads on the way out, one append at the end.
 */
export function serveFeed(
  world: World,
  readers: FeedReaders,
  principal: Principal,
  request: PageRequest,
): Promise<FeedPage> {
  return withSession(world, principal.deviceId, request.feedSessionId, async (session) => {
    const query = await hydrateQuery(world, readers, principal, request, session);
    if (query.surface === 'following' && query.followedAuthorIds.length === 0) {
      return { requestId: query.requestId, items: [], state: 'follow_nobody' };
    }
    const served = await fillPage(query);
    await rememberPage(query, served);
    return { requestId: query.requestId, items: served.map(itemOf(query)), state: stateOf(served) };
  });
}

async function fillPage(query: FeedQuery): Promise<Served[]> {
  const served: Served[] = [];
  const tried = new Set<string>();
  for (const [name, source] of pipelines[query.surface]) {
    for (let round = 0; round < roundsMax && served.length < query.limit; round += 1) {
      const wanted = query.limit - served.length;
      const proposed = await askSource(query.world, name, () => source(query, wanted, tried), []);
      const picks = proposed.slice(0, wanted);
      if (picks.length === 0) break;
      const cards = await readCards(
        query.world,
        query.readers,
        picks.map(({ videoId }) => videoId),
        query.viewerId,
        query.held,
      );
      for (const pick of picks) {
        tried.add(pick.videoId);
        const video = cards.get(pick.videoId);
        if (video) served.push({ ...pick, video });
      }
      if (picks.length < wanted && cards.size === picks.length) break;
    }
  }
  return served;
}

/** The session's memory, and the record of the page for other processes and for "why am I seeing this". */
async function rememberPage(query: FeedQuery, served: readonly Served[]): Promise<void> {
  if (served.length === 0) return;
  const itemIds = served.map(({ videoId }) => videoId);
  const servedAt = query.world.systemClock.now();
  remember(query.session, itemIds);
  keepExplanation(query.world, {
    requestId: query.requestId,
    servedAt,
    thoughts: query.thoughts,
    slots: slotsOf(query, served),
  });
  await askSource(
    query.world,
    'page record',
    () =>
      insertPage(query.world.database, {
        requestId: query.requestId,
        deviceId: query.deviceId,
        sessionId: query.feedSessionId,
        servedAt,
        viewerId: query.personalised ? query.viewerId : null,
        surface: query.surface,
        policyVersion: query.thoughts[0]?.policyVersion ?? 'none',
        candidatesCount: query.thoughts[0]?.considered ?? 0,
        sources: served.map(({ source }) => source),
        personalised: query.personalised,
        itemIds,
        reasons: served.map(({ reasons }) => reasons),
      }),
    undefined,
  );
}

function slotsOf(query: FeedQuery, served: readonly Served[]): DrawnSlot[] {
  const issuedAt = query.world.systemClock.now();
  return served.flatMap(({ videoId, drawnFrom, propensity, policyVersion }, position) =>
    drawnFrom === undefined
      ? []
      : {
          requestId: query.requestId,
          position,
          shownAt: new Date(query.at),
          issuedAt,
          viewerId: query.personalised ? query.viewerId : null,
          itemId: videoId,
          pool: drawnFrom,
          propensity,
          policyVersion,
        },
  );
}

function itemOf(query: FeedQuery): (served: Served, position: number) => FeedItem {
  const issuedAt = query.world.systemClock.now();
  return ({ videoId, source, propensity, policyVersion, reasons, repeated, video }, position) => ({
    impressionToken: signImpression(query.world.secret, {
      viewerId: query.viewerId,
      itemId: videoId,
      itemKind: 'video',
      surface: query.surface,
      position,
      requestId: query.requestId,
      source,
      policyVersion,
      propensity,
      issuedAt,
    }),
    reasons,
    repeated,
    video,
  });
}

function stateOf(served: readonly Served[]): FeedPage['state'] {
  if (served.length === 0) return 'empty';
  return served.some(({ repeated, source }) => repeated && source === 'repeat') ? 'all_seen' : 'more';
}
