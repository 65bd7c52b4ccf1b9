import { headPriors } from './heads.ts';
import {
  chancesOf,
  fadeInterest,
  type InterestChances,
  interestHalfLivesOf,
  unknownChances,
} from './interest-states.ts';
import { mostCategories, mostTags } from './item.ts';
import { trait } from './item-traits.ts';
import { dayMs, type Knowledge } from './knowledge.ts';
import { remembered } from './number-index.ts';
import type { Policy } from './policy.ts';
import type { Leaning, ViewerState } from './viewer-state.ts';

/** How one viewer sees items, by slot. Worked out for what is asked, as it is asked. Without a viewer everything is ordinary. */
export interface ViewerLens {
  /** Factor on the odds of watch (0), engage (1), click (2) or buy (3). */
  oddsOf(slot: number, head: 0 | 1 | 2 | 3): number;
  /** Everything it says of an item, in one look: `viewLength` numbers. */
  look(slot: number, into: Float64Array): void;
  /** 1 when the viewer has shown nothing about the item's categories yet, falling to 0 with encounters. */
  ignoranceOf(slot: number): number;
  /** What the viewer and the item's categories are to each other, the mean over them. */
  interestIn(slot: number): InterestChances;
  /** Share of skips among the viewer's latest encounters in the item's categories, 0 to 1. */
  fatigueOf(slot: number): number;
}

/** Places of what a lens says; `odds` are four. */
export const viewPlace = { odds: 0, open: 4, asleep: 5, woken: 6, ignorance: 7, fatigue: 8 } as const;
export const viewLength = 9;

const mostOdds = 20;
const latestTouches = 12;

const plainView = [1, 1, 1, 1, unknownChances.open, unknownChances.asleep, unknownChances.woken, 1, 0];
const plainLens: ViewerLens = {
  oddsOf: () => 1,
  look: (_slot, into) => void into.set(plainView),
  ignoranceOf: () => 1,
  interestIn: () => unknownChances,
  fatigueOf: () => 0,
};

const hitsOf = (leaning: Leaning, head: number): number =>
  head === 0 ? leaning.watched : head === 1 ? leaning.engaged : head === 2 ? leaning.clicked : leaning.bought;

/** How faded a leaning is at a time, without changing it: reading leaves no trace. */
const fading = (leaning: Leaning, at: number, halfLifeMs: number): number =>
  2 ** (-Math.max(0, at - leaning.at) / halfLifeMs);

type Odds = readonly [watch: number, engage: number, click: number, buy: number];
const ordinary: Odds = [1, 1, 1, 1];

const asItIs: typeof remembered = (workOut) => workOut;

