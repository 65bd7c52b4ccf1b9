import { type Config, readConfig, sql, startReaders, startSweeps, type World } from '../../kernel/index.ts';
import { stopProcessing } from '../../media/index.ts';
import { builtInPolicy, startRecommender, stopChecks } from '../../recommender/index.ts';
import { buildApps } from '../build-apps.ts';
import { chooseProvider } from '../choose-provider.ts';
import { compose, serveComposition } from '../compose.ts';
import { noteAddress, takeDataFolder } from '../data-folder.ts';
import { fillDemoTown } from '../fill-demo-town.ts';
import { mountMedia } from '../mount-media.ts';
import { openWorld } from '../open-world.ts';
import { readHeadOf } from '../read-head.ts';
import { releaseStartMemory } from '../release-start-memory.ts';
import { restartOnRequest } from '../restart-server.ts';
import { serveApps } from '../serve-apps.ts';

const startedAt = performance.now();

function tell(message: string): void {
  process.stderr.write(`  ${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5)} s  ${message}\n`);
}

/** `npm start`: database, demo town, apps, server; prints the address and a sign-in for each role. */
export async function run(): Promise<void> {
  const config = readConfig();
  process.stderr.write('\n  Haowu 好物\n');
  const stops: (() => unknown)[] = [await takeDataFolder(config)];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await Promise.resolve(each()).catch(() => {});
  };
  stopOnSignals(stop);
  try {
    await start(config, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(config: Config, stops: (() => unknown)[], stop: () => Promise<void>): Promise<void> {
  const building = config.apps && config.role !== 'worker' ? buildApps(tell) : Promise.resolve();
  // A build that fails is told where it is awaited, also when something else fails first.
  building.catch(() => {});
  const opened = await openWorld(config, tell);
  stops.push(opened.close);
  const { world } = opened;
  // Refused here, before a town is filled, when its file cannot be used.
  builtInPolicy(world);
  const payment = await chooseProvider(config);
  stops.push(payment.stop);
  const composition = compose({ provider: payment.provider });
  const app = await serveComposition(world, composition);
  await mountMedia(app, world);
  if (config.mode === 'demo' && config.demoTown) await fillDemoTown(world, tell);
  const recommender = await startRecommender(world);
  stops.push(() => recommender.stop());
  await building;
  if (config.apps) await serveApps(app, world, readHeadOf(world));
  const url = await app.listen({ host: config.host, port: config.port });
  stops.push(() => app.close());
  payment.announce(url);
  restartOnRequest(url, stop);
  noteAddress(config, url);
  if (config.role !== 'api') {
    const readers = startReaders(world, composition.subscribers);
    const sweeper = startSweeps(world, composition.sweeps);
    stops.push(
      () => readers.stop(),
      () => sweeper.stop(),
      () => stopProcessing(world),
      () => stopChecks(world),
    );
  }
  const clockTimer = setInterval(() => void world.businessClock.refresh().catch(() => {}), 1_000);
  stops.push(() => clearInterval(clockTimer));
  stops.push(releaseStartMemory());
  await sayReady(world, url);
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

async function sayReady(world: World, url: string): Promise<void> {
  tell('ready');
  process.stderr.write(
    `\n  Viewer   ${url}/\n  Studio   ${url}/studio\n  Console  ${url}/console\n  API      ${url}/api/openapi.json\n`,
  );
  if (world.config.mode !== 'demo') return;
  const { demoPassword } = await import('../../identity/index.ts');
  const rows = await world.database.rows<{ nickname: string; email: string; phone: string; roles: string[] }>(sql`
    select nickname, email, phone, roles from identity.accounts where demo and email is not null order by created_at, id limit 8`);
  if (rows.length > 0) process.stderr.write('\n  Sign in (demo mode, this machine only)\n');
  for (const row of rows) {
    process.stderr.write(
      `    ${(row.roles.join('+') || 'viewer').padEnd(17)} ${row.email.padEnd(26)} ${demoPassword}   ${row.nickname}\n`,
    );
  }
  process.stderr.write('\n  Ctrl+C stops. npm run reset starts over.\n\n');
}
