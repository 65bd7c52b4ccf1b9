import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import * as feedContract from '../../server/src/feed/contract.ts';
import { feedRoutes } from '../../server/src/feed/index.ts';
import { resolvePrincipal, signViewerCookie } from '../../server/src/identity/index.ts';
import { startEmbeddedPostgres } from '../../server/src/kernel/embedded-postgres/index.ts';
import {
  buildServer,
  createBusinessClock,
  createMetrics,
  createWorld,
  migrate,
  openDatabase,
  readConfig,
  systemClock,
  type World,
} from '../../server/src/kernel/index.ts';
import { recommenderOf, startRecommender } from '../../server/src/recommender/index.ts';
import { rooms } from '../../server/src/rooms.ts';
import { type BenchOptions, type BenchResult, commitId, machine, percentile, postgresCpuMs, round } from './measure.ts';

const videosCount = 5_000;
const viewersCount = 500;
const touchesPerViewer = 60;

/** The same id for the same name. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Videos, authors and histories written straight into the tables: the town is not what is measured. */
async function fill(world: World): Promise<void> {
  await world.database.script(`
    create function pg_temp.id_of(name text) returns uuid language sql immutable as $$
      select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(h, 14, 3) || '-8' || substr(h, 18, 3) || '-' || substr(h, 21, 12))::uuid
      from (select encode(sha256(name::bytea), 'hex') as h) hashed $$;
    insert into identity.accounts (id, nickname, created_at) select pg_temp.id_of('author ' || n), '作者' || n, now() from generate_series(1, 400) n;
    insert into content.authors (author_id, followers, first_published_at) select pg_temp.id_of('author ' || n), n, now() from generate_series(1, 400) n;
    insert into content.videos (id, author_id, asset_id, title, caption, category_id, tags, state, playback, fact, created_at, updated_at, published_at)
      select pg_temp.id_of('video ' || n), pg_temp.id_of('author ' || (1 + n % 400)), pg_temp.id_of('asset ' || n), '视频 ' || n, '', 'c' || n % 40,
        array['t' || n % 200], 'published', jsonb_build_object('sources', jsonb_build_array(
          jsonb_build_object('url', '/media/' || n || '/540.mp4', 'width', 540, 'height', 960, 'bytes', 2000000),
          jsonb_build_object('url', '/media/' || n || '/720.mp4', 'width', 720, 'height', 1280, 'bytes', 4000000)),
          'posterUrl', '/media/' || n || '/poster.jpg', 'thumbhash', null, 'width', 720, 'height', 1280, 'durationMs', 20000, 'captions', '[]'::jsonb),
        '{}', now(), now(), now() - n * interval '10 minutes' from generate_series(1, ${videosCount}) n;
    update content.videos set fact = jsonb_build_object('videoId', id, 'authorId', author_id, 'shopId', null, 'title', title,
      'categoryIds', jsonb_build_array(category_id), 'tags', to_jsonb(tags), 'productIds', '[]'::jsonb, 'durationMs', 20000,
      'publishedAt', to_char(published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'heritageCraft', false, 'newSeller', false);
    insert into content.video_counts (video_id) select id from content.videos;
    insert into kernel.outbox (event_id, type, version, occurred_at, subject, data)
      select gen_random_uuid(), 'video.published', 1, now(), id, fact from content.videos;
    insert into content.follows (viewer_id, author_id, created_at)
      select distinct pg_temp.id_of('viewer ' || v), pg_temp.id_of('author ' || (1 + (v * 7 + f * 31) % 400)), now()
      from generate_series(0, ${viewersCount - 1}) v, generate_series(1, 5) f;
    insert into interactions.actions (day, viewer_id, recorded_viewer_id, kind, item_id, item_kind, occurred_at, recorded_at)
      select current_date, viewer, viewer, kind, pg_temp.id_of('video ' || (1 + (v * 13 + t * t * 37) % ${videosCount})), 'video', now() - t * interval '1 minute', now()
      from generate_series(0, ${viewersCount - 1}) v, generate_series(1, ${touchesPerViewer}) t,
        lateral (select pg_temp.id_of('viewer ' || v) as viewer) named,
        lateral (values ('impression'), (case when (v + t) % 3 = 0 then 'finish' when (v + t) % 3 = 1 then 'skip' else 'like' end)) as done (kind);
    analyze;`);
}

type Outcome = { pages: number; ms: number[]; wrong: number };

