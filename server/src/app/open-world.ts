import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../kernel/embedded-postgres/index.ts';
import {
  type Config,
  createBusinessClock,
  createLog,
  createMetrics,
  createWorld,
  type Database,
  migrate,
  openDatabase,
  sql,
  systemClock,
  type World,
} from '../kernel/index.ts';
import { rooms } from '../rooms.ts';
import { folderSecret } from './data-folder.ts';
import { StartRefused } from './say-failure.ts';

export type OpenedWorld = {
  world: World;
  postgres: EmbeddedPostgres | undefined;
  firstStart: boolean;
  close(): Promise<void>;
};

const serverVersionMin = 150_000;

/** Starts or reaches the database, brings it to this version, and opens a world on it. */
export async function openWorld(
  config: Config,
  tell: (message: string) => void,
  options: { stopPostgres?: boolean } = {},
): Promise<OpenedWorld> {
  const postgres = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: path.join(config.dataDir, 'postgres'), log: tell });
  const database = openDatabase({
    connectionString: config.databaseUrl ?? postgres?.connectionString ?? '',
    poolSize: config.databasePool,
  });
  const close = async () => {
    await database.end();
    if (options.stopPostgres !== false) await postgres?.stop();
  };
  try {
    await assertUsable(database);
    const applied = await migrate(
      database,
      path.resolve(import.meta.dirname, '..'),
      rooms.map((room) => room.name),
    );
    if (applied > 0) tell(`database brought to this version (${applied} migrations)`);
    const businessClock = createBusinessClock(database, systemClock);
    await businessClock.refresh();
    const world = createWorld({
      config,
      secret: config.secret ?? folderSecret(config, 'secret'),
      database,
      businessClock,
      systemClock,
      log: createLog(config.logLevel),
      metrics: createMetrics(),
    });
    return { world, postgres, firstStart: applied > 0, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

async function assertUsable(database: Database): Promise<void> {
  const { version } = await database.one<{ version: number }>(
    sql`select current_setting('server_version_num')::int as version`,
  );
  if (version < serverVersionMin)
    throw new StartRefused('Haowu needs PostgreSQL 15 or newer; DATABASE_URL points at an older server.');
  await database.script('create extension if not exists pg_trgm');
  const { usable } = await database.one<{ usable: boolean }>(sql`select cardinality(show_trgm('好物')) > 0 as usable`);
  if (!usable) {
    throw new StartRefused(
      'The database of DATABASE_URL cannot search Chinese: create it with a UTF-8 LC_CTYPE (for example C.UTF-8) and start again.',
    );
  }
}
