import { existsSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { findBinaries } from './binaries.ts';
import { resolveClusterPaths } from './cluster-paths.ts';
import { stopServer } from './run-server.ts';
import { findPostmaster } from './server-process.ts';
import { readState, socketFiles } from './server-state.ts';
import { holdStartLock } from './start-lock.ts';

const stopTimeoutMs = 60_000;

/** Stops a server that somebody left running on this directory. @returns false when none ran. @throws EmbeddedPostgresError */
export async function stopEmbeddedPostgres(dataDir: string): Promise<boolean> {
  if (!existsSync(dataDir)) return false;
  const paths = await resolveClusterPaths(dataDir);
  return holdStartLock(paths.lockFile, performance.now() + stopTimeoutMs, async () => {
    const found = await findPostmaster(paths);
    if (!found) return false;
    const binaries = await findBinaries().catch(() => undefined);
    await stopServer(paths, binaries?.nativeDir, found.pid);
    const state = await readState(paths);
    if (state) {
      for (const file of socketFiles(state)) await rm(file, { force: true });
      await rmdir(state.socketDir).catch(() => undefined);
    }
    return true;
  });
}
