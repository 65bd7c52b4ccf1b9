import { setTimeout as startTimer } from 'node:timers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Engine } from '@haowu/interest-engine';
import { onActionsRecorded } from '../interactions/index.ts';
import { latestTransaction, type World } from '../kernel/index.ts';
import { builtInPolicy } from './policies/built-in.ts';
import { readLog } from './read-log.ts';
import type { Replica } from './replica.ts';
import type { Shelf } from './shelf.ts';
import { loadReplica } from './snapshot-files.ts';

/** The engine as others may use it: questions only. It learns from the log alone. */
export type Recommender = {
  readonly engine: Pick<
    Engine,
    | 'policy'
    | 'retrieve'
    | 'score'
    | 'mix'
    | 'mixExplained'
    | 'pools'
    | 'poolItems'
    | 'poolTransitions'
    | 'recommend'
    | 'admits'
    | 'explain'
    | 'viewerInterests'
    | 'publicStanding'
    | 'stats'
  >;
  /**
   * Waits until what this process recorded is learned, at most `waitMs` (25). Costs nothing when nothing is new. What a
   * longer transaction elsewhere holds back comes later; it never fails.
   */
  catchUp(waitMs?: number): Promise<void>;
  /**
   * Learns all that is recorded now, at most `waitMs` (15,000); for start and tests. @throws when the database cannot
   * be read, or a transaction that was open at the call goes on for longer.
   */
  replayAll(waitMs?: number): Promise<void>;
  readonly shelf: Pick<Shelf, 'video' | 'product' | 'videos' | 'videosOfAuthor' | 'isShown'>;
  /** Entries of the logs taken so far. */
  taken(): number;
  stop(): Promise<void>;
};

export type RecommenderOptions = {
  /** Longest wait between two looks at the logs. */
  pollMs?: number;
  /** Entries between two snapshots. */
  snapshotEvery?: number;
};

const chunkMs = 4;
const leastPauseMs = 20;
const recommenders = new WeakMap<World, Recommender>();

/** The recommender of this process, if it was started. */
export function recommenderOf(world: World): Recommender | undefined {
  return recommenders.get(world);
}

/**
 * Loads the newest snapshot and follows the logs until stopped. Every process that serves runs one; all come to the same
 * state. Returns once the snapshot is loaded; the rest of the log is learned while serving, a few milliseconds at a time.
 */
export async function startRecommender(world: World, options: RecommenderOptions = {}): Promise<Recommender> {
  const { pollMs = 200, snapshotEvery = 20_000 } = options;
  const replica: Replica = await loadReplica(world.database, world.config.dataDir, world.log, builtInPolicy(world));
  const learned = world.metrics.counter(
    'haowu_recommender_entries_total',
    'Entries of the logs learned by this process',
  );
  let completeBelow = 0n;
  let recordedIn = 0n;
  let takenAtSnapshot = replica.taken();
  let snapshotting: Promise<void> | undefined;
  let stopped = false;
  let woken = false;
  let stopWaiting: (() => void) | undefined;
  const wakeUp = (): void => {
    woken = true;
    stopWaiting?.();
  };

  async function learnNext(): Promise<boolean> {
    const stretch = await readLog(world.database, replica);
    let startedAt = performance.now();
    for (const entry of stretch.entries) {
      replica.apply(entry);
      if (performance.now() - startedAt < chunkMs) continue;
      await setImmediate();
      startedAt = performance.now();
    }
    if (stretch.entries.length > 0) learned.inc(stretch.entries.length);
    if (stretch.completeBelow) completeBelow = BigInt(stretch.completeBelow);
    return stretch.completeBelow === undefined;
  }

  // One reader at a time; who asks while it reads gets a look that begins after the question.
  let running: Promise<boolean> | undefined;
  let next: Promise<boolean> | undefined;
  function look(): Promise<boolean> {
    if (!running) {
      running = learnNext().finally(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running
      .catch(() => false)
      .then(() => {
        next = undefined;
        return look();
      });
    return next;
  }

  const stopListening = onActionsRecorded(world, (transactionId) => {
    const recorded = BigInt(transactionId);
    if (recorded > recordedIn) recordedIn = recorded;
    wakeUp();
  });
  world.onWake(wakeUp);

  const snapshotWhenDue = (): void => {
    if (snapshotting || stopped || replica.taken() - takenAtSnapshot < snapshotEvery) return;
    takenAtSnapshot = replica.taken();
    snapshotting = runSnapshotThread(world)
      .catch((error: unknown) => world.log.warn({ err: error }, 'the recommender could not be saved'))
      .finally(() => {
        snapshotting = undefined;
      });
  };

  const follow = async (): Promise<void> => {
    while (!stopped) {
      let waitMs = pollMs;
      woken = false;
      try {
        while (!stopped && (await look())) await setImmediate();
        snapshotWhenDue();
      } catch (error) {
        waitMs = 1_000;
        if (!stopped) world.log.warn({ err: error }, 'the recommender cannot read its logs and will try again');
      }
      // A burst of facts is one look, not one each; a viewer who waits looks by `catchUp`.
      await setTimeout(leastPauseMs);
      if (stopped || woken) continue;
      await new Promise<void>((resolve) => {
        const timer = startTimer(resolve, waitMs);
        stopWaiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      stopWaiting = undefined;
    }
  };
  const following = follow();

  const recommender: Recommender = {
    engine: replica.engine,
    async catchUp(waitMs = 25) {
      const until = performance.now() + waitMs;
      try {
        while (recordedIn >= completeBelow && performance.now() < until) await look();
      } catch (error) {
        world.log.warn({ err: error }, 'a page is served with what was learned before');
      }
    },
    async replayAll(waitMs = 15_000) {
      const until = performance.now() + waitMs;
      const latest = BigInt(await latestTransaction(world.database));
      while ((await look()) || completeBelow < latest) {
        if (performance.now() > until) throw new Error(`a transaction that writes is open for more than ${waitMs} ms`);
        if (completeBelow > 0n) await setTimeout(5);
      }
    },
    shelf: replica.shelf,
    taken: () => replica.taken(),
    async stop() {
      stopped = true;
      stopListening();
      wakeUp();
      await following;
      await snapshotting;
      if (recommenders.get(world) === recommender) recommenders.delete(world);
    },
  };
  recommenders.set(world, recommender);
  return recommender;
}

function runSnapshotThread(world: World): Promise<void> {
  const worker = new Worker(new URL('./snapshot-thread.ts', import.meta.url), {
    workerData: {
      connectionString: world.database.connectionString,
      dataDir: world.config.dataDir,
      builtIn: builtInPolicy(world),
    },
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread ended with ${code}`))));
  });
}
