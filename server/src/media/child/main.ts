/**
 * The child process that reads one foreign file. It holds no secret and no connection; the parent limits its memory and
 * time, and it leaves by itself when the parent is gone (the IPC channel closes).
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { setPriority } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { childLimits } from '../limits.ts';
import { MediaRefused } from '../refusal.ts';
import type { ChildMessage, ChildResult, ChildTask } from './messages.ts';

process.on('disconnect', () => process.exit(3));
setPriority(childLimits.niceness);

const task = JSON.parse(process.argv[2] ?? 'null') as ChildTask;
const message = await work(task).catch(toMessage);
await send(message);
process.exit(message.type === 'done' ? 0 : 2);

async function work(given: ChildTask): Promise<ChildMessage> {
  const result: ChildResult = { ...(await make(given)), sourceSha256: await sha256Of(given.sourcePath) };
  const usage = process.resourceUsage();
  return {
    type: 'done',
    result,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1_000_000,
    residentBytesMax: usage.maxRSS * 1_024,
  };
}

async function make(given: ChildTask) {
  if (given.kind === 'image') {
    const { renderImage } = await import('./render-image.ts');
    return renderImage(given.sourcePath, given.workDir);
  }
  const { transcodeVideo } = await import('./transcode-video.ts');
  return transcodeVideo({
    ...given,
    onAccepted: (durationMs) => void send({ type: 'accepted', durationMs }),
    onProgress: (progress) => void send({ type: 'progress', progress }),
  });
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function toMessage(error: unknown): ChildMessage {
  if (error instanceof MediaRefused) return { type: 'refused', refusal: error.refusal };
  return { type: 'failed', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

function send(outgoing: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send) return resolve();
    process.send(outgoing, () => resolve());
  });
}
