import type { World } from './world.ts';

/**
 * Due work: rows whose deadline has come (on the business clock), or rows waiting for a call to the outside.
 * `run` handles at most one bounded batch, claims its rows with conditional updates, and returns how many it handled;
 * it is called again at once while it returns work, and by several processes at the same time.
 */
export type Sweep = {
  readonly name: string;
  /** Longest wait between two looks when nobody wakes it. */
  readonly everyMs: number;
  /** Fact types that mean there may be work now; it is also woken by its own name. */
  readonly wakeOn?: readonly string[];
  run(world: World): Promise<number>;
};

export type Sweeper = { stop(): Promise<void> };

/** Runs the sweeps in this process; a failure is logged and tried again at the next look, with growing waits. */
export function startSweeps(world: World, sweeps: readonly Sweep[]): Sweeper {
  let stopped = false;
  const loops = sweeps.map((sweep) => {
    let wakeUp: (() => void) | undefined;
    let woken = false;
    const wake = () => {
      woken = true;
      wakeUp?.();
    };
    const topicsOfSweep = new Set([sweep.name, ...(sweep.wakeOn ?? [])]);
    world.onWake((topics) => {
      if (!topics || topics.some((topic) => topicsOfSweep.has(topic))) wake();
    });
    const run = async () => {
      let failures = 0;
      while (!stopped) {
        woken = false;
        let waitMs = sweep.everyMs;
        try {
          const count = await sweep.run(world);
          failures = 0;
          if (count > 0) {
            world.metrics.sweptRows.inc({ sweep: sweep.name }, count);
            continue;
          }
        } catch (error) {
          if (stopped) return;
          failures += 1;
          waitMs = Math.min(60_000, sweep.everyMs * 2 ** Math.min(failures, 6));
          woken = false;
          world.log.warn({ sweep: sweep.name, err: error }, 'a sweep failed and will run again');
        }
        if (woken || stopped) continue;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wakeUp = undefined;
      }
    };
    return { done: run(), wake };
  });
  return {
    async stop() {
      stopped = true;
      for (const loop of loops) loop.wake();
      await Promise.all(loops.map((loop) => loop.done));
    },
  };
}

const sweepRoundsMax = 10_000;

/** Runs the sweeps until none finds due work. */
export async function runDueWork(world: World, sweeps: readonly Sweep[]): Promise<number> {
  let total = 0;
  for (let round = 0; round < sweepRoundsMax; round += 1) {
    let count = 0;
    for (const sweep of sweeps) count += await sweep.run(world);
    if (count === 0) return total;
    total += count;
  }
  throw new Error('due work never ends; a sweep does not claim its rows');
}
