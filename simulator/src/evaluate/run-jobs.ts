import { Worker } from 'node:worker_threads';
import type { Measures } from './metrics/index.ts';
import type { OffPolicySlot } from './off-policy-log.ts';
import type { World } from './world-file.ts';

/** One course to be lived, as a worker gets it. */
export interface Job {
  readonly world: World;
  readonly policy: string;
  readonly policyFile?: unknown;
  readonly seed: number;
  readonly days: number;
  /** The policy whose uniform places are logged, to be judged by what it would have shown there. */
  readonly offPolicyTarget?: string;
}

export interface JobResult {
  readonly measures: Measures;
  readonly cpuSeconds: number;
  readonly offPolicy: readonly OffPolicySlot[];
}

/** Lives all courses, so many at a time, each in a worker thread. Results come in the order of the jobs. */
export async function runJobs(
  jobs: readonly Job[],
  atOnce: number,
  done: (job: Job, result: JobResult, finished: number) => void,
): Promise<JobResult[]> {
  const results: JobResult[] = new Array(jobs.length);
  let next = 0;
  let finished = 0;
  const live = async (): Promise<void> => {
    const worker = new Worker(new URL('./run-worker.ts', import.meta.url));
    try {
      while (next < jobs.length) {
        const index = next++;
        const result = await ask(worker, jobs[index]!);
        results[index] = result;
        finished++;
        done(jobs[index]!, result, finished);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, live));
  return results;
}

function ask(worker: Worker, job: Job): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (result: JobResult): void => {
      stop();
      resolve(result);
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error);
    };
    const onExit = (code: number): void => {
      stop();
      reject(new Error(`a course ended early, with code ${code}`));
    };
    worker.once('message', onMessage);
    worker.once('error', onError);
    worker.once('exit', onExit);
    worker.postMessage(job);
  });
}
