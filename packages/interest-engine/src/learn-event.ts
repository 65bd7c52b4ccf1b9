import { pairAmount } from './co-occurrence.ts';
import { dayMs, type EngineState } from './engine-state.ts';
import { type EngineEvent, type Refusal, refuseEvent } from './event.ts';
import { entitiesOf, type StoredItem } from './item.ts';
import type { Policy } from './policy.ts';
import { evidenceField, markPaired, recordEvidence, trendColumn } from './public-evidence.ts';
import { type Signal, signalOf, signals } from './signal.ts';
import { createViewerState, lean, refuseItemForGood, type Touch, touchItem, type ViewerState } from './viewer-state.ts';

/** Wants are paired with the latest encounters only, and not across more than a week. */
const pairedTouches = 30;
const pairedWithinMs = 7 * dayMs;

/**
 * One event becomes knowledge: first the public standing of the item (bounded per viewer), then the viewer's own
 * history, then what is wanted together. Returns why it was refused, or null.
 */
export function learnEvent(
  state: EngineState,
  policy: Policy,
  event: EngineEvent,
  knownAt: number | undefined,
): Refusal | null {
  const refusal = refuseEvent(event, knownAt) ?? refuseTargets(state, event);
  if (refusal) {
    state.counters.refused[refusal]++;
    return refusal;
  }
  state.counters.accepted++;
  const viewer = openViewer(state, policy, event.viewerId);
  for (const slot of targetsOf(state, event)) {
    const item = state.items[slot]!;
    const signal = signalOf(event, item.facts.durationMs);
    learnInPublic(state, event, slot, item, signal);
    if (viewer.personalised) learnInPerson(state, policy, viewer, event, slot, item, signal);
  }
  return null;
}

/** The feed item it happened on, and the product itself where that is an item too: each learns from a sale. */
function targetsOf(state: EngineState, event: EngineEvent): number[] {
  const slots: number[] = [];
  for (const id of [event.itemId, event.productId]) {
    const slot = id === undefined ? -1 : state.itemIds.find(id);
    if (slot >= 0 && !slots.includes(slot)) slots.push(slot);
  }
  return slots;
}

function refuseTargets(state: EngineState, event: EngineEvent): Refusal | null {
  if (targetsOf(state, event).length === 0) return 'unknown_item';
  return state.recentIds.remember(event.id) ? null : 'repeated';
}

/** The viewer's state, made now if new; the one silent for longest makes room when all places are taken. */
export function openViewer(state: EngineState, policy: Policy, viewerId: string): ViewerState {
  const viewer = state.viewers.get(viewerId) ?? createViewerState();
  state.viewers.delete(viewerId);
  state.viewers.set(viewerId, viewer);
  if (state.viewers.size > policy.limits.viewers) {
    const silent = state.viewers.oldest();
    if (silent !== undefined) state.viewers.delete(silent);
    state.counters.viewersForgotten++;
  }
  return viewer;
}

function learnInPublic(state: EngineState, event: EngineEvent, slot: number, item: StoredItem, signal: Signal): void {
  const { deltas } = state;
  const before = state.influence.get(event.viewerId, slot);
  const after = recordEvidence(before, signal, deltas);
  if (after === before) return;
  state.influence.set(event.viewerId, slot, after);
  state.itemCounts.add(slot, deltas);
  const trend = deltas[trendColumn]!;
  if (trend !== 0) state.itemTrends.add(slot, trend, event.at);
  for (const entity of entitiesOf(item)) {
    state.entityCounts.add(entity, deltas);
    if (trend !== 0) state.entityTrends.add(entity, trend, event.at);
  }
  if (trend !== 0 && item.alive) state.shelves.moved(slot, item);
}

function learnInPerson(
  state: EngineState,
  policy: Policy,
  viewer: ViewerState,
  event: EngineEvent,
  slot: number,
  item: StoredItem,
  signal: Signal,
): void {
  const { touchesPerViewer, leaningsPerViewer } = policy.limits;
  const change = touchItem(viewer, slot, signal, event.at, touchesPerViewer);
  const halfLifeMs = policy.learning.leaningHalfLifeDays * dayMs;
  for (const entity of entitiesOf(item)) {
    if (entity !== 0) lean(viewer, entity, change, event.at, halfLifeMs, leaningsPerViewer);
  }
  if (signal === signals.notInterested || signal === signals.reported) refuseItemForGood(viewer, slot);
  pairWithHistory(state, viewer, event, change.touch, change.fresh);
}

/**
 * A change of mind about one item moves its likeness to what the viewer met lately. What was paired once only rises to
 * a want and falls to a disappointment, and a second life of an encounter (after it fell out of the history) is not
 * paired again: so the whole of one viewer's say on a pair stays within 1.3 of a single one.
 */
function pairWithHistory(
  state: EngineState,
  viewer: ViewerState,
  event: EngineEvent,
  touch: Touch,
  fresh: boolean,
): void {
  const bits = state.influence.get(event.viewerId, touch.slot);
  if (fresh) {
    if (evidenceField(bits, 'paired') === 1) touch.paired = null;
    else state.influence.set(event.viewerId, touch.slot, markPaired(bits));
  }
  const old = touch.paired;
  if (old === null) return;
  const now = touch.strength;
  const rises = now > old && now > 0;
  // A want once paired falls only to a real disappointment, never by taking a like back: toggling gains nothing.
  const falls = now < old && now < (old > 0 ? -0.3 : 0);
  if (!rises && !falls) return;
  touch.paired = now;
  const strengthened = Math.max(0, now) ** 2 - Math.max(0, old) ** 2;
  if (strengthened > 0) state.coOccurrence.addStrength(touch.slot, strengthened, event.at);
  const { touches } = viewer;
  for (let index = touches.length - 2; index >= 0 && index >= touches.length - 1 - pairedTouches; index--) {
    const other = touches[index]!;
    if (other.paired === null || Math.abs(event.at - other.at) > pairedWithinMs) continue;
    const amount = pairAmount(now, other.paired) - pairAmount(old, other.paired);
    if (amount !== 0) state.coOccurrence.addPair(touch.slot, other.slot, amount, event.at);
  }
}
