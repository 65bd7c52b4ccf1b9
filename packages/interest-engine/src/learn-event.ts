import { pairAmount } from './co-occurrence.ts';
import type { EngineState } from './engine-state.ts';
import { type EngineEvent, type Refusal, refuseEvent } from './event.ts';
import { fadeInterest, interestHalfLivesOf, learnInterest, openInterest } from './interest-states.ts';
import type { StoredItem } from './item.ts';
import { dayMs } from './knowledge.ts';
import { learnPurchase } from './learn-purchase.ts';
import { keptShare, mergeLines, nameOfLine } from './order-lines.ts';
import type { Policy } from './policy.ts';
import { countInPools } from './pools/move-item.ts';
import {
  evidenceField,
  isAboutLine,
  markPaired,
  mergeEvidence,
  readsLines,
  recordEvidence,
  recordLine,
  trendColumn,
} from './public-evidence.ts';
import { hash32 } from './random.ts';
import { type Signal, signalOf, signals } from './signal.ts';
import {
  createViewerState,
  lean,
  placeInterest,
  refuseItemForGood,
  type Touch,
  type TouchChange,
  touchItem,
  type ViewerState,
} from './viewer-state.ts';

/** Wants are paired with the latest encounters only, and not across more than a week. */
const pairedTouches = 30;
/** Vectors are moved by fewer: a move costs more than a count. */
const placedTouches = 6;
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
  const malformed = refuseEvent(event, knownAt);
  const targets = malformed ? [] : targetsOf(state, event);
  const refusal = malformed ?? refuseTargets(state, event, targets);
  if (refusal) {
    state.counters.refused[refusal]++;
    return refusal;
  }
  state.counters.accepted++;
  state.model.advance(event.at, knownAt !== undefined);
  const viewer = openViewer(state, policy, event.viewerId);
  const voice = { viewer: hash32(event.viewerId), device: deviceHash(event.deviceId) };
  for (const slot of targets) {
    const item = state.items[slot]!;
    const signal = signalOf(event, item.facts.durationMs);
    const speaker = state.influence.speakerOf(voice.viewer, voice.device, slot);
    // Taken down before anything is learned from it: an example must not know its own outcome.
    if (signal === signals.seen) state.model.observe(state, policy, viewer, event, slot);
    if (speaker < 0) state.counters.unheard++;
    const isHeard = speaker >= 0 && learnInPublic(state, policy, event, slot, item, signal, speaker);
    if (signal !== signals.seen) state.model.tell(event, voice.viewer, slot, signal, item);
    else if (isHeard) state.model.show(event, voice.viewer, voice.device || voice.viewer, item, slot);
    if (speaker >= 0 && isAboutLine(signal)) {
      state.model.join.settle(voice.viewer, slot, keptShare(state.orderLines.get(speaker, slot)));
    }
    if (viewer.personalised && signal !== signals.settled) {
      learnInPerson(state, policy, viewer, event, slot, item, signal, speaker);
    }
  }
  return null;
}

/** Never 0, which stands for no device, and apart from the hashes of viewers. */
const deviceHash = (deviceId: string | undefined): number =>
  deviceId === undefined ? 0 : (hash32(deviceId) ^ 0x5bd1e995) >>> 0 || 1;

/** The feed item it happened on, and the product itself where that is an item too: each learns from a sale. */
function targetsOf(state: EngineState, event: EngineEvent): number[] {
  const slots: number[] = [];
  for (const id of [event.itemId, event.productId]) {
    const slot = id === undefined ? -1 : state.itemIds.find(id);
    if (slot >= 0 && !slots.includes(slot)) slots.push(slot);
  }
  return slots;
}

function refuseTargets(state: EngineState, event: EngineEvent, targets: readonly number[]): Refusal | null {
  if (targets.length === 0) return 'unknown_item';
  return state.recentIds.remember(event.id) ? null : 'repeated';
}

/** The viewer's state, made now if new; the one silent for longest makes room when all places are taken. */
export function openViewer(state: EngineState, policy: Policy, viewerId: string): ViewerState {
  const viewer = state.viewers.get(viewerId) ?? createViewerState();
  state.viewers.set(viewerId, viewer);
  if (state.viewers.size > policy.limits.viewers) {
    const silent = state.viewers.oldest();
    if (silent !== undefined) state.viewers.delete(silent);
    state.counters.viewersForgotten++;
  }
  return viewer;
}

