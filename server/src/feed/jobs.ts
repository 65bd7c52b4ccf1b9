import { impressionLifeMs } from '../interactions/index.ts';
import type { Sweep } from '../kernel/index.ts';
import { deletePagesBefore } from './store.ts';

const batchMax = 1_000;

export const sweeps: readonly Sweep[] = [
  {
    name: 'feed.forget-pages',
    everyMs: 10 * 60_000,
    run: (world) =>
      deletePagesBefore(world.database, new Date(world.systemClock.now().getTime() - impressionLifeMs), batchMax),
  },
];
