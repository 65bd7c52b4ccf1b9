import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChildMessage, ChildResult, ChildTask } from './child/messages.ts';
import { childLimits, workTimeoutMs } from './limits.ts';
import { MediaRefused } from './refusal.ts';

export type ChildRun = { result: ChildResult; cpuSeconds: number; residentBytesMax: number };

export type ChildOptions = {
  onProgress?(progress: number): void;
  /** Ends the child at once; `runChild` then throws `ChildStopped`. */
  signal?: AbortSignal;
  /** Smaller limits, for tests. */
  residentBytesMax?: number;
  timeoutMs?: number;
};

/** The work was stopped from outside: nothing is wrong with the file. */
export class ChildStopped extends Error {}

const entry = path.join(import.meta.dirname, 'child', 'main.ts');
const errorTextMax = 4_000;

/**
 * Reads one foreign file in a child process with bounded memory and time.
 * @throws MediaRefused when the file is at fault; ChildStopped when the signal asked; any other error may pass when tried again.
 */
export async function runChild(task: ChildTask, options: ChildOptions = {}): Promise<ChildRun> {
  options.signal?.throwIfAborted();
  const child = fork(entry, [JSON.stringify(task)], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=192'],
    // A clean environment: no secret, no database address, no preloaded code.
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let killedFor: Error | undefined;
  const kill = (reason: Error) => {
    killedFor ??= reason;
    child.kill('SIGKILL');
  };
  const limitBytes = options.residentBytesMax ?? childLimits.residentBytesMax;
  const stopWatching = watchMemory(child, limitBytes, (bytes) =>
    kill(new MediaRefused('media.too_much_memory', `Reading it took ${Math.round(bytes / 1e6)} MB.`)),
  );
  const slow = (timeoutMs: number) => () =>
    kill(new MediaRefused('media.too_slow', `It was not finished after ${Math.round(timeoutMs / 1_000)} seconds.`));
  const firstMs = options.timeoutMs ?? childLimits.gateTimeoutMs;
  let timer = setTimeout(slow(firstMs), firstMs);
  const onAbort = () => kill(new ChildStopped('stopped'));
  options.signal?.addEventListener('abort', onAbort, { once: true });
  let errorText = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (errorText.length < errorTextMax) errorText += chunk.toString('utf8').slice(0, errorTextMax);
  });

  try {
    const outcome = await new Promise<ChildMessage | undefined>((resolve, reject) => {
      let last: ChildMessage | undefined;
      child.on('message', (message: ChildMessage) => {
        if (message.type === 'progress') return options.onProgress?.(message.progress);
        if (message.type !== 'accepted') {
          last = message;
          return;
        }
        if (options.timeoutMs) return;
        clearTimeout(timer);
        const timeoutMs = workTimeoutMs(message.durationMs);
        timer = setTimeout(slow(timeoutMs), timeoutMs);
      });
      child.once('error', reject);
      child.once('close', () => resolve(last));
    });
    if (outcome?.type === 'done') return outcome;
    if (outcome?.type === 'refused') throw new MediaRefused(outcome.refusal.code, outcome.refusal.detail);
    if (killedFor) throw killedFor;
    if (outcome?.type === 'failed') throw new Error(outcome.message);
    throw new Error(`the child ended without an answer (${child.signalCode ?? child.exitCode}): ${errorText}`);
  } finally {
    clearTimeout(timer);
    stopWatching();
    options.signal?.removeEventListener('abort', onAbort);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
}

const pageBytes = 4_096;

/** Looks at the child's resident memory; only Linux shows it cheaply, elsewhere the gate and the time limit must do. */
function watchMemory(child: ChildProcess, limitBytes: number, onExceeded: (bytes: number) => void): () => void {
  if (process.platform !== 'linux' || !child.pid) return () => {};
  const statm = `/proc/${child.pid}/statm`;
  const timer = setInterval(() => {
    readFile(statm, 'latin1').then(
      (text) => {
        const bytes = Number(text.split(' ')[1]) * pageBytes;
        if (bytes > limitBytes) onExceeded(bytes);
      },
      // The child has ended.
      () => {},
    );
  }, childLimits.watchEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
