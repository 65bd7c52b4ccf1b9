import { defaultPolicy } from '@haowu/interest-engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestWorld, type TestWorld } from '../../../tests/support/world.ts';
import { publish } from '../events/index.ts';
import { imposeRestriction } from '../governance/index.ts';
import { changePrivacy } from '../identity/privacy.ts';
import { readImpression } from '../interactions/index.ts';
import { recordActions } from '../interactions/record-actions.ts';
import { newId, sql } from '../kernel/index.ts';
import { type Recommender, startRecommender } from '../recommender/index.ts';
import { readFeed } from './contract.ts';
import { explainItem, readVideo } from './read-video.ts';
import { type FeedItem, type FeedPage, serveFeed } from './serve-feed.ts';
import { anotherProcess, createTown, type Town, visitor } from './test-town.ts';

let world: TestWorld;
let town: Town;
let recommender: Recommender;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  const opened = await openTestWorld();
  closers.push(opened.close);
  world = opened.world;
  recommender = await startRecommender(world, { pollMs: 20 });
  closers.push(() => recommender.stop());
  town = createTown();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function publishTown(count: number, change: Parameters<Town['publish']>[2] = {}) {
  const videos = await town.publish(world, count, change);
  await recommender.replayAll();
  return videos;
}

type Surf = { in?: TestWorld; session?: string; limit?: number; start?: string; surface?: 'recommended' | 'following' };
async function surf(person: ReturnType<typeof visitor>, options: Surf = {}): Promise<FeedPage> {
  const page = await serveFeed(options.in ?? world, town.readers, person, {
    surface: options.surface ?? 'recommended',
    feedSessionId: options.session ?? 'session-one',
    limit: options.limit ?? 10,
    startVideoId: options.start,
  });
  expect(readFeed.answer.safeParse(page).error?.issues ?? []).toEqual([]);
  return page;
}
const idsOf = (page: FeedPage): string[] => page.items.map(({ video }) => video.id);
const report = (
  person: ReturnType<typeof visitor>,
  item: FeedItem,
  kind: 'impression' | 'skip' | 'finish' | 'not_interested',
) =>
  recordActions(world, person, [
    { impressionToken: item.impressionToken, kind, occurredAt: world.clock.now().toISOString() },
  ]);

test('nothing comes twice in a session, whichever process serves it, until all has been seen; then the oldest comes again', async () => {
  await publishTown(47);
  const other = anotherProcess(world);
  const second = await startRecommender(other, { pollMs: 20 });
  closers.push(() => second.stop());
  await second.replayAll();
  const person = visitor();
  const order: string[] = [];
  for (let page = 0; page < 5; page += 1) {
    const answer = await surf(person, { in: page % 2 === 0 ? world : other });
    if (page < 4) expect(answer.state).toBe('more');
    order.push(...answer.items.filter(({ repeated }) => !repeated).map(({ video }) => video.id));
    if (page === 4) {
      expect(answer.state).toBe('all_seen');
      expect(answer.items.filter(({ repeated }) => repeated).map(({ video }) => video.id)).toEqual(order.slice(0, 3));
    }
  }
  expect(new Set(order).size).toBe(47);
  const again = await surf(person, { in: other });
  expect(again.state).toBe('all_seen');
  expect(idsOf(again)).toEqual(order.slice(3, 13));
});

test('two pages asked for at once do not overlap', async () => {
  await publishTown(60);
  const person = visitor();
  const pages = await Promise.all([surf(person), surf(person), surf(person)]);
  expect(new Set(pages.flatMap(idsOf)).size).toBe(30);
});

test('a restarted process goes on with the session', async () => {
  await publishTown(30);
  const person = visitor();
  const first = await surf(person);
  const restarted = anotherProcess(world);
  const started = await startRecommender(restarted, { pollMs: 20 });
  closers.push(() => started.stop());
  await started.replayAll();
  const second = await surf(person, { in: restarted });
  expect(idsOf(second).filter((id) => idsOf(first).includes(id))).toEqual([]);
});

test('what a viewer watched lately does not come first in the next session', async () => {
  await publishTown(30);
  const person = visitor();
  const first = await surf(person);
  for (const item of first.items) await report(person, item, 'impression');
  const next = await surf(person, { session: 'session-two' });
  expect(idsOf(next).filter((id) => idsOf(first).includes(id))).toEqual([]);
});

