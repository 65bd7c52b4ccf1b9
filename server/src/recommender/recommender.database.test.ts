import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { untilFinal } from '../../../tests/support/until-final.ts';
import { openTestWorld, type TestWorld } from '../../../tests/support/world.ts';
import { publish, type VideoData } from '../events/index.ts';
import { recordServerAction, signImpression } from '../interactions/index.ts';
import { recordActions } from '../interactions/record-actions.ts';
import { newId } from '../kernel/index.ts';
import { changeInterest, clearHistory, readInterests } from './interests.ts';
import { readLog } from './read-log.ts';
import { type Recommender, startRecommender } from './recommender.ts';
import { createReplica, type Replica } from './replica.ts';
import { loadReplica } from './snapshot-files.ts';
import { selectOrigin } from './store.ts';
import { writeSnapshot } from './write-snapshot.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function openTown(): Promise<TestWorld> {
  const { world, close } = await openTestWorld();
  closers.push(close);
  return world;
}

async function start(world: TestWorld, snapshotEvery = 1_000_000): Promise<Recommender> {
  const recommender = await startRecommender(world, { pollMs: 50, snapshotEvery });
  closers.push(() => recommender.stop());
  return recommender;
}

async function publishVideos(world: TestWorld, count: number): Promise<VideoData[]> {
  const videos = Array.from({ length: count }, (_, index): VideoData => {
    const category = ['tea', 'outdoor', 'kitchen', 'books'][index % 4] ?? 'tea';
    return {
      videoId: newId(),
      authorId: newId(),
      shopId: null,
      title: `${category} ${index}`,
      categoryIds: [category],
      tags: [`${category}-${index % 3}`],
      productIds: [],
      durationMs: 20_000,
      publishedAt: new Date(world.clock.now().getTime() - index * 3_600_000).toISOString(),
      heritageCraft: false,
      newSeller: false,
    };
  });
  await world.act(async (act) => {
    for (const video of videos) publish(act, 'video.published', video.videoId, video);
  });
  return videos;
}

let position = 0;
async function report(
  world: TestWorld,
  viewerId: string,
  itemId: string,
  kind: 'impression' | 'finish' | 'skip' | 'not_interested',
): Promise<void> {
  position = (position + 1) % 200;
  const impressionToken = signImpression(world.secret, {
    viewerId,
    itemId,
    itemKind: 'video',
    surface: 'recommended',
    position,
    requestId: newId(),
    source: 'fresh',
    policyVersion: 'default-1',
    propensity: 1,
    issuedAt: world.clock.now(),
  });
  const occurredAt = world.clock.now().toISOString();
  await recordActions(world, { viewerId, deviceId: viewerId }, [{ impressionToken, kind, occurredAt }]);
}

async function replayed(world: TestWorld, from?: Replica): Promise<Uint8Array> {
  const replica = from ?? createReplica();
  for (;;) {
    const { entries, completeBelow } = await readLog(world.database, replica);
    for (const entry of entries) replica.apply(entry);
    if (completeBelow) return replica.snapshot(await selectOrigin(world.database));
  }
}

async function live(world: TestWorld, videos: readonly VideoData[], viewers: number): Promise<string[]> {
  const ids = Array.from({ length: viewers }, () => newId());
  await Promise.all(
    ids.map(async (viewerId, n) => {
      for (const [index, video] of videos.entries()) {
        if ((index + n) % 3 === 0) continue;
        await report(world, viewerId, video.videoId, 'impression');
        await report(world, viewerId, video.videoId, index % 4 === n % 4 ? 'finish' : 'skip');
        const item = { id: video.videoId, kind: 'video' } as const;
        if (index % 7 === n % 7) await world.act((act) => recordServerAction(act, { viewerId, kind: 'like', item }));
      }
    }),
  );
  return ids;
}

test('what was done is learned by the very next question, and every process comes to the same state', async () => {
  const world = await openTown();
  const recommender = await start(world);
  const other = await startRecommender(world, { pollMs: 20 });
  closers.push(() => other.stop());
  const videos = await publishVideos(world, 24);
  const [viewerId = ''] = await live(world, videos, 6);
  await recommender.catchUp(10_000);
  await other.replayAll();
  const now = world.businessClock.now().getTime();
  const interests = recommender.engine.viewerInterests(viewerId, now);
  expect(interests[0]).toMatchObject({ kind: 'category', id: 'tea' });
  expect(other.engine.viewerInterests(viewerId, now)).toEqual(interests);
  expect(other.taken()).toBe(recommender.taken());
});

test('a restart from a snapshot equals a replay of the whole log', async () => {
  const world = await openTown();
  const videos = await publishVideos(world, 20);
  await live(world, videos.slice(0, 10), 4);
  const { connectionString } = world.database;
  await untilFinal(world);
  await writeSnapshot({ connectionString, dataDir: world.config.dataDir });
  await live(world, videos.slice(5), 4);
  await untilFinal(world);
  const restarted = await loadReplica(world.database, world.config.dataDir);
  expect(restarted.taken()).toBeGreaterThan(20);
  expect(await replayed(world, restarted)).toEqual(await replayed(world));
});