/** `use`: a page asks of hundreds of things, which share their categories and makers; an event of one. */
export function createViewerLens(
  state: Knowledge,
  policy: Policy,
  viewer: ViewerState | null,
  at: number,
  use: 'many' | 'one' = 'many',
): ViewerLens {
  if (!viewer || (viewer.touches.length === 0 && viewer.edited.size === 0 && viewer.leanings.size === 0)) {
    return plainLens;
  }
  const halfLifeMs = policy.learning.leaningHalfLifeDays * dayMs;
  const prior = policy.learning.viewerPrior;
  const remembering = use === 'many' ? remembered : asItIs;
  const { traits } = state;
  let tired: Map<number, number> | null = null;
  const tiredOf = (category: number): number => {
    if (use === 'one') return fatigueIn(state, viewer, category);
    tired ??= fatigueByCategory(state, viewer);
    return tired.get(category) ?? 0;
  };

  const learnedOdds = (entity: number, leaning: Leaning, factor: number, head: number): number => {
    const { hits, chances: chancesColumn, prior: base } = headPriors[head]!;
    const publicChances = state.entityCounts.at(entity, chancesColumn);
    const usual = (state.entityCounts.at(entity, hits) + 20 * base) / (publicChances + 20);
    const expected = Math.min(0.95, Math.max(0.001, usual));
    // Every refusal counts as chances not taken, also of buying.
    const chances = head === 3 ? Math.max(leaning.clicked, leaning.seen * 0.2) : leaning.seen;
    const hitsNow = Math.max(0, hitsOf(leaning, head)) * factor;
    const chance = Math.min(0.98, (hitsNow + prior * expected) / (Math.max(chances * factor, hitsNow) + prior));
    return Math.min(8, Math.max(0.125, (chance * (1 - expected)) / ((1 - chance) * expected)));
  };

  const workOut = (entity: number): Odds => {
    const leaning = viewer.leanings.get(entity);
    let odds = ordinary;
    if (leaning) {
      const factor = fading(leaning, at, halfLifeMs);
      odds = [
        learnedOdds(entity, leaning, factor, 0),
        learnedOdds(entity, leaning, factor, 1),
        learnedOdds(entity, leaning, factor, 2),
        learnedOdds(entity, leaning, factor, 3),
      ];
    }
    const edit = viewer.edited.get(entity);
    if (!edit || edit.state === 'blocked') return odds;
    const pinned = edit.state === 'pinned';
    const lift = pinned ? 1 + 2 * Math.max(0.5, edit.weight) : 1 + edit.weight;
    const lifted = (odd: number): number => (pinned ? Math.max(odd * lift, lift) : odd * lift);
    return [lifted(odds[0]), lifted(odds[1]), lifted(odds[2]), lifted(odds[3])];
  };

  const oddsFor = remembering(workOut);
  /** Half the weight on the scale of log odds. */
  const halfOddsFor = remembering((entity): Odds => {
    const odds = oddsFor(entity);
    if (odds === ordinary) return ordinary;
    return [Math.sqrt(odds[0]), Math.sqrt(odds[1]), Math.sqrt(odds[2]), Math.sqrt(odds[3])];
  });
  const interestHalfLives = interestHalfLivesOf(policy);
  const chancesOfInterest = (category: number): InterestChances => {
    const interest = viewer.interests.get(category);
    if (!interest) return unknownChances;
    const now = { ...interest };
    fadeInterest(now, at, interestHalfLives);
    return chancesOf(now);
  };
  /** What the viewer and one category are to each other; `met`: encounters that have not faded. */
  const standingWith = remembering((category) => {
    const leaning = viewer.leanings.get(category);
    return {
      met: leaning ? leaning.seen * fading(leaning, at, halfLifeMs) : 0,
      chances: chancesOfInterest(category),
      fatigue: tiredOf(category),
    };
  });
  const list = new Int32Array(Math.max(mostCategories, mostTags));
  const scratch = new Float64Array(viewLength);
  const multiply = (into: Float64Array, entity: number, power: 1 | 0.5): void => {
    const odds = power === 1 ? oddsFor(entity) : halfOddsFor(entity);
    if (odds === ordinary) return;
    into[0]! *= odds[0];
    into[1]! *= odds[1];
    into[2]! *= odds[2];
    into[3]! *= odds[3];
  };
  /** Of the first `count` in `list`. */
  const multiplyMean = (into: Float64Array, count: number, power: 1 | 0.5): void => {
    if (count === 1) multiply(into, list[0]!, power);
    if (count < 2) return;
    let [watch, engage, click, buy] = [0, 0, 0, 0];
    for (let index = 0; index < count; index++) {
      const odds = oddsFor(list[index]!);
      watch += odds[0];
      engage += odds[1];
      click += odds[2];
      buy += odds[3];
    }
    into[0]! *= power === 1 ? watch / count : Math.sqrt(watch / count);
    into[1]! *= power === 1 ? engage / count : Math.sqrt(engage / count);
    into[2]! *= power === 1 ? click / count : Math.sqrt(click / count);
    into[3]! *= power === 1 ? buy / count : Math.sqrt(buy / count);
  };
  const writeOdds = (slot: number, into: Float64Array): void => {
    into[0] = 1;
    into[1] = 1;
    into[2] = 1;
    into[3] = 1;
    multiplyMean(into, traits.readCategories(slot, list), 1);
    // Tags, author and shop say partly the same as the category: half the weight on the scale of log odds.
    multiplyMean(into, traits.readTags(slot, list), 0.5);
    multiply(into, traits.at(slot, trait.author), 0.5);
    const shop = traits.at(slot, trait.shop);
    if (shop >= 0) multiply(into, shop, 0.5);
    for (let head = 0; head < 4; head++) into[head] = Math.min(mostOdds, Math.max(1 / mostOdds, into[head]!));
  };

  /** The mean of the chances over its categories, and of encounters and skips the most. */
  const writeStanding = (slot: number, into: Float64Array): void => {
    const count = traits.readCategories(slot, list);
    let met = 0;
    let fatigue = 0;
    let [open, asleep, woken] = [0, 0, 0];
    for (let index = 0; index < count; index++) {
      const standing = standingWith(list[index]!);
      met = Math.max(met, standing.met);
      fatigue = Math.max(fatigue, standing.fatigue);
      open += standing.chances.open / count;
      asleep += standing.chances.asleep / count;
      woken += standing.chances.woken / count;
    }
    into[viewPlace.open] = count > 0 ? open : unknownChances.open;
    into[viewPlace.asleep] = count > 0 ? asleep : unknownChances.asleep;
    into[viewPlace.woken] = count > 0 ? woken : unknownChances.woken;
    into[viewPlace.ignorance] = 1 / Math.sqrt(1 + met);
    into[viewPlace.fatigue] = fatigue;
  };
  const standingOf = (slot: number): Float64Array => {
    writeStanding(slot, scratch);
    return scratch;
  };

  return {
    look(slot, into) {
      writeOdds(slot, into);
      writeStanding(slot, into);
    },
    oddsOf(slot, head) {
      writeOdds(slot, scratch);
      return scratch[viewPlace.odds + head]!;
    },
    ignoranceOf: (slot) => standingOf(slot)[viewPlace.ignorance]!,
    interestIn(slot) {
      const view = standingOf(slot);
      return { open: view[viewPlace.open]!, asleep: view[viewPlace.asleep]!, woken: view[viewPlace.woken]! };
    },
    fatigueOf: (slot) => standingOf(slot)[viewPlace.fatigue]!,
  };
}

