import { parentPort, workerData } from 'node:worker_threads';
import type { EaseInput } from '@haowu/interest-engine';
import { fitEase } from '@haowu/interest-engine/fit-ease';

// The whole of the thread: one fit of the closed-form item model, then it ends.
parentPort?.postMessage(fitEase(workerData as EaseInput));
