import type { Explanation, FeedRequest } from '@haowu/interest-engine';
import type { DrawnSlot } from '../recommender/index.ts';
import { isHeld } from './held.ts';
import { thoughtOf } from './keep-explanation.ts';
import type { FeedQuery } from './query.ts';
import { type Reason, readableReasons } from './reasons.ts';

/** One video chosen for a page, before it is put together. */
export type Pick = {
  videoId: string;
  /** What put it forward: a source of the engine, or `shared`, `newest`, `following`, `repeat`. */
  source: string;
  propensity: number;
  policyVersion: string;
  reasons: Reason[];
  repeated: boolean;
  /** For an evenly drawn place: all it could have shown. */
  drawnFrom?: DrawnSlot['pool'];
};

/** A source puts forward at most `wanted` videos that are not among `taken`, best first. */
export type PickSource = (query: FeedQuery, wanted: number, taken: ReadonlySet<string>) => Pick[] | Promise<Pick[]>;

const newestMax = 200;
const noPolicy = 'none';
/** Following and repeats look at most at this many videos in memory. */
const lookedAtMax = 5_000;

const pickOf = (videoId: string, source: string, reason: Reason, repeated = false): Pick => ({
  videoId,
  source,
  propensity: 1,
  policyVersion: noPolicy,
  reasons: [reason],
  repeated,
});

/** Whether the shelf knows of something that speaks against a video; what it does not know is checked with the card. */
function mayShow(query: FeedQuery, videoId: string): boolean {
  const video = query.recommender?.shelf.video(videoId);
  if (!video) return !query.held.videos.has(videoId);
  return (query.recommender?.shelf.isShown(video) ?? true) && !isHeld(query.held, video);
}

function engineRequest(query: FeedQuery, size: number, taken: ReadonlySet<string>): FeedRequest {
  const shown = [...query.session.shown.keys()];
  return {
    requestId: query.requestId,
    at: query.at,
    viewerId: query.viewerId,
    size,
    personalised: query.personalised,
    followedAuthorIds: query.personalised ? query.followedAuthorIds : [],
    seenItemIds: [...shown, ...taken],
    recentItemIds: [...shown.slice(-30), ...taken],
    kinds: ['video'],
  };
}

/** The shared link comes first, seen or not. */
export const sharedLink: PickSource = (query, _wanted, taken) => {
  const { startVideoId } = query;
  if (!startVideoId || taken.has(startVideoId) || !mayShow(query, startVideoId)) return [];
  return [
    pickOf(startVideoId, 'shared', { code: 'shared', params: {} }, query.session.shown.get(startVideoId) === 'session'),
  ];
};

/** The interest engine: its own sources, then our filter, then its scorer, the one value formula and its mixer. */
export const interestEngine: PickSource = (query, wanted, taken) => {
  const engine = query.recommender?.engine;
  if (!engine) return [];
  const request = engineRequest(query, wanted, taken);
  const candidates = engine.retrieve(request).filter(({ itemId }) => mayShow(query, itemId));
  const { page, explanation } = engine.mixExplained(engine.score(candidates, request), request);
  query.thoughts.push(thoughtOf(explanation, candidates));
  return page.map((item) => ({
    videoId: item.itemId,
    source: item.source,
    propensity: item.propensity,
    policyVersion: item.policyVersion,
    reasons: readableReasons(item.reasons, query.names),
    repeated: false,
    ...(item.drawnFrom ? { drawnFrom: poolOf(item.drawnFrom, explanation) } : {}),
  }));
};

/** What an even draw chose from, as the value formula saw it; empty when a part of it is not known any more. */
function poolOf(itemIds: readonly string[], { candidates }: Explanation): DrawnSlot['pool'] {
  const wanted = new Set(itemIds);
  const pool = candidates.filter(({ itemId }) => wanted.has(itemId));
  return pool.length === wanted.size ? pool : [];
}

/** Whatever is published and not seen: stands in when the engine knows too little, or not at all. */
export const newest: PickSource = async (query, wanted, taken) => {
  const newestIds = await query.readers.newestVideoIds(query.world, newestMax);
  return unseenAmong(query, newestIds, wanted, taken);
};

/** The same from memory: older than the newest, and there when they cannot be read. */
export const anythingUnseen: PickSource = (query, wanted, taken) => {
  const videos = query.recommender?.shelf.videos() ?? [];
  return unseenAmong(
    query,
    Iterator.from(videos).map(({ videoId }) => videoId),
    wanted,
    taken,
  );
};

function unseenAmong(query: FeedQuery, videoIds: Iterable<string>, wanted: number, taken: ReadonlySet<string>): Pick[] {
  const found: Pick[] = [];
  for (const videoId of videoIds) {
    if (query.session.shown.has(videoId) || taken.has(videoId) || !mayShow(query, videoId)) continue;
    found.push(pickOf(videoId, 'newest', { code: 'unseen', params: {} }));
    if (found.length === wanted) break;
  }
  return found;
}

/** Everything by followed authors, newest first. */
export const followedAuthors: PickSource = (query, wanted, taken) => {
  const shelf = query.recommender?.shelf;
  if (!shelf) return [];
  return query.followedAuthorIds
    .flatMap((authorId) => [...shelf.videosOfAuthor(authorId)])
    .slice(0, lookedAtMax)
    .filter(({ videoId }) => !query.session.shown.has(videoId) && !taken.has(videoId) && mayShow(query, videoId))
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt))
    .slice(0, wanted)
    .map(({ videoId, authorId }) => pickOf(videoId, 'following', { code: 'following', params: { authorId } }));
};

/** All has been seen: what was shown longest ago comes again, as long as the viewer did not refuse it. */
export const seenLongestAgo: PickSource = (query, wanted, taken) => {
  const { recommender, session } = query;
  const followed = new Set(query.followedAuthorIds);
  const request = { ...engineRequest(query, wanted, taken), allowSeen: true, seenItemIds: [] };
  const again = [...session.shown.keys()].filter((id) => {
    if (taken.has(id) || !mayShow(query, id)) return false;
    return query.surface === 'recommended' || followed.has(recommender?.shelf.video(id)?.authorId ?? '');
  });
  // What the viewer refused comes again only when the page would be empty without it.
  const liked = again.filter((id) => recommender?.engine.admits(id, request));
  const mayBeEmpty = query.surface === 'following' || liked.length > 0 || taken.size > 0;
  return (mayBeEmpty ? liked : again)
    .slice(0, wanted)
    .map((id) => pickOf(id, 'repeat', { code: 'seen_before', params: {} }, true));
};
