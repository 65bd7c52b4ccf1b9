import type { EngineState } from './engine-state.ts';
import type { Policy } from './policy.ts';

/** The part of the removed items that gives up its numbers at once; a sweep reads everything, so it must be seldom. */
const retiredShare = 0.5;

/**
 * A number for a new item: one that was given up, else the next. When too many removed items are remembered, those
 * removed longest ago are forgotten for good, so that a catalogue which turns over for years stays bounded. Returns -1
 * when the engine is full of items that are alive.
 */
export function openSlot(state: EngineState, policy: Policy, itemId: string): number {
  const known = state.itemIds.find(itemId);
  if (known >= 0) return known;
  const { items, removedItems } = policy.limits;
  const isFull = state.items.length >= items;
  if (state.freeSlots.length === 0 && state.removed.size > 0 && (isFull || state.removed.size > removedItems)) {
    retireItems(state, Math.ceil(state.removed.size * retiredShare));
  }
  const free = state.freeSlots.pop();
  if (free !== undefined) {
    state.itemIds.assign(free, itemId);
    return free;
  }
  return isFull ? -1 : state.itemIds.intern(itemId);
}

/** Everything that is kept by item number must let go of it here. */
function retireItems(state: EngineState, count: number): void {
  const slots = new Set<number>();
  for (const slot of state.removed) {
    if (slots.size >= count) break;
    slots.add(slot);
  }
  for (const slot of slots) {
    state.removed.delete(slot);
    state.itemIds.release(slot);
    state.itemCounts.clear(slot);
    state.itemTrends.clear(slot);
    state.itemRepurchases.clear(slot);
    state.freeSlots.push(slot);
  }
  state.vectors.forget(slots);
  state.coOccurrence.forget(slots);
  state.influence.forget(slots);
  state.orderLines.forget(slots);
  state.model.forgetItems(slots);
  state.viewers.forgetItems(slots);
  state.pools.forget(slots);
}
