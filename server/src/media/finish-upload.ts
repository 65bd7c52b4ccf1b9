import { stat } from 'node:fs/promises';
import type { World } from '../kernel/index.ts';
import { sourcePathOf } from './folders.ts';
import { finishUploadRow, insertAsset, type Upload } from './store.ts';

/**
 * Turns a completely received upload into an asset that waits for processing. Doing it twice changes nothing, so it is
 * also called when a process died between the last byte and this.
 * @returns whether the file is complete.
 */
export async function finishUpload(world: World, upload: Pick<Upload, 'id' | 'bytes'>): Promise<boolean> {
  const file = await stat(sourcePathOf(world, upload.id)).catch(() => undefined);
  if (!file || BigInt(file.size) !== upload.bytes) return false;
  await world.act(async (act) => {
    const finished = await finishUploadRow(act, upload.id);
    if (!finished) return;
    await insertAsset(act, { id: finished.id, ownerId: finished.owner_id, kind: finished.kind, now: act.now });
    act.afterCommit(() => world.wake());
  }, 'media');
  return true;
}
