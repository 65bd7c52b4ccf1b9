import { workerData } from 'node:worker_threads';
import { writeSnapshot } from './write-snapshot.ts';

// The whole of the thread: one snapshot, then it ends.
await writeSnapshot(workerData as Parameters<typeof writeSnapshot>[0]);
