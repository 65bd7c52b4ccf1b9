import { json, sql } from './sql.ts';
import type { Act, World } from './world.ts';

/** A fact as readers see it. */
export type RecordedFact = {
  id: string;
  type: string;
  version: number;
  occurredAt: Date;
  recordedAt: Date;
  subject: string;
  actor: string | null;
  data: unknown;
};

/**
 * A reader of the outbox. `handle` takes a batch inside one transaction that also moves the reader's cursor, so each
 * fact takes effect exactly once in the database. Nothing outside the database may be called in it: write a due row and let a sweep call.
 */
export type Subscriber = {
  readonly name: string;
  readonly types: readonly string[];
  readonly batchMax?: number;
  /**
   * How long a woken reader lets facts gather before it reads them. Most readers keep books or copies that may be a fifth of
   * a second old, and a batch costs about as much as one fact; a reader somebody waits for says a smaller number.
   */
  readonly gatherMs?: number;
  handle(act: Act, facts: readonly RecordedFact[]): Promise<void>;
};

const batchMaxDefault = 200;
const gatherMsDefault = 200;
const pollMs = 250;
const failuresMax = 5;

type FactRow = {
  transaction_id: string;
  position: bigint;
  event_id: string;
  type: string;
  version: number;
  occurred_at: Date;
  recorded_at: Date;
  subject: string;
  actor: string | null;
  data: unknown;
};

/**
 * Hands the next batch to one subscriber. The cursor row is the lock: a second process skips it.
 * @returns how many facts the batch held (0 when there was nothing or another process is reading).
 */
export async function handleNextBatch(
  world: World,
  subscriber: Subscriber,
  only = subscriber.batchMax ?? batchMaxDefault,
): Promise<number> {
  return world.act(async (act) => {
    const cursor = await act.maybe<{ transaction_id: string; position: bigint; failures: number }>(sql`
      select transaction_id::text, position, failures from kernel.subscriptions
      where subscriber = ${subscriber.name} and (retry_at is null or retry_at <= clock_timestamp()) for update skip locked`);
    if (!cursor) return 0;
    // Sorted by the column of the table: the output of the same name is text, and '1000' sorts before '999'.
    const rows = await act.rows<FactRow>(sql`
      select transaction_id::text, position, event_id, type, version, occurred_at, recorded_at, subject, actor, data
      from kernel.outbox
      where (transaction_id, position) > (${cursor.transaction_id}::xid8, ${cursor.position}::bigint)
        and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        and type = any(${subscriber.types}::text[])
      order by outbox.transaction_id, outbox.position limit ${only}`);
    const last = rows.at(-1);
    if (!last) return 0;
    await subscriber.handle(act, rows.map(toFact));
    await act.run(sql`
      update kernel.subscriptions set transaction_id = ${last.transaction_id}::xid8, position = ${last.position}::bigint, failures = 0, retry_at = null
      where subscriber = ${subscriber.name}`);
    world.metrics.factsHandled.inc({ subscriber: subscriber.name, outcome: 'handled' }, rows.length);
    return rows.length;
  }, `subscriber:${subscriber.name}`);
}

function toFact(row: FactRow): RecordedFact {
  return {
    id: row.event_id,
    type: row.type,
    version: row.version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    subject: row.subject,
    actor: row.actor,
    data: row.data,
  };
}

/** After a failed batch: facts go one at a time; one that keeps failing is set aside, and the rest go on. */
async function handleOneByOne(world: World, subscriber: Subscriber): Promise<void> {
  try {
    await handleNextBatch(world, subscriber, 1);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    world.log.error({ subscriber: subscriber.name, err: error }, 'a fact could not be handled');
    await world.act(async (act) => {
      const cursor = await act.maybe<{ transaction_id: string; position: bigint; failures: number }>(sql`
        update kernel.subscriptions set failures = failures + 1,
          retry_at = clock_timestamp() + least(interval '1 second' * power(2, failures), interval '1 minute')
        where subscriber = ${subscriber.name} returning transaction_id::text, position, failures`);
      if (!cursor || cursor.failures < failuresMax) return;
      const row = await act.maybe<FactRow>(sql`
        select transaction_id::text, position, event_id, type, version, occurred_at, recorded_at, subject, actor, data
        from kernel.outbox
        where (transaction_id, position) > (${cursor.transaction_id}::xid8, ${cursor.position}::bigint)
          and transaction_id < pg_snapshot_xmin(pg_current_snapshot()) and type = any(${subscriber.types}::text[])
        order by outbox.transaction_id, outbox.position limit 1`);
      if (!row) return;
      await act.run(sql`
        insert into kernel.dead_letters (subscriber, event_id, event, error)
        values (${subscriber.name}, ${row.event_id}, ${json(toFact(row))}::jsonb, ${message.slice(0, 2_000)}) on conflict do nothing`);
      await act.run(sql`
        update kernel.subscriptions set transaction_id = ${row.transaction_id}::xid8, position = ${row.position}::bigint, failures = 0, retry_at = null
        where subscriber = ${subscriber.name}`);
      world.metrics.factsHandled.inc({ subscriber: subscriber.name, outcome: 'set aside' });
    });
  }
}

