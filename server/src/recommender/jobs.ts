import { dayMs, type Sweep } from '../kernel/index.ts';
import { checkSweep } from './policies/ask-check.ts';
import { runNextCheck } from './policies/run-checks.ts';
import { deleteSlotsBefore } from './slots/store.ts';

const keptDays = 90;
const batchMax = 1_000;

export const sweeps: readonly Sweep[] = [
  {
    name: checkSweep,
    everyMs: 5_000,
    run: async (world) => ((await runNextCheck(world)) ? 1 : 0),
  },
  {
    name: 'recommender.forget-drawn-slots',
    everyMs: 3_600_000,
    run: (world) =>
      deleteSlotsBefore(world.database, new Date(world.businessClock.now().getTime() - keptDays * dayMs), batchMax),
  },
];
