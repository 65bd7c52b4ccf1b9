import { parentPort, workerData } from 'node:worker_threads';
import { type EaseInput, fitEase } from '@haowu/interest-engine';

// The whole of the thread: one fit of the closed-form item model, then it ends.
parentPort?.postMessage(fitEase(workerData as EaseInput));
