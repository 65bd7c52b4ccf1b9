import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { z } from 'zod';
import { foreignOrigin, newId, notFound, notSignedIn, type Principal, Problem, type World } from '../kernel/index.ts';
import type { AssetKind } from './asset.ts';
import {
  diskFull,
  tooManyUploads,
  uploadEmpty,
  uploadLengthMissing,
  uploadMetadataWrong,
  uploadQuotaUsed,
  uploadStepUnknown,
  uploadTooLarge,
} from './errors.ts';
import { finishUpload } from './finish-upload.ts';
import { mediaFolders } from './folders.ts';
import { imageLimits } from './limits.ts';
import { deleteOpenUpload, insertUpload, lockUploader, selectUpload, selectUploadUse, type Upload } from './store.ts';

export const uploadsPath = '/api/v1/uploads';

/** What one person may have under way, and send in a day. */
export const uploadLimits = {
  openMax: 5,
  bytesPerDayMax: 8 * 1024 ** 3,
  lifeMs: 24 * 3_600_000,
  freeBytesKept: 256 * 1024 * 1024,
} as const;

const dayMs = 24 * 3_600_000;

/** Receives tus 1.0 uploads: `handle` answers the raw request; the server has resolved the principal before. */
export type UploadReceiver = {
  handle(request: IncomingMessage, response: ServerResponse, principal: Principal): Promise<void>;
};

/**
 * The upload endpoint at /api/v1/uploads and below. Only signed-in people upload; an upload of somebody else does not
 * exist. What is written survives a killed process: the client asks for the offset and goes on.
 */
export function createUploadReceiver(world: World): UploadReceiver {
  const { uploads } = mediaFolders(world);
  mkdirSync(uploads, { recursive: true });
  const creating = new AsyncLocalStorage<string>();
  const tus = new ProblemServer({
    path: uploadsPath,
    datastore: new FileStore({ directory: uploads }),
    relativeLocation: true,
    maxSize: world.config.uploadBytesMax,
    disableTerminationForFinishedUploads: true,
    allowedOrigins: () => false,
    namingFunction: () => creating.getStore() ?? newId(),
    async onUploadFinish(_request, upload) {
      await finishUpload(world, { id: upload.id, bytes: BigInt(upload.size ?? 0) });
      return {};
    },
    onResponseError(_request, error) {
      const status = 'status_code' in error ? error.status_code : 500;
      if (status >= 500) world.log.error({ err: error }, 'an upload request failed');
      return { status_code: status, body: '' };
    },
  });

  return {
    async handle(request, response, principal) {
      try {
        const upload = await admit(world, request, principal);
        if (request.method === 'HEAD' && (upload.state === 'finished' || (await finishUpload(world, upload)))) {
          return answerFinished(response, upload);
        }
        if (request.method !== 'POST') return await passOn(world, tus, request, response, upload);
        await creating.run(upload.id, () => tus.handle(request, response));
        if (response.statusCode !== 201) await deleteOpenUpload(world.database, upload.id);
      } catch (error) {
        if (!(error instanceof Problem)) world.log.error({ err: error }, 'an upload request failed');
        sendProblem(response, error instanceof Problem ? error : brokenOnOurSide(error));
      }
    },
  };
}

async function passOn(world: World, tus: Server, request: IncomingMessage, response: ServerResponse, upload: Upload) {
  await tus.handle(request, response);
  if (request.method === 'DELETE' && response.statusCode === 204) await deleteOpenUpload(world.database, upload.id);
}

/** The upload this request is about: reserved for a POST, the caller's own for the rest. @throws Problem */
async function admit(world: World, request: IncomingMessage, principal: Principal): Promise<Upload> {
  if (!principal.accountId) throw notSignedIn();
  assertOwnOrigin(request);
  if (request.method === 'POST') return reserve(world, request, principal.accountId);
  if (!['HEAD', 'PATCH', 'DELETE'].includes(request.method ?? '')) throw uploadStepUnknown();
  const id = z.uuid().safeParse((request.url ?? '').split('?')[0]?.slice(uploadsPath.length + 1));
  const upload = id.success ? await selectUpload(world.database, id.data) : undefined;
  if (!upload || upload.owner_id !== principal.accountId) throw notFound();
  return upload;
}

