import type { BusinessClock, Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database, Tx } from './database.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { json, sql } from './sql.ts';

/** What every act needs from the ground: settings, database, clocks, log, figures. One per process. */
export type World = {
  readonly config: Config;
  readonly secret: string;
  readonly database: Database;
  readonly businessClock: BusinessClock;
  readonly systemClock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Opens one transaction in which an act writes; facts given to `publish` are written with it. */
  act<Result>(work: (act: Act) => Promise<Result>, actor?: string): Promise<Result>;
  /** Wakes readers of these fact types and sweeps of these names in this process; all of them without topics. */
  wake(topics?: readonly string[]): void;
  onWake(listener: (topics: readonly string[] | undefined) => void): void;
};

/** A fact as it is written: past tense type, who or what it is about, when it became true. */
export type NewFact = {
  type: string;
  version: number;
  subject: string;
  data: unknown;
  occurredAt?: Date;
  /** Made by the caller when a retry must not write the fact twice. */
  id?: string;
};

/** One transaction of one act: its statements, its business time, and the facts that leave with it. */
export type Act = Tx & {
  readonly world: World;
  /** Business time at the start of the act. */
  readonly now: Date;
  readonly actor: string | undefined;
  /** Keeps a fact to be written in this transaction (all facts of an act go in one statement). */
  publish(fact: NewFact): void;
  /** Writes the kept facts now; called before the hottest row is locked, and always before commit. */
  flushFacts(): Promise<void>;
};

export function createWorld(parts: Omit<World, 'act' | 'wake' | 'onWake'>): World {
  const listeners: ((topics: readonly string[] | undefined) => void)[] = [];
  const world: World = {
    ...parts,
    act(work, actor) {
      return parts.database.transaction(async (tx) => {
        const act = createAct(world, tx, actor);
        const result = await work(act);
        await act.flushFacts();
        return result;
      });
    },
    wake(topics) {
      for (const listener of listeners) listener(topics);
    },
    onWake: (listener) => listeners.push(listener),
  };
  return world;
}

function createAct(world: World, tx: Tx, actor: string | undefined): Act {
  let facts: NewFact[] = [];
  const written = new Set<string>();
  const now = world.businessClock.now();
  return {
    ...tx,
    world,
    now,
    actor,
    publish(fact) {
      facts.push(fact);
    },
    async flushFacts() {
      if (facts.length === 0) return;
      const batch = facts.map((fact) => ({
        event_id: fact.id ?? newId(),
        type: fact.type,
        version: fact.version,
        occurred_at: (fact.occurredAt ?? now).toISOString(),
        subject: fact.subject,
        actor: actor ?? null,
        data: fact.data,
      }));
      facts = [];
      await tx.run(sql`
        insert into kernel.outbox (event_id, type, version, occurred_at, subject, actor, data)
        select event_id, type, version, occurred_at, subject, actor, data
        from jsonb_to_recordset(${json(batch)}::jsonb) as fact (
          event_id uuid, type text, version smallint, occurred_at timestamptz, subject text, actor text, data jsonb)`);
      if (written.size === 0) tx.afterCommit(() => world.wake([...written]));
      for (const fact of batch) written.add(fact.type);
    },
  };
}
