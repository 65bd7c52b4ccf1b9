import type { Policy, ScoredCandidate } from '@haowu/interest-engine';
import { chancesOf } from './encounter.ts';
import { objectiveOf } from './policies/index.ts';
import type { SlotObserver } from './serve-day.ts';
import type { Town } from './town-state.ts';

/**
 * One place that was drawn evenly from a pool, with what a target policy would have shown there: a row for an
 * off-policy estimate. `truth` is what only a town knows: the hidden chance that the target's own choice is opened.
 */
export interface OffPolicySlot {
  readonly viewer: string;
  /** Whether the goods of the clip were opened, 0 or 1. */
  readonly reward: number;
  /** Chance that the even draw showed this clip. */
  readonly pscore: number;
  /** Chance that the target shows it, choosing from the same pool. */
  readonly pi_new: number;
  /** What the engine expected of the clip shown, and of the target's choice. */
  readonly q_logged: number;
  readonly q_new: number;
  readonly truth: number;
}

export interface OffPolicyLog {
  readonly observe: SlotObserver;
  readonly slots: OffPolicySlot[];
}

/** How sharply the target prefers what it scores higher: a step of the pool's deviation multiplies the odds by e². */
const sharpness = 2;

/** Logs the evenly drawn places of a course, judged for a target policy by name (one of the built-in ones). */
export function createOffPolicyLog(target: string, seed: number, policy: Policy): OffPolicyLog {
  const objective = objectiveOf(target, seed, policy);
  const slots: OffPolicySlot[] = [];
  return {
    slots,
    observe({ town, request, item, sitting, scored, reaction }) {
      if (item.placement !== 'uniform_draw' || !item.drawnFrom) return;
      const byId = new Map(scored.map((candidate) => [candidate.itemId, candidate]));
      const pool = item.drawnFrom.flatMap((id) => byId.get(id) ?? []);
      const shown = byId.get(item.itemId);
      if (!shown || pool.length !== item.drawnFrom.length) return;
      const chances = softmax(pool.map((candidate) => objective(candidate, request.requestId)));
      const truths = pool.map((candidate) => clickTruth(town, sitting, candidate));
      slots.push({
        viewer: request.viewerId,
        reward: Number(reaction.clicked),
        pscore: item.propensity,
        pi_new: chances[pool.indexOf(shown)]!,
        q_logged: shown.heads.click,
        q_new: pool.reduce((sum, candidate, index) => sum + chances[index]! * candidate.heads.click, 0),
        truth: truths.reduce((sum, truth, index) => sum + chances[index]! * truth, 0),
      });
    },
  };
}

function clickTruth(town: Town, sitting: Parameters<typeof chancesOf>[1], candidate: ScoredCandidate): number {
  const clip = town.clips[Number(candidate.itemId.slice(1))]!;
  const chances = chancesOf(town, sitting, clip);
  return chances.watch * chances.clickWatched + (1 - chances.watch) * chances.clickUnwatched;
}

function softmax(scores: readonly number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length) || 1;
  const weights = scores.map((score) => Math.exp((sharpness * (score - mean)) / deviation));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
