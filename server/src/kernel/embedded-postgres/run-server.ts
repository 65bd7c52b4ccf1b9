import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { programPath } from './binaries.ts';
import type { ClusterPaths } from './cluster-paths.ts';
import { type ClusterUser, runAs } from './cluster-user.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { explainSpawnError, runProgram, serverEnvironment } from './run-program.ts';
import { findPostmaster, isClusterProcess, signal } from './server-process.ts';
import { type ServerState, usesSockets } from './server-state.ts';

/** For two processor cores and the memory of a small machine; a caller's settings win. */
const defaultSettings: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '100',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log says that something failed, never with which data: addresses and names of people stay out of it.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

const ownSettings = [
  'listen_addresses',
  'unix_socket_directories',
  'unix_socket_permissions',
  'port',
  'data_directory',
  'cluster_name',
];

/** @throws EmbeddedPostgresError settings_invalid */
export function checkSettings(settings: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(settings)) {
    if (!/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$/.test(name) || ownSettings.includes(name) || value.includes('\0')) {
      throw new EmbeddedPostgresError(
        'settings_invalid',
        `The PostgreSQL setting "${name}" cannot be given: it is not a name, or the launcher needs it itself.`,
      );
    }
  }
  return settings;
}

export type Launch = {
  /** The number of the process, where we started it directly. */
  pid: number | undefined;
  /** Set when the program ended before, or instead of, serving. */
  ended(): boolean;
};

/** Starts a server that outlives this process. */
export async function launchServer(
  paths: ClusterPaths,
  nativeDir: string,
  user: ClusterUser,
  state: ServerState,
): Promise<Launch> {
  const address = usesSockets
    ? { listen_addresses: '', unix_socket_directories: state.socketDir, unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const settings = {
    ...defaultSettings,
    ...state.settings,
    ...address,
    port: String(state.port),
    cluster_name: paths.clusterName,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return usesSockets ? launchDirectly() : launchThroughControl();

  async function launchDirectly(): Promise<Launch> {
    const invocation = await runAs(user, paths.dataDir);
    const {
      command,
      args,
      options: as,
    } = invocation(programPath(nativeDir, 'postgres'), ['-D', paths.dataDir, ...options]);
    const logHandle = await open(paths.logFile, 'a', 0o600);
    try {
      const child = spawn(command, args, {
        ...as,
        cwd: '/',
        env: serverEnvironment(),
        detached: true,
        stdio: ['ignore', logHandle.fd, logHandle.fd],
      });
      let ended = false;
      child.once('exit', () => {
        ended = true;
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (error) => reject(explainSpawnError(command, error)));
      });
      child.unref();
      return { pid: child.pid, ended: () => ended };
    } finally {
      await logHandle.close();
    }
  }

  /** On Windows the server refuses the rights of an administrator, and pg_ctl knows how to drop them. */
  async function launchThroughControl(): Promise<Launch> {
    const quoted = options
      .map((option) => (/[\s"]/.test(option) ? `"${option.replaceAll('"', '\\"')}"` : option))
      .join(' ');
    const { code } = await runProgram({
      command: programPath(nativeDir, 'pg_ctl'),
      args: ['start', '-D', paths.dataDir, '-l', paths.logFile, '-w', '-o', quoted],
      options: {},
    });
    return { pid: undefined, ended: () => code !== 0 };
  }
}

/** @returns the pid once the server accepts connections, undefined when it is gone. @throws EmbeddedPostgresError start_timeout */
export async function waitUntilReady(
  paths: ClusterPaths,
  launch: Launch,
  deadlineMs: number,
): Promise<number | undefined> {
  for (;;) {
    const found = await findPostmaster(paths);
    if (found?.ready && (launch.pid === undefined || launch.pid === found.pid)) return found.pid;
    if (launch.ended()) return undefined;
    if (performance.now() > deadlineMs) {
      throw new EmbeddedPostgresError(
        'start_timeout',
        `The database at ${paths.dataDir} does not accept connections yet; after a crash it may still be reading its log. ` +
          `It goes on by itself: start Haowu again in a while, and see ${paths.logFile}.`,
      );
    }
    await delay(5);
  }
}

const fastStopMs = 30_000;
const immediateStopMs = 10_000;

/** Ends all sessions, writes everything down and stops. A server that will not is cut off; it recovers at the next start. */
export async function stopServer(paths: ClusterPaths, nativeDir: string | undefined, pid: number): Promise<void> {
  if (!usesSockets && nativeDir) {
    const args = ['stop', '-D', paths.dataDir, '-m', 'fast', '-w'];
    await runProgram({ command: programPath(nativeDir, 'pg_ctl'), args, options: {} });
    return;
  }
  for (const [name, waitMs] of [
    ['SIGINT', fastStopMs],
    ['SIGQUIT', immediateStopMs],
  ] as const) {
    if (!isClusterProcess(pid, paths)) return;
    signal(pid, name);
    const deadlineMs = performance.now() + waitMs;
    while (performance.now() < deadlineMs) {
      if (!isClusterProcess(pid, paths)) return;
      await delay(3);
    }
  }
  throw new EmbeddedPostgresError(
    'stop_failed',
    `The database server (process ${pid}) does not stop; see ${paths.logFile}.`,
  );
}
