import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../kernel/index.ts';
import { findRunningServer, noteAddress, takeDataFolder } from './data-folder.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'haowu-folder-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const config = () => readConfig({ HAOWU_DATA_DIR: dataDir });
const leaveBehind = (running: object) => writeFileSync(path.join(dataDir, 'running.json'), JSON.stringify(running));

test('a killed server holds nothing, even when its process number belongs to somebody else now', async () => {
  leaveBehind({ pid: process.ppid, identity: 'another boot:1', url: 'http://127.0.0.1:3000' });
  expect(findRunningServer(config())).toBeUndefined();
  const leave = await takeDataFolder(config());
  noteAddress(config(), 'http://127.0.0.1:3001');
  expect(findRunningServer(config())).toEqual({ pid: process.pid, url: 'http://127.0.0.1:3001' });
  leave();
  expect(findRunningServer(config())).toBeUndefined();
});

test('of several starts at once after a kill, one goes on and the others are told where it runs', async () => {
  leaveBehind({ pid: 1, identity: 'another boot:1', url: '' });
  const starts = await Promise.allSettled(Array.from({ length: 6 }, () => takeDataFolder(config())));
  expect(starts.filter((start) => start.status === 'fulfilled')).toHaveLength(1);
  const refused = starts.filter((start) => start.status === 'rejected');
  expect(refused.every((start) => String(start.reason).includes(`already runs on ${dataDir}`))).toBe(true);
});

test('a half-written note of a killed server does not stop the next one', async () => {
  writeFileSync(path.join(dataDir, 'running.json'), '{"pid":');
  await expect(takeDataFolder(config())).resolves.toBeTypeOf('function');
});
