import type { Policy } from './policy.ts';
import { type Signal, signals } from './signal.ts';

/**
 * What a viewer and a category are to each other: the category leaves him cold, it has always drawn him (open), it would
 * if he met it well made (asleep), or it does since lately (woken). Acts of all kinds speak of the one thing, so each adds
 * its weight of evidence: the log of how many times likelier it is in a state than for someone left cold (I. J. Good,
 * Probability and the Weighing of Evidence, 1950); what is watched may wake what sleeps, the one step of a hidden Markov
 * chain (Rabiner, Proc. IEEE 77, 1989). The weights are round figures for a feed; how much the result says about each
 * chance is learned (see `train`).
 */
export interface InterestState {
  /** Log odds of each state against "cold", in 32 bits, so that packing rounds nothing. */
  open: number;
  asleep: number;
  woken: number;
  at: number;
}

/** Chances of the states, which add up to 1 with "cold". */
export interface InterestChances {
  readonly open: number;
  readonly asleep: number;
  readonly woken: number;
}

const weights: readonly { readonly drawn: number; readonly asleep: number; readonly bits: number }[] = (
  [
    [-0.6, -0.1, signals.seen],
    [-0.3, -0.05, signals.skipped],
    [1.9, 0.6, signals.watched],
    [0.5, 0.2, signals.liked, signals.favourited, signals.commented, signals.shared, signals.followed],
    [2.6, 0.4, signals.clicked, signals.carted, signals.ordered, signals.paid],
    // Who has bought of it was not asleep.
    [1, -3, signals.paid],
    [-2, -1, signals.notInterested, signals.reported],
  ] as readonly (readonly [number, number, ...Signal[]])[]
).map(([drawn, asleep, ...anyOf]) => ({
  drawn,
  asleep,
  bits: anyOf.reduce<number>((bits, signal) => bits | (1 << signal), 0),
}));
const watchedBit = 1 << signals.watched;
/** Share of sleeping interests that something watched to the end wakes. */
const wakes = 0.4;

/** Of a stranger: about one in seven categories draws him, one in eleven would. */
const unknown = { open: -1.65, asleep: -2.15, woken: -8 } as const;
/** Interests wake and end: what was firm must not take longer to change than it took to learn. */
const least = { open: -9, asleep: -6, woken: -9 } as const;
const most = 7;

const dayMs = 24 * 3_600_000;

/** How long what was learned lasts, and how long a woken interest counts as newly found. */
export interface InterestHalfLives {
  readonly evidenceMs: number;
  readonly wokenMs: number;
}

export const interestHalfLivesOf = ({ learning }: Pick<Policy, 'learning'>): InterestHalfLives => ({
  evidenceMs: learning.interestHalfLifeDays * dayMs,
  wokenMs: learning.wokenHalfLifeDays * dayMs,
});

/** All states are lowered alike where one is too firm: which of them it is must stay as it was. */
function settle(state: InterestState, open: number, asleep: number, woken: number): void {
  const excess = Math.max(0, Math.max(open, asleep, woken) - most);
  state.open = Math.fround(Math.max(least.open, open - excess));
  state.asleep = Math.fround(Math.max(least.asleep, asleep - excess));
  state.woken = Math.fround(Math.max(least.woken, woken - excess));
}

export const openInterest = (at: number): InterestState => ({
  open: Math.fround(unknown.open),
  asleep: Math.fround(unknown.asleep),
  woken: unknown.woken,
  at,
});

/** Brings an interest to a time; one that lies ahead of it stays as it is. */
export function fadeInterest(state: InterestState, at: number, halfLives: InterestHalfLives): void {
  if (at <= state.at) return;
  const kept = 2 ** ((state.at - at) / halfLives.evidenceMs);
  const isStillNew = 2 ** ((state.at - at) / halfLives.wokenMs);
  const open = unknown.open + (state.open - unknown.open) * kept;
  const woken = unknown.woken + (state.woken - unknown.woken) * kept;
  settle(
    state,
    Math.log(Math.exp(open) + (1 - isStillNew) * Math.exp(woken)),
    unknown.asleep + (state.asleep - unknown.asleep) * kept,
    woken + Math.log(isStillNew),
  );
  state.at = at;
}

/** What an encounter says, from all that happened in it so far, less what it said before. */
export function learnInterest(state: InterestState, before: number, after: number): void {
  let { open, asleep, woken } = state;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index]!;
    const change = Number((after & weight.bits) !== 0) - Number((before & weight.bits) !== 0);
    if (change === 0) continue;
    open += change * weight.drawn;
    woken += change * weight.drawn;
    asleep += change * weight.asleep;
  }
  if (after & watchedBit & ~before) {
    woken = Math.log(Math.exp(woken) + wakes * Math.exp(asleep));
    asleep += Math.log(1 - wakes);
  }
  settle(state, open, asleep, woken);
}

/** Two histories of one person say together what each says beyond what is usual. */
export function mergeInterest(from: InterestState, into: InterestState): void {
  settle(
    into,
    from.open + into.open - unknown.open,
    from.asleep + into.asleep - unknown.asleep,
    Math.max(from.woken + into.open, into.woken + from.open) - unknown.open,
  );
  into.at = Math.max(from.at, into.at);
}

export function chancesOf({ open, asleep, woken }: Omit<InterestState, 'at'>): InterestChances {
  const [a, b, c] = [Math.exp(open), Math.exp(asleep), Math.exp(woken)];
  const all = 1 + a + b + c;
  return { open: a / all, asleep: b / all, woken: c / all };
}

export const unknownChances = chancesOf(unknown);
