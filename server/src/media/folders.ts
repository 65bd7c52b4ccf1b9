import path from 'node:path';
import type { World } from '../kernel/index.ts';

/** Where media lives below the data folder. All of it is on one file system, so moving a file is one rename. */
export function mediaFolders(world: World) {
  const root = path.join(world.config.dataDir, 'media');
  return {
    /** Content-addressed, never changed once written. */
    blobs: path.join(root, 'blobs'),
    /** Uploaded files by asset id, until they are processed. */
    uploads: path.join(root, 'uploads'),
    /** One folder an attempt; swept. */
    work: path.join(root, 'work'),
  };
}

export function sourcePathOf(world: World, assetId: string): string {
  return path.join(mediaFolders(world).uploads, assetId);
}