test('a refusal is felt on the next page, and the refused never comes back', async () => {
  const videos = await publishTown(200);
  const tea = new Set(videos.filter(({ categoryIds }) => categoryIds[0] === 'tea').map(({ videoId }) => videoId));
  const shareOfTea = async (kind: 'finish' | 'skip' | 'not_interested') => {
    const person = visitor();
    let taken = 0;
    for (let page = 0; page < 6; page += 1) {
      const answer = await surf(person, { session: `session-${kind}` });
      if (page >= 2) taken += idsOf(answer).filter((id) => tea.has(id)).length;
      for (const item of answer.items) {
        await report(person, item, 'impression');
        if (tea.has(item.video.id)) await report(person, item, kind);
      }
    }
    return taken;
  };
  const liked = await shareOfTea('finish');
  const skipped = await shareOfTea('skip');
  const refused = await shareOfTea('not_interested');
  expect(liked).toBeGreaterThan(skipped);
  expect(liked).toBeGreaterThan(refused + 4);
});

test('restricted things never appear: not on a page, not by a link, not as goods', async () => {
  const [bad, badAuthor] = await publishTown(24, {});
  if (!bad || !badAuthor) throw new Error('videos are missing');
  const productId = newId();
  const soldOut = newId();
  const fine = newId();
  town.stock.set(soldOut, 0);
  const [withGoods] = await publishTown(1, { productIds: [productId, soldOut, fine] });
  const impose = (subjectKind: 'video' | 'account' | 'product', subjectId: string, capability: 'recommend' | 'sell') =>
    world.act((act) =>
      imposeRestriction(act, { subjectKind, subjectId, capability, ruleId: 'r1', rulesVersion: '1', reason: 'test' }),
    );
  await surf(visitor());
  await impose('video', bad.videoId, 'recommend');
  await impose('account', badAuthor.authorId, 'recommend');
  await impose('product', productId, 'sell');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const person = visitor();
  const shown: FeedItem[] = [];
  for (let page = 0; page < 6; page += 1) shown.push(...(await surf(person, { start: bad.videoId })).items);
  const ids = shown.map(({ video }) => video.id);
  expect(ids).not.toContain(bad.videoId);
  expect(ids).not.toContain(badAuthor.videoId);
  expect(new Set(ids).size).toBe(23);
  const goods = shown.find(({ video }) => video.id === withGoods?.videoId)?.video.goods;
  expect(goods?.map(({ product }) => product.id)).toEqual([fine]);
  await expect(readVideo(world, town.readers, person, bad.videoId)).rejects.toMatchObject({ status: 404 });
});

test('when governance cannot be asked, nothing is served', async () => {
  await publishTown(5);
  await world.database.script('alter table governance.restrictions rename to gone');
  await expect(surf(visitor())).rejects.toThrow();
});

test('a source that throws, or hangs, is skipped, alone and in pairs; the page is full', async () => {
  const videos = await publishTown(30, { productIds: [newId()] });
  const person = visitor();
  const good = town.readers;
  const fail = async (): Promise<never> => {
    throw new Error('broken');
  };
  const hang = (): Promise<never> => new Promise(() => {});
  // Out within 300 ms by default. Three deadlines are asked of longer ones, which a busy machine does not fill by itself.
  expect(world.config.feedSourceDeadlineMs).toBe(100);
  const feedSourceDeadlineMs = 400;
  Object.assign(world.config, { feedSourceDeadlineMs });
  const names = ['overlays', 'followedAuthorIds', 'newestVideoIds', 'productCards'] as const;
  let session = 0;
  for (const [index, first] of names.entries()) {
    for (const second of names.slice(index)) {
      for (const broken of [fail, hang]) {
        session += 1;
        const readers = { ...good, [first]: broken, [second]: broken };
        const startedAt = performance.now();
        const page = await serveFeed(world, readers, visitor(), {
          surface: 'recommended',
          feedSessionId: `broken-${session}`,
          limit: 10,
        });
        expect(page.items).toHaveLength(10);
        const costs = first === 'overlays' || first === 'productCards' || second === 'productCards';
        expect(page.items.map(({ video }) => video.complete)).toEqual(Array(10).fill(!costs));
        expect(performance.now() - startedAt).toBeLessThan(3 * feedSourceDeadlineMs);
      }
    }
  }
  // The engine itself: another process that never started one.
  const bare = anotherProcess(world);
  const page = await surf(person, { in: bare, session: 'without-engine' });
  expect(idsOf(page)).toEqual(videos.slice(0, 10).map(({ videoId }) => videoId));
});

