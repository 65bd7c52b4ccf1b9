import { Worker } from 'node:worker_threads';
import { createTraining, type Policy } from '@haowu/interest-engine';

/** One thread that trains in shared memory what this process ingests. */
export type Trainer = {
  readonly training: ReturnType<typeof createTraining>;
  /** Set once the thread has ended by itself: its weights may be half a step old and must not be used to learn on. */
  failed(): boolean;
  /** Ends the thread in the middle of its work, for tests of what follows. */
  breakDown(): void;
  stop(): Promise<void>;
};

/** Examples that may wait; the log is not read on while half of them do. */
export const ringExamples = 16_384;

export function startTrainer(policy: Policy, onFailure: (error: unknown) => void): Trainer {
  const training = createTraining(policy, ringExamples);
  const worker = new Worker(new URL('./training-thread.ts', import.meta.url), { workerData: training });
  let failed = false;
  let stopping = false;
  const fail = (error: unknown): void => {
    if (failed || stopping) return;
    failed = true;
    onFailure(error);
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the training thread ended with ${code}`)));
  worker.unref();
  return {
    training,
    failed: () => failed,
    breakDown: () => worker.postMessage('fail'),
    async stop() {
      stopping = true;
      await worker.terminate();
    },
  };
}
