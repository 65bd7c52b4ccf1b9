import { spawn } from 'node:child_process';
import type { Invocation } from './cluster-user.ts';
import { switchRefused } from './cluster-user.ts';
import { EmbeddedPostgresError, useOwnServer } from './errors.ts';

const outputBytesMax = 64 * 1024;

/** Nothing of the caller's locale or libpq settings reaches the server; messages stay English so they can be explained. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot, TEMP } = process.env;
  return { PATH, TMPDIR, SystemRoot, TEMP, LC_MESSAGES: 'C' };
}

/** Runs a program to its end. @returns its exit code and the end of what it wrote. */
export async function runProgram({ command, args, options }: Invocation): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    ...options,
    cwd: process.platform === 'win32' ? undefined : '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-outputBytesMax);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(explainSpawnError(command, error)));
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

/** A program that is there and still "not found" wants a loader this system lacks: Alpine and other musl systems. */
export function explainSpawnError(command: string, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EPERM') return switchRefused(error);
  if (error.code === 'ENOENT' || error.code === 'ENOEXEC') {
    return new EmbeddedPostgresError(
      'platform_unsupported',
      `${command} does not run on this system; the bundled PostgreSQL needs glibc. Use a glibc based system such as Debian, ${useOwnServer}.`,
      error,
    );
  }
  return new EmbeddedPostgresError('start_failed', `${command} could not be run: ${error.message}`, error);
}
