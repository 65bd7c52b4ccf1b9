import { accessSync, constants } from 'node:fs';
import { chmod, chown, lchown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError, useOwnServer } from './errors.ts';

/** The system user that owns the files and runs the server. PostgreSQL refuses to run as root. */
export type ClusterUser = {
  uid: number;
  gid: number;
  /** We are root and must become somebody else first. */
  switches: boolean;
};

export type Invocation = { command: string; args: string[]; options: { uid?: number; gid?: number } };

/** "nobody": exists everywhere, owns nothing, needs no account to be made. */
const unprivilegedId = 65_534;

/** Under root: whoever owns the data directory already, else "nobody". Otherwise: ourselves. */
export async function chooseClusterUser(dataDir: string): Promise<ClusterUser> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0 || process.platform === 'win32') return { uid, gid, switches: false };
  const owner = await stat(dataDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, switches: true };
  return { uid: unprivilegedId, gid: unprivilegedId, switches: true };
}

/** Hands one file or directory to the cluster's user. */
export async function giveTo(user: ClusterUser, file: string): Promise<void> {
  if (!user.switches) return;
  await chown(file, user.uid, user.gid).catch((error: unknown) => {
    throw switchRefused(error);
  });
}

/** A directory restored by root belongs to root and is often open to all; the server accepts neither. */
export async function claimDataDirectory(user: ClusterUser, dataDir: string): Promise<void> {
  const found = await stat(dataDir);
  if (process.platform === 'win32') return;
  if (user.switches && found.uid === 0) {
    for (const name of await readdir(dataDir, { recursive: true })) {
      await lchown(path.join(dataDir, name), user.uid, user.gid);
    }
    await giveTo(user, dataDir);
  } else if (found.uid !== user.uid) {
    throw new EmbeddedPostgresError(
      'data_directory_denied',
      `The data directory ${dataDir} belongs to user ${found.uid}, Haowu runs as user ${user.uid}. ` +
        `Start Haowu as its owner, or run "chown -R ${user.uid} ${dataDir}".`,
    );
  }
  if ((found.mode & 0o027) !== 0) await chmod(dataDir, 0o700);
}

/** Whether the user may pass through every directory down to and including this one. */
export async function canEnter(user: ClusterUser, directory: string): Promise<boolean> {
  for (let current = path.resolve(directory); ; current = path.dirname(current)) {
    const { uid, gid, mode } = await stat(current);
    const executeBit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & executeBit) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

/**
 * How to run a program as the cluster's user. Below a directory only root may enter (a clone in /root), the user keeps
 * one capability of root: to pass file permissions. The server looks at the user id alone and accepts that.
 */
export async function runAs(
  user: ClusterUser,
  dataDir: string,
): Promise<(program: string, args: string[]) => Invocation> {
  if (!user.switches) return (command, args) => ({ command, args, options: {} });
  if (await canEnter(user, path.dirname(dataDir))) {
    return (command, args) => ({ command, args, options: { uid: user.uid, gid: user.gid } });
  }
  const setpriv = findSetpriv();
  if (!setpriv) {
    throw new EmbeddedPostgresError(
      'user_switch_refused',
      `The data directory ${dataDir} lies below a directory that only root may enter, and PostgreSQL does not run as root. ` +
        `Install "setpriv" (package util-linux), choose a data directory elsewhere, run Haowu as an ordinary user, ${useOwnServer}.`,
    );
  }
  const become = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const keep = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return (program, args) => ({ command: setpriv, args: [...become, ...keep, program, ...args], options: {} });
}

function findSetpriv(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders
    .map((folder) => path.join(folder, 'setpriv'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export function switchRefused(cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'user_switch_refused',
    'Haowu runs as root but may not hand files to, or become, an ordinary user, and PostgreSQL does not run as root. ' +
      `Run Haowu as an ordinary user, allow the container CHOWN, SETUID and SETGID, ${useOwnServer}.`,
    cause,
  );
}
