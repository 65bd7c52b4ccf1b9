import { type ItemModels, refusedWeight } from './item-models.ts';
import type { History, Record } from './record.ts';

/** The ways a history speaks for items. Each gives a number for every item; higher is better, scales differ. */
export const scorerNames = ['ease', 'easeRecent', 'alike', 'alikeRecent', 'pairs', 'directions'] as const;
export type ScorerName = (typeof scorerNames)[number];

const easeDecayTicks = 120;
const alikeDecayTicks = 60;
/** Most users compared with one, and most of a popular item's users looked at: the latest. */
const neighboursMost = 500;
const buyersMost = 1500;

/** Buffers for one query at a time. */
interface UserScorer {
  readonly scores: { readonly [name in ScorerName]: Float32Array };
  /** Fills `scores` for a history as it stands now; `self` is left out of the users compared with, -1 for nobody. */
  score(history: History, self: number, now: number): void;
}

export function createUserScorer(record: Record, models: ItemModels): UserScorer {
  const { items } = record;
  const scores = Object.fromEntries(scorerNames.map((name) => [name, new Float32Array(items)])) as {
    [name in ScorerName]: Float32Array;
  };
  const rarity = models.wantedBy.map((count) => Math.log(Math.max(2, record.histories.length) / (count + 1)) ** 2);
  const scoreAlike = createAlikeScorer(record, rarity, scores.alike, scores.alikeRecent);
  const projected = new Float32Array(models.directions);

  const scoreItems = ({ items: met, latest, wanted }: History, now: number) => {
    const { ease, pairs } = models;
    for (let place = 0; place < met.length; place++) {
      const item = met.values[place]!;
      const isWanted = wanted.values[place] === 1;
      const value = isWanted ? 1 : refusedWeight;
      const recency = value * Math.exp(-Math.max(0, now - latest.values[place]! - 0.5) / easeDecayTicks);
      const row = item * ease.stride;
      for (let other = 0; other < items; other++) {
        const weight = ease.weights[row + other]!;
        scores.ease[other]! += value * weight;
        scores.easeRecent[other]! += recency * weight;
      }
      if (!isWanted) continue;
      const share = 1 / Math.sqrt(models.wantedBy[item]! + 5);
      const pairRow = item * items;
      for (let other = 0; other < items; other++) scores.pairs[other]! += share * pairs[pairRow + other]!;
    }
  };

  const scoreDirections = ({ items: met, wanted }: History) => {
    const { basis, directions, wantedBy } = models;
    projected.fill(0);
    for (let place = 0; place < met.length; place++) {
      if (wanted.values[place] === 0) continue;
      const item = met.values[place]!;
      const share = 1 / Math.sqrt(wantedBy[item]! + 10);
      for (let k = 0; k < directions; k++) projected[k]! += share * basis[item * directions + k]!;
    }
    for (let item = 0; item < items; item++) {
      let sum = 0;
      for (let k = 0; k < directions; k++) sum += projected[k]! * basis[item * directions + k]!;
      scores.directions[item] = sum * Math.sqrt(wantedBy[item]! + 10);
    }
  };

  return {
    scores,
    score(history, self, now) {
      for (const name of scorerNames) scores[name].fill(0);
      if (history.items.length === 0) return;
      scoreItems(history, now);
      scoreDirections(history);
      scoreAlike(history, self, now);
    },
  };
}

/** Users with like histories, and what they want: all of it, and lately. */
function createAlikeScorer(record: Record, rarity: Float32Array, all: Float32Array, lately: Float32Array) {
  let common = new Float32Array(0);
  const lengthOf = ({ items, wanted }: History) => {
    let sum = 0;
    for (let place = 0; place < items.length; place++) sum += wanted.values[place]! * rarity[items.values[place]!]!;
    return Math.sqrt(sum) + 3;
  };
  /** Lengths by user, with the number of wanted items they were taken at. */
  const lengths = new Map<number, { count: number; length: number }>();
  const lengthOfUser = (user: number) => {
    const history = record.histories[user]!;
    let known = lengths.get(user);
    if (known?.count !== history.wantedCount) {
      known = { count: history.wantedCount, length: lengthOf(history) };
      lengths.set(user, known);
    }
    return known.length;
  };

  /** Weight of a meeting by its age in ticks. */
  let fading = new Float32Array(0);

  return (history: History, self: number, now: number) => {
    if (fading.length <= now)
      fading = Float32Array.from({ length: now + 64 }, (_, age) => Math.exp(-Math.max(0, age - 0.5) / alikeDecayTicks));
    if (common.length < record.histories.length) common = new Float32Array(record.histories.length * 2);
    const touched: number[] = [];
    for (let place = 0; place < history.items.length; place++) {
      if (history.wanted.values[place] === 0) continue;
      const item = history.items.values[place]!;
      const buyers = record.wantedBy[item]!;
      const weight = rarity[item]!;
      for (let index = Math.max(0, buyers.length - buyersMost); index < buyers.length; index++) {
        const other = buyers.values[index]!;
        if (common[other] === 0) touched.push(other);
        common[other]! += weight;
      }
    }
    const own = lengthOf(history);
    const neighbours: { user: number; likeness: number }[] = [];
    for (const user of touched) {
      if (user !== self) neighbours.push({ user, likeness: common[user]! / (own * lengthOfUser(user)) });
      common[user] = 0;
    }
    neighbours.sort((a, b) => b.likeness - a.likeness || a.user - b.user);
    for (const { user, likeness } of neighbours.slice(0, neighboursMost)) {
      const weight = likeness * likeness;
      const { items, latest, wanted } = record.histories[user]!;
      for (let place = 0; place < items.length; place++) {
        if (wanted.values[place] === 0) continue;
        const item = items.values[place]!;
        all[item]! += weight;
        lately[item]! += weight * fading[Math.max(0, now - latest.values[place]!)]!;
      }
    }
  };
}
