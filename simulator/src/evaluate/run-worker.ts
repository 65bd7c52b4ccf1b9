import { parentPort } from 'node:worker_threads';
import { playRun } from './play-run.ts';
import type { Job, JobMessage } from './run-jobs.ts';

parentPort?.on('message', (job: Job) => {
  const before = process.threadCpuUsage();
  const tell = (message: JobMessage): void => parentPort?.postMessage(message);
  const { measures, offPolicy } = playRun({ ...job, onDay: () => tell('day') });
  const spent = process.threadCpuUsage(before);
  tell({ measures, cpuSeconds: (spent.user + spent.system) / 1e6, offPolicy });
});
