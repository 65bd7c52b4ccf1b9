// Goal: backup, restore and reset as a person runs them, beside a running server.
// Method: real processes on a folder of their own.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../main.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-commands-'));
const dataDir = path.join(folder, 'data');
const file = path.join(folder, 'all.haowu-backup');
const environment = {
  ...process.env,
  HAOWU_DATA_DIR: dataDir,
  HAOWU_DEMO_TOWN: 'off',
  HAOWU_APPS: 'off',
  HAOWU_LOG_LEVEL: 'silent',
  PORT: '0',
};
let server: ChildProcess | undefined;

afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [main, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

const running = () =>
  JSON.parse(readFileSync(path.join(dataDir, 'running.json'), 'utf8')) as { pid: number; url: string };

async function waitFor<Result>(look: () => Promise<Result | undefined> | Result | undefined): Promise<Result> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = await Promise.resolve()
      .then(look)
      .catch(() => undefined);
    if (found !== undefined) return found;
    await delay(50);
  }
  throw new Error('it did not happen in 30 s');
}

const healthy = (url: string) => fetch(`${url}/healthz`).then((answer) => (answer.ok ? true : undefined));

test('backup, restore and reset beside a running server', { timeout: 90_000 }, async () => {
  const early = await run('backup', file);
  expect(early).toMatchObject({ code: 1, output: expect.stringContaining('There is no database') });

  server = spawn(process.execPath, [main, 'start'], { env: environment, stdio: 'ignore' });
  const { pid, url } = await waitFor(() => (running().url ? running() : undefined));
  await waitFor(() => healthy(url));

  const backup = await run('backup', file);
  expect(backup, backup.output).toMatchObject({ code: 0 });
  expect((await run('backup', file)).output).toContain('exists already');
  expect(await run('reset')).toMatchObject({ code: 1, output: expect.stringContaining('nothing was removed') });

  const restore = await run('restore', file);
  expect(restore, restore.output).toMatchObject({ code: 0, output: expect.stringContaining('restarts by itself') });
  // The same process at the same address, after it was away.
  await waitFor(() => (running().url === url && running().pid === pid ? true : undefined));
  await waitFor(() => healthy(url));

  const damaged = path.join(folder, 'damaged.haowu-backup');
  writeFileSync(damaged, readFileSync(file).subarray(0, 2_000));
  expect(await run('restore', damaged)).toMatchObject({
    code: 1,
    output: expect.stringContaining('Nothing was changed'),
  });

  const ended = new Promise((resolve) => server?.on('exit', resolve));
  process.kill(pid, 'SIGTERM');
  await ended;
  writeFileSync(path.join(dataDir, 'notes.txt'), 'mine');
  const reset = await run('reset');
  expect(reset, reset.output).toMatchObject({ code: 0, output: expect.stringContaining('notes.txt') });
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  expect(existsSync(path.join(dataDir, 'notes.txt'))).toBe(true);

  // Into an empty folder, without a server.
  const again = await run('restore', file);
  expect(again, again.output).toMatchObject({ code: 0, output: expect.stringContaining('npm start') });
  expect(await run('reset')).toMatchObject({ code: 0 });
});
