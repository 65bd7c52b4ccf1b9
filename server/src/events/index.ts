/**
 * Events: the catalogue of facts in the past tense.
 * Promises that a fact is written in the transaction that made it true and reaches every subscriber exactly once.
 * Never waits for a subscriber, and never carries a command.
 */
import type { Act, RecordedFact, Subscriber } from '../kernel/index.ts';
import type { Facts, FactType } from './catalogue.ts';

export type * from './catalogue.ts';

/** Writes a fact with the act's transaction. `subject` is the id of what it is about. */
export function publish<Type extends FactType>(
  act: Act,
  type: Type,
  subject: string,
  data: Facts[Type],
  occurredAt?: Date,
): void {
  act.publish({ type, version: 1, subject, data, ...(occurredAt ? { occurredAt } : {}) });
}

/** A recorded fact of one of the given types; narrow it by `type`. */
export type Fact<Type extends FactType> = {
  [Each in Type]: Omit<RecordedFact, 'type' | 'data'> & { type: Each; data: Facts[Each] };
}[Type];

/** Declares a subscriber: its batch arrives in commit order, inside one transaction with its cursor. */
export function subscribe<Type extends FactType>(options: {
  name: string;
  types: readonly Type[];
  batchMax?: number;
  gatherMs?: number;
  handle(act: Act, facts: readonly Fact<Type>[]): Promise<void>;
}): Subscriber {
  return {
    name: options.name,
    types: options.types,
    ...(options.batchMax ? { batchMax: options.batchMax } : {}),
    ...(options.gatherMs === undefined ? {} : { gatherMs: options.gatherMs }),
    // Only this module writes facts, each with the data its type declares.
    handle: (act, facts) => options.handle(act, facts as unknown as readonly Fact<Type>[]),
  };
}
