import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../kernel/index.ts';
import { rooms } from '../../rooms.ts';
import { verifyBackup } from '../backup/manifest.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { findRunningServer } from '../data-folder.ts';
import { openWorld } from '../open-world.ts';
import { askServerToRestart } from '../restart-server.ts';
import { StartRefused } from '../say-failure.ts';

const usage = `npm run restore -- FILE [--yes]

Replaces everything by what the backup holds. In production mode --yes says that you mean it.`;

/** `npm run restore -- FILE`: verifies the file, then replaces everything in one transaction; works while the server runs. */
export async function run(argv: string[]): Promise<void> {
  const wish = parse(argv);
  const config = readConfig();
  if (config.mode === 'production' && !wish.yes) throw new StartRefused(`This replaces all data.\n\n${usage}`);
  const file = path.resolve(process.env.INIT_CWD ?? '.', wish.file);
  if (!existsSync(file)) throw new StartRefused(`There is no file at ${file}.`);
  // A bad file is refused before a database is made for it.
  await verifyBackup(file);
  const opened = await openWorld(config, tell, { stopPostgres: findRunningServer(config) === undefined });
  try {
    const manifest = await restoreBackup({
      connectionString: opened.world.database.connectionString,
      dataDir: config.dataDir,
      schemas: rooms.map((room) => room.name),
      file,
      tell,
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`Restored ${rows} rows of ${manifest.tables.length} tables, as of ${manifest.createdAt}.\n`);
  } finally {
    await opened.close();
  }
  process.stdout.write(`${sayNext(await askServerToRestart(config))}\n`);
}

function sayNext(asked: 'restarting' | 'restart it' | 'none runs'): string {
  if (asked === 'restarting')
    return 'The server of this folder restarts by itself now and serves the restored data in a few seconds. Restart other servers of this database.';
  if (asked === 'restart it')
    return 'A server runs on this folder: restart it, it still remembers what was there before.';
  return 'Start it with npm start. Restart other servers of this database.';
}

function parse(argv: string[]): { file: string; yes: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    const [file, ...rest] = positionals;
    if (!file || rest.length > 0) throw new Error('give one file');
    return { file, yes: values.yes };
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
