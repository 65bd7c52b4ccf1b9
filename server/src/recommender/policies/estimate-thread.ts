import { parentPort, workerData } from 'node:worker_threads';
import type { LogTask } from './estimate-from-log.ts';
import { judge } from './judge-log.ts';

// The whole of the thread: one comparison, then it ends.
parentPort?.postMessage(judge(workerData as LogTask));
