import { type ExplainedCandidate, type Explanation, placements as placementNames } from '@haowu/interest-engine';
import { z } from 'zod';
import { decodeCursor, encodeCursor, notFound, type Principal, type World } from '../kernel/index.ts';
import { recommenderOf } from '../recommender/index.ts';
import type { explainedCandidateJson, feedRequestJson, readFeedRequest } from './contract.ts';
import { flushExplanations, unframe } from './keep-explanation.ts';
import { type Names, namesFor } from './names.ts';
import type { FeedReaders, VideoParts } from './readers.ts';
import { readableReasons } from './reasons.ts';
import { type ExplainedPageRow, type PageFilter, type PageRow, selectPage, selectPages } from './store.ts';

type RequestJson = z.input<typeof feedRequestJson>;
type CandidateJson = z.input<typeof explainedCandidateJson>;
const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);
const othersMax = 120;

/** Pages served in the last day, newest first. */
export async function pageFeedRequests(
  world: World,
  query: PageFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: RequestJson[]; nextCursor: string | null }> {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
  const found = await selectPages(world.database, query, {
    after: at && id ? { at, id } : undefined,
    limit: query.limit,
  });
  const rows = found.slice(0, query.limit);
  const last = found.length > query.limit ? rows.at(-1) : undefined;
  return {
    items: rows.map(requestJson),
    nextCursor: last ? encodeCursor([last.served_at.toISOString(), last.request_id]) : null,
  };
}

const requestJson = (row: PageRow): RequestJson => ({
  requestId: row.request_id,
  servedAt: row.served_at.toISOString(),
  surface: row.surface,
  personalised: row.personalised,
  policyVersion: row.policy_version,
  itemsCount: row.item_ids.length,
  candidatesCount: row.candidates_count,
});

/** A page as it was decided when it was served. @throws Problem not found, also a day later. */
export async function explainFeedRequest(
  world: World,
  readers: FeedReaders,
  principal: Principal,
  requestId: string,
): Promise<z.input<(typeof readFeedRequest)['answer']>> {
  await flushExplanations(world);
  const page = await selectPage(world.database, requestId);
  if (!page) throw notFound({ detail: 'A page and its reasons are kept for a day.' });
  const candidates = candidatesOf(page, page.packed ? unframe(page.packed) : []);
  const [names, videos] = await Promise.all([
    namesFor(world, principal.locale),
    readers.videos(world, [...new Set([...candidates.map(({ itemId }) => itemId), ...page.item_ids])]),
  ]);
  const titleOf = (id: string): string => videos.get(id)?.title ?? recommenderOf(world)?.shelf.video(id)?.title ?? '';
  const explained = new Set(candidates.map(({ itemId }) => itemId));
  return {
    request: { ...requestJson(page), viewerId: page.viewer_id },
    sources: sourcesOf(page),
    candidates: candidates.map((candidate) =>
      candidateJson(candidate, names, videos.get(candidate.itemId), titleOf(candidate.itemId)),
    ),
    others: page.item_ids.flatMap((itemId, position) =>
      explained.has(itemId)
        ? []
        : { itemId, title: titleOf(itemId), position, source: page.sources[position] ?? 'unknown' },
    ),
  };
}

/**
 * Every candidate once, as the last round that had it saw it, best score first; places are those of the page as it was
 * served, which a shared link or a card that vanished may have moved.
 */
function candidatesOf(page: PageRow, rounds: readonly Explanation[]): ExplainedCandidate[] {
  const places = new Map(page.item_ids.map((id, position) => [id, position]));
  const byId = new Map<string, ExplainedCandidate>();
  for (const { candidates } of rounds) {
    for (const candidate of candidates) {
      if (byId.get(candidate.itemId)?.position == null) byId.set(candidate.itemId, candidate);
    }
  }
  const all = [...byId.values()]
    .map((candidate) => ({ ...candidate, position: places.get(candidate.itemId) ?? null }))
    .sort((a, b) => b.score - a.score || a.rank - b.rank);
  let room = othersMax - all.filter(({ position }) => position !== null).length;
  return all.filter(({ position }) => position !== null || room-- > 0);
}

function sourcesOf(page: ExplainedPageRow): { name: string; candidates: number; shown: number }[] {
  const counts = page.source_counts ?? {};
  const names = new Set([...Object.keys(counts), ...page.sources]);
  return [...names].map((name) => ({
    name,
    candidates: counts[name] ?? 0,
    shown: page.sources.filter((source) => source === name).length,
  }));
}

function candidateJson(
  candidate: ExplainedCandidate,
  names: Names,
  video: VideoParts | undefined,
  title: string,
): CandidateJson {
  const { heads, errors } = candidate;
  const chance = (head: keyof typeof heads) => ({ chance: heads[head], error: errors?.[head] ?? null });
  const placements: readonly string[] = placementNames;
  return {
    itemId: candidate.itemId,
    title,
    posterUrl: video?.playback.posterUrl ?? null,
    authorName: video?.author.nickname ?? null,
    sources: [...candidate.sources],
    reasons: readableReasons(candidate.reasons, names),
    features: { ...candidate.features },
    heads: {
      watch: chance('watch'),
      engage: chance('engage'),
      click: chance('click'),
      buy: chance('buy'),
      keep: chance('keep'),
      deduct: chance('deduct'),
      harm: chance('harm'),
    },
    terms: candidate.terms,
    multiplier: candidate.multiplier,
    multiplierReason: candidate.multiplierReason,
    score: candidate.score,
    scoreError: candidate.valueError,
    rank: candidate.rank,
    position: candidate.position,
    propensity: candidate.propensity,
    placement: placements.includes(candidate.decidedBy) ? candidate.decidedBy : null,
    decidedBy: candidate.decidedBy,
    drawnFrom: candidate.drawnFrom?.length ?? null,
    pool: candidate.pool?.pool ?? null,
    poolStatus: candidate.pool?.status ?? null,
  };
}
