import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Where one cluster keeps its things: secrets travel with the data, lock and log stay beside it. */
export type ClusterPaths = {
  /** Absolute, without symbolic links: the server reports it and processes are recognised by it. */
  dataDir: string;
  /** Shown in the title of every process of the cluster. */
  clusterName: string;
  passwordFile: string;
  stateFile: string;
  postmasterPidFile: string;
  lockFile: string;
  logFile: string;
};

/** Creates the parent directory, not the data directory itself. */
export async function resolveClusterPaths(dataDirOption: string): Promise<ClusterPaths> {
  const wanted = path.resolve(dataDirOption);
  await mkdir(path.dirname(wanted), { recursive: true });
  const exists = await lstat(wanted).catch(() => undefined);
  const dataDir = exists
    ? await realpath(wanted)
    : path.join(await realpath(path.dirname(wanted)), path.basename(wanted));
  return {
    dataDir,
    clusterName: `haowu-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`,
    passwordFile: path.join(dataDir, 'haowu-password'),
    stateFile: path.join(dataDir, 'haowu-state.json'),
    postmasterPidFile: path.join(dataDir, 'postmaster.pid'),
    lockFile: `${dataDir}.lock`,
    logFile: `${dataDir}.log`,
  };
}
