import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { publish, type VideoData } from '../../server/src/events/index.ts';
import { startEmbeddedPostgres } from '../../server/src/kernel/embedded-postgres/index.ts';
import { migrate, newId, openDatabase, sql, type World } from '../../server/src/kernel/index.ts';
import { startRecommender } from '../../server/src/recommender/index.ts';
import { readLog } from '../../server/src/recommender/read-log.ts';
import { createReplica, type Replica } from '../../server/src/recommender/replica.ts';
import { loadReplica, snapshotWrittenAt } from '../../server/src/recommender/snapshot-files.ts';
import { selectOrigin } from '../../server/src/recommender/store.ts';
import { rooms } from '../../server/src/rooms.ts';
import { openWorld, recordPage } from './learner.ts';
import { type BenchOptions, type BenchResult, commitId, machine, percentile } from './measure.ts';

const videosCount = 2_000;
const viewersCount = 400;
const kills = 10;
const snapshotEvery = 3_000;
const freshnessRounds = 200;

/**
 * Learning beside serving. A process that records and learns is killed with -9, again and again: what it acknowledged
 * must be in the log, and a start from its snapshot must come to the same bytes as a replay of everything. Then two
 * processes: how long from a recorded action to a changed standing in the one that did not record it.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-learn-'));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), log: () => {} });
  const { connectionString } = postgres;
  try {
    const database = openDatabase({ connectionString, poolSize: 2 });
    const server = path.resolve(import.meta.dirname, '../../server/src');
    await migrate(
      database,
      server,
      rooms.map((room) => room.name),
    );
    await database.end();
    const world = openWorld(connectionString, path.join(folder, 'own'));
    const itemIds = await publishVideos(world);
    const viewerIds = Array.from({ length: viewersCount }, () => newId());
    const killed = await killWhileLearning(connectionString, folder, itemIds, viewerIds);
    const recorded = Number(
      (await world.database.one<{ n: bigint }>(sql`select count(*) as n from interactions.actions`)).n,
    );
    const restored = await compareRestart(world, path.join(folder, 'learner'));
    const freshness = await measureFreshness(world, connectionString, path.join(folder, 'second'), itemIds, viewerIds);
    const million = await replayMillion(world, itemIds);
    await world.database.end();
    return {
      name: 'learn',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: 1,
      ratePerSecond: null,
      p50Ms: percentile(freshness.everybody, 0.5),
      p99Ms: percentile(freshness.everybody, 0.99),
      serverCpuMsPerUnit: null,
      postgresCpuMsPerUnit: null,
      sqlPerUnit: null,
      rssMb: null,
      readyMs: null,
      sameViewerP99Ms: percentile(freshness.sameViewer, 0.99),
      kills,
      acknowledged: killed,
      recorded,
      acknowledgedLost: Math.max(0, killed - recorded),
      ...restored,
      ...million,
    };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function publishVideos(world: World): Promise<string[]> {
  const videos = Array.from({ length: videosCount }, (_, index): VideoData => {
    const category = `c${index % 40}`;
    return {
      videoId: newId(),
      authorId: newId(),
      shopId: null,
      title: `${category} ${index}`,
      categoryIds: [category],
      tags: [`t${index % 200}`],
      productIds: [],
      durationMs: 20_000,
      publishedAt: new Date(Date.now() - index * 60_000).toISOString(),
      heritageCraft: false,
      newSeller: false,
    };
  });
  await world.act(async (act) => {
    for (const video of videos) publish(act, 'video.published', video.videoId, video);
  });
  return videos.map(({ videoId }) => videoId);
}

function startLearner(connectionString: string, dataDir: string): ChildProcess {
  return fork(path.resolve(import.meta.dirname, 'learner.ts'), [connectionString, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

type Message = { kind: string; count?: number; at?: number };
function answerOf(child: ChildProcess, kind: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const left = (): void => reject(new Error(`the learner left before it said "${kind}"`));
    const read = (message: Message): void => {
      if (message.kind !== kind) return;
      child.off('message', read);
      child.off('exit', left);
      resolve(message);
    };
    child.on('message', read);
    child.once('exit', left);
  });
}

/** @returns how many actions were acknowledged by processes that were then killed. */
async function killWhileLearning(
  connectionString: string,
  folder: string,
  itemIds: string[],
  viewerIds: string[],
): Promise<number> {
  const dataDir = path.join(folder, 'learner');
  let total = 0;
  for (let round = 0; round < kills; round += 1) {
    const child = startLearner(connectionString, dataDir);
    let acknowledged = 0;
    child.on('message', (message: Message) => {
      if (message.kind === 'acknowledged') acknowledged = message.count ?? 0;
    });
    await answerOf(child, 'ready');
    child.send({ kind: 'record', itemIds, viewerIds, snapshotEvery });
    await answerOf(child, 'acknowledged');
    // Every other process dies soon, the rest once it has left a snapshot: both starts must come right.
    if (round % 2 === 1) await untilNewer(dataDir, snapshotWrittenAt(dataDir));
    await setTimeout(500 + Math.random() * 2_500);
    const left = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await left;
    total += acknowledged;
  }
  return total;
}

