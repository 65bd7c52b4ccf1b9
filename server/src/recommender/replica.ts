import {
  createEngine,
  defaultPolicy,
  type Engine,
  type Policy,
  type Training,
  type VectorIndex,
} from '@haowu/interest-engine';
import { type LogCursor, logStart, type RecordedAction } from '../interactions/index.ts';
import { type FactCursor, firstFact, type LoggedFact } from '../kernel/index.ts';
import { learnAction } from './learn-action.ts';
import { type LearnedFact, learnFact } from './learn-fact.ts';
import { createPolicyInForce, type PolicyInForce, type SavedPolicy } from './policy-in-force.ts';
import { createShelf, type Shelf, type ShelfState } from './shelf.ts';

export type Entry = { log: 'fact'; fact: LoggedFact } | { log: 'action'; action: RecordedAction };

/** The engine and what stands beside it, moved only by entries of the two logs in their one order. */
export type Replica = {
  readonly engine: Engine;
  readonly shelf: Shelf;
  readonly policy: PolicyInForce;
  cursors(): { facts: FactCursor; actions: LogCursor };
  /** Entries taken since the beginning of the log. */
  taken(): number;
  apply(entry: Entry): void;
  /** Equal states give equal bytes. `origin` names the database whose log this is. */
  snapshot(origin: string): Uint8Array;
};

export type ReplicaOptions = {
  /** The policy until the log publishes one; the same for every process, or they learn different things. */
  builtIn?: Policy;
  /** Memory shared with a training worker; without it the model learns within `apply`. Both learn the same. */
  training?: Training;
  /** For catalogues too large to scan; no part of what is learned. */
  vectorIndex?: VectorIndex;
};

/** The seed of every draw, together with the id of the request: the same in all processes. */
export const engineSeed = 'haowu';

/** What stands beside the engine goes as text into the engine's own snapshot, so one checksum covers both. */
type Saved = {
  origin: string;
  facts: [transactionId: string, position: string];
  actions: [transactionId: string, sequence: string];
  taken: number;
  policy: SavedPolicy;
  shelf: ShelfState;
};

/**
 * @throws Error when the snapshot is damaged, of another format, of another database, or learned under other limits.
 */
export function createReplica(
  from?: { snapshot: Uint8Array; origin: string },
  { builtIn = defaultPolicy, training, vectorIndex }: ReplicaOptions = {},
): Replica {
  const engine = createEngine({
    seed: engineSeed,
    policy: builtIn,
    ...(training ? { training } : {}),
    ...(vectorIndex ? { vectorIndex } : {}),
  });
  const saved = from ? readSaved(engine.restore(from.snapshot), from.origin) : undefined;
  const policy = createPolicyInForce(engine, builtIn, saved?.policy);
  const shelf = createShelf(engine, saved?.shelf);
  let facts: FactCursor = saved ? { transactionId: saved.facts[0], position: BigInt(saved.facts[1]) } : firstFact;
  let actions: LogCursor = saved ? { transactionId: saved.actions[0], sequence: BigInt(saved.actions[1]) } : logStart;
  let taken = saved?.taken ?? 0;

  return {
    engine,
    shelf,
    policy,
    cursors: () => ({ facts, actions }),
    taken: () => taken,
    apply(entry) {
      taken += 1;
      if (entry.log === 'fact') {
        facts = { transactionId: entry.fact.transactionId, position: entry.fact.position };
        // The reader asks for learned types only, and the catalogue types what each carries.
        learnFact({ engine, shelf, policy }, entry.fact as unknown as LearnedFact);
      } else {
        actions = { transactionId: entry.action.transactionId, sequence: entry.action.sequence };
        learnAction(engine, entry.action);
      }
    },
    snapshot(origin) {
      const state: Saved = {
        origin,
        facts: [facts.transactionId, String(facts.position)],
        actions: [actions.transactionId, String(actions.sequence)],
        taken,
        policy: policy.toJson(),
        shelf: shelf.toJson(),
      };
      return engine.snapshot(JSON.stringify(state));
    },
  };
}

function readSaved(offset: string, origin: string): Saved {
  const saved = JSON.parse(offset) as Saved;
  if (saved.origin !== origin) throw new Error('the snapshot is of another database');
  return saved;
}
