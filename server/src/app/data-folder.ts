import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../kernel/index.ts';
import { StartRefused } from './say-failure.ts';

export type RunningServer = { pid: number; url: string };

const runningFile = (config: Config) => path.join(config.dataDir, 'running.json');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

/** The server that runs on this data folder, when there is one. */
export function findRunningServer(config: Config): RunningServer | undefined {
  try {
    const running = JSON.parse(readFileSync(runningFile(config), 'utf8')) as RunningServer;
    return isAlive(running.pid) ? running : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the data folder for this process. @throws StartRefused when a server already runs on it.
 * The file is written exclusively, so of two starts at once only one goes on.
 */
export function takeDataFolder(config: Config): () => void {
  mkdirSync(config.dataDir, { recursive: true });
  const file = runningFile(config);
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, url: '' }), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'EEXIST' || attempt > 0)
        throw error;
      const running = findRunningServer(config);
      if (running) {
        throw new StartRefused(
          `Haowu already runs on ${config.dataDir}${running.url ? ` at ${running.url}` : ''} (process ${running.pid}). Stop it first, or choose another folder: HAOWU_DATA_DIR=./other npm start`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  return () => rmSync(file, { force: true });
}

export function noteAddress(config: Config, url: string): void {
  writeFileSync(runningFile(config), JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
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
