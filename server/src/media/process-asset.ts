import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { publish } from '../events/index.ts';
import type { World } from '../kernel/index.ts';
import type { Outputs } from './asset.ts';
import { storeBlob } from './blobs.ts';
import type { ChildResult } from './child/messages.ts';
import { mediaFolders, sourcePathOf } from './folders.ts';
import { processFile } from './process-file.ts';
import { MediaRefused, type Refusal } from './refusal.ts';
import { ChildStopped } from './run-child.ts';
import {
  type Claim,
  claimAsset,
  keepClaim,
  makeReady,
  makeRefused,
  markSourcesRemoved,
  type ReadyFields,
  releaseClaim,
} from './store.ts';

const attemptsMax = 4;
const reportEveryMs = 1_000;

const stops = new WeakMap<World, AbortController>();

/** Ends running work of this process at once; what was claimed goes back into the queue. For a clean stop. */
export function stopProcessing(world: World): void {
  stopOf(world).abort();
}

function stopOf(world: World): AbortController {
  const known = stops.get(world) ?? new AbortController();
  stops.set(world, known);
  return known;
}

let turn: Promise<unknown> = Promise.resolve();

/** One file at a time in this process, whoever asks. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * Processes the next waiting asset, or the named one when it waits.
 * @returns whether there was one.
 */
export function processNextAsset(world: World, assetId?: string): Promise<boolean> {
  return inTurn(async () => {
    if (stopOf(world).signal.aborted) return false;
    const claim = await claimAsset(world.database, randomUUID(), assetId);
    if (!claim) return false;
    await processClaimed(world, claim);
    return true;
  });
}

async function processClaimed(world: World, claim: Claim): Promise<void> {
  const { work } = mediaFolders(world);
  const workDir = path.join(work, `${claim.id}-${claim.attempts}`);
  try {
    // A worker that died before this attempt may have left a folder.
    await removeWork(work, claim.id);
    if (claim.attempts > attemptsMax) {
      return await refuse(world, claim, failed(`It was given up after ${attemptsMax} attempts.`));
    }
    await mkdir(workDir, { recursive: true });
    const result = await processHeld(world, claim, workDir);
    const fields = await keepOutputs(world, workDir, result);
    await world.act(async (act) => {
      if (!(await makeReady(act, claim, fields, act.now))) return;
      publish(act, 'media.ready', claim.id, { assetId: claim.id, ownerId: claim.owner_id, kind: claim.kind });
    }, 'media');
    await removeSource(world, claim.id);
  } catch (error) {
    await settleFailure(world, claim, error);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Runs the child while the lease is kept; a lost lease or a stop ends it. */
async function processHeld(world: World, claim: Claim, workDir: string): Promise<ChildResult> {
  const lost = new AbortController();
  let progress = 0;
  const timer = setInterval(() => {
    keepClaim(world.database, claim, progress).then(
      (kept) => {
        if (!kept) lost.abort();
      },
      // The database is away for a moment; the lease outlives several of these.
      (error: unknown) => world.log.warn({ err: error, assetId: claim.id }, 'a lease could not be renewed'),
    );
  }, reportEveryMs);
  try {
    const done = await processFile(
      { kind: claim.kind, sourcePath: sourcePathOf(world, claim.id), workDir },
      {
        onProgress: (value) => {
          progress = value;
        },
        signal: AbortSignal.any([lost.signal, stopOf(world).signal]),
      },
    );
    world.log.info(
      { assetId: claim.id, cpuSeconds: done.cpuSeconds, residentBytesMax: done.residentBytesMax },
      'a file was processed',
    );
    return done.result;
  } finally {
    clearInterval(timer);
  }
}

async function keepOutputs(world: World, workDir: string, result: ChildResult): Promise<ReadyFields> {
  const outputs: Outputs = { sources: [], poster: null, captions: [] };
  for (const made of result.kind === 'video' ? result.sources : result.sizes) {
    const { fileName, bytes } = await storeBlob(world, path.join(workDir, made.fileName), 'move');
    if (bytes !== made.bytes) throw new Error(`${made.fileName} changed after it was checked`);
    outputs.sources.push({ file: fileName, width: made.width, height: made.height, bytes });
  }
  if (result.kind === 'video') {
    outputs.poster = (await storeBlob(world, path.join(workDir, result.poster.fileName), 'move')).fileName;
  }
  return {
    width: result.width,
    height: result.height,
    durationMs: result.kind === 'video' ? result.durationMs : null,
    thumbhash: result.thumbhash,
    outputs,
    sourceSha256: result.sourceSha256,
  };
}

async function settleFailure(world: World, claim: Claim, error: unknown): Promise<void> {
  if (error instanceof MediaRefused) return refuse(world, claim, error.refusal);
  if (error instanceof ChildStopped || stopOf(world).signal.aborted) {
    return releaseClaim(world.database, claim, { delaySeconds: 0, uncounted: true });
  }
  if (codeOf(error) === 'ENOENT') return refuse(world, claim, failed('The uploaded file is gone.'));
  world.log.warn({ err: error, assetId: claim.id, attempts: claim.attempts }, 'a file could not be processed');
  // A full disk passes and is nobody's fault: wait without counting.
  const noSpace = codeOf(error) === 'ENOSPC' || /no space/i.test(String(error));
  if (!noSpace && claim.attempts >= attemptsMax) {
    return refuse(world, claim, failed(`It failed ${attemptsMax} times on our side.`));
  }
  await releaseClaim(world.database, claim, {
    delaySeconds: noSpace ? 60 : 2 * 4 ** (claim.attempts - 1),
    uncounted: noSpace,
  });
}

function failed(detail: string): Refusal {
  return { code: 'media.processing_failed', detail };
}

async function refuse(world: World, claim: Claim, refusal: Refusal): Promise<void> {
  const { id, kind, owner_id: ownerId } = claim;
  await world.act(async (act) => {
    if (!(await makeRefused(act, claim, refusal, act.now))) return;
    publish(act, 'media.refused', id, { assetId: id, ownerId, kind, reason: refusal.code });
  }, 'media');
  await removeSource(world, id);
}

/** Deletes the uploaded file of a settled asset. */
export async function removeSource(world: World, assetId: string): Promise<void> {
  const file = sourcePathOf(world, assetId);
  await rm(file, { force: true });
  await rm(`${file}.json`, { force: true });
  await markSourcesRemoved(world.database, [assetId]);
}

async function removeWork(work: string, assetId: string): Promise<void> {
  const names = await readdir(work).catch(() => [] as string[]);
  for (const name of names) {
    if (name.startsWith(`${assetId}-`)) await rm(path.join(work, name), { recursive: true, force: true });
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
