import { chmod, lstat, mkdir, mkdtemp, readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { ClusterPaths } from './cluster-paths.ts';
import { type ClusterUser, canEnter, giveTo } from './cluster-user.ts';
import { EmbeddedPostgresError, useOwnServer } from './errors.ts';

/** How the server was started last, kept in the data directory, so that the next process finds it. */
export type ServerState = {
  /** A copied data directory must not use the socket of the original. */
  dataDir: string;
  /** Private directory (mode 700); holds the socket where there are Unix sockets. */
  socketDir: string;
  /** Part of the socket's name; a real port on Windows only, where it is bound to 127.0.0.1. */
  port: number;
  settings: Record<string, string>;
};

export const usesSockets = process.platform !== 'win32';
const socketPort = 5432;
/** 107 bytes on Linux, 103 on macOS. */
const socketPathBytesMax = 103;

export function socketFiles(state: ServerState): string[] {
  const socket = path.join(state.socketDir, `.s.PGSQL.${state.port}`);
  return usesSockets ? [socket, `${socket}.lock`] : [];
}

export async function readState(paths: ClusterPaths): Promise<ServerState | undefined> {
  const text = await readFile(paths.stateFile, 'utf8').catch(() => undefined);
  if (!text) return undefined;
  try {
    const state = JSON.parse(text) as ServerState;
    return state.dataDir === paths.dataDir ? state : undefined;
  } catch {
    return undefined;
  }
}

export async function writePrivately(file: string, text: string, user: ClusterUser): Promise<void> {
  const scratch = `${file}.new`;
  await writeFile(scratch, text, { mode: 0o600 });
  await chmod(scratch, 0o600);
  await giveTo(user, scratch);
  await rename(scratch, file);
}

/** The same address as last time when it is free, so that pools of other processes find the restarted server. */
export async function planState(
  paths: ClusterPaths,
  user: ClusterUser,
  settings: Record<string, string>,
): Promise<ServerState> {
  const last = await readState(paths);
  const again = last && (await reopenDirectory(last.socketDir, user));
  const socketDir = again ? last.socketDir : await newDirectory(user);
  return { dataDir: paths.dataDir, socketDir, port: usesSockets ? socketPort : await freePort(), settings };
}

/** Refuses a directory of the same name that somebody else put there meanwhile. */
async function reopenDirectory(directory: string, user: ClusterUser): Promise<boolean> {
  try {
    await mkdir(directory, { mode: 0o700 });
    await giveTo(user, directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    const found = await lstat(directory);
    return found.isDirectory() && found.uid === user.uid && (found.mode & 0o077) === 0;
  }
}

async function newDirectory(user: ClusterUser): Promise<string> {
  const bases = usesSockets ? [os.tmpdir(), '/tmp'] : [os.tmpdir()];
  for (const base of bases) {
    const prefix = path.join(base, 'haowu-pg-');
    const longestBytes = Buffer.byteLength(`${prefix}XXXXXX/.s.PGSQL.${socketPort}`);
    if (usesSockets && longestBytes > socketPathBytesMax) continue;
    if (user.switches && !(await canEnter(user, base).catch(() => false))) continue;
    const directory = await mkdtemp(prefix);
    await giveTo(user, directory).catch(async (error: unknown) => {
      await rmdir(directory);
      throw error;
    });
    return directory;
  }
  throw new EmbeddedPostgresError(
    'start_failed',
    `No place for the database socket: ${bases.join(' and ')} are closed to the database user or their names are too long. ` +
      `Set TMPDIR to a short path that everybody may enter, ${useOwnServer}.`,
  );
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** Valid as a URL and for libpq: the `host` parameter, a directory, wins over the host name. */
export function connectionStringOf(state: ServerState, password: string, database: string): string {
  const secret = encodeURIComponent(password);
  if (!usesSockets) return `postgres://haowu:${secret}@127.0.0.1:${state.port}/${database}`;
  const host = encodeURIComponent(state.socketDir).replaceAll('%2F', '/');
  return `postgres://haowu:${secret}@localhost/${database}?host=${host}`;
}
