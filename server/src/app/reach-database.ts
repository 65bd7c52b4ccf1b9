import { existsSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from '../kernel/embedded-postgres/index.ts';
import type { Config } from '../kernel/index.ts';
import { findRunningServer } from './data-folder.ts';
import { StartRefused } from './say-failure.ts';

/**
 * The database as it is: not created, not migrated. The embedded server is started when nobody runs it, and stopped on
 * leaving unless a server of this folder uses it by then.
 * @throws StartRefused when there is no database yet.
 */
export async function reachDatabase(
  config: Config,
  tell: (message: string) => void,
): Promise<{ connectionString: string; leave(): Promise<void> }> {
  if (config.databaseUrl) return { connectionString: config.databaseUrl, leave: async () => {} };
  const dataDir = path.join(config.dataDir, 'postgres');
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) {
    throw new StartRefused(`There is no database in ${config.dataDir} yet. npm start makes one.`);
  }
  const postgres = await startEmbeddedPostgres({ dataDir, log: tell });
  return {
    connectionString: postgres.connectionString,
    async leave() {
      const inUse = postgres.state === 'attached' || findRunningServer(config) !== undefined;
      if (inUse) postgres.detach();
      else await postgres.stop();
    },
  };
}