export type Readers = {
  /** Handles everything that is readable now; tests use it instead of waiting. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

/** Registers the subscribers' cursors. A new subscriber starts at the beginning of what is kept. */
export async function registerSubscribers(world: World, subscribers: readonly Subscriber[]): Promise<void> {
  const names = subscribers.map((subscriber) => subscriber.name);
  if (new Set(names).size !== names.length) throw new Error(`two subscribers share a name: ${names.join(', ')}`);
  await world.database.run(
    sql`insert into kernel.subscriptions (subscriber) select unnest(${names}::text[]) on conflict do nothing`,
  );
}

/** Slowest look of a subscriber nobody woke; the outbox watch below is what usually wakes it. */
const slowPollMs = 5_000;
/** A woken reader may find its fact still above the oldest running transaction; it looks again after these waits. */
const retryWaitsMs = [3, 6, 12, 25, 50, 100];

/** Runs every subscriber in this process: woken by this process's own facts at once, and by the watch for those of others. */
export function startReaders(world: World, subscribers: readonly Subscriber[]): Readers {
  let stopped = false;
  const loops = subscribers.map((subscriber) => startReader(world, subscriber, () => stopped));
  const watch = watchOutbox(world, () => stopped);
  return {
    drain: () => drainSubscribers(world, subscribers),
    async stop() {
      stopped = true;
      for (const loop of loops) loop.wake();
      watch.wake();
      await Promise.all([watch.done, ...loops.map((loop) => loop.done)]);
    },
  };
}

function startReader(
  world: World,
  subscriber: Subscriber,
  isStopped: () => boolean,
): { done: Promise<void>; wake(): void } {
  const pause = createPause();
  const types = new Set(subscriber.types);
  let woken = true;
  world.onWake((topics) => {
    if (topics && !topics.some((topic) => types.has(topic))) return;
    woken = true;
    pause.end();
  });
  const run = async () => {
    let looks = 0;
    while (!isStopped()) {
      if (woken) {
        looks = 0;
        await delay(subscriber.gatherMs ?? gatherMsDefault);
      }
      woken = false;
      try {
        const count = await handleNextBatch(world, subscriber);
        world.metrics.subscriptionLagFacts.set({ subscriber: subscriber.name }, count);
        if (count > 0) {
          looks = 0;
          // A full batch means more is waiting; otherwise what comes next may gather again.
          if (count < (subscriber.batchMax ?? batchMaxDefault)) await delay(subscriber.gatherMs ?? gatherMsDefault);
          continue;
        }
      } catch (error) {
        if (isStopped()) return;
        world.log.warn(
          { subscriber: subscriber.name, err: error },
          'a batch failed; its facts are tried one at a time',
        );
        await handleOneByOne(world, subscriber).catch((failure) =>
          world.log.warn({ err: failure }, 'the outbox cannot be read'),
        );
        await pause.wait(pollMs);
        continue;
      }
      if (woken || isStopped()) continue;
      await pause.wait(retryWaitsMs[looks] ?? slowPollMs);
      looks += 1;
    }
  };
  return { done: run(), wake: pause.end };
}

const watchMax = 500;

/** Looks for facts that other processes wrote and wakes their readers: one small statement, not one per subscriber. */
function watchOutbox(world: World, isStopped: () => boolean): { done: Promise<void>; wake(): void } {
  const pause = createPause();
  const run = async () => {
    let position = 0n;
    while (!isStopped()) {
      try {
        // Newest first along the primary key: what is new is few, and how many there are in all must not matter.
        const rows = await world.database.rows<{ type: string; position: bigint }>(sql`
          select type, position from kernel.outbox where position > ${position}::bigint order by position desc limit ${watchMax}`);
        if (rows[0]) position = rows[0].position;
        if (rows.length > 0) world.wake(rows.length < watchMax ? [...new Set(rows.map((row) => row.type))] : undefined);
      } catch (error) {
        if (!isStopped()) world.log.warn({ err: error }, 'the outbox cannot be watched');
      }
      if (!isStopped()) await pause.wait(pollMs);
    }
  };
  return { done: run(), wake: pause.end };
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A wait that can be ended early, also just before it begins. */
function createPause(): { wait(ms: number): Promise<void>; end(): void } {
  let resolveWait: (() => void) | undefined;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done() {
          clearTimeout(timer);
          resolveWait = undefined;
          resolve();
        }
        resolveWait = done;
      }),
    end: () => resolveWait?.(),
  };
}

const drainRoundsMax = 10_000;

/**
 * Handles facts until no subscriber finds more; facts that handlers write are handled too. A fact just committed is not
 * readable while any older transaction of the server still runs, in another database too: that is waited for.
 */
export async function drainSubscribers(world: World, subscribers: readonly Subscriber[]): Promise<void> {
  for (let round = 0; round < drainRoundsMax; round += 1) {
    let handled = 0;
    for (const subscriber of subscribers) handled += await handleNextBatch(world, subscriber);
    if (handled > 0) continue;
    if (!(await hasUnreadableFacts(world))) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('facts keep producing facts, or a transaction stays open; a subscriber may answer its own fact');
}

/** Whether committed facts still wait for an older transaction to end. */
async function hasUnreadableFacts(world: World): Promise<boolean> {
  const row = await world.database.one<{ waiting: boolean }>(sql`
    select exists (select from kernel.outbox where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())) as waiting`);
  return row.waiting;
}
