import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { notFound, type World } from '../kernel/index.ts';
import { blobPath, blobTypes } from './blobs.ts';

/**
 * Answers GET and HEAD of `/media/<sha256>.<extension>`: byte ranges (players need them), cached for ever because the
 * name is the hash of the content. A name that is not a blob's, or a missing one, answers 404.
 */
export async function serveMedia(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fileName = path.posix.basename((request.url ?? '').split('?')[0] ?? '');
  const file = blobPath(world, fileName);
  const found = file ? await stat(file).catch(() => undefined) : undefined;
  if (!file || !found?.isFile()) return answerMissing(response);
  const etag = `"${fileName.slice(0, 32)}"`;
  const headers: Record<string, string | number> = {
    'content-type': blobTypes[path.extname(fileName).slice(1)] ?? 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': "default-src 'none'",
    etag,
  };
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
  const ifRange = request.headers['if-range'];
  const range = ifRange && ifRange !== etag ? undefined : readRange(request.headers.range, found.size);
  if (range === 'beyond') {
    return void response.writeHead(416, { ...headers, 'content-range': `bytes */${found.size}` }).end();
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'content-length': end - start + 1,
    ...(range ? { 'content-range': `bytes ${start}-${end}/${found.size}` } : {}),
  });
  if (request.method === 'HEAD') return void response.end();
  // A player that has enough closes the connection: that is no error.
  await pipeline(createReadStream(file, { start, end, highWaterMark: 256 * 1024 }), response).catch(() => undefined);
}

/** One range, first to last byte; several ranges or nonsense get the whole file (RFC 9110 allows it). */
export function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'beyond' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const count = Math.min(Number(match[2]), size);
    return count === 0 ? 'beyond' : { start: size - count, end: size - 1 };
  }
  const start = Number(match[1]);
  if (start >= size) return 'beyond';
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return end < start ? undefined : { start, end };
}

function answerMissing(response: ServerResponse): void {
  const problem = notFound();
  const body = JSON.stringify({
    type: `urn:haowu:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
  });
  response
    .writeHead(404, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
}
