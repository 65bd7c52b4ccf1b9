import { parentPort, workerData } from 'node:worker_threads';
import { judge } from './judge-log.ts';
import type { LogTask } from './log-answer.ts';

// The whole of the thread: one comparison, then it ends.
parentPort?.postMessage(judge(workerData as LogTask));
