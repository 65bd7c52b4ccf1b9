import { impressionLifeMs } from '../interactions/index.ts';
import type { Sweep } from '../kernel/index.ts';
import { deleteExplanationsBefore, deletePagesBefore } from './store.ts';

const batchMax = 1_000;

export const sweeps: readonly Sweep[] = [
  {
    name: 'feed.forget-pages',
    everyMs: 10 * 60_000,
    async run(world) {
      const before = new Date(world.systemClock.now().getTime() - impressionLifeMs);
      const explanations = await deleteExplanationsBefore(world.database, before, batchMax);
      return explanations + (await deletePagesBefore(world.database, before, batchMax));
    },
  },
];
