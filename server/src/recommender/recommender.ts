import { setTimeout as startTimer } from 'node:timers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Engine, vectorDims } from '@haowu/interest-engine';
import { onActionsRecorded } from '../interactions/index.ts';
import { latestTransaction, type World } from '../kernel/index.ts';
import { createFreshness, type Freshness } from './freshness.ts';
import { followItemModel, type ItemModel } from './item-model.ts';
import { builtInPolicy } from './policies/built-in.ts';
import { readLog } from './read-log.ts';
import type { Replica } from './replica.ts';
import type { Shelf } from './shelf.ts';
import { loadReplica } from './snapshot-files.ts';
import { ringExamples, startTrainer, type Trainer } from './trainer.ts';
import { createVectorIndex } from './vector-index.ts';

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
    | 'modelHealth'
    | 'trainingBacklog'
    | 'stats'
  >;
  /**
   * Waits until what this process recorded is learned, at most `waitMs` (25). Costs nothing when nothing is new. What a
   * longer transaction elsewhere holds back comes later; it never fails.
   */
  catchUp(waitMs?: number): Promise<void>;
  /**
   * Learns all that is recorded now, the model included, at most `waitMs` (15,000); for start and tests. @throws when the
   * database cannot be read, or a transaction that was open at the call goes on for longer.
   */
  replayAll(waitMs?: number): Promise<void>;
  readonly shelf: Pick<Shelf, 'video' | 'product' | 'videos' | 'videosOfAuthor' | 'isShown'>;
  /** Entries of the logs taken so far. */
  taken(): number;
  /** How this process stands to the log, for its health page. */
  readonly freshness: Freshness;
  readonly itemModel: ItemModel;
  trainerRestarts(): number;
  /** Entries that are recorded and not yet learned, at most a batch; reads the log. */
  behind(): Promise<{ entries: number; oldestAt: Date | undefined }>;
  /** Everything learned, as bytes that are equal for equal states. For tests; a running server saves by its thread. */
  snapshot(origin: string): Uint8Array;
  readonly trainer: Pick<Trainer, 'breakDown'>;
  stop(): Promise<void>;
};

export type RecommenderOptions = {
  /** Longest wait between two looks at the logs. */
  pollMs?: number;
  /** Entries between two snapshots. */
  snapshotEvery?: number;
  /** Entries between two fits of the closed-form item model. */
  itemModelEvery?: number;
};

const chunkMs = 4;
const leastPauseMs = 20;
/** Some 2 ms each, and only in a catalogue too large to scan. */
const vectorsPerLook = 10;
const recommenders = new WeakMap<World, Recommender>();

/** The recommender of this process, if it was started. */
export function recommenderOf(world: World): Recommender | undefined {
  return recommenders.get(world);
}

/** A replica and the thread that trains its model in shared memory. */
type Mind = { replica: Replica; trainer: Trainer };

/**
 * Loads the newest snapshot and follows the logs until stopped. Every process that serves runs one; all come to the same
 * state. Returns once the snapshot is loaded; the rest of the log is learned while serving, a few milliseconds at a time.
 */
export async function startRecommender(world: World, options: RecommenderOptions = {}): Promise<Recommender> {
  const { pollMs = 200, snapshotEvery = 20_000, itemModelEvery } = options;
  const builtIn = builtInPolicy(world);
  const learned = world.metrics.counter(
    'haowu_recommender_entries_total',
    'Entries of the logs learned by this process',
  );
  const restarts = world.metrics.counter(
    'haowu_recommender_trainer_restarts_total',
    'Times the training thread died and the model was loaded again',
  );
  let trainerRestarts = 0;
  let stopped = false;
  let woken = false;
  let stopWaiting: (() => void) | undefined;
  const wakeUp = (): void => {
    woken = true;
    stopWaiting?.();
  };

  async function openMind(): Promise<Mind> {
    const trainer = startTrainer(builtIn, (error) => {
      if (stopped) return;
      world.log.warn({ err: error }, 'the training thread died; the model is loaded again');
      wakeUp();
    });
    const { training } = trainer;
    const replica = await loadReplica(world.database, world.config.dataDir, world.log, {
      builtIn,
      training,
      vectorIndex: createVectorIndex(vectorDims),
    });
    return { replica, trainer };
  }

  let mind = await openMind();
  const freshness = createFreshness();
  const itemModel = followItemModel(world, () => mind.replica, itemModelEvery);
  let completeBelow = 0n;
  let recordedIn = 0n;
  let takenAtSnapshot = mind.replica.taken();
  let snapshotting: Promise<void> | undefined;

  /** One stretch of the log into a mind, a few milliseconds at a time, and no faster than its model is trained. */
  async function learnStretch({ replica, trainer }: Mind, isLive: boolean): Promise<string | undefined> {
    const stretch = await readLog(world.database, replica);
    let startedAt = performance.now();
    for (const entry of stretch.entries) {
      while (replica.engine.trainingBacklog() > ringExamples / 2) {
        if (trainer.failed() || stopped) return undefined;
        await setTimeout(1);
      }
      replica.apply(entry);
      if (isLive && entry.log === 'action') {
        freshness.add(world.systemClock.now().getTime() - entry.action.recordedAt.getTime());
      }
      if (performance.now() - startedAt < chunkMs) continue;
      await setImmediate();
      startedAt = performance.now();
    }
    if (stretch.entries.length > 0) learned.inc(stretch.entries.length);
    return stretch.completeBelow;
  }

  async function learnNext(): Promise<boolean> {
    if (mind.trainer.failed()) await renewMind();
    // What was recorded before this process had caught up says nothing about how fast it learns.
    const complete = await learnStretch(mind, completeBelow > 0n);
    if (complete) completeBelow = BigInt(complete);
    return complete === undefined && !stopped;
  }

  /** The old mind goes on answering until the new one has learned the whole log. */
  async function renewMind(): Promise<void> {
    trainerRestarts += 1;
    restarts.inc();
    const next = await openMind();
    while (!stopped && !next.trainer.failed()) {
      if ((await learnStretch(next, false)) !== undefined) break;
    }
    const { trainer } = mind;
    mind = next;
    itemModel.give();
    await trainer.stop();
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
    const taken = mind.replica.taken();
    if (snapshotting || stopped || taken - takenAtSnapshot < snapshotEvery) return;
    takenAtSnapshot = taken;
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
        itemModel.refitWhenDue();
        mind.replica.engine.refreshVectorIndex(vectorsPerLook);
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
    get engine() {
      return mind.replica.engine;
    },
    get shelf() {
      return mind.replica.shelf;
    },
    get trainer() {
      return mind.trainer;
    },
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
      while ((await look()) || completeBelow < latest || mind.replica.engine.trainingBacklog() > 0) {
        if (performance.now() > until) throw new Error(`a transaction that writes is open for more than ${waitMs} ms`);
        if (completeBelow > 0n) await setTimeout(5);
      }
    },
    taken: () => mind.replica.taken(),
    freshness,
    itemModel,
    trainerRestarts: () => trainerRestarts,
    async behind() {
      const { entries } = await readLog(world.database, mind.replica);
      const [first] = entries;
      return {
        entries: entries.length,
        oldestAt: first && (first.log === 'fact' ? first.fact.recordedAt : first.action.recordedAt),
      };
    },
    snapshot: (origin) => mind.replica.snapshot(origin),
    async stop() {
      stopped = true;
      stopListening();
      wakeUp();
      await following;
      await Promise.all([snapshotting, itemModel.stop(), mind.trainer.stop()]);
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
