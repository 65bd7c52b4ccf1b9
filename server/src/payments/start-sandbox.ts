import { type ChildProcess, fork } from 'node:child_process';
import module from 'node:module';
import path from 'node:path';

export type SandboxProcess = { url: string; announce(notifyUrl: string): void; stop(): void };

const startTimeoutMs = 10_000;
const restartAfterMs = 500;

/**
 * Starts the sandbox provider as its own process on a free loopback port. When it dies it is started again on the same
 * port; its journal knows what it knew.
 */
export async function startSandboxProcess(options: { secret: string; folder: string }): Promise<SandboxProcess> {
  let notifyUrl: string | undefined;
  let stopped = false;
  let { child, port } = await forkSandbox(options, 0);
  const watch = () => {
    child.once('exit', () => {
      if (stopped) return;
      setTimeout(() => void restart(), restartAfterMs);
    });
  };
  const restart = async () => {
    if (stopped) return;
    try {
      ({ child, port } = await forkSandbox(options, port));
      watch();
      if (notifyUrl) child.send({ notifyUrl });
    } catch {
      // The port may be held for a moment; payments wait and are sent again.
      setTimeout(() => void restart(), restartAfterMs * 4);
    }
  };
  watch();
  return {
    url: `http://127.0.0.1:${port}`,
    announce(url) {
      notifyUrl = url;
      child.send({ notifyUrl });
    },
    stop() {
      stopped = true;
      child.kill();
    },
  };
}

function forkSandbox(
  options: { secret: string; folder: string },
  port: number,
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path.join(import.meta.dirname, 'sandbox/main.ts'), {
    env: {
      ...process.env,
      // The child reads what the parent keeps compiled, and spares the memory of the compiler.
      ...(module.getCompileCacheDir() ? { NODE_COMPILE_CACHE: path.dirname(module.getCompileCacheDir() ?? '') } : {}),
      SANDBOX_SECRET: options.secret,
      SANDBOX_FOLDER: options.folder,
      SANDBOX_PORT: String(port),
    },
    execArgv: ['--max-old-space-size=64', '--max-semi-space-size=1'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the payment sandbox did not start in time'));
    }, startTimeoutMs);
    const left = (code: number | null) => {
      clearTimeout(timer);
      reject(new Error(`the payment sandbox left with code ${code}`));
    };
    child.once('exit', left);
    child.once('message', (message: { port: number }) => {
      clearTimeout(timer);
      child.off('exit', left);
      resolve({ child, port: message.port });
    });
  });
}
