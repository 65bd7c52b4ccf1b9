import { parentPort, workerData } from 'node:worker_threads';
import type { Training } from '@haowu/interest-engine';
// This module alone: the whole engine would cost the thread some 20 MB that it never uses.
import { openRingTrainer } from '@haowu/interest-engine/ring';

/** At most so many examples between two looks at whether to stop; a few milliseconds. */
const examplesMax = 256;
const waitMs = 500;

// The whole of the thread: it learns what the ring brings until the ring stays silent and the parent has said stop.
const { ring, weights } = workerData as Exclude<Training, 'inline'>;
const trainer = openRingTrainer(ring, weights);
let stopping = false;
parentPort?.on('message', (message: unknown) => {
  if (message === 'stop') stopping = true;
  if (message === 'fail') throw new Error('The training thread was told to fail.');
});
parentPort?.postMessage('ready');

function learn(): void {
  const learned = trainer.wait(waitMs) ? trainer.train(examplesMax) : 0;
  if (stopping && learned === 0) {
    parentPort?.close();
    return;
  }
  setImmediate(learn);
}
learn();