const snapshotTimeoutMs = 60_000;

async function untilNewer(dataDir: string, before: number | undefined): Promise<void> {
  const giveUpAt = performance.now() + snapshotTimeoutMs;
  while (snapshotWrittenAt(dataDir) === before) {
    if (performance.now() > giveUpAt) throw new Error('a learning process left no snapshot within a minute');
    await setTimeout(50);
  }
}

async function readAll(world: World, replica: Replica): Promise<Uint8Array> {
  for (;;) {
    const { entries, completeBelow } = await readLog(world.database, replica);
    for (const entry of entries) replica.apply(entry);
    if (completeBelow) return Buffer.from(replica.snapshot(await selectOrigin(world.database)));
  }
}

/** A start from the snapshot the killed processes left, and a replay of the whole log: the same bytes, or not. */
async function compareRestart(world: World, dataDir: string) {
  const replica = await loadReplica(world.database, dataDir);
  const fromSnapshot = replica.taken();
  const restartedAt = performance.now();
  const restarted = await readAll(world, replica);
  const restartMs = performance.now() - restartedAt;
  const replayedAt = performance.now();
  const whole = createReplica();
  const replayed = await readAll(world, whole);
  const replayMs = performance.now() - replayedAt;
  return {
    entries: whole.taken(),
    entriesInSnapshot: fromSnapshot,
    bitEqual: digest(restarted) === digest(replayed),
    restartMs: Math.round(restartMs),
    replayMs: Math.round(replayMs),
  };
}

const millionViewers = 10_000;
const millionPages = 50_000;

/**
 * Makes the log a million entries longer, as pages of ten places with what came of each, and replays all of it from the
 * beginning: read from Postgres, learned and trained in one thread.
 */
async function replayMillion(world: World, itemIds: readonly string[]) {
  await world.database.run(sql`
    insert into interactions.actions (day, viewer_id, recorded_viewer_id, device_id, kind, item_id, item_kind, watch_ms, watch_gain_ms,
      surface, request_id, position, source, propensity, policy_version, occurred_at, recorded_at)
    select current_date, viewer, viewer, viewer, kind, (${itemIds}::uuid[])[1 + (page * 7919 + position * 7) % ${itemIds.length}::int], 'video',
      watched, watched, 'recommended', md5('page ' || page)::uuid, position, 'trending', 1, 'default-1', at, at
    from generate_series(1, ${millionPages}::int) as page
      cross join lateral (select md5('viewer ' || page % ${millionViewers}::int)::uuid as viewer,
        now() - (${millionPages}::int - page) * interval '10 seconds' as at) as who
      cross join generate_series(0, 9) as position
      cross join lateral (values (0, 'impression'), (1, (array['finish', 'skip', 'watch', 'finish', 'skip'])[1 + (page + position) % 5]))
        as said (part, kind)
      cross join lateral (select case kind when 'watch' then 9000 else 0 end as watched) as length
    order by page, position, part`);
  const replica = createReplica();
  const startedAt = performance.now();
  await readAll(world, replica);
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    entriesReplayed: replica.taken(),
    replaySeconds: Math.round(seconds * 10) / 10,
    replaySecondsPerMillion: Math.round((seconds / replica.taken()) * 1e7) / 10,
  };
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function measureFreshness(
  world: World,
  connectionString: string,
  dataDir: string,
  itemIds: readonly string[],
  viewerIds: readonly string[],
): Promise<{ everybody: number[]; sameViewer: number[] }> {
  const recommender = await startRecommender(world);
  await recommender.replayAll(120_000);
  const child = startLearner(connectionString, dataDir);
  const everybody: number[] = [];
  const sameViewer: number[] = [];
  try {
    await answerOf(child, 'ready');
    child.send({ kind: 'follow' });
    await answerOf(child, 'following');
    for (let round = 0; round < freshnessRounds; round += 1) {
      const itemId = itemIds[(round * 31) % itemIds.length] ?? '';
      child.send({ kind: 'watch', itemId });
      await answerOf(child, 'watching');
      const viewerId = newId();
      await recordPage(world, viewerId, [itemId], 0);
      const recordedAt = performance.timeOrigin + performance.now();
      const changed = answerOf(child, 'changed');
      await recommender.catchUp(10_000);
      sameViewer.push(performance.timeOrigin + performance.now() - recordedAt);
      everybody.push(Math.max(0, ((await changed).at ?? 0) - recordedAt));
      // Other viewers go on meanwhile: the log is never idle.
      await recordPage(world, viewerIds[round % viewerIds.length] ?? '', itemIds, round);
    }
  } finally {
    child.kill('SIGKILL');
    await recommender.stop();
  }
  const ascending = (a: number, b: number): number => a - b;
  return { everybody: everybody.sort(ascending), sameViewer: sameViewer.sort(ascending) };
}
