import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearDataFolder } from './clear-data-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-clear-'));
  for (const name of ['postgres', 'media', 'recommender', 'sandbox-provider', 'restore-0a1b2c3d', '.postgres-18.4.0'])
    mkdirSync(path.join(folder, name, 'inside'), { recursive: true });
  for (const name of ['secret', 'running.json', 'postgres.log', 'postgres.log.1', 'postgres.lock'])
    writeFileSync(path.join(folder, name), 'x');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('removes what Haowu made, and the folder with it', () => {
  expect(clearDataFolder(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

test('leaves alone, and names, what somebody else put there', () => {
  for (const name of ['notes.txt', 'postgres-of-mine', 'secret.txt']) writeFileSync(path.join(folder, name), 'mine');
  expect(clearDataFolder(folder)).toEqual(['notes.txt', 'postgres-of-mine', 'secret.txt']);
  expect(readdirSync(folder)).toHaveLength(3);
});
