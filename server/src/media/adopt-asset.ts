import type { Act } from '../kernel/index.ts';
import type { AssetKind, Outputs } from './asset.ts';
import { storeBlob } from './blobs.ts';
import { insertReadyAsset } from './store.ts';

/** Files of one clip or picture made by our own scripts: already in their final form. Paths are absolute. */
export type ReadyMade = {
  /** Given by the caller, so that adopting twice keeps one asset. */
  id: string;
  ownerId: string;
  kind: AssetKind;
  /** .mp4 for a video, .webp or .jpg for a picture; largest first. */
  renditions: { path: string; width: number; height: number }[];
  posterPath?: string;
  captions?: { locale: string; path: string }[];
  durationMs?: number;
  /** Base64. */
  thumbhash: string | null;
};

/**
 * Takes ready-made files over without a transcode: they are copied into the blob store and the asset is ready at once.
 * Only for files the project made itself; foreign files go through `ingestFile`.
 */
export async function adoptAsset(act: Act, made: ReadyMade): Promise<void> {
  const [first] = made.renditions;
  if (!first) throw new Error('a ready-made asset needs at least one rendition');
  if (made.kind === 'video' && (!made.posterPath || !made.durationMs)) {
    throw new Error('a ready-made video needs its poster and its duration');
  }
  const outputs: Outputs = { sources: [], poster: null, captions: [] };
  for (const { path, width, height } of made.renditions) {
    const { fileName, bytes } = await storeBlob(act.world, path, 'copy');
    outputs.sources.push({ file: fileName, width, height, bytes });
  }
  if (made.posterPath) outputs.poster = (await storeBlob(act.world, made.posterPath, 'copy')).fileName;
  for (const { locale, path } of made.captions ?? []) {
    outputs.captions.push({ locale, file: (await storeBlob(act.world, path, 'copy')).fileName });
  }
  await insertReadyAsset(act, {
    id: made.id,
    ownerId: made.ownerId,
    kind: made.kind,
    now: act.now,
    width: first.width,
    height: first.height,
    durationMs: made.durationMs ?? null,
    thumbhash: made.thumbhash,
    outputs,
    sourceSha256: null,
  });
}
