import { createHash } from 'node:crypto';
import { createEngine, type Engine } from '@haowu/interest-engine';
import { type LogCursor, logStart, type RecordedAction } from '../interactions/index.ts';
import { type FactCursor, firstFact, type LoggedFact } from '../kernel/index.ts';
import { learnAction } from './learn-action.ts';
import { type LearnedFact, learnFact } from './learn-fact.ts';
import { createShelf, type Shelf, type ShelfState } from './shelf.ts';

export type Entry = { log: 'fact'; fact: LoggedFact } | { log: 'action'; action: RecordedAction };

/** The engine and what stands beside it, moved only by entries of the two logs in their one order. */
export type Replica = {
  readonly engine: Engine;
  readonly shelf: Shelf;
  cursors(): { facts: FactCursor; actions: LogCursor };
  /** Entries taken since the beginning of the log. */
  taken(): number;
  apply(entry: Entry): void;
  /** Text; equal states give equal texts. `origin` names the database whose log this is. */
  snapshot(origin: string): string;
};

/** The seed of every draw, together with the id of the request: the same in all processes. */
export const engineSeed = 'haowu';

const format = 'haowu-recommender 1';
type Saved = {
  origin: string;
  facts: [transactionId: string, position: string];
  actions: [transactionId: string, sequence: string];
  taken: number;
  shelf: ShelfState;
};

/** @throws Error when the snapshot is damaged, of another format or of another database. */
export function createReplica(from?: { snapshot: string; origin: string }): Replica {
  const engine = createEngine({ seed: engineSeed });
  const read = from ? readSaved(from.snapshot, from.origin) : undefined;
  if (read) engine.restore(read.engineText);
  const saved = read?.saved;
  const shelf = createShelf(engine, saved?.shelf);
  let facts: FactCursor = saved ? { transactionId: saved.facts[0], position: BigInt(saved.facts[1]) } : firstFact;
  let actions: LogCursor = saved ? { transactionId: saved.actions[0], sequence: BigInt(saved.actions[1]) } : logStart;
  let taken = saved?.taken ?? 0;

  return {
    engine,
    shelf,
    cursors: () => ({ facts, actions }),
    taken: () => taken,
    apply(entry) {
      taken += 1;
      if (entry.log === 'fact') {
        facts = { transactionId: entry.fact.transactionId, position: entry.fact.position };
        // The reader asks for learned types only, and the catalogue types what each carries.
        learnFact({ engine, shelf }, entry.fact as unknown as LearnedFact);
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
        shelf: shelf.toJson(),
      };
      const text = JSON.stringify(state);
      return `${headOf(text)}\n${text}\n${engine.snapshot()}`;
    },
  };
}

const headOf = (text: string): string => `${format} ${createHash('sha256').update(text).digest('hex')}`;

function readSaved(snapshot: string, origin: string): { saved: Saved; engineText: string } {
  const first = snapshot.indexOf('\n');
  const second = snapshot.indexOf('\n', first + 1);
  const text = snapshot.slice(first + 1, second);
  if (snapshot.slice(0, first) !== headOf(text)) {
    throw new Error('the snapshot is cut short, altered or of another format');
  }
  const saved = JSON.parse(text) as Saved;
  if (saved.origin !== origin) throw new Error('the snapshot is of another database');
  return { saved, engineText: snapshot.slice(second + 1) };
}
