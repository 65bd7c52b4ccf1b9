import type { World } from '../kernel/index.ts';

/** Told after the commit, with the transaction that holds the newest rows. */
export type ActionsListener = (transactionId: string) => void;

const listeners = new WeakMap<World, Set<ActionsListener>>();

/** Calls back whenever this process has recorded actions. @returns a way to stop. */
export function onActionsRecorded(world: World, listener: ActionsListener): () => void {
  const known = listeners.get(world) ?? new Set();
  listeners.set(world, known);
  known.add(listener);
  return () => known.delete(listener);
}

export function tellRecorded(world: World, transactionId: string): void {
  for (const listener of listeners.get(world) ?? []) listener(transactionId);
}
