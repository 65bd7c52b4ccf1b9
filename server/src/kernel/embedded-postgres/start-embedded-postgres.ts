import { readFile, rm, rmdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Binaries, findBinaries, prepareBinaries } from './binaries.ts';
import { type ClusterPaths, resolveClusterPaths } from './cluster-paths.ts';
import { type ClusterUser, chooseClusterUser, claimDataDirectory } from './cluster-user.ts';
import { createCluster, hasCluster } from './create-cluster.ts';
import { EmbeddedPostgresError, explainFailure, explainFileError, isTransient, useOwnServer } from './errors.ts';
import { checkSettings, launchServer, stopServer, waitUntilReady } from './run-server.ts';
import { boundLog, keepLogBounded, logSize, readLogSince } from './server-log.ts';
import { clearRemains, findPostmaster, isClusterProcess } from './server-process.ts';
import {
  connectionStringOf,
  planState,
  readState,
  type ServerState,
  socketFiles,
  writePrivately,
} from './server-state.ts';
import { holdStartLock } from './start-lock.ts';
import { confirmDatabase, NotAnswering } from './store.ts';

export type EmbeddedPostgres = {
  /** For `pg`: role `haowu` (superuser), database `haowu`, over the Unix socket. Holds the password. Same after a restart. */
  connectionString: string;
  /** What this call did: made a new database, started an existing one, or found its server running. */
  state: 'created' | 'started' | 'attached';
  /** Absolute, symbolic links resolved. */
  dataDir: string;
  /** Clean, fast stop: cuts all sessions, of other processes too. Does nothing when the server is gone already. */
  stop(): Promise<void>;
  /** Leaves the server running; the next start attaches to it. */
  detach(): void;
};

export type EmbeddedPostgresOptions = {
  /** Made when missing. The log `<dataDir>.log` and the lock `<dataDir>.lock` lie beside it. */
  dataDir: string;
  log: (message: string) => void;
  /** For everything: waiting for another start, creating, recovering after a crash. 60 s. */
  startTimeoutMs?: number;
  /** PostgreSQL settings, such as `{ fsync: 'off' }` in tests. They take effect when the server is started, not on attach. */
  settings?: Record<string, string>;
};

/** Failures of an unknown kind are tried this often; known passing ones until the deadline. */
const unknownFailuresMax = 3;
const backOffMsMax = 2_000;

/** Calling it again after the server was killed brings it back at the same address. @throws EmbeddedPostgresError */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const deadlineMs = performance.now() + (options.startTimeoutMs ?? 60_000);
  const settings = checkSettings(options.settings ?? {});
  try {
    const binaries = await findBinaries();
    const paths = await resolveClusterPaths(options.dataDir);
    return await holdStartLock(paths.lockFile, deadlineMs, async () => {
      const isThere = await hasCluster(paths, binaries.major);
      const start: Start = { paths, binaries, settings, deadlineMs, log: options.log };
      const running = isThere ? await attach(start) : undefined;
      return running ?? (await bringUp(start, isThere));
    });
  } catch (error) {
    throw explainFileError(options.dataDir, error);
  }
}

type Start = {
  paths: ClusterPaths;
  binaries: Binaries;
  settings: Record<string, string>;
  deadlineMs: number;
  log: (message: string) => void;
};

/** @returns undefined when no server of this cluster is running. */
async function attach(start: Start): Promise<EmbeddedPostgres | undefined> {
  const { paths, deadlineMs, log } = start;
  const found = await findPostmaster(paths);
  if (!found) return undefined;
  const ended = () => !isClusterProcess(found.pid, paths);
  const pid = await waitUntilReady(paths, { pid: found.pid, ended }, deadlineMs);
  const state = await readState(paths);
  if (pid === undefined) return undefined;
  if (!state) {
    throw new EmbeddedPostgresError(
      'wrong_server',
      `A server that Haowu did not start (process ${pid}) uses ${paths.dataDir}. Stop it and start again, ${useOwnServer}.`,
    );
  }
  const outcome = await connect(start, state, pid);
  if (outcome === 'socket lost') {
    log('the socket of the running database server was deleted; restarting the server');
    await stopServer(paths, start.binaries.nativeDir, pid);
    return undefined;
  }
  if (outcome === 'gone') return undefined;
  if (JSON.stringify(state.settings) !== JSON.stringify(start.settings)) {
    log('the running database server keeps the settings it was started with; stop it to apply the new ones');
  }
  return handle(start, state, pid, 'attached', outcome.password);
}

