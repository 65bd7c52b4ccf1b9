import { createEngineState, type EngineState } from '../engine-state.ts';
import type { EngineEvent, ItemFacts } from '../index.ts';
import { storeItem } from '../item.ts';
import { learnEvent } from '../learn-event.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { hash32 } from '../random.ts';
import type { Labels } from './join.ts';
import type { Training } from './model.ts';

/** For tests: the bare state behind an engine, with its items. */
export function stateWith(
  items: readonly ItemFacts[],
  policy: Policy = defaultPolicy,
  training: Training = 'inline',
): EngineState {
  const state = createEngineState(policy, undefined, training);
  for (const facts of items) {
    const slot = state.itemIds.intern(facts.itemId);
    state.items[slot] = storeItem(facts, state.entities);
    state.shelves.put(slot, state.items[slot]!);
    state.traits.put(slot, state.items[slot]!);
  }
  return state;
}

export function tell(state: EngineState, events: Iterable<EngineEvent>, policy: Policy = defaultPolicy): void {
  for (const event of events) learnEvent(state, policy, event, event.at);
}

/** What the impressions of an item by a viewer turned out to be, oldest first. */
export const labelsOf = (state: EngineState, viewerId: string, itemId: string): Labels[] =>
  state.model.join.labelsOf(hash32(viewerId), state.itemIds.find(itemId));
