/** A process that records and learns is killed with -9: nothing it acknowledged is lost, and its snapshots equal a replay. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { recordPage } from '../../scripts/bench/learner.ts';
import { publish } from '../../server/src/events/index.ts';
import { newId, sql, type World } from '../../server/src/kernel/index.ts';
import { readLog } from '../../server/src/recommender/read-log.ts';
import { createReplica, type Replica } from '../../server/src/recommender/replica.ts';
import { loadReplica } from '../../server/src/recommender/snapshot-files.ts';
import { selectOrigin } from '../../server/src/recommender/store.ts';
import { createRandom, testSeed } from '../support/seeded-random.ts';
import { untilFinal } from '../support/until-final.ts';
import { openTestWorld } from '../support/world.ts';

const kills = 4;
const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-learner-'));
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function publishVideos(world: World, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await world.act(async (act) => {
    for (const [index, videoId] of ids.entries()) {
      publish(act, 'video.published', videoId, {
        videoId,
        authorId: newId(),
        shopId: null,
        title: `clip ${index}`,
        categoryIds: [`c${index % 5}`],
        tags: [`t${index % 9}`],
        productIds: [],
        durationMs: 20_000,
        publishedAt: world.businessClock.now().toISOString(),
        heritageCraft: false,
        newSeller: false,
      });
    }
  });
  return ids;
}

function startLearner(connectionString: string): ChildProcess {
  const script = path.resolve(import.meta.dirname, '../../scripts/bench/learner.ts');
  return fork(script, [connectionString, folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

const hasSnapshot = (): boolean => {
  const saved = path.join(folder, 'recommender');
  return existsSync(saved) && readdirSync(saved).some((name) => !name.endsWith('.tmp'));
};

async function readAll(world: World, replica: Replica): Promise<Buffer> {
  for (;;) {
    const { entries, completeBelow } = await readLog(world.database, replica);
    for (const entry of entries) replica.apply(entry);
    if (completeBelow) return Buffer.from(replica.snapshot(await selectOrigin(world.database)));
  }
}

test('what was acknowledged is in the log, and a restart from the snapshot has the bytes of a replay', async () => {
  const random = createRandom(testSeed);
  const { world, close } = await openTestWorld();
  closers.push(close);
  const itemIds = await publishVideos(world, 40);
  const viewerIds = Array.from({ length: 30 }, () => newId());
  await recordPage(world, viewerIds[0] ?? '', itemIds, 0);
  let acknowledged = 0;
  for (let round = 0; round < kills; round += 1) {
    const child = startLearner(world.database.connectionString);
    let told = 0;
    const recording = new Promise<void>((resolve) => {
      child.on('message', (message: { kind: string; count?: number }) => {
        if (message.kind === 'ready') child.send({ kind: 'record', itemIds, viewerIds, snapshotEvery: 400 });
        if (message.kind !== 'acknowledged') return;
        told = message.count ?? 0;
        resolve();
      });
    });
    await recording;
    await setTimeout(400 + random.next() * 900);
    // The second life goes on until it has saved itself once, so that later ones begin from a snapshot.
    for (let wait = 0; round === 1 && wait < 200 && !hasSnapshot(); wait += 1) await setTimeout(50);
    const left = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await left;
    acknowledged += told;
  }
  const { n } = await world.database.one<{ n: bigint }>(sql`select count(*) as n from interactions.actions`);
  expect(acknowledged).toBeGreaterThan(500);
  expect(Number(n)).toBeGreaterThanOrEqual(acknowledged);
  await untilFinal(world);
  const replica = await loadReplica(world.database, folder);
  expect(replica.taken()).toBeGreaterThan(0);
  const restarted = await readAll(world, replica);
  expect(restarted.equals(await readAll(world, createReplica()))).toBe(true);
}, 60_000);
