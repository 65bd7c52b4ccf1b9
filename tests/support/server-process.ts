import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const startTimeoutMs = 60_000;

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  /** What the process said so far. */
  said(): string;
  /** Resolves when the server answers; rejects when the process left before. */
  ready(): Promise<void>;
  /** The sandbox provider, a child process of the server; undefined while there is none. */
  sandboxPid(): number | undefined;
  /** SIGKILL: no handler runs. Resolves when the process is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export async function findFreePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || !address) throw new Error('there is no free port');
  return address.port;
}

/** `main.ts start` as a process of its own, without apps and demo town, as somebody at a terminal would start it. */
export function startServerProcess(options: {
  dataDir: string;
  port: number;
  environment?: Record<string, string>;
}): ServerProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('HAOWU_') && key !== 'DATABASE_URL'),
  );
  const child = spawn(process.execPath, [path.join(root, 'server/src/main.ts'), 'start'], {
    cwd: root,
    env: {
      ...inherited,
      NODE_ENV: 'production',
      HAOWU_DATA_DIR: options.dataDir,
      HAOWU_DEMO_TOWN: 'off',
      HAOWU_APPS: 'off',
      HAOWU_RATE_LIMITS: 'off',
      HAOWU_LOG_LEVEL: 'error',
      PORT: String(options.port),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${options.port}`;
  return {
    url,
    get pid() {
      if (child.pid === undefined) throw new Error(`the server was not started: ${output}`);
      return child.pid;
    },
    said: () => output,
    async ready() {
      const deadline = Date.now() + startTimeoutMs;
      while (Date.now() < deadline) {
        if (hasLeft(child)) throw new Error(`the server left before it was ready:\n${output}`);
        if (await answers(url)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`the server was not ready in ${startTimeoutMs} ms:\n${output}`);
    },
    sandboxPid: () => childrenOf(child.pid ?? 0).find((pid) => commandOf(pid).includes('payments/sandbox/main.ts')),
    async kill() {
      child.kill('SIGKILL');
      if (!hasLeft(child)) await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      if (!hasLeft(child)) await gone;
    },
  };
}

const hasLeft = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** The postmaster of an embedded cluster, from its own pid file. */
export function postmasterPid(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
