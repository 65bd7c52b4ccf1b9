import { dayMs, type EngineState } from './engine-state.ts';
import { headPriors } from './heads.ts';
import type { StoredItem } from './item.ts';
import type { Policy } from './policy.ts';
import type { Leaning, ViewerState } from './viewer-state.ts';

/** How one viewer sees things, worked out once a request. Without a viewer everything is ordinary. */
export interface ViewerLens {
  /** Factor on the odds of watch (0), engage (1), click (2) or buy (3). */
  oddsOf(item: StoredItem, head: 0 | 1 | 2 | 3): number;
  /** 1 when the viewer has shown nothing about the item's categories yet, falling to 0 with encounters. */
  ignoranceOf(item: StoredItem): number;
  /** Share of skips among the viewer's latest encounters in the item's categories, 0 to 1. */
  fatigueOf(item: StoredItem): number;
}

const mostOdds = 20;
const latestTouches = 12;

const plainLens: ViewerLens = { oddsOf: () => 1, ignoranceOf: () => 1, fatigueOf: () => 0 };

const hitsOf = (leaning: Leaning, head: number): number =>
  [leaning.watched, leaning.engaged, leaning.clicked, leaning.bought][head]!;

/** How faded a leaning is at a time, without changing it: reading leaves no trace. */
const fading = (leaning: Leaning, at: number, halfLifeMs: number): number =>
  2 ** (-Math.max(0, at - leaning.at) / halfLifeMs);

export function createViewerLens(
  state: EngineState,
  policy: Policy,
  viewer: ViewerState | null,
  at: number,
): ViewerLens {
  if (!viewer || (viewer.touches.length === 0 && viewer.edited.size === 0 && viewer.leanings.size === 0)) {
    return plainLens;
  }
  const halfLifeMs = policy.learning.leaningHalfLifeDays * dayMs;
  const prior = policy.learning.viewerPrior;
  const odds = new Map<number, Float64Array>();
  const seen = new Map<number, number>();

  for (const [entity, leaning] of viewer.leanings) {
    const factor = fading(leaning, at, halfLifeMs);
    seen.set(entity, leaning.seen * factor);
    const row = new Float64Array(4);
    for (let index = 0; index < 4; index++) {
      const { hits, chances: chancesColumn, prior: base } = headPriors[index]!;
      const publicChances = state.entityCounts.at(entity, chancesColumn);
      const usual = (state.entityCounts.at(entity, hits) + 20 * base) / (publicChances + 20);
      const expected = Math.min(0.95, Math.max(0.001, usual));
      // Every refusal counts as chances not taken, also of buying.
      const chances = index === 3 ? Math.max(leaning.clicked, leaning.seen * 0.2) : leaning.seen;
      const hitsNow = Math.max(0, hitsOf(leaning, index)) * factor;
      const chance = Math.min(0.98, (hitsNow + prior * expected) / (Math.max(chances * factor, hitsNow) + prior));
      row[index] = Math.min(8, Math.max(0.125, (chance * (1 - expected)) / ((1 - chance) * expected)));
    }
    odds.set(entity, row);
  }
  for (const [entity, edit] of viewer.edited) {
    if (edit.state === 'blocked') continue;
    const row = odds.get(entity) ?? new Float64Array(4).fill(1);
    const lift = edit.state === 'pinned' ? 1 + 2 * Math.max(0.5, edit.weight) : 1 + edit.weight;
    for (let index = 0; index < 4; index++) {
      row[index] = edit.state === 'pinned' ? Math.max(row[index]! * lift, lift) : row[index]! * lift;
    }
    odds.set(entity, row);
  }

  const tired = fatigueByCategory(state, viewer);
  const meanOdds = (entities: readonly number[], head: number): number => {
    if (entities.length === 0) return 1;
    let sum = 0;
    for (const entity of entities) sum += odds.get(entity)?.[head] ?? 1;
    return sum / entities.length;
  };

  return {
    oddsOf(item, head) {
      // Tags, author and shop say partly the same as the category: half the weight on the scale of log odds.
      const beside =
        meanOdds(item.tags, head) * (odds.get(item.author)?.[head] ?? 1) * (odds.get(item.shop)?.[head] ?? 1);
      const product = meanOdds(item.categories, head) * Math.sqrt(beside);
      return Math.min(mostOdds, Math.max(1 / mostOdds, product));
    },
    ignoranceOf(item) {
      let most = 0;
      for (const category of item.categories) most = Math.max(most, seen.get(category) ?? 0);
      return 1 / Math.sqrt(1 + most);
    },
    fatigueOf(item) {
      let most = 0;
      for (const category of item.categories) most = Math.max(most, tired.get(category) ?? 0);
      return most;
    },
  };
}

/** Skips out of encounters, per category, among the latest; two doubting encounters are assumed for each. */
function fatigueByCategory(state: EngineState, viewer: ViewerState): Map<number, number> {
  const met = new Map<number, number>();
  const skips = new Map<number, number>();
  for (const touch of viewer.touches.slice(-latestTouches)) {
    for (const category of state.items[touch.slot]?.categories ?? []) {
      met.set(category, (met.get(category) ?? 0) + 1);
      if (touch.strength < 0) skips.set(category, (skips.get(category) ?? 0) + 1);
    }
  }
  const share = new Map<number, number>();
  for (const [category, count] of skips) share.set(category, count / (met.get(category)! + 1));
  return share;
}
