// Goal: the database is there after every kind of ending, and every refusal says what to do.
// Method: real servers in short-lived directories; what was acknowledged before a kill is looked up after it.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBinaries, prepareBinaries } from './binaries.ts';
import { resolveClusterPaths } from './cluster-paths.ts';
import { explainFailure } from './errors.ts';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts';
import { boundLog } from './server-log.ts';
import { findPostmaster, processIdentity } from './server-process.ts';
import { connectionStringOf } from './server-state.ts';

const onLinux = process.platform === 'linux';
const asRoot = process.getuid?.() === 0;
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

let root: string;
let dataDir: string;
const opened: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
const messages: string[] = [];

const start = async (settings: Record<string, string> = quick, directory = dataDir, startTimeoutMs = 30_000) => {
  const server = await startEmbeddedPostgres({
    dataDir: directory,
    settings,
    startTimeoutMs,
    log: (message) => messages.push(message),
  });
  opened.push(server);
  return server;
};

async function query<Row extends pg.QueryResultRow>(server: EmbeddedPostgres, text: string): Promise<Row[]> {
  const pool = new pg.Pool({ connectionString: server.connectionString, max: 1 });
  // The pool says it has ended before its last connection is closed; a stop right after cuts that one.
  pool.on('error', () => {});
  try {
    return (await pool.query<Row>(text)).rows;
  } finally {
    await pool.end();
  }
}

async function postmasterPid(directory = dataDir): Promise<number> {
  const found = await findPostmaster(await resolveClusterPaths(directory));
  if (!found) throw new Error('no postmaster');
  return found.pid;
}

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'haowu-test-'));
  // The unprivileged user of the server passes through here.
  await chmod(root, 0o755);
  dataDir = path.join(root, 'postgres');
  messages.length = 0;
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of opened.splice(0)) await server.stop();
  await rm(root, { recursive: true, force: true });
});

