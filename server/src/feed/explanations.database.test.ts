import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWorld, type TestWorld } from '../../../tests/support/world.ts';
import { changePrivacy } from '../identity/privacy.ts';
import { newId, sql } from '../kernel/index.ts';
import { startRecommender } from '../recommender/index.ts';
import { unpackComponents } from '../recommender/slots/pack-components.ts';
import { listFeedRequests, readFeedRequest } from './contract.ts';
import { sweeps } from './jobs.ts';
import { flushExplanations } from './keep-explanation.ts';
import { explainFeedRequest, pageFeedRequests } from './read-feed-request.ts';
import { explainItem } from './read-video.ts';
import { type FeedPage, serveFeed } from './serve-feed.ts';
import { createTown, visitor } from './test-town.ts';

let world: TestWorld;
const town = createTown();
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const opened = await openTestWorld();
  world = opened.world;
  closers.push(opened.close);
  const recommender = await startRecommender(world, { pollMs: 20 });
  closers.push(() => recommender.stop());
  await town.publish(world, 200);
  await recommender.replayAll();
});
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const surf = (person = visitor(), startVideoId?: string): Promise<FeedPage> =>
  serveFeed(world, town.readers, person, {
    surface: 'recommended',
    feedSessionId: `session-${newId()}`,
    limit: 10,
    startVideoId,
  });
const explain = async (requestId: string) => {
  const answer = await explainFeedRequest(world, town.readers, visitor(), requestId);
  expect(readFeedRequest.answer.safeParse(answer).error?.issues ?? []).toEqual([]);
  return answer;
};

test('a page is explained as it was decided when it was served', async () => {
  const person = visitor();
  const page = await surf(person);
  const { request, candidates, sources, others } = await explain(page.requestId);
  expect(request).toMatchObject({ personalised: true, viewerId: person.viewerId, itemsCount: 10 });
  expect(request.candidatesCount).toBeGreaterThanOrEqual(candidates.length);
  const shown = candidates.filter(({ position }) => position !== null);
  const inPlace = shown.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  expect(inPlace.map(({ itemId }) => itemId)).toEqual(page.items.map(({ video }) => video.id));
  expect(others).toEqual([]);
  for (const { terms, score, multiplier } of candidates) {
    const sum = Object.values(terms).reduce((total, term) => total + term, 0);
    expect(multiplier === 1 ? score - sum : 0).toBeCloseTo(0, 4);
  }
  expect(shown.every(({ heads, features }) => heads.watch.error !== null && Object.keys(features).length > 0)).toBe(
    true,
  );
  expect(sources.reduce((total, source) => total + source.shown, 0)).toBe(10);
  expect(sources.reduce((total, source) => total + source.candidates, 0)).toBeGreaterThanOrEqual(candidates.length);
});

test('why a viewer sees it speaks from what the engine thought then', async () => {
  const person = visitor();
  const first = town.videos[5]?.videoId;
  const page = await surf(person, first);
  const answers = await Promise.all(
    page.items.map(({ impressionToken }) => explainItem(world, person, impressionToken)),
  );
  expect(answers[0]).toMatchObject({ source: 'shared', draw: null, strongestTerm: null });
  const { candidates } = await explain(page.requestId);
  for (const [index, answer] of answers.entries()) {
    if (index === 0) continue;
    const candidate = candidates.find(({ position }) => position === index);
    expect(answer.strongestTerm).not.toBeNull();
    expect(answer.explored).toBe((candidate?.propensity ?? 1) < 1);
    expect(answer.draw !== null).toBe(/_draw$/.test(candidate?.decidedBy ?? ''));
  }
});

test('what a shared link put first stands beside the candidates, and places are those of the page', async () => {
  const [first] = town.videos;
  const page = await surf(visitor(), first?.videoId);
  const { others, candidates } = await explain(page.requestId);
  expect(others).toMatchObject([{ itemId: first?.videoId, position: 0, source: 'shared' }]);
  expect(candidates.find(({ itemId }) => itemId === page.items[1]?.video.id)?.position).toBe(1);
});

