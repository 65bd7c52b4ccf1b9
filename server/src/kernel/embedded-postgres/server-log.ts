import { copyFile, open, stat, truncate } from 'node:fs/promises';

const logBytesMax = 10 * 1024 * 1024;
const checkEveryMs = 60_000;
const readBytesMax = 64 * 1024;

/** Keeps the log at two files of about 10 MB. The server appends, so emptying the file under it is safe. */
export async function boundLog(logFile: string, bytesMax = logBytesMax): Promise<void> {
  const found = await stat(logFile).catch(() => undefined);
  if (!found || found.size <= bytesMax) return;
  await copyFile(logFile, `${logFile}.1`);
  await truncate(logFile, 0);
}

/** Looks at the size once a minute while this process lives. @returns a function that ends it. */
export function keepLogBounded(logFile: string): () => void {
  const timer = setInterval(() => {
    // A log that cannot be trimmed now is tried again; it must not end the server's work.
    boundLog(logFile).catch(() => undefined);
  }, checkEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

export async function logSize(logFile: string): Promise<number> {
  return (await stat(logFile).catch(() => undefined))?.size ?? 0;
}

/** The end of what was written since `offset`, at most 64 KiB. */
export async function readLogSince(logFile: string, offset: number): Promise<string> {
  const handle = await open(logFile, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(offset <= size ? offset : 0, size - readBytesMax);
    const buffer = Buffer.alloc(size - start);
    await handle.read(buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}