async function reserve(world: World, request: IncomingMessage, ownerId: string): Promise<Upload> {
  // Before anything is kept: a refusal must leave nothing behind, not even for a moment.
  if (request.headers['tus-resumable'] !== '1.0.0') throw problemOf(412);
  const length = request.headers['upload-length'];
  if (typeof length !== 'string' || !/^\d{1,15}$/.test(length)) throw uploadLengthMissing();
  const bytes = Number(length);
  const metadata = readMetadata(request.headers['upload-metadata']);
  const purpose = z.enum(['video', 'image']).safeParse(metadata.get('purpose'));
  if (!purpose.success) throw uploadMetadataWrong();
  if (bytes === 0) throw uploadEmpty();
  const bytesMax = bytesMaxOf(world, purpose.data);
  if (bytes > bytesMax) throw uploadTooLarge({ detail: `${bytes} bytes; at most ${bytesMax}.` });
  const disk = await statfs(mediaFolders(world).uploads);
  if (disk.bavail * disk.bsize < bytes + uploadLimits.freeBytesKept) throw diskFull({ retryAfterSeconds: 600 });
  const now = world.systemClock.now();
  const upload: Upload = {
    id: newId(),
    owner_id: ownerId,
    kind: purpose.data,
    file_name: (metadata.get('filename') ?? '').slice(0, 200),
    bytes: BigInt(bytes),
    state: 'open',
    created_at: now,
  };
  await world.act(async (act) => {
    await lockUploader(act, ownerId);
    const use = await selectUploadUse(act, ownerId, now, new Date(now.getTime() - dayMs));
    if (use.open_count >= uploadLimits.openMax) throw tooManyUploads();
    if (use.bytes + upload.bytes > BigInt(uploadLimits.bytesPerDayMax)) throw uploadQuotaUsed();
    await insertUpload(act, { ...upload, expires_at: new Date(now.getTime() + uploadLimits.lifeMs) });
  }, ownerId);
  return upload;
}

function bytesMaxOf(world: World, kind: AssetKind): number {
  return kind === 'image'
    ? Math.min(imageLimits.fileBytesMax, world.config.uploadBytesMax)
    : world.config.uploadBytesMax;
}

/** `name base64,name base64` (tus 1.0). */
function readMetadata(header: string | string[] | undefined): Map<string, string> {
  const pairs = typeof header === 'string' && header.length <= 4_096 ? header.split(',') : [];
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString('utf8').replaceAll('\u0000', '')] as const;
    }),
  );
}

/** A browser names the page that sent a request; it must be one of ours. */
function assertOwnOrigin(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (!origin) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw foreignOrigin();
}

/** A finished upload answers for itself: its file may already be processed and gone. */
function answerFinished(response: ServerResponse, upload: Upload): void {
  response.writeHead(200, {
    'tus-resumable': '1.0.0',
    'upload-offset': String(upload.bytes),
    'upload-length': String(upload.bytes),
    'cache-control': 'no-store',
  });
  response.end();
}

const problemOfStatus: Record<number, [code: string, title: string]> = {
  400: ['request.malformed', 'The upload request could not be read.'],
  403: ['media.offset_missing', 'Say the offset of the part that is sent.'],
  404: ['request.not_found', 'There is nothing here that you may see.'],
  409: ['media.offset_mismatch', 'The upload is at another offset; ask for it and go on from there.'],
  410: ['media.upload_expired', 'This upload has expired; please start it again.'],
  412: ['media.tus_version', 'Uploads speak tus 1.0.0 (header Tus-Resumable).'],
  413: ['media.too_large', 'This file is larger than what can be taken.'],
  415: ['request.media_type', 'Send the part as application/offset+octet-stream.'],
  423: ['media.upload_busy', 'Another request is writing this upload; please try again in a moment.'],
};

function brokenOnOurSide(cause: unknown): Problem {
  return new Problem(500, 'service.failed', 'Something broke on our side; it has been written down.', { cause });
}

function problemOf(status: number): Problem {
  const known = problemOfStatus[status];
  return known ? new Problem(status, ...known) : brokenOnOurSide(undefined);
}

function problemBody(problem: Problem): string {
  return JSON.stringify({
    type: `urn:haowu:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    ...(problem.options.detail ? { detail: problem.options.detail } : {}),
    requestId: newId(),
  });
}

function sendProblem(response: ServerResponse, problem: Problem): void {
  if (response.headersSent) return void response.destroy();
  const body = problemBody(problem);
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'tus-resumable': '1.0.0',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(problem.options.retryAfterSeconds ? { 'retry-after': String(problem.options.retryAfterSeconds) } : {}),
    // The rest of a refused body is not read.
    connection: 'close',
  });
  response.end(body);
}

/** The tus server with errors as problem+json instead of plain text. */
class ProblemServer extends Server {
  override write(...[context, headers, status, body]: Parameters<Server['write']>): ReturnType<Server['write']> {
    if (status < 400) return super.write(context, headers, status, body);
    headers.set('Content-Type', 'application/problem+json');
    return super.write(context, headers, status, problemBody(problemOf(status)));
  }
}