test('pages are listed newest first, by viewer, by item and by page', async () => {
  const person = visitor();
  const made: FeedPage[] = [];
  for (let index = 0; index < 3; index += 1) {
    world.clock.advance(1_000);
    made.unshift(await surf(person));
  }
  const list = async (query: Partial<Parameters<typeof pageFeedRequests>[1]>) => {
    const answer = await pageFeedRequests(world, { limit: 2, ...query });
    expect(listFeedRequests.answer.safeParse(answer).error?.issues ?? []).toEqual([]);
    return answer;
  };
  const first = await list({ viewerId: person.viewerId });
  const rest = await list({ viewerId: person.viewerId, cursor: first.nextCursor ?? undefined });
  expect([...first.items, ...rest.items].map(({ requestId }) => requestId)).toEqual(
    made.map(({ requestId }) => requestId),
  );
  expect(rest.nextCursor).toBeNull();
  const [page] = made;
  const itemId = page?.items[3]?.video.id;
  const ofItem = await list({ itemId, limit: 50 });
  expect(ofItem.items.map(({ requestId }) => requestId)).toContain(page?.requestId);
  const of = (source: string) => list({ viewerId: person.viewerId, source, limit: 50 });
  const explored = (await of('explore')).items.map(({ requestId }) => requestId);
  for (const { requestId } of made) {
    const { candidates } = await explain(requestId);
    const filled = candidates.some(({ decidedBy }) => decidedBy === 'explore_draw' || decidedBy === 'latent_draw');
    expect(explored.includes(requestId)).toBe(filled);
  }
  expect((await of('nobody')).items).toEqual([]);
  expect((await list({ requestId: page?.requestId })).items).toHaveLength(1);
  const from = new Date(world.clock.now().getTime() + 1_000).toISOString();
  expect((await list({ from })).items).toEqual([]);
});

test('with personalisation off no page and no drawn place names the viewer', async () => {
  const person = visitor();
  await world.act((act) => changePrivacy(act, person.viewerId, { personalised: false }));
  const pages = await Promise.all(Array.from({ length: 8 }, () => surf(person)));
  const { request } = await explain(pages[0]?.requestId ?? '');
  expect(request).toMatchObject({ personalised: false, viewerId: null });
  const named = await world.database.rows(
    sql`select request_id from recommender.drawn_slots where viewer_id = ${person.viewerId}`,
  );
  expect(named).toEqual([]);
});

test('evenly drawn places are kept with all they could have shown', async () => {
  type Slot = {
    request_id: string;
    position: number;
    item_id: string;
    pool_ids: string[];
    components: Buffer;
    propensity: number;
  };
  const pages: FeedPage[] = [];
  let slots: Slot[] = [];
  // About one page in twenty has such a place.
  while (slots.length < 3 && pages.length < 400) {
    pages.push(...(await Promise.all(Array.from({ length: 20 }, () => surf()))));
    await flushExplanations(world);
    const ids = pages.map(({ requestId }) => requestId);
    slots = await world.database.rows<Slot>(
      sql`select * from recommender.drawn_slots where request_id = any(${ids}::uuid[])`,
    );
  }
  expect(slots.length).toBeGreaterThanOrEqual(3);
  for (const slot of slots) {
    const page = pages.find(({ requestId }) => requestId === slot.request_id);
    expect(page?.items[slot.position]?.video.id).toBe(slot.item_id);
    expect(slot.pool_ids).toContain(slot.item_id);
    expect(slot.propensity).toBeCloseTo(1 / slot.pool_ids.length, 5);
    const components = unpackComponents(slot.components);
    expect(components).toHaveLength(slot.pool_ids.length);
    expect(components.every(({ heads }) => heads.watch > 0 && heads.watch < 1)).toBe(true);
  }
});

test('an explanation is forgotten with its page after a day', async () => {
  const page = await surf();
  await explain(page.requestId);
  world.clock.advance(25 * 3_600_000);
  for (const sweep of sweeps) while ((await sweep.run(world)) > 0);
  await expect(explain(page.requestId)).rejects.toMatchObject({ status: 404 });
  expect(await world.database.rows(sql`select request_id from feed.explanations`)).toEqual([]);
});