test('a damaged snapshot is passed over for the one before; a foreign one is not used', async () => {
  const world = await openTown();
  const videos = await publishVideos(world, 8);
  const options = { connectionString: world.database.connectionString, dataDir: world.config.dataDir };
  await untilFinal(world);
  const first = await writeSnapshot(options);
  await live(world, videos, 2);
  await untilFinal(world);
  await writeSnapshot(options);
  await live(world, videos, 1);
  await untilFinal(world);
  await writeSnapshot(options);
  const folder = path.join(world.config.dataDir, 'recommender');
  const names = readdirSync(folder).sort();
  expect(names).toHaveLength(2);
  const newest = path.join(folder, names[1] ?? '');
  writeFileSync(newest, readFileSync(newest).subarray(0, 5_000));
  const restarted = await loadReplica(world.database, options.dataDir);
  expect(restarted.taken()).toBeGreaterThan(first);
  expect(await replayed(world, restarted)).toEqual(await replayed(world));
  const another = await openTown();
  expect((await loadReplica(another.database, options.dataDir)).taken()).toBe(0);
});

test('the process that serves has its snapshots written by a thread beside it', async () => {
  const world = await openTown();
  await start(world, 30);
  await live(world, await publishVideos(world, 10), 4);
  const folder = path.join(world.config.dataDir, 'recommender');
  await expect.poll(() => existsSync(folder) && readdirSync(folder).length, { timeout: 15_000 }).toBeGreaterThan(0);
}, 30_000);

test('withdrawn and restricted things leave the candidates and may come back', async () => {
  const world = await openTown();
  const recommender = await start(world);
  const videos = await publishVideos(world, 6);
  const [first, second] = videos;
  if (!first || !second) throw new Error('videos are missing');
  const shown = async () => {
    await recommender.replayAll();
    const at = world.businessClock.now().getTime();
    return recommender.engine
      .retrieve({ requestId: newId(), at, viewerId: newId(), size: 10 })
      .map(({ itemId }) => itemId);
  };
  expect((await shown()).length).toBe(6);
  const restriction = {
    restrictionId: newId(),
    subjectKind: 'account',
    subjectId: first.authorId,
    capability: 'recommend',
  };
  await world.act(async (act) => {
    publish(act, 'restriction.imposed', first.authorId, { ...restriction, ruleId: 'r1' });
    publish(act, 'video.withdrawn', second.videoId, { videoId: second.videoId, authorId: second.authorId });
  });
  expect(new Set(await shown())).toEqual(new Set(videos.slice(2).map(({ videoId }) => videoId)));
  await world.act(async (act) => publish(act, 'restriction.lifted', first.authorId, restriction));
  expect(await shown()).toContain(first.videoId);
});

test('interests can be chosen, blocked, forgotten and cleared; a choice survives what is learned', async () => {
  const world = await openTown();
  const recommender = await start(world);
  const videos = await publishVideos(world, 24);
  const [viewerId = ''] = await live(world, videos, 1);
  const read = async () => {
    await recommender.replayAll();
    return (await readInterests(world, viewerId)).items;
  };
  expect((await read()).some(({ source, tag }) => source === 'learned' && tag === 'tea')).toBe(true);
  const choose = (tag: string, choice: 'chosen' | 'blocked' | 'forgotten') =>
    world.act((act) => changeInterest(act, viewerId, { kind: 'category', tag, choice }));
  await choose('tea', 'forgotten');
  expect((await read()).some(({ tag }) => tag === 'tea')).toBe(false);
  await choose('books', 'blocked');
  await recommender.replayAll();
  const request = { requestId: newId(), at: world.businessClock.now().getTime(), viewerId, size: 20, allowSeen: true };
  const books = new Set(videos.filter(({ categoryIds }) => categoryIds[0] === 'books').map(({ videoId }) => videoId));
  expect(recommender.engine.recommend(request).some(({ itemId }) => books.has(itemId))).toBe(false);
  await world.act((act) => clearHistory(act, viewerId));
  expect(await read()).toEqual([{ kind: 'category', tag: 'books', weight: 0, source: 'blocked' }]);
  const again = recommender.engine.recommend({ ...request, requestId: newId() });
  expect(again.some(({ itemId }) => books.has(itemId))).toBe(false);
});

test('with personalisation off nothing personal is learned or read', async () => {
  const world = await openTown();
  const recommender = await start(world);
  const videos = await publishVideos(world, 16);
  const viewerId = newId();
  await world.act(async (act) =>
    publish(act, 'viewer.personalisation_changed', viewerId, { viewerId, personalised: false }),
  );
  for (const video of videos) await report(world, viewerId, video.videoId, 'finish');
  await recommender.replayAll();
  const at = world.businessClock.now().getTime();
  expect(recommender.engine.viewerInterests(viewerId, at)).toEqual([]);
  const sources = recommender.engine
    .retrieve({ requestId: newId(), at, viewerId, size: 10 })
    .flatMap((candidate) => candidate.sources);
  const personal = ['item-item', 'ease', 'embedding', 'content', 'interest', 'following', 'repurchase'];
  expect(sources).toEqual(expect.arrayContaining(['fresh', 'trending']));
  expect(sources.filter((source) => personal.includes(source))).toEqual([]);
});