test('with personalisation off pages are made without the viewer', async () => {
  await publishTown(40);
  const person = visitor();
  await world.act((act) => changePrivacy(act, person.viewerId, { personalised: false }));
  town.follows.set(person.viewerId, new Set([town.videos[0]?.authorId ?? '']));
  const sources = new Set<string>();
  for (let page = 0; page < 3; page += 1) {
    const answer = await surf(person);
    for (const item of answer.items) {
      await report(person, item, 'finish');
      const token = readImpression(world.secret, item.impressionToken, world.clock.now());
      if (typeof token === 'string') throw new Error(token);
      sources.add(token.source);
      const explained = await explainItem(world, person, item.impressionToken);
      expect(explained.personalised).toBe(false);
    }
  }
  expect([...sources].filter((source) => !['trending', 'fresh', 'explore', 'pool', 'newest'].includes(source))).toEqual(
    [],
  );
});

test('the followed tab holds followed authors only, and says when nobody is followed', async () => {
  const videos = await publishTown(20);
  const person = visitor();
  expect(await surf(person, { surface: 'following' })).toMatchObject({ items: [], state: 'follow_nobody' });
  const authors = videos.slice(3, 6);
  town.follows.set(person.viewerId, new Set(authors.map(({ authorId }) => authorId)));
  const page = await surf(person, { surface: 'following' });
  expect(idsOf(page)).toEqual(authors.map(({ videoId }) => videoId));
  expect(page.items[0]?.reasons).toEqual([{ code: 'following', params: { authorId: authors[0]?.authorId } }]);
  expect((await surf(person, { surface: 'following' })).state).toBe('all_seen');
});

test('a shared video comes first, and its page explains itself', async () => {
  const videos = await publishTown(20);
  const person = visitor();
  const wanted = videos[13]?.videoId ?? '';
  const page = await surf(person, { start: wanted });
  expect(idsOf(page)[0]).toBe(wanted);
  expect(page.items).toHaveLength(10);
  const [first, second] = page.items;
  if (!first || !second) throw new Error('the page is short');
  expect(await explainItem(world, person, first.impressionToken)).toEqual({
    reasons: [{ code: 'shared', params: {} }],
    source: 'shared',
    policyVersion: 'none',
    explored: false,
    personalised: true,
    draw: null,
    strongestTerm: null,
  });
  const explained = await explainItem(world, person, second.impressionToken);
  expect(explained).toMatchObject({ reasons: second.reasons, policyVersion: defaultPolicy.version });
  await expect(explainItem(world, visitor(), second.impressionToken)).rejects.toMatchObject({ status: 404 });
});

test('a withdrawn video leaves; with nothing published the page says so', async () => {
  expect(await surf(visitor())).toMatchObject({ items: [], state: 'empty' });
  const [only] = await publishTown(1);
  if (!only) throw new Error('the video is missing');
  const person = visitor();
  expect(idsOf(await surf(person))).toEqual([only.videoId]);
  const [item] = (await surf(person)).items;
  if (!item) throw new Error('never an empty page while a video is published');
  expect(item.repeated).toBe(true);
  await report(person, item, 'not_interested');
  expect((await surf(person)).items).toHaveLength(1);
  await world.act(async (act) =>
    publish(act, 'video.withdrawn', only.videoId, { videoId: only.videoId, authorId: only.authorId }),
  );
  town.videos.length = 0;
  await recommender.replayAll();
  expect(await surf(person, { session: 'session-later' })).toMatchObject({ items: [], state: 'empty' });
  expect((await world.database.one<{ count: bigint }>(sql`select count(*) from feed.pages`)).count).toBe(3n);
});
