import { readActionsAfter } from '../interactions/index.ts';
import { oldestRunningTransaction, type Queryable, readFactsAfter } from '../kernel/index.ts';
import { learnedFacts } from './learn-fact.ts';
import type { Entry, Replica } from './replica.ts';

const batchMax = 1_000;

export type Stretch = {
  entries: Entry[];
  /** Everything below this transaction is in the replica once the entries are applied; undefined when there is more. */
  completeBelow: string | undefined;
};

/**
 * The next stretch of both logs in the one order every process uses: by transaction, facts before actions, then by
 * position. Only what is final is read, so the order never changes afterwards.
 */
export async function readLog(database: Queryable, replica: Replica): Promise<Stretch> {
  const oldest = await oldestRunningTransaction(database);
  const { facts, actions } = replica.cursors();
  const [newFacts, newActions] = await Promise.all([
    readFactsAfter(database, facts, learnedFacts, oldest, batchMax),
    readActionsAfter(database, actions, batchMax, oldest),
  ]);
  const entries: Entry[] = [
    ...newFacts.map((fact): Entry => ({ log: 'fact', fact })),
    ...newActions.map((action): Entry => ({ log: 'action', action })),
  ].sort(inOrder);
  // A full batch may go on in the same transaction: stop where the shorter-reaching of the two logs ends.
  const ends = [
    newFacts.length === batchMax ? newFacts.at(-1) && ({ log: 'fact', fact: newFacts.at(-1) } as Entry) : undefined,
    newActions.length === batchMax
      ? newActions.at(-1) && ({ log: 'action', action: newActions.at(-1) } as Entry)
      : undefined,
  ].filter((end) => end !== undefined);
  if (ends.length === 0) return { entries, completeBelow: oldest };
  const end = ends.reduce((first, each) => (inOrder(each, first) < 0 ? each : first));
  return { entries: entries.filter((entry) => inOrder(entry, end) <= 0), completeBelow: undefined };
}

function inOrder(a: Entry, b: Entry): number {
  const left = BigInt(transactionOf(a));
  const right = BigInt(transactionOf(b));
  if (left !== right) return left < right ? -1 : 1;
  if (a.log !== b.log) return a.log === 'fact' ? -1 : 1;
  const difference = positionOf(a) - positionOf(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

const transactionOf = (entry: Entry): string =>
  entry.log === 'fact' ? entry.fact.transactionId : entry.action.transactionId;
const positionOf = (entry: Entry): bigint => (entry.log === 'fact' ? entry.fact.position : entry.action.sequence);
