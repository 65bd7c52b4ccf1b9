import { copyFile, link, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId, type World } from '../kernel/index.ts';
import type { Asset, AssetKind } from './asset.ts';
import { sha256OfFile } from './blobs.ts';
import { sourcePathOf } from './folders.ts';
import { processNextAsset } from './process-asset.ts';
import { insertAsset, selectAssets, selectReadyBySource } from './store.ts';

const lookEveryMs = 200;

/**
 * Takes a foreign file from this machine (an import) through the same gate and child as an upload, and waits for the
 * outcome. The same content of the same owner is taken once.
 * @returns the asset, `ready` or `refused` with its reason.
 * @throws when the file cannot be read at all (ENOENT, EACCES).
 */
export async function ingestFile(
  world: World,
  file: { ownerId: string; path: string; kind: AssetKind },
): Promise<Asset> {
  const known = await selectReadyBySource(world.database, file.ownerId, file.kind, await sha256OfFile(file.path));
  if (known) return known;
  const id = newId();
  await placeSource(file.path, sourcePathOf(world, id));
  await world.act(
    (act) => insertAsset(act, { id, ownerId: file.ownerId, kind: file.kind, now: act.now }),
    file.ownerId,
  );
  for (;;) {
    await processNextAsset(world, id);
    const [asset] = await selectAssets(world.database, [id]);
    if (!asset) throw new Error(`asset ${id} vanished`);
    if (asset.state === 'ready' || asset.state === 'refused') return asset;
    // Another worker has it, or it waits for its next try.
    await wait(lookEveryMs);
  }
}

/** The file is read in place where the file system allows it, else copied. */
async function placeSource(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}
