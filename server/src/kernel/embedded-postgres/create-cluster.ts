import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { programPath } from './binaries.ts';
import type { ClusterPaths } from './cluster-paths.ts';
import { type ClusterUser, giveTo, runAs } from './cluster-user.ts';
import { EmbeddedPostgresError, explainFailure } from './errors.ts';
import { runProgram } from './run-program.ts';
import { type ServerState, writePrivately } from './server-state.ts';

/**
 * Character classes come from the system even where sorting is built in. Under plain "C" no Chinese character counts as
 * a letter and trigram search silently finds nothing, so "C" is the last resort.
 */
const characterLocales = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** @returns true when there is a cluster of this major version, false when one may be created here. */
export async function hasCluster(paths: ClusterPaths, major: number): Promise<boolean> {
  const version = await readFile(path.join(paths.dataDir, 'PG_VERSION'), 'utf8').catch(ignoreMissing);
  if (version === undefined) {
    const names = (await readdir(paths.dataDir).catch(ignoreMissing)) ?? [];
    if (names.length === 0) return false;
    throw new EmbeddedPostgresError(
      'data_directory_foreign',
      `${paths.dataDir} holds files that are not a PostgreSQL database (such as ${names[0]}). ` +
        'Choose an empty directory for the database, or move these files away.',
    );
  }
  if (version.trim() === String(major)) return true;
  throw new EmbeddedPostgresError(
    'data_directory_version',
    `The data directory ${paths.dataDir} was written by PostgreSQL ${version.trim()}, this version of Haowu brings PostgreSQL ${major}. ` +
      `Nothing was changed. Make a backup with the Haowu version that wrote it, restore it into an empty directory with this one, ` +
      `or set DATABASE_URL to a PostgreSQL ${version.trim()} server that uses this data.`,
  );
}

/**
 * Creates the cluster beside its place and moves it there whole: a start that dies half way leaves no half database.
 * `durable: false` (tests) skips the one flush to disk.
 */
export async function createCluster(options: {
  paths: ClusterPaths;
  nativeDir: string;
  user: ClusterUser;
  state: ServerState;
  durable: boolean;
  log: (message: string) => void;
}): Promise<void> {
  const { paths, nativeDir, user, state, durable, log } = options;
  const initdb = programPath(nativeDir, 'initdb');
  const invocation = await runAs(user, paths.dataDir);
  const parent = path.dirname(paths.dataDir);
  const scratchPrefix = `${path.basename(paths.dataDir)}.creating-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(scratchPrefix))
      await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }

  const scratch = path.join(parent, scratchPrefix + randomBytes(4).toString('hex'));
  const password = randomBytes(24).toString('hex');
  const passwordFile = path.join(state.socketDir, 'first-password');
  try {
    await mkdir(scratch, { mode: 0o700 });
    await giveTo(user, scratch);
    await writePrivately(passwordFile, password, user);
    await initialise();
    await writePrivately(path.join(scratch, path.basename(paths.passwordFile)), password, user);
    await writePrivately(path.join(scratch, path.basename(paths.stateFile)), JSON.stringify(state), user);
    if (durable) await flush();
    await moveIntoPlace(scratch, paths.dataDir);
    if (durable) await flushDirectory(parent);
  } catch (error) {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }

  async function initialise(): Promise<void> {
    for (const locale of characterLocales) {
      const { code, output } = await runProgram(
        invocation(initdb, [
          ...['-D', scratch, '-U', 'haowu', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'],
          ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
          ...['--locale=C', `--lc-ctype=${locale}`, '--no-instructions'],
        ]),
      );
      if (code === 0) {
        if (locale === 'C') log('this system has no UTF-8 locale: trigram search will not find Chinese words');
        return;
      }
      if (!/invalid locale/.test(output)) throw explainFailure('The database could not be created', output);
    }
  }

  async function flush(): Promise<void> {
    const method = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
    const { code, output } = await runProgram(invocation(initdb, ['-D', scratch, '--sync-only', ...method]));
    if (code !== 0) throw explainFailure('The new database could not be written to disk', output);
  }
}

async function moveIntoPlace(scratch: string, dataDir: string): Promise<void> {
  try {
    await rmdir(dataDir).catch(ignoreMissing);
    await rename(scratch, dataDir);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EBUSY' && code !== 'EXDEV') throw error;
    throw new EmbeddedPostgresError(
      'data_directory_mount',
      `${dataDir} is itself a mounted volume. Mount the volume one level higher and use a directory inside it, such as ${dataDir}/postgres.`,
      error,
    );
  }
}

async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
