import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterPaths } from './cluster-paths.ts';

const hasProc = process.platform === 'linux' && existsSync('/proc/self/stat');

/** After this long without their postmaster, backends are asked to leave, then made to. */
const orphanAskAfterMs = 2_000;
const orphanKillAfterMs = 10_000;

/**
 * Whether this process id is a living process of the cluster. `kill(pid, 0)` cannot tell: it says yes to a zombie and
 * to a stranger that got the number later. On Linux a live server has its data directory as working directory; a zombie
 * has none. Where that link may not be read (root in a container without SYS_PTRACE), its title names the cluster.
 */
export function isClusterProcess(pid: number, paths: ClusterPaths): boolean {
  if (!hasProc) return answersSignals(pid);
  const name = readProc(pid, 'comm');
  if (name?.trim() !== 'postgres') return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === paths.dataDir;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    return readProc(pid, 'cmdline')?.includes(paths.clusterName) ?? false;
  }
}

/** For other uses of process ids: alive, not a zombie, and the same process as when `identity` was taken. */
export function processIdentity(pid: number): string | undefined {
  if (!hasProc) return answersSignals(pid) ? 'alive' : undefined;
  const text = readProc(pid, 'stat');
  if (!text) return undefined;
  // "pid (name) state ppid … starttime": the name may hold spaces, so count from the last parenthesis.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
}

export type Postmaster = { pid: number; ready: boolean };

/** What postmaster.pid says, if its process lives. A file left by a dead server gives undefined. */
export async function findPostmaster(paths: ClusterPaths): Promise<Postmaster | undefined> {
  const text = await readFile(paths.postmasterPidFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isClusterProcess(pid, paths)) return undefined;
  return { pid, ready: lines[7]?.trim() === 'ready' };
}

/**
 * Waits until no process of a dead server is left, then removes the files that would stop the next one. Backends leave
 * by themselves when they notice; one deep in a long statement is told to. The order matters: postmaster.pid is
 * PostgreSQL's own guard against two servers on the same files.
 */
export async function clearRemains(
  paths: ClusterPaths,
  socketFiles: string[],
  deadlineMs: number,
  log: (message: string) => void,
): Promise<void> {
  if (!hasProc) return;
  const startedAtMs = performance.now();
  let asked = false;
  for (let orphans = clusterProcesses(paths); orphans.length > 0; orphans = clusterProcesses(paths)) {
    const waitedMs = performance.now() - startedAtMs;
    if (waitedMs > orphanAskAfterMs && !asked) {
      log(`${orphans.length} processes of a killed database server are still busy; asking them to stop`);
      for (const pid of orphans) signal(pid, 'SIGTERM');
      asked = true;
    }
    if (waitedMs > orphanKillAfterMs) for (const pid of orphans) signal(pid, 'SIGKILL');
    if (performance.now() > deadlineMs) return;
    await delay(10);
  }
  for (const file of [paths.postmasterPidFile, ...socketFiles]) await rm(file, { force: true });
}

function clusterProcesses(paths: ClusterPaths): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && isClusterProcess(pid, paths));
}

/** @returns false when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readProc(pid: number, file: 'comm' | 'cmdline' | 'stat'): string | undefined {
  try {
    return readFileSync(path.join('/proc', String(pid), file), 'utf8');
  } catch {
    return undefined;
  }
}