/** For the one or two categories of an item quicker than the built-in search. */
function isIn(categories: readonly number[] | undefined, wanted: number): boolean {
  if (categories) for (let at = 0; at < categories.length; at++) if (categories[at] === wanted) return true;
  return false;
}

function fatigueIn(state: Knowledge, { touches }: ViewerState, category: number): number {
  let met = 0;
  let skips = 0;
  for (let index = Math.max(0, touches.length - latestTouches); index < touches.length; index++) {
    const touch = touches[index]!;
    if (!isIn(state.items[touch.slot]?.categories, category)) continue;
    met++;
    if (touch.strength < 0) skips++;
  }
  return skips / (met + 1);
}

/** Skips out of encounters, per category, among the latest; two doubting encounters are assumed for each. */
function fatigueByCategory(state: Knowledge, viewer: ViewerState): Map<number, number> {
  const met = new Map<number, number>();
  const skips = new Map<number, number>();
  const { touches } = viewer;
  for (let index = Math.max(0, touches.length - latestTouches); index < touches.length; index++) {
    const touch = touches[index]!;
    for (const category of state.items[touch.slot]?.categories ?? []) {
      met.set(category, (met.get(category) ?? 0) + 1);
      if (touch.strength < 0) skips.set(category, (skips.get(category) ?? 0) + 1);
    }
  }
  const share = new Map<number, number>();
  for (const [category, count] of skips) share.set(category, count / (met.get(category)! + 1));
  return share;
}
