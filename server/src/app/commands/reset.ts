import { existsSync } from 'node:fs';
import path from 'node:path';
import { stopEmbeddedPostgres } from '../../kernel/embedded-postgres/index.ts';
import { readConfig } from '../../kernel/index.ts';
import { clearDataFolder } from '../clear-data-folder.ts';
import { findRunningServer, takeDataFolder } from '../data-folder.ts';
import { StartRefused } from '../say-failure.ts';

/** `npm run reset`: removes what Haowu made in its data folder, so that the next start begins anew. */
export async function run(argv: string[]): Promise<void> {
  const config = readConfig();
  const [flag, ...rest] = argv;
  if (rest.length > 0 || (flag !== undefined && flag !== '--yes')) throw new StartRefused('npm run reset [-- --yes]');
  if (config.databaseUrl) {
    throw new StartRefused(
      'DATABASE_URL is set: reset removes the data folder only, and its files belong to that database. Drop the database yourself, then run reset without DATABASE_URL.',
    );
  }
  if (config.mode === 'production' && flag !== '--yes') {
    throw new StartRefused(`This removes all data in ${config.dataDir}. If you mean it: npm run reset -- --yes`);
  }
  if (!existsSync(config.dataDir)) {
    process.stdout.write(`Nothing to remove: there is no ${config.dataDir}.\n`);
    return;
  }
  const running = findRunningServer(config);
  if (running) {
    throw new StartRefused(
      `A server runs on ${config.dataDir}${running.url ? ` at ${running.url}` : ''} (process ${running.pid}). Stop it first; nothing was removed.`,
    );
  }
  // Held until the end, so that no start begins in the middle.
  const leave = await takeDataFolder(config);
  try {
    if (await stopEmbeddedPostgres(path.join(config.dataDir, 'postgres')))
      process.stdout.write('Stopped the database.\n');
    const left = clearDataFolder(config.dataDir);
    process.stdout.write(`Removed the data in ${config.dataDir}.\n`);
    if (left.length > 0) process.stdout.write(`Left alone, because Haowu did not make it: ${left.join(', ')}\n`);
  } finally {
    leave();
  }
  process.stdout.write('npm start begins anew.\n');
}
