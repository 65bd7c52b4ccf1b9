import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { type Log, oldestRunningTransaction, type Queryable } from '../kernel/index.ts';
import { createReplica, type Replica, type ReplicaOptions } from './replica.ts';
import { selectOrigin } from './store.ts';

const keptSnapshots = 2;
const namePattern = /^snapshot-(\d{15})\.bin$/;

const folderOf = (dataDir: string): string => path.join(dataDir, 'recommender');

/** Names of complete snapshots, newest first. */
function snapshotNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => namePattern.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** The newest snapshot that can be read and belongs to this database; else an empty replica, which replays all. */
export async function loadReplica(
  database: Queryable,
  dataDir: string,
  log?: Log,
  options?: ReplicaOptions,
): Promise<Replica> {
  const origin = await selectOrigin(database);
  const oldest = BigInt(await oldestRunningTransaction(database));
  const folder = folderOf(dataDir);
  for (const name of snapshotNames(folder)) {
    try {
      const replica = createReplica({ snapshot: readFileSync(path.join(folder, name)), origin }, options);
      const { facts, actions } = replica.cursors();
      // A database that was put back to an earlier state has not reached what the snapshot has seen.
      if (BigInt(facts.transactionId) >= oldest || BigInt(actions.transactionId) >= oldest) {
        throw new Error('the snapshot is ahead of the database');
      }
      return replica;
    } catch (error) {
      log?.warn({ err: error, name }, 'a snapshot of the recommender is passed over');
    }
  }
  return createReplica(undefined, options);
}

/** When the newest snapshot was written, wall time in milliseconds; undefined when there is none. */
export function snapshotWrittenAt(dataDir: string): number | undefined {
  const [newest] = snapshotNames(folderOf(dataDir));
  if (!newest) return undefined;
  return statSync(path.join(folderOf(dataDir), newest), { throwIfNoEntry: false })?.mtimeMs;
}

/** Written beside, made durable, then named: a reader sees a whole snapshot or none. The two newest are kept. */
export function saveSnapshot(dataDir: string, replica: Replica, origin: string): void {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `snapshot-${String(replica.taken()).padStart(15, '0')}.bin`);
  const beside = `${file}.${process.pid}.tmp`;
  const handle = openSync(beside, 'w');
  try {
    writeWhole(handle, replica.snapshot(origin));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  for (const name of snapshotNames(folder).slice(keptSnapshots)) rmSync(path.join(folder, name), { force: true });
}

/** One write may take only a part, and never more than 2 GB. */
function writeWhole(handle: number, bytes: Uint8Array): void {
  const most = 2 ** 28;
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, Math.min(most, bytes.length - at));
}
