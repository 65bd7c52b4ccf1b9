import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One run of one benchmark, as its last line prints it. */
export type BenchResult = {
  name: string;
  commit: string;
  seed: number;
  machine: string;
  clients: number;
  ratePerSecond: number | null;
  p50Ms: number | null;
  p99Ms: number | null;
  serverCpuMsPerUnit: number | null;
  postgresCpuMsPerUnit: number | null;
  sqlPerUnit: number | null;
  rssMb: number | null;
  readyMs: number | null;
  [more: string]: unknown;
};

/** `dataDir`: a folder to reuse; without it every run fills and removes one of its own. */
export type BenchOptions = { clients: number; seconds: number; seed: number; dataDir?: string | undefined };

const root = path.resolve(import.meta.dirname, '../..');
const startTimeoutMs = 180_000;
/** Node's options as `npm start` gives them. */
export const startFlags = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

export function commitId(): string {
  try {
    const dirty =
      execFileSync('git', ['status', '--porcelain', '-uno', '--', '.', ':!docs/benchmarks'], { cwd: root })
        .toString()
        .trim() === ''
        ? ''
        : '+changes';
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim() + dirty;
  } catch {
    return 'unknown';
  }
}

export function machine(): string {
  const [cpu] = os.cpus();
  return `${os.cpus().length} x ${cpu?.model.trim() ?? 'cpu'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, node ${process.versions.node}, load ${os.loadavg()[0]?.toFixed(1)}`;
}

export function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;
}

export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** CPU of a process so far, milliseconds; children that ended are counted with their parent. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number);
  return (((fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0)) * 1_000) / ticksPerSecond;
}

function parentOf(pid: number): number {
  return Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1],
  );
}

function rssMbOf(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? 0) / 1_024;
}

function pids(matches: (pid: number) => boolean): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0)
    .filter((pid) => {
      try {
        return matches(pid);
      } catch {
        return false;
      }
    });
}

/** CPU of a PostgreSQL server so far. Backends come and go: the postmaster counts those that ended, live ones are added to it once. */
export function postgresCpuMs(dataDir: string): number {
  return pids((pid) => readlinkSync(`/proc/${pid}/cwd`) === dataDir).reduce((sum, pid) => sum + cpuMsOf(pid), 0);
}

export type RunningServer = {
  url: string;
  readyMs: number;
  dataDir: string;
  /** CPU so far of our own Node processes, of PostgreSQL, and statements sent. */
  usage(): Promise<{ serverCpuMs: number; sandboxCpuMs: number; postgresCpuMs: number; statements: number }>;
  rssMb(): number;
  stop(): Promise<void>;
};

/** Starts a server of its own (all rooms, embedded PostgreSQL, sandbox provider) and waits until it is ready. */
export async function startServer(options: {
  dataDir?: string | undefined;
  town: boolean;
  environment?: Record<string, string>;
}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'haowu-bench-'));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...startFlags, path.join(root, 'server/haowu.mjs'), 'start'], {
    cwd: root,
    env: {
      ...process.env,
      HAOWU_DATA_DIR: dataDir,
      PORT: '0',
      HAOWU_DEMO_TOWN: options.town ? 'on' : 'off',
      HAOWU_RATE_LIMITS: 'off',
      HAOWU_LOG_LEVEL: 'error',
      ...options.environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the server was not ready in time:\n${said}`)), startTimeoutMs);
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
      const match = /Viewer\s+(http:\/\/\S+?)\/?\n/.exec(said);
      if (!match?.[1]) return;
      clearTimeout(timer);
      resolve(match[1]);
    });
    child.on('exit', (code) => reject(new Error(`the server left with code ${code}:\n${said}`)));
  });
  const readyMs = performance.now() - startedAt;
  const serverPid = child.pid ?? 0;
  const postgresDir = path.join(dataDir, 'postgres');
  // Our own children run our own Node; PostgreSQL, also a child, is counted apart.
  const sandboxPids = () =>
    pids((pid) => parentOf(pid) === serverPid && readlinkSync(`/proc/${pid}/exe`) === realpathSync(process.execPath));
  return {
    url,
    readyMs,
    dataDir,
    async usage() {
      const figures = await (await fetch(`${url}/metrics`)).text();
      return {
        serverCpuMs: cpuMsOf(serverPid),
        sandboxCpuMs: sandboxPids().reduce((sum, pid) => sum + cpuMsOf(pid), 0),
        postgresCpuMs: postgresCpuMs(postgresDir),
        statements: Number(/haowu_sql_statements_total (\d+)/.exec(figures)?.[1] ?? 0),
      };
    },
    rssMb: () => [serverPid, ...sandboxPids()].reduce((sum, pid) => sum + rssMbOf(pid), 0),
    async stop() {
      if (child.exitCode === null) {
        const left = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await left;
      }
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const learnSeconds = 20;

/** A server as it is on an ordinary day: the town was lived and learned before, and the process was started since. */
export async function startLivedServer(dataDir: string | undefined): Promise<RunningServer> {
  const folder = dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'haowu-bench-'));
  const first = await startServer({ dataDir: folder, town: true });
  if (!dataDir) await new Promise((resolve) => setTimeout(resolve, learnSeconds * 1_000));
  await first.stop();
  const server = await startServer({ dataDir: folder, town: true });
  return {
    ...server,
    async stop() {
      await server.stop();
      if (!dataDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs `work` from so many clients until the time is over; latencies are of the counted part only. */
export async function load(
  clients: number,
  seconds: number,
  work: (client: number) => Promise<void>,
): Promise<{ count: number; failures: number; seconds: number; latenciesMs: number[] }> {
  const latenciesMs: number[] = [];
  let failures = 0;
  let firstFailure: unknown;
  const startedAt = performance.now();
  const end = startedAt + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < end) {
        const at = performance.now();
        try {
          await work(client);
          latenciesMs.push(performance.now() - at);
        } catch (error) {
          failures += 1;
          firstFailure ??= error;
          if (failures > 1_000) throw error;
        }
      }
    }),
  );
  if (failures > 0) console.error(`${failures} requests failed, the first: ${String(firstFailure)}`);
  return {
    count: latenciesMs.length,
    failures,
    seconds: (performance.now() - startedAt) / 1_000,
    latenciesMs: latenciesMs.sort((a, b) => a - b),
  };
}