async function bringUp(start: Start, isThere: boolean): Promise<EmbeddedPostgres> {
  const { paths, binaries, settings, log } = start;
  const user = await chooseClusterUser(paths.dataDir);
  const nativeDir = await prepareBinaries(binaries, user, paths.dataDir, log);
  const state = await planState(paths, user, settings);
  try {
    if (isThere) {
      await claimDataDirectory(user, paths.dataDir);
      await writePrivately(paths.stateFile, JSON.stringify(state), user);
    } else {
      log(`creating the database in ${paths.dataDir}`);
      await createCluster({ paths, nativeDir, user, state, durable: settings.fsync !== 'off', log });
    }
    const { pid, password } = await runUntilAnswering(start, { user, nativeDir, state });
    return handle(start, state, pid, isThere ? 'started' : 'created', password);
  } catch (error) {
    await leaveSocketDirectory(state);
    throw error;
  }
}

/** Starts the server, again and again while what stands in the way is passing. */
async function runUntilAnswering(
  start: Start,
  { user, nativeDir, state }: { user: ClusterUser; nativeDir: string; state: ServerState },
): Promise<{ pid: number; password: string }> {
  const { paths, deadlineMs, log } = start;
  let unknownFailures = 0;
  for (let backOffMs = 100; ; backOffMs = Math.min(backOffMs * 2, backOffMsMax)) {
    await clearRemains(paths, socketFiles(state), deadlineMs, log);
    await boundLog(paths.logFile);
    const logOffset = await logSize(paths.logFile);
    const launch = await launchServer(paths, nativeDir, user, state);
    const pid = await waitUntilReady(paths, launch, deadlineMs);
    const outcome = pid === undefined ? 'gone' : await connect(start, state, pid);
    if (pid !== undefined && typeof outcome === 'object') return { pid, password: outcome.password };
    const serverLog = await readLogSince(paths.logFile, logOffset);
    const failure = explainFailure(`The database server at ${paths.dataDir} did not start`, serverLog);
    if (!isTransient(serverLog)) unknownFailures += 1;
    const hopeless = failure.code !== 'start_failed' || unknownFailures >= unknownFailuresMax;
    if (hopeless || performance.now() + backOffMs > deadlineMs) throw failure;
    log(`the database server did not start; trying again in ${backOffMs} ms`);
    await delay(backOffMs);
  }
}

/** Tries until the server answers, is gone, or shows that its socket was deleted under it. */
async function connect(
  start: Start,
  state: ServerState,
  pid: number,
): Promise<'gone' | 'socket lost' | { password: string }> {
  const { paths, deadlineMs } = start;
  const password = await readFile(paths.passwordFile, 'utf8').catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      'password_missing',
      `${paths.passwordFile} cannot be read, and nobody else knows the database password. Put it back from a backup of the same data, ${useOwnServer}.`,
      cause,
    );
  });
  for (;;) {
    try {
      await confirmDatabase(paths, state, password.trim());
      return { password: password.trim() };
    } catch (error) {
      if (!(error instanceof NotAnswering)) throw error;
      if (!isClusterProcess(pid, paths)) return 'gone';
      if (error.socketMissing && (await findPostmaster(paths))?.ready) return 'socket lost';
      if (performance.now() > deadlineMs) {
        throw new EmbeddedPostgresError(
          'start_timeout',
          `The database server (process ${pid}) runs but does not answer; see ${paths.logFile}.`,
          error,
        );
      }
      await delay(20);
    }
  }
}

const stopTimeoutMs = 60_000;

function handle(
  start: Start,
  state: ServerState,
  pid: number,
  how: EmbeddedPostgres['state'],
  password: string,
): EmbeddedPostgres {
  const { paths, binaries } = start;
  const endLogWatch = keepLogBounded(paths.logFile);
  return {
    connectionString: connectionStringOf(state, password, 'haowu'),
    state: how,
    dataDir: paths.dataDir,
    async stop() {
      endLogWatch();
      // Under the lock: a start at the same moment then sees either a running server or none.
      await holdStartLock(paths.lockFile, performance.now() + stopTimeoutMs, async () => {
        await stopServer(paths, binaries.nativeDir, pid);
        if (await findPostmaster(paths)) return;
        for (const file of socketFiles(state)) await rm(file, { force: true });
        await leaveSocketDirectory(state);
      });
    },
    detach: endLogWatch,
  };
}

/** Goes only when empty: a server that still runs keeps its socket in it. */
async function leaveSocketDirectory(state: ServerState): Promise<void> {
  await rmdir(state.socketDir).catch(() => undefined);
}
