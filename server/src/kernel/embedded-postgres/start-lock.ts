import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';
import { processIdentity } from './server-process.ts';

const pollMs = 15;
/** A lock without content belongs to a holder that is just writing it, or died right there. */
const emptyLockGraceMs = 2_000;

/**
 * Runs `work` while no other start or stop of the same cluster runs, in this process or another. The lock is a file made
 * with `wx` that names its holder; a holder that is dead (or whose number now belongs to somebody else) holds nothing.
 * @throws EmbeddedPostgresError start_timeout
 */
export async function holdStartLock<Result>(
  lockFile: string,
  deadlineMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const content = JSON.stringify({
    pid: process.pid,
    identity: processIdentity(process.pid),
    nonce: randomBytes(8).toString('hex'),
  });
  while (!(await create(lockFile, content))) {
    const seen = await readFile(lockFile, 'utf8').catch(() => undefined);
    if (seen !== undefined && (await isStale(lockFile, seen))) {
      await setAside(lockFile, seen);
      continue;
    }
    if (performance.now() > deadlineMs) {
      throw new EmbeddedPostgresError(
        'start_timeout',
        `Another process is still starting or stopping the same database (${lockFile}: ${seen ?? 'gone'}). ` +
          'Wait for it, or stop that process and start again.',
      );
    }
    await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    const current = await readFile(lockFile, 'utf8').catch(() => undefined);
    if (current === content) await rm(lockFile, { force: true });
  }
}

async function create(lockFile: string, content: string): Promise<boolean> {
  try {
    await writeFile(lockFile, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    // A full disk may leave the file without its content.
    if (code === 'ENOSPC' || code === 'EDQUOT') await rm(lockFile, { force: true });
    throw error;
  }
}

async function isStale(lockFile: string, content: string): Promise<boolean> {
  try {
    const holder = JSON.parse(content) as { pid: number; identity?: string };
    return processIdentity(holder.pid) !== holder.identity;
  } catch {
    const found = await stat(lockFile).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs > emptyLockGraceMs;
  }
}

/** Between judging and removing, another process may have taken the lock over: if so, give it back. */
async function setAside(lockFile: string, judged: string): Promise<void> {
  const aside = `${lockFile}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(lockFile, aside);
  } catch {
    return;
  }
  const taken = await readFile(aside, 'utf8').catch(() => undefined);
  if (taken !== judged) await link(aside, lockFile).catch(() => undefined);
  await rm(aside, { force: true });
}
