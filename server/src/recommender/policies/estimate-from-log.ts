import { Worker } from 'node:worker_threads';
import { longWatchMs, type Policy, type ValueComponents, valueOfComponents } from '@haowu/interest-engine';
import { markedAfter, type PlaceOutcome, placeOutcomes } from '../../interactions/index.ts';
import { dayMs, type World } from '../../kernel/index.ts';
import { recommenderOf } from '../recommender.ts';
import { unpackComponents } from '../slots/pack-components.ts';
import { type StoredSlot, selectSlots } from '../slots/store.ts';
import { explainNoSlots } from './explain-no-slots.ts';
import type { LogAnswer, LogTask, OffPolicyResult } from './log-answer.ts';

/** The newest places of the period; more do not make an interval that decides otherwise. */
const slotsMax = 50_000;
const batchMax = 1_000;
const defaultDurationMs = 15_000;

/**
 * What the draft and the policy in force would have earned on the places that were drawn evenly: each is asked which of
 * the pool it would have shown, and judged by the places where that is what was shown. The reward is the value formula
 * of the policy in force on what really happened. In a thread, so that pages go on meanwhile.
 */
export async function estimateFromLog(
  world: World,
  policies: { draft: Policy; published: Policy },
  days: number,
): Promise<OffPolicyResult> {
  const to = world.businessClock.now();
  const from = new Date(to.getTime() - days * dayMs);
  const slots = await selectSlots(world.database, from, to, slotsMax);
  const task: LogTask = { draft: [], published: [] };
  for (let at = 0; at < slots.length; at += batchMax) {
    await addRecords(world, slots.slice(at, at + batchMax), policies, task);
  }
  const answer =
    task.draft.length === 0 ? await explainNoSlots(world, policies.published, { from, to }) : await runThread(task);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    reward: 'value',
    slotsCount: task.draft.length,
    ...answer,
  };
}

async function addRecords(
  world: World,
  slots: readonly StoredSlot[],
  { draft, published }: { draft: Policy; published: Policy },
  task: LogTask,
): Promise<void> {
  const [outcomes, marked] = await Promise.all([
    placeOutcomes(
      world.database,
      slots.map((slot) => ({ day: slot.day, requestId: slot.request_id, position: slot.position })),
    ),
    markedAfter(
      world.database,
      slots.map((slot) => ({
        viewerId: slot.viewer_id ?? slot.request_id,
        itemId: slot.item_id,
        after: slot.shown_at,
      })),
    ),
  ]);
  for (const [index, slot] of slots.entries()) {
    const outcome = outcomes[index];
    const chosenIndex = slot.pool_ids.indexOf(slot.item_id);
    // A place nobody came to says nothing about what stood there.
    if (!outcome?.shown || chosenIndex < 0) continue;
    const pool = unpackComponents(slot.components);
    const durationMs = recommenderOf(world)?.shelf.video(slot.item_id)?.durationMs ?? defaultDurationMs;
    const common = {
      requestId: slot.request_id,
      viewerId: slot.viewer_id ?? slot.request_id,
      chosenIndex,
      propensity: slot.propensity,
      reward: rewardOf(published, outcome, marked[index] ?? false, slot, pool[chosenIndex], durationMs),
      poolModelValues: pool.map((components) => expectedReward(components, published)),
    };
    const scores = (policy: Policy) => pool.map((components) => valueOfComponents(components, policy).score);
    task.draft.push({ ...common, poolValues: scores(draft) });
    task.published.push({ ...common, poolValues: scores(published) });
  }
}

/** What the model expects of the same reward: without the terms that only steer. */
function expectedReward(components: ValueComponents, policy: Policy): number {
  const { terms } = valueOfComponents(components, policy);
  return terms.behaviours + terms.settledQuality + terms.harm;
}

function rewardOf(
  { value }: Policy,
  outcome: PlaceOutcome,
  marked: boolean,
  slot: StoredSlot,
  components: ValueComponents | undefined,
  durationMs: number,
): number {
  const watched = outcome.finished || outcome.watchMs >= Math.min(longWatchMs(durationMs), durationMs);
  const paid = Number(slot.paid_minor ?? 0n);
  const settledPaid = Number(slot.settled_paid_minor ?? 0n);
  const quality = Number(slot.quality_minor ?? 0n);
  // What has not settled yet counts at what the model expected to be kept of it.
  const keptShare = components ? Math.max(-3, components.heads.keep - components.heads.deduct) : 0;
  const expected = quality + (paid - settledPaid) * keptShare;
  // One dear line must not decide: it counts at the clipped price of the goods, like in the formula.
  const most = components?.priceMinor ?? 0;
  const kept = Math.max(-3 * most, Math.min(most, expected));
  return (
    value.behaviours.watch * Number(watched) +
    value.behaviours.engage * Number(outcome.shared || marked) +
    value.behaviours.click * Number(outcome.clicked) +
    (value.settledQuality * kept) / 100 -
    value.harm * Number(outcome.refused) -
    // Of a line's loss the log does not say what was a fault and what a return by right; what is expected of it stands for both.
    (value.fault * Math.min(most, paid) * Math.max(0, components?.heads.deduct ?? 0)) / 100
  );
}

function runThread(task: LogTask): Promise<LogAnswer> {
  const worker = new Worker(new URL('./estimate-thread.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the estimate ended with ${code}`)));
  });
}
