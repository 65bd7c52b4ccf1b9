import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdStartLock, processIdentity } from '../kernel/embedded-postgres/index.ts';
import type { Config } from '../kernel/index.ts';
import { StartRefused } from './say-failure.ts';

export type RunningServer = { pid: number; url: string };

const runningFile = (config: Config) => path.join(config.dataDir, 'running.json');
const lockWaitMs = 10_000;

/** The server that runs on this data folder, when there is one. A number that now belongs to another process is nobody. */
export function findRunningServer(config: Config): RunningServer | undefined {
  try {
    const running = JSON.parse(readFileSync(runningFile(config), 'utf8')) as RunningServer & { identity?: string };
    return running.identity !== undefined && processIdentity(running.pid) === running.identity
      ? { pid: running.pid, url: running.url }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the data folder for this process. @throws StartRefused when a server already runs on it.
 * Looking and writing happen under one lock, so of two starts at once, also after a kill, only one goes on.
 */
export async function takeDataFolder(config: Config): Promise<() => void> {
  mkdirSync(config.dataDir, { recursive: true });
  const file = runningFile(config);
  await holdStartLock(`${file}.lock`, performance.now() + lockWaitMs, async () => {
    const running = findRunningServer(config);
    if (running) {
      throw new StartRefused(
        `Haowu already runs on ${config.dataDir}${running.url ? ` at ${running.url}` : ''} (process ${running.pid}). Stop it first, or choose another folder: HAOWU_DATA_DIR=./other npm start`,
      );
    }
    noteAddress(config, '');
  });
  return () => rmSync(file, { force: true });
}

/** Written beside and renamed, so that a kill leaves the old file or the new one. */
export function noteAddress(config: Config, url: string): void {
  const file = runningFile(config);
  const running = { pid: process.pid, identity: processIdentity(process.pid), url };
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(running), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}

/** A secret of this data folder, made on first use and readable by its owner only. */
export function folderSecret(config: Config, name: string): string {
  const file = path.join(config.dataDir, name);
  mkdirSync(config.dataDir, { recursive: true });
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const secret = randomBytes(32).toString('base64url');
    try {
      writeFileSync(file, `${secret}\n`, { flag: 'wx', mode: 0o600 });
      chmodSync(file, 0o600);
      return secret;
    } catch {
      return readFileSync(file, 'utf8').trim();
    }
  }
}
