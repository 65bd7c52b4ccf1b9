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

/** What a worker says: that a day was served, and at the end what came of all. */
export type JobMessage = 'day' | JobResult;

export interface JobListener {
  done(job: Job, result: JobResult, finished: number): void;
  /** After every served day of any course: the share of all days of all courses that have passed. */
  progress?(share: number): void;
}

/** Lives all courses, so many at a time, each in a worker thread. Results come in the order of the jobs. */
export async function runJobs(jobs: readonly Job[], atOnce: number, listener: JobListener): Promise<JobResult[]> {
  const results: JobResult[] = new Array(jobs.length);
  const daysInAll = jobs.reduce((sum, { days }) => sum + days, 0);
  let daysPassed = 0;
  const passDay = (): void => listener.progress?.(++daysPassed / daysInAll);
  let next = 0;
  let finished = 0;
  const live = async (): Promise<void> => {
    const worker = new Worker(new URL('./run-worker.ts', import.meta.url));
    try {
      while (next < jobs.length) {
        const index = next++;
        const result = await ask(worker, jobs[index]!, passDay);
        results[index] = result;
        finished++;
        listener.done(jobs[index]!, result, finished);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, live));
  return results;
}

function ask(worker: Worker, job: Job, passDay: () => void): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (message: JobMessage): void => {
      if (message === 'day') {
        passDay();
        return;
      }
      stop();
      resolve(message);
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error);
    };
    const onExit = (code: number): void => {
      stop();
      reject(new Error(`a course ended early, with code ${code}`));
    };
    worker.on('message', onMessage);
    worker.once('error', onError);
    worker.once('exit', onExit);
    worker.postMessage(job);
  });
}
