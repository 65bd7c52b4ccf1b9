import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../kernel/index.ts';
import { findRunningServer } from './data-folder.ts';

const restartSignal = 'SIGUSR2';
const answerWaitMs = 3_000;
/** Children that were told to stop are collected before this process becomes another one. */
const childrenWaitMs = 100;

/**
 * Starts this server anew on request, in the same process and at the same address: a restored database makes everything
 * it remembers wrong. Where a process cannot become another one (Windows) the request is not listened to.
 */
export function restartOnRequest(url: string, stop: () => Promise<void>): void {
  if (process.platform === 'win32' || !process.execve) return;
  process.once(restartSignal, () => {
    process.stderr.write('  restarting on the restored data\n');
    void stop()
      .then(() => delay(childrenWaitMs))
      .then(() => {
        process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
          ...process.env,
          PORT: new URL(url).port,
          NODE_NO_WARNINGS: '1',
        });
      });
  });
}

/** Asks the server of this data folder to start anew. It must answer at its address: a number alone may be a stranger's. */
export async function askServerToRestart(config: Config): Promise<'restarting' | 'restart it' | 'none runs'> {
  const running = findRunningServer(config);
  if (!running) return 'none runs';
  if (process.platform === 'win32' || !running.url) return 'restart it';
  const answer = await fetch(`${running.url}/healthz`, { signal: AbortSignal.timeout(answerWaitMs) }).catch(
    () => undefined,
  );
  if (!answer) return 'restart it';
  process.kill(running.pid, restartSignal);
  return 'restarting';
}
