import { rm } from 'node:fs/promises';
import type { Sweep } from '../kernel/index.ts';
import { finishUpload } from './finish-upload.ts';
import { sourcePathOf } from './folders.ts';
import { processNextAsset, removeSource } from './process-asset.ts';
import { deleteOpenUpload, selectExpiredUploads, selectLeftoverSources } from './store.ts';

const batchMax = 50;

export const sweeps: readonly Sweep[] = [
  {
    name: 'media.process',
    everyMs: 1_000,
    run: async (world) => ((await processNextAsset(world)) ? 1 : 0),
  },
  {
    // An upload that nobody finished in time is removed; one that was complete becomes an asset after all.
    name: 'media.expire-uploads',
    everyMs: 60_000,
    async run(world) {
      const expired = await selectExpiredUploads(world.database, world.systemClock.now(), batchMax);
      for (const upload of expired) {
        if (await finishUpload(world, upload)) continue;
        if (!(await deleteOpenUpload(world.database, upload.id))) continue;
        const file = sourcePathOf(world, upload.id);
        await rm(file, { force: true });
        await rm(`${file}.json`, { force: true });
      }
      return expired.length;
    },
  },
  {
    name: 'media.remove-sources',
    everyMs: 300_000,
    async run(world) {
      const leftover = await selectLeftoverSources(world.database, batchMax);
      for (const { id } of leftover) await removeSource(world, id);
      return leftover.length;
    },
  },
];
