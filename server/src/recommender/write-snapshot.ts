import type { Policy } from '@haowu/interest-engine';
import { openDatabase } from '../kernel/index.ts';
import { readLog } from './read-log.ts';
import { loadReplica, saveSnapshot } from './snapshot-files.ts';
import { selectOrigin } from './store.ts';

/**
 * Takes the newest snapshot, replays the log to its end and saves the result. Run in
 * a thread of its own, the process that serves feeds goes on meanwhile; that both come to the same state is the promise of the replica.
 */
export async function writeSnapshot(options: {
  connectionString: string;
  dataDir: string;
  builtIn?: Policy;
}): Promise<number> {
  const database = openDatabase({ connectionString: options.connectionString, poolSize: 2 });
  try {
    const replica = await loadReplica(
      database,
      options.dataDir,
      undefined,
      options.builtIn ? { builtIn: options.builtIn } : {},
    );
    const before = replica.taken();
    for (;;) {
      const { entries, completeBelow } = await readLog(database, replica);
      for (const entry of entries) replica.apply(entry);
      if (completeBelow) break;
    }
    if (replica.taken() > before) saveSnapshot(options.dataDir, replica, await selectOrigin(database));
    return replica.taken();
  } finally {
    await database.end();
  }
}