/** Whether the speaker had not said it before. */
function learnInPublic(
  state: EngineState,
  policy: Policy,
  event: EngineEvent,
  slot: number,
  item: StoredItem,
  signal: Signal,
  speaker: number,
): boolean {
  const { deltas, influence } = state;
  const before = influence.get(speaker, slot);
  const after = isAboutLine(signal)
    ? learnLine(state, event, slot, signal, speaker, before)
    : recordEvidence(before, signal, deltas, readsLines(signal) ? state.orderLines.get(speaker, slot) : []);
  if (after !== before) influence.set(speaker, slot, after);
  else if (!isAboutLine(signal)) return false;
  state.itemCounts.add(slot, deltas);
  const trend = deltas[trendColumn]!;
  const trendBefore = trend === 0 ? 0 : state.itemTrends.keyOf(slot);
  if (trend !== 0) state.itemTrends.add(slot, trend, event.at);
  if (item.shop >= 0) state.shopOutcomes.leave(item.shop, state.entityCounts);
  for (const entity of item.entities) {
    state.entityCounts.add(entity, deltas);
    if (trend !== 0) state.entityTrends.add(entity, trend, event.at);
  }
  if (item.shop >= 0) state.shopOutcomes.join(item.shop, state.entityCounts);
  if (trend !== 0 && item.alive) state.shelves.moved(slot, item, trendBefore);
  countInPools(state, policy, slot, deltas, event.at);
  return true;
}

function learnLine(
  state: EngineState,
  event: EngineEvent,
  slot: number,
  signal: Signal,
  speaker: number,
  bits: number,
): number {
  const lines = state.orderLines.get(speaker, slot);
  const report = {
    name: nameOfLine(event.lineId),
    share: event.share ?? 1,
    settled: signal === signals.settled ? event.qualityMinor! / event.paidMinor! : 0,
  };
  const after = recordLine(bits, lines, signal, report, state.deltas);
  if (lines.length > 0) state.orderLines.set(speaker, slot, lines);
  return after;
}

function learnInPerson(
  state: EngineState,
  policy: Policy,
  viewer: ViewerState,
  event: EngineEvent,
  slot: number,
  item: StoredItem,
  signal: Signal,
  speaker: number,
): void {
  const { touchesPerViewer, leaningsPerViewer } = policy.limits;
  const change = touchItem(viewer, slot, signal, event.at, touchesPerViewer);
  const halfLifeMs = policy.learning.leaningHalfLifeDays * dayMs;
  for (const entity of item.entities) {
    if (entity !== 0) lean(viewer, entity, change, event.at, halfLifeMs, leaningsPerViewer);
  }
  for (const category of item.categories) moveInterest(policy, viewer, category, change, event.at);
  if (signal === signals.notInterested || signal === signals.reported) refuseItemForGood(viewer, slot);
  learnPurchase(state, viewer, slot, item.categories, signal, event.at);
  pairWithHistory(state, viewer, event, change.touch, change.fresh, speaker);
}

function moveInterest(
  policy: Policy,
  viewer: ViewerState,
  category: number,
  { before, after }: TouchChange,
  at: number,
): void {
  if (before === after) return;
  const state = viewer.interests.get(category) ?? openInterest(at);
  fadeInterest(state, at, interestHalfLivesOf(policy));
  learnInterest(state, before, after);
  placeInterest(viewer, category, state, policy.limits.interestsPerViewer);
}

/**
 * A change of mind about one item moves its likeness to what the viewer met lately. What was paired once only rises to
 * a want and falls to a disappointment, and a second life of an encounter (after it fell out of the history) is not
 * paired again: so the whole of one speaker's say on a pair stays within 1.3 of a single one.
 */
function pairWithHistory(
  state: EngineState,
  viewer: ViewerState,
  event: EngineEvent,
  touch: Touch,
  fresh: boolean,
  speaker: number,
): void {
  if (fresh) {
    const bits = speaker < 0 ? 0 : state.influence.get(speaker, touch.slot);
    if (speaker < 0 || evidenceField(bits, 'paired') === 1) touch.paired = null;
    else state.influence.set(speaker, touch.slot, markPaired(bits));
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
  const others: number[] = [];
  const amounts: number[] = [];
  for (let index = touches.length - 2; index >= 0 && index >= touches.length - 1 - pairedTouches; index--) {
    const other = touches[index]!;
    if (other.paired === null || Math.abs(event.at - other.at) > pairedWithinMs) continue;
    const amount = pairAmount(now, other.paired) - pairAmount(old, other.paired);
    if (amount === 0) continue;
    state.coOccurrence.addPair(touch.slot, other.slot, amount, event.at);
    if (index >= touches.length - 1 - placedTouches) {
      others.push(other.slot);
      amounts.push(amount);
    }
  }
  state.vectors.meet(touch.slot, others, amounts);
}

/** One person under two names: what both said in public becomes one record, so that a third name adds nothing. */
export function mergeSpeakers(state: EngineState, fromId: string, intoId: string, slot: number): void {
  const from = state.influence.speakerOf(hash32(fromId), 0, slot);
  const into = state.influence.speakerOf(hash32(intoId), 0, slot);
  if (from === into) return;
  state.influence.set(into, slot, mergeEvidence(state.influence.get(from, slot), state.influence.get(into, slot)));
  const lines = mergeLines(state.orderLines.get(from, slot), state.orderLines.get(into, slot));
  if (lines.length > 0) state.orderLines.set(into, slot, lines);
}
