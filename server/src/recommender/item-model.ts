import { Worker } from 'node:worker_threads';
import type { EaseInput, EaseRows } from '@haowu/interest-engine';
import type { World } from '../kernel/index.ts';
import type { Replica } from './replica.ts';

/** The closed-form item model of this process: fitted in a thread of its own from what the replica knows, now and then. */
export type ItemModel = {
  /** Fits anew in the background when enough was learned since the last time. */
  refitWhenDue(): void;
  /** Gives the fitted rows to the engine that serves now, after it was replaced. */
  give(): void;
  /** When the rows that serve were fitted, wall time; undefined: none yet. */
  fittedAt(): Date | undefined;
  /** Waits for a fit that is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

/** Fewer viewers with a history than this say nothing about items. */
const viewersMin = 20;
/** Bounds one fit to some tens of seconds and 65 MB; the engine takes the items most met. */
const bounds = { viewers: 20_000, items: 4_000 } as const;

/** @param every entries of the log between two fits; the first comes once so many, or a hundredth of them, are learned. */
export function followItemModel(world: World, replica: () => Replica, every = 50_000): ItemModel {
  const failures = world.metrics.counter(
    'haowu_recommender_item_model_failures_total',
    'Fits of the closed-form item model that failed; the rows before serve on',
  );
  let rows: EaseRows | undefined;
  let fittedAt: Date | undefined;
  let takenAtFit: number | undefined;
  let worker: Worker | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  function isDue(): boolean {
    const taken = replica().taken();
    if (takenAtFit === undefined) return taken >= every / 100;
    // The second fit comes early, while what is known still doubles.
    return taken - takenAtFit >= Math.min(every, Math.max(takenAtFit, every / 100));
  }

  async function fit(input: EaseInput): Promise<void> {
    const thread = new Worker(new URL('./item-model-thread.ts', import.meta.url), { workerData: input });
    worker = thread;
    try {
      const fitted = await new Promise<EaseRows>((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.once('exit', (code) => reject(new Error(`the thread ended with ${code} before it was done`)));
      });
      if (stopped) return;
      replica().engine.setEaseRows(fitted);
      rows = fitted;
      fittedAt = world.systemClock.now();
    } catch (error) {
      if (stopped) return;
      failures.inc();
      world.log.warn({ err: error }, 'the item model could not be fitted; the one before serves on');
    } finally {
      worker = undefined;
    }
  }

  return {
    refitWhenDue() {
      if (stopped || worker || !isDue()) return;
      const { engine } = replica();
      takenAtFit = replica().taken();
      const input = engine.easeInput(bounds);
      if (input.starts.length - 1 < viewersMin || input.itemIds.length < 2) return;
      running = fit(input);
    },
    give() {
      if (rows) replica().engine.setEaseRows(rows);
    },
    fittedAt: () => fittedAt,
    settled: () => running,
    async stop() {
      stopped = true;
      await worker?.terminate();
      await running;
    },
  };
}
