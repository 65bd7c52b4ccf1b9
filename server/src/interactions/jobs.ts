import type { Sweep } from '../kernel/index.ts';
import { countNextActions } from './store.ts';

const batchMax = 2_000;

export const sweeps: readonly Sweep[] = [
  {
    name: 'interactions.count-days',
    everyMs: 1_000,
    run: (world) => world.act((act) => countNextActions(act, world.config.zone, batchMax)),
  },
];
