import { parentPort } from 'node:worker_threads';
import { createOffPolicyLog } from './off-policy-log.ts';
import { playRun } from './play-run.ts';
import type { Job, JobResult } from './run-jobs.ts';

parentPort?.on('message', (job: Job) => {
  const before = process.threadCpuUsage();
  const log = job.offPolicyTarget ? createOffPolicyLog(job.offPolicyTarget, job.seed) : null;
  const { measures } = playRun({ ...job, ...(log ? { observe: log.observe } : {}) });
  const spent = process.threadCpuUsage(before);
  const result: JobResult = {
    measures,
    cpuSeconds: (spent.user + spent.system) / 1e6,
    offPolicy: log?.slots ?? [],
  };
  parentPort?.postMessage(result);
});
