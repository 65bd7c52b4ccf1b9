import { parentPort } from 'node:worker_threads';
import { playRun } from './play-run.ts';
import type { Job, JobResult } from './run-jobs.ts';

parentPort?.on('message', (job: Job) => {
  const before = process.threadCpuUsage();
  const { measures, offPolicy } = playRun(job);
  const spent = process.threadCpuUsage(before);
  const result: JobResult = {
    measures,
    cpuSeconds: (spent.user + spent.system) / 1e6,
    offPolicy,
  };
  parentPort?.postMessage(result);
});
