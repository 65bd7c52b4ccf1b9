import { fork } from 'node:child_process';
import module from 'node:module';
import path from 'node:path';

export type SandboxProcess = { url: string; announce(notifyUrl: string): void; pid: number | undefined; stop(): void };

const startTimeoutMs = 10_000;

/** Starts the sandbox provider as its own process on a free loopback port. */
export function startSandboxProcess(options: { secret: string; folder: string }): Promise<SandboxProcess> {
  const child = fork(path.join(import.meta.dirname, 'sandbox/main.ts'), {
    env: {
      ...process.env,
      // The child reads what the parent keeps compiled, and spares the memory of the compiler.
      ...(module.getCompileCacheDir() ? { NODE_COMPILE_CACHE: path.dirname(module.getCompileCacheDir() ?? '') } : {}),
      SANDBOX_SECRET: options.secret,
      SANDBOX_FOLDER: options.folder,
    },
    execArgv: ['--max-old-space-size=64', '--max-semi-space-size=1'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the payment sandbox did not start in time')), startTimeoutMs);
    child.once('exit', (code) => reject(new Error(`the payment sandbox left with code ${code}`)));
    child.once('message', (message: { port: number }) => {
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve({
        url: `http://127.0.0.1:${message.port}`,
        announce: (notifyUrl) => void child.send({ notifyUrl }),
        pid: child.pid,
        stop: () => void child.kill(),
      });
    });
  });
}
