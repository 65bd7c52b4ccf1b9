import type { Schemas } from '@haowu/api-client';
import type { StackPart } from '../plot/stack.ts';

export type Candidate = Schemas['ExplainedCandidate'];
export type TermKey = keyof Candidate['terms'];

/** Every chance the formula takes in, from seeing to keeping. */
export const headKeys = ['watch', 'engage', 'click', 'buy', 'keep', 'deduct', 'harm'] as const;

/** The terms of the value formula, in the order it is written. */
export const termKeys: readonly TermKey[] = ['behaviours', 'settledQuality', 'explore', 'harm', 'load'];

export const termParts = (terms: Candidate['terms']): StackPart[] =>
  termKeys.map((key) => ({ key, value: terms[key] }));

/** Before the multiplier. */
const sumOf = (terms: Candidate['terms']): number => termKeys.reduce((sum, key) => sum + terms[key], 0);

/** The formula with its numbers: what the sum is, what the multiplier takes, and whether it comes to the score. */
export type ScoreSum = {
  readonly sum: number;
  /** What holding back takes, zero or above: (1 − multiplier) × |sum|, so that it also lowers a sum below zero. */
  readonly heldBack: number;
  readonly total: number;
  /** The difference to the recorded score; within rounding when the sum is right. */
  readonly off: number;
  readonly adds: boolean;
};

export function scoreSum(candidate: Pick<Candidate, 'terms' | 'multiplier' | 'score'>): ScoreSum {
  const sum = sumOf(candidate.terms);
  const multiplier = Math.min(1, Math.max(0, candidate.multiplier));
  const heldBack = (1 - multiplier) * Math.abs(sum);
  const total = sum - heldBack;
  const off = candidate.score - total;
  return { sum, heldBack, total, off, adds: Math.abs(off) <= 1e-6 * Math.max(1, Math.abs(total)) };
}
