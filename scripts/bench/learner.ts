import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { recordActions, signImpression } from '../../server/src/interactions/index.ts';
import {
  createBusinessClock,
  createMetrics,
  createWorld,
  newId,
  openDatabase,
  readConfig,
  systemClock,
  type World,
} from '../../server/src/kernel/index.ts';
import { recommenderOf, startRecommender } from '../../server/src/recommender/index.ts';

/** A world of its own on a database that is there already, without a server before it. */
export function openWorld(connectionString: string, dataDir: string): World {
  const database = openDatabase({ connectionString, poolSize: 6 });
  return createWorld({
    config: readConfig({ HAOWU_DATA_DIR: dataDir, HAOWU_RATE_LIMITS: 'off', HAOWU_LOG_LEVEL: 'silent' }),
    secret: 'a secret of the measurement, thirty-two long',
    database,
    businessClock: createBusinessClock(database, systemClock),
    systemClock,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
  });
}

const pageSize = 10;
const kinds = ['finish', 'skip', 'watch', 'finish', 'skip'] as const;

/** One page seen by one viewer: ten impressions and what came of each. @returns how many actions were acknowledged. */
export async function recordPage(
  world: World,
  viewerId: string,
  itemIds: readonly string[],
  start: number,
): Promise<number> {
  const requestId = newId();
  const now = world.systemClock.now();
  const actions = Array.from({ length: pageSize }, (_, position) => {
    const itemId = itemIds[(start + position * 7) % itemIds.length] ?? '';
    const impressionToken = signImpression(world.secret, {
      viewerId,
      itemId,
      itemKind: 'video',
      surface: 'recommended',
      position,
      requestId,
      source: 'trending',
      policyVersion: 'default-1',
      propensity: 1,
      issuedAt: now,
    });
    const occurredAt = now.toISOString();
    const kind = kinds[(start + position) % kinds.length] ?? 'skip';
    return [
      { impressionToken, kind: 'impression' as const, occurredAt },
      { impressionToken, kind, occurredAt, ...(kind === 'watch' ? { watchMs: 9_000 } : {}) },
    ];
  }).flat();
  const answer = await recordActions(world, { viewerId, deviceId: viewerId }, actions);
  return answer.accepted;
}

type Order =
  | { kind: 'record'; itemIds: string[]; viewerIds: string[]; snapshotEvery: number }
  | { kind: 'follow' }
  | { kind: 'watch'; itemId: string };

/** A process that learns, and records at the same time when told to, until it is killed. */
async function live(connectionString: string, dataDir: string): Promise<void> {
  const world = openWorld(connectionString, dataDir);
  process.on('message', (order: Order) => void obey(world, order));
  process.send?.({ kind: 'ready' });
}

async function obey(world: World, order: Order): Promise<void> {
  if (order.kind === 'follow') {
    await startRecommender(world);
    await recommenderOf(world)?.replayAll(120_000);
    process.send?.({ kind: 'following' });
    return;
  }
  if (order.kind === 'watch') {
    const engine = recommenderOf(world)?.engine;
    const seen = () => engine?.publicStanding(order.itemId, Date.now())?.impressions ?? 0;
    const before = seen();
    process.send?.({ kind: 'watching' });
    while (seen() === before) await setImmediate();
    process.send?.({ kind: 'changed', at: performance.timeOrigin + performance.now() });
    return;
  }
  await startRecommender(world, { pollMs: 50, snapshotEvery: order.snapshotEvery });
  let acknowledged = 0;
  for (let page = Math.floor(Math.random() * 1_000_000); ; page += 1) {
    const viewerId = order.viewerIds[page % order.viewerIds.length] ?? '';
    acknowledged += await recordPage(world, viewerId, order.itemIds, page);
    process.send?.({ kind: 'acknowledged', count: acknowledged });
  }
}

if (process.send && process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  await live(process.argv[2] ?? '', process.argv[3] ?? '');
}
