import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../kernel/index.ts';
import { rooms } from '../../rooms.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { reachDatabase } from '../reach-database.ts';
import { StartRefused } from '../say-failure.ts';
import { platformVersion } from '../version.ts';

const usage = 'npm run backup [-- FILE]\n\nFILE is made new; without it haowu-<date>.haowu-backup in this folder.';

/** `npm run backup [-- FILE]`: everything in one file, as of one instant; works while the server runs. */
export async function run(argv: string[]): Promise<void> {
  if (argv.length > 1 || argv[0]?.startsWith('-')) throw new StartRefused(usage);
  const config = readConfig();
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const file = path.resolve(process.env.INIT_CWD ?? '.', argv[0] ?? `haowu-${stamp}.haowu-backup`);
  if (existsSync(file)) throw new StartRefused(`${file} exists already. Choose another name; nothing was written.`);
  const reached = await reachDatabase(config, tell);
  try {
    const { manifest, bytes } = await writeBackup({
      connectionString: reached.connectionString,
      dataDir: config.dataDir,
      schemas: rooms.map((room) => room.name),
      file,
      version: platformVersion,
      tell,
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      `${file}\n${(bytes / 1e6).toFixed(1)} MB: ${rows} rows of ${manifest.tables.length} tables and the files of ${config.dataDir}. It holds secrets and addresses: keep it as you keep the database.\n`,
    );
  } finally {
    await reached.leave();
  }
}

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
