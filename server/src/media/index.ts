/**
 * Media: uploads, the gate and the child that read foreign files, renditions and pictures, and their delivery.
 * Promises that nothing half-made is shown, that a wrong file is refused with a reason, and that a killed process loses no upload.
 * Never trusts a name or a header of a file, and never reads a foreign file in the server's own process.
 */
import type { Queryable } from '../kernel/index.ts';
import type { Asset } from './asset.ts';
import { selectAssets } from './store.ts';

export { adoptAsset, type ReadyMade } from './adopt-asset.ts';
export type { Asset, AssetKind, AssetState, MediaSource } from './asset.ts';
export { assetNotYours } from './errors.ts';
export { ingestFile } from './ingest-file.ts';
export { sweeps } from './jobs.ts';
export { stopProcessing } from './process-asset.ts';
export { createUploadReceiver, type UploadReceiver, uploadsPath } from './receive-upload.ts';
export { routes } from './routes.ts';
export { serveMedia } from './serve-media.ts';

/** Assets by id; ids that do not exist are left out. */
export async function assetsById(queryable: Queryable, ids: readonly string[]): Promise<Map<string, Asset>> {
  const assets = ids.length === 0 ? [] : await selectAssets(queryable, [...new Set(ids)]);
  return new Map(assets.map((asset) => [asset.id, asset]));
}