/** The other side of the wire: each connection is one viewer after another, four pages a session. */
async function surf(options: { port: number; secret: string; seconds: number; connections: number }): Promise<Outcome> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.connections });
  const until = performance.now() + options.seconds * 1_000;
  const outcome: Outcome = { pages: 0, ms: [], wrong: 0 };
  const page = (viewerId: string, session: string) =>
    new Promise<void>((resolve, reject) => {
      const startedAt = performance.now();
      const headers = { cookie: `haowu_viewer=${encodeURIComponent(signViewerCookie(options.secret, viewerId))}` };
      const url = `/api/v1/feed?feedSessionId=${session}&limit=10`;
      http
        .get({ host: '127.0.0.1', port: options.port, path: url, agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            outcome.pages += 1;
            outcome.ms.push(performance.now() - startedAt);
            const text = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode !== 200 || text.split('"impressionToken"').length !== 11) outcome.wrong += 1;
            resolve();
          });
        })
        .on('error', reject);
    });
  let next = 0;
  const person = async () => {
    while (performance.now() < until) {
      const n = next++;
      for (let count = 0; count < 4 && performance.now() < until; count += 1) {
        await page(idOf(`viewer ${n % viewersCount}`), `session-${n}`);
      }
    }
  };
  await Promise.all(Array.from({ length: options.connections }, person));
  agent.destroy();
  return outcome;
}

/** Pages of 10 over HTTP: 5,000 videos, 500 viewers with a history, one server process, the clients in a thread of their own. */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const { seconds, clients: connections } = options;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-load-'));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), log: () => {} });
  const database = openDatabase({ connectionString: postgres.connectionString, poolSize: 12 });
  try {
    const server = path.resolve(import.meta.dirname, '../../server/src');
    await migrate(
      database,
      server,
      rooms.map((room) => room.name),
    );
    const secret = 'a secret of the measurement, thirty-two long';
    const world = createWorld({
      config: readConfig({ HAOWU_DATA_DIR: folder, HAOWU_RATE_LIMITS: 'off', HAOWU_LOG_LEVEL: 'silent' }),
      secret,
      database,
      businessClock: createBusinessClock(database, systemClock),
      systemClock,
      log: pino({ level: 'silent' }),
      metrics: createMetrics(),
    });
    await fill(world);
    await startRecommender(world);
    const replayStartedAt = performance.now();
    await recommenderOf(world)?.replayAll();
    const replayMs = performance.now() - replayStartedAt;
    const routes = feedRoutes();
    const serve = async (checkAnswers: boolean) => {
      const contracts = Object.values(feedContract).filter(isRoute);
      const app = await buildServer({ world, contracts, routes, resolvePrincipal, checkAnswers });
      await app.listen({ host: '127.0.0.1', port: 0 });
      const address = app.server.address();
      return { app, port: typeof address === 'object' && address ? address.port : 0 };
    };
    // Warming up, every answer is held against its contract.
    const checking = await serve(true);
    const checked = await drive({ port: checking.port, secret, seconds: 3, connections });
    await checking.app.close();
    const { app, port } = await serve(false);
    await drive({ port, secret, seconds: 2, connections });
    const statements = database.statementCount();
    const postgresBefore = postgresCpuMs(postgres.dataDir);
    const cpu = process.threadCpuUsage();
    const outcome = await drive({ port, secret, seconds, connections });
    const spent = process.threadCpuUsage(cpu);
    const sorted = outcome.ms.sort((a, b) => a - b);
    const result: BenchResult = {
      name: 'feed',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: connections,
      ratePerSecond: round(outcome.pages / seconds, 1),
      p50Ms: percentile(sorted, 0.5),
      p99Ms: percentile(sorted, 0.99),
      serverCpuMsPerUnit: round((spent.user + spent.system) / outcome.pages / 1_000),
      postgresCpuMsPerUnit: round((postgresCpuMs(postgres.dataDir) - postgresBefore) / outcome.pages),
      sqlPerUnit: round((database.statementCount() - statements) / outcome.pages, 1),
      rssMb: round(process.memoryUsage.rss() / 2 ** 20, 0),
      readyMs: null,
      pagesPerCoreSecond: round(1_000 / ((spent.user + spent.system) / outcome.pages / 1_000), 0),
      videos: videosCount,
      viewers: viewersCount,
      wrongAnswers: checked.wrong + outcome.wrong,
      replayMs: Math.round(replayMs),
    };
    await app.close();
    await recommenderOf(world)?.stop();
    return result;
  } finally {
    await database.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const isRoute = (value: unknown): value is (typeof feedContract)['readFeed'] =>
  typeof value === 'object' && value !== null && 'access' in value;

function drive(options: Parameters<typeof surf>[0]): Promise<Outcome> {
  const worker = new Worker(new URL(import.meta.url), { workerData: options });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (!isMainThread) parentPort?.postMessage(await surf(workerData));