describe('a life of a database', () => {
  test('created once, started again, found running; the address stays', async () => {
    const first = await start();
    expect(first.state).toBe('created');
    await query(first, "create table kept as select '好物' as word");
    await first.stop();
    expect(await findPostmaster(await resolveClusterPaths(dataDir))).toBeUndefined();

    const second = await start();
    const third = await start();
    expect([second.state, third.state]).toEqual(['started', 'attached']);
    expect(new Set([first, second, third].map((server) => server.connectionString)).size).toBe(1);
    expect(await query(third, 'select word from kept')).toEqual([{ word: '好物' }]);
  });

  test('durable by default, private, and able to search Chinese', async () => {
    const server = await start({});
    const [row] = await query<Record<string, string>>(
      server,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
              current_setting('password_encryption') as encryption, current_setting('max_wal_size') as wal,
              current_user as role, current_database() as database`,
    );
    expect(row).toEqual({
      fsync: 'on',
      addresses: '',
      encryption: 'scram-sha-256',
      wal: '1GB',
      role: 'haowu',
      database: 'haowu',
    });
    await query(server, 'create extension pg_trgm');
    const [found] = await query<{ trigrams: number }>(
      server,
      "select cardinality(show_trgm('好物连衣裙')) as trigrams",
    );
    expect(found?.trigrams).toBeGreaterThan(3);

    const mode = async (file: string) => (await stat(file)).mode & 0o777;
    const socketDir = new URL(server.connectionString).searchParams.get('host') ?? '';
    expect(await mode(path.join(dataDir, 'haowu-password'))).toBe(0o600);
    expect(await mode(socketDir)).toBe(0o700);
    const guess = new pg.Client({ connectionString: server.connectionString.replace(/:[0-9a-f]{48}@/, ':wrong@') });
    await expect(guess.connect()).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
    await expect(stat(socketDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('settings reach the server; those of the launcher are refused', async () => {
    const server = await start({ ...quick, shared_preload_libraries: 'pg_stat_statements', work_mem: '8MB' });
    await query(server, 'create extension pg_stat_statements');
    expect(await query(server, 'show work_mem')).toEqual([{ work_mem: '8MB' }]);
    await expect(start({ listen_addresses: '*' })).rejects.toMatchObject({ code: 'settings_invalid' });
    await start({});
    expect(messages.join()).toContain('keeps the settings it was started with');
  });

  test('two starts at once on an empty directory: one creates, the other attaches', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    expect(servers.map((server) => server.state).sort()).toEqual(['attached', 'attached', 'created']);
    expect(new Set(servers.map((server) => server.connectionString)).size).toBe(1);
  });
});

const face = fileURLToPath(new URL('./index.ts', import.meta.url));
const childProgram = `
  import { startEmbeddedPostgres } from ${JSON.stringify(face)};
  const server = await startEmbeddedPostgres({ dataDir: process.argv[1], log: () => {}, settings: ${JSON.stringify(quick)} });
  console.log(JSON.stringify({ state: server.state, connectionString: server.connectionString }));
  setInterval(() => {}, 1000);
`;

async function startInChild(): Promise<{ child: ChildProcess; state: string; connectionString: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', childProgram, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
  return { child, ...(JSON.parse(line) as { state: string; connectionString: string }) };
}

describe('sudden endings', () => {
  test('two processes at once; then kill -9 of the one that started it: the server goes on', async () => {
    const [one, two] = await Promise.all([startInChild(), startInChild()]);
    expect([one.state, two.state].sort()).toEqual(['attached', 'created']);
    const pid = await postmasterPid();
    for (const { child } of [one, two]) child.kill('SIGKILL');
    const again = await start();
    expect(again.state).toBe('attached');
    expect(await postmasterPid()).toBe(pid);
    expect(again.connectionString).toBe(one.connectionString);
  });

  test('kill -9 of the postmaster under writers: every acknowledged row is there', { timeout: 40_000 }, async () => {
    const first = await start({});
    await query(first, 'create table written (writer int, number int, primary key (writer, number))');
    for (const round of [1, 2]) {
      const server = round === 1 ? first : await start({});
      const pool = new pg.Pool({ connectionString: server.connectionString, max: 4 });
      pool.on('error', () => {});
      const acknowledged = [0, 0, 0, 0];
      const writers = acknowledged.map(async (_, writer) => {
        try {
          for (;;) {
            const next = (acknowledged[writer] ?? 0) + 1;
            await pool.query('insert into written values ($1, $2)', [round * 10 + writer, next]);
            acknowledged[writer] = next;
          }
        } catch {
          // The kill: what was acknowledged until here counts.
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      process.kill(await postmasterPid(), 'SIGKILL');

      const back = await start({});
      expect(back.state).toBe('started');
      expect(back.connectionString).toBe(server.connectionString);
      await Promise.all(writers);
      await pool.end();
      for (const [writer, count] of acknowledged.entries()) {
        const [found] = await query<{ count: number }>(
          back,
          `select count(*)::int as count from written where writer = ${round * 10 + writer} and number <= ${count}`,
        );
        expect(found?.count).toBe(count);
      }
      expect(Math.min(...acknowledged)).toBeGreaterThan(0);
    }
  });

  test('a killed postmaster that nobody buried is not taken for a running one', { skip: !onLinux }, async () => {
    const { child, connectionString } = await startInChild();
    child.kill('SIGSTOP');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    const back = await start();
    expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
    expect(process.kill(pid, 0)).toBe(true);
    expect(back.state).toBe('started');
    expect(back.connectionString).toBe(connectionString);
  });

  test('a postmaster.pid that names a living stranger does not stop a start', { skip: !onLinux }, async () => {
    const server = await start();
    const file = path.join(dataDir, 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    await server.stop();
    const stranger = spawn('sleep', ['30']);
    children.push(stranger);
    await writeFile(file, text.replace(/^\d+/, String(stranger.pid)));
    expect((await start()).state).toBe('started');
  });

  test('a start lock left by a dead process, or by another one with its number, holds nothing', async () => {
    await writeFile(`${dataDir}.lock`, JSON.stringify({ pid: 2 ** 22 - 3, identity: 'gone', nonce: '0' }));
    expect((await start()).state).toBe('created');
    await writeFile(`${dataDir}.lock`, JSON.stringify({ pid: process.pid, identity: 'an earlier one', nonce: '0' }));
    expect((await start()).state).toBe('attached');
  });

  test('a start lock of a living process is waited for, then told about', async () => {
    const holder = { pid: process.ppid, identity: processIdentity(process.ppid), nonce: '0' };
    await writeFile(`${dataDir}.lock`, JSON.stringify(holder));
    await expect(start(quick, dataDir, 100)).rejects.toMatchObject({ code: 'start_timeout' });
    await rm(`${dataDir}.lock`);
  });

  test('a start that died while creating leaves nothing behind', async () => {
    await mkdir(`${dataDir}.creating-dead`);
    await writeFile(path.join(`${dataDir}.creating-dead`, 'PG_VERSION'), '18\n');
    expect((await start()).state).toBe('created');
    await expect(stat(`${dataDir}.creating-dead`)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('the socket directory was cleaned away under a running server', async () => {
    const server = await start();
    await query(server, 'create table kept (number int)');
    await rm(new URL(server.connectionString).searchParams.get('host') ?? '', { recursive: true });
    const again = await start();
    expect(again.state).toBe('started');
    expect(await query(again, 'select count(*)::int as count from kept')).toEqual([{ count: 0 }]);
  });
});

describe('places', () => {
  test('a copy of the data directory is a database of its own', async () => {
    const original = await start();
    await query(original, 'create table kept (number int)');
    await original.stop();
    const copy = path.join(root, 'copy');
    await cp(dataDir, copy, { recursive: true });
    const [first, second] = [await start(), await start(quick, copy)];
    expect(second.state).toBe('started');
    expect(second.connectionString).not.toBe(first.connectionString);
    await query(second, 'drop table kept');
    expect(await query(first, 'select count(*)::int as count from kept')).toEqual([{ count: 0 }]);
  });

  test('below a directory that only root may enter', { skip: !asRoot || !onLinux }, async () => {
    const closed = path.join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const server = await start(quick, path.join(closed, 'postgres'));
    await query(server, 'create table kept (number int)');
    await server.stop();
    expect((await start(quick, path.join(closed, 'postgres'))).state).toBe('started');

    const searchPath = process.env.PATH;
    process.env.PATH = root;
    try {
      await expect(start(quick, path.join(closed, 'other'))).rejects.toMatchObject({ code: 'user_switch_refused' });
    } finally {
      process.env.PATH = searchPath;
    }
  });

  test('library links that npm left out are made again; programs out of reach are copied', async () => {
    const installed = await findBinaries();
    const closed = path.join(root, 'closed');
    const nativeDir = path.join(closed, 'native');
    await mkdir(closed);
    await cp(installed.nativeDir, nativeDir, { recursive: true, verbatimSymlinks: true });
    const link = path.join(nativeDir, 'lib', process.platform === 'darwin' ? 'libpq.5.dylib' : 'libpq.so.5');
    await rm(link);
    const user = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, switches: false };
    const binaries = { ...installed, nativeDir };
    expect(await prepareBinaries(binaries, user, dataDir, () => {})).toBe(nativeDir);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);

    if (!asRoot) return;
    await chmod(closed, 0o700);
    await rm(link);
    const nobody = { uid: 65_534, gid: 65_534, switches: true };
    const copied = await prepareBinaries({ ...binaries, version: `test-${process.pid}` }, nobody, dataDir, () => {});
    try {
      expect(copied.startsWith(root)).toBe(false);
      const output = spawn(path.join(copied, 'bin', 'postgres'), ['--version'], { uid: 65_534, gid: 65_534 });
      const code = await new Promise((resolve) => output.once('exit', resolve));
      expect(code).toBe(0);
    } finally {
      await rm(copied, { recursive: true });
      await rmdir(path.dirname(copied)).catch(() => undefined);
    }
  });
});

describe('refusals', () => {
  const refusal = async (attempt: Promise<unknown>): Promise<EmbeddedPostgresError> => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EmbeddedPostgresError);
    return error as EmbeddedPostgresError;
  };

  test('data of another major version is left alone', async () => {
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, 'PG_VERSION'), '15\n');
    const error = await refusal(start());
    expect(error.code).toBe('data_directory_version');
    expect(error.message).toMatch(/PostgreSQL 15.*PostgreSQL 18.*backup.*DATABASE_URL/s);
  });

  test('a directory of other files is left alone', async () => {
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, 'holiday.jpg'), '');
    expect((await refusal(start())).message).toContain('holiday.jpg');
    expect((await stat(path.join(dataDir, 'holiday.jpg'))).size).toBe(0);
  });

  test('a setting the server does not know is shown with its own words, soon', async () => {
    const error = await refusal(start({ ...quick, no_such_setting: '1' }));
    expect(error.code).toBe('start_failed');
    expect(error.message).toContain('no_such_setting');
  });

  test('a lost password is told, the server stays reachable for nobody else', async () => {
    const server = await start();
    await rm(path.join(dataDir, 'haowu-password'));
    expect((await refusal(start())).code).toBe('password_missing');
    await server.stop();
  });

  test.each([
    ['PANIC:  could not write to file "pg_wal/xlogtemp.12": No space left on device', 'disk_full'],
    ['FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10', 'disk_full'],
    [
      'postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file',
      'binaries_broken',
    ],
    ['initdb: error: could not look up effective user ID 1234: user does not exist', 'user_unknown'],
    ['FATAL:  could not open file "base/1": Permission denied', 'data_directory_denied'],
  ])('%s', (output, code) => {
    const error = explainFailure('The server did not start', output);
    expect(error.code).toBe(code);
    expect(error.message).toContain(output);
  });
});

test('the log is cut at its bound and one older piece is kept', async () => {
  const file = path.join(root, 'server.log');
  await writeFile(file, 'x'.repeat(2_000));
  await boundLog(file, 1_000);
  expect([(await stat(file)).size, (await stat(`${file}.1`)).size]).toEqual([0, 2_000]);
});

test('an address with unusual characters survives the way through the connection string', async () => {
  const socketDir = '/tmp/好 物&x=1';
  const text = connectionStringOf({ dataDir: '/d', socketDir, port: 5432, settings: {} }, 'p', 'haowu');
  expect(new pg.Client({ connectionString: text }).host).toBe(socketDir);
});
