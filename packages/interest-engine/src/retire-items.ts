import type { EngineState } from './engine-state.ts';
import { mostCategories, mostTags } from './item.ts';
import type { Policy } from './policy.ts';

/** The part of the removed items that gives up its numbers at once; a sweep reads everything, so it must be seldom. */
const retiredShare = 0.5;
const refusalsBetweenSweeps = 256;
const entitiesPerItem = mostCategories + mostTags + 2;

/**
 * A number for a new item: one that was given up, else the next. When too many removed items are remembered, those
 * removed longest ago are forgotten for good, and with them categories, tags, authors and shops that no item has any
 * more; so a catalogue that turns over for years stays bounded. Returns -1 when the engine is full of items that are alive.
 */
export function openSlot(state: EngineState, policy: Policy, itemId: string): number {
  const { itemIds, removed } = state;
  const { items, removedItems } = policy.limits;
  const known = itemIds.find(itemId);
  if (!hasEntities(state, policy) && removed.size > 0) retireItems(state, Math.ceil(removed.size * retiredShare));
  if (!hasEntities(state, policy)) return -1;
  if (known >= 0) return itemIds.find(itemId) >= 0 ? known : openSlot(state, policy, itemId);
  const isFull = itemIds.size >= items;
  if (itemIds.free.length === 0 && removed.size > 0 && (isFull || removed.size > removedItems)) {
    retireItems(state, Math.ceil(removed.size * retiredShare));
  }
  return isFull && itemIds.free.length === 0 ? -1 : itemIds.intern(itemId);
}

/** Room for all that one more item can bring; tried first by letting go of what nothing has any more. */
function hasEntities(state: EngineState, policy: Policy): boolean {
  const { entities } = state;
  const isRoom = (): boolean => entities.size - entities.free.length + entitiesPerItem <= policy.limits.entities;
  const { counters, sweep } = state;
  if (isRoom() || counters.itemsRefused < sweep.notBeforeRefused) return isRoom();
  retireEntities(state);
  // A sweep in vain is not tried again for every item that is refused after it.
  if (!isRoom()) sweep.notBeforeRefused = counters.itemsRefused + refusalsBetweenSweeps;
  return isRoom();
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
  }
  state.vectors.forget(slots);
  state.coOccurrence.forget(slots);
  state.influence.forget(slots);
  state.orderLines.forget(slots);
  state.model.forgetItems(slots);
  state.viewers.forgetItems(slots);
  state.pools.forget(slots);
}

/** Everything that is kept by entity number must let go of it here. */
function retireEntities(state: EngineState): void {
  const held = new Set<number>();
  for (const [slot, item] of state.items.entries()) {
    if (state.itemIds.nameOf(slot) === '') continue;
    for (const entity of item.entities) held.add(entity);
  }
  const retired = new Set<number>();
  for (let entity = 1; entity < state.entities.size; entity++) {
    if (!held.has(entity) && state.entities.nameOf(entity) !== '') retired.add(entity);
  }
  if (retired.size === 0) return;
  for (const entity of retired) {
    if (state.entities.nameOf(entity).startsWith('s:')) state.shopOutcomes.leave(entity, state.entityCounts);
    state.entities.release(entity);
    state.entityCounts.clear(entity);
    state.entityTrends.clear(entity);
    state.entityRepurchases.clear(entity);
    state.shelves.drop(entity);
  }
  state.model.forgetEntities(retired);
  state.viewers.forgetEntities(retired);
}
