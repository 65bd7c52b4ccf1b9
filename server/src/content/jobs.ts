import type { Sweep } from '../kernel/index.ts';
import { settleClip } from './settle-clip.ts';
import { selectWaitingAssets } from './store.ts';

const batchMax = 50;

export const sweeps: readonly Sweep[] = [
  {
    // The fact of a clip may be handled before the video that names it is committed; this finds those.
    name: 'content.settle-clips',
    everyMs: 30_000,
    async run(world) {
      let settled = 0;
      for (const assetId of await selectWaitingAssets(world.database, batchMax)) {
        if (await world.act((act) => settleClip(act, assetId), 'content')) settled += 1;
      }
      return settled;
    },
  },
];
