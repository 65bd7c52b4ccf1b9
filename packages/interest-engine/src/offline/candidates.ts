import { decayTicks, type ItemFacts, voices, windowTicks } from './item-facts.ts';
import { type ItemModels, relativeDrift, selectTop } from './item-models.ts';
import type { History, Record } from './record.ts';
import { readRegionLifts } from './region-lift.ts';
import { createUserScorer, type ScorerName, scorerNames } from './user-scores.ts';

/** Taken from each way of finding candidates, or as many as are asked for. */
const takenLeast = 60;
/** A score is put in proportion to the mean of the user's best so many. */
const bestCount = 50;
const scoreFloor = 0.03;

const itemFeatures = [
  ...decayTicks.map((ticks) => `drift over ${ticks}`),
  ...windowTicks.map((ticks) => `drift within ${ticks}`),
  'popularity',
  'age',
  'silence',
  'first-timers',
  'newcomers',
  'steadiness',
  'relatives over 5',
  'relatives over 20',
  'price',
  'quantity',
  'refusals',
  'wanted odds',
  ...voices.map(({ name }) => name),
];
/** Weighed by the time since the asker last wanted something: what was just bought says more about today than about next month. */
const absenceFeatures = [
  ...scorerNames.map((name) => `log ${name}`),
  'popularity',
  'drift over 1',
  'drift over 2',
  'drift over 20',
  'age',
  'silence',
  'first-timers',
  'newcomers',
  'steadiness',
];
const nearnessFeatures = ['log ease', 'log easeRecent', 'log pairs', 'popularity', 'newcomers', 'drift over 1'];
/** Nearness is one on the day after and fades over so many ticks. */
const nearnessTicks = 10;
const userFeatures = [
  'price distance',
  'price product',
  'quantity distance',
  'quantity product',
  'history x drift',
  'history x popularity',
  'absence x drift',
  'history x odds',
  'history x refusals',
  'history x ease',
  'history x side',
  'history x region',
];
/** Where the asker is, who may be a stranger. */
const regionFeatures = ['side', 'region'];
/** Names of the features of a candidate, in order. */
export const featureNames: readonly string[] = [
  ...scorerNames.flatMap((name) => [`log ${name}`, `share ${name}`]),
  ...itemFeatures,
  ...userFeatures,
  ...regionFeatures,
  ...absenceFeatures.map((name) => `absence x ${name}`),
  ...nearnessFeatures.map((name) => `nearness x ${name}`),
];
const absenceColumns = absenceFeatures.map((name) => featureNames.indexOf(name));
const nearnessColumns = nearnessFeatures.map((name) => featureNames.indexOf(name));
/** The features that mean something for people who have wanted nothing yet: of the item, of where they are, and what their refusals say. */
export const strangerFeatures: ReadonlySet<number> = new Set(
  featureNames.flatMap((name, index) =>
    itemFeatures.includes(name) || regionFeatures.includes(name) || name === 'log ease' || name === 'share ease'
      ? [index]
      : [],
  ),
);

/** Candidates of one query: `features` is row-major, `featureNames.length` a row. Both are void at the next query. */
export interface Candidates {
  readonly items: Int32Array;
  readonly features: Float32Array;
}

/** Everything needed to answer at one moment. Histories may grow between queries; facts and models stay as given. */
export interface Finder {
  find(history: History, self: number, isBarred: (item: number) => boolean): Candidates;
}

export function createFinder(record: Record, models: ItemModels, facts: ItemFacts, count: number): Finder {
  const takenEach = Math.max(takenLeast, count);
  const { items } = record;
  const scorer = createUserScorer(record, models);
  const related = relativeDrift(models, facts);
  const liftOf = readRegionLifts(record, facts.now);
  const itemColumns = [
    ...facts.decayed,
    ...facts.windowed,
    facts.popularity,
    facts.logAge,
    facts.logSilence,
    facts.firstTimers,
    facts.newcomers,
    facts.steadiness,
    ...related,
    facts.logPrice,
    facts.logQuantity,
    facts.logRefusals,
    facts.wantedOdds,
    ...facts.voiced,
  ];
  const rise = facts.decayed[2]!.map(Math.exp);
  const popular = facts.popularity.map((value, item) => value + Math.max(-3, Math.min(0, facts.wantedOdds[item]!)));
  const width = featureNames.length;
  const barred = new Uint8Array(items);
  const ranked = new Float32Array(items);
  const chosen = new Uint8Array(items);
  let features = new Float32Array(0);

  const scaleOf = (scores: Float32Array) => {
    const best = takeTop((item) => scores[item]!, bestCount);
    let sum = 0;
    for (const item of best) sum += scores[item]!;
    return Math.max(1e-9, sum / Math.max(1, best.length));
  };

  const takeTop = (worthOf: (item: number) => number, count: number) => {
    for (let item = 0; item < items; item++) ranked[item] = barred[item] === 1 ? -Infinity : worthOf(item);
    return selectTop(ranked, count);
  };

  return {
    find(history, self, isBarred) {
      scorer.score(history, self, facts.now);
      const { scores } = scorer;
      barred.fill(0);
      for (let place = 0; place < history.items.length; place++) barred[history.items.values[place]!] = 1;
      for (let item = 0; item < items; item++) if (barred[item] === 0 && isBarred(item)) barred[item] = 1;
      chosen.fill(0);
      const take = (worthOf: (item: number) => number) => {
        for (const item of takeTop(worthOf, takenEach)) chosen[item] = 1;
      };
      take((item) => facts.trending[item]!);
      take((item) => popular[item]!);
      const lift = liftOf(history.region);
      if (history.region >= 0) take((item) => facts.popularity[item]! + lift.side[item]! + lift.own[item]!);
      if (history.items.length > 0) {
        take((item) => scores.ease[item]!);
        take((item) => scores.ease[item]! * rise[item]!);
        take((item) => scores.alikeRecent[item]!);
        take((item) => scores.directions[item]!);
      } else {
        take((item) => facts.popularity[item]! + 0.5 * facts.decayed[2]![item]!);
        take((item) => facts.popularity[item]! + facts.decayed[3]![item]!);
        take((item) => facts.popularity[item]! + facts.voiced[3]![item]!);
      }
      const found: number[] = [];
      for (let item = 0; item < items; item++) if (chosen[item] === 1) found.push(item);
      const scales = scorerNames.map((name: ScorerName) => scaleOf(scores[name]));
      if (features.length < found.length * width) features = new Float32Array(found.length * width * 2);
      const historyLength = Math.log1p(history.items.length);
      const absence = Math.log1p(history.lastTick < 0 ? 0 : Math.max(0, facts.now - history.lastTick - 0.5));
      // Without times nobody is near or far.
      const nearness =
        history.lastTick < 0 || facts.now === 0
          ? 0
          : Math.exp(-Math.max(0, facts.now - history.lastTick - 1) / nearnessTicks);
      const logPrice = history.logPriceSum / Math.max(1, history.pricedRows);
      const logQuantity = history.logQuantitySum / Math.max(1, history.pricedRows);
      const hasPast = history.pricedRows > 0;
      for (const [row, item] of found.entries()) {
        const start = row * width;
        let at = start;
        for (const [index, name] of scorerNames.entries()) {
          const share = scores[name][item]! / scales[index]!;
          features[at++] = Math.log(Math.max(0, share) + scoreFloor);
          features[at++] = Math.max(-5, Math.min(20, share));
        }
        for (const column of itemColumns) features[at++] = column[item]!;
        features[at++] = hasPast ? Math.abs(facts.logPrice[item]! - logPrice) : 0;
        features[at++] = hasPast ? facts.logPrice[item]! * logPrice : 0;
        features[at++] = hasPast ? Math.abs(facts.logQuantity[item]! - logQuantity) : 0;
        features[at++] = hasPast ? facts.logQuantity[item]! * logQuantity : 0;
        features[at++] = historyLength * facts.decayed[2]![item]!;
        features[at++] = historyLength * facts.popularity[item]!;
        features[at++] = absence * facts.decayed[2]![item]!;
        features[at++] = historyLength * facts.wantedOdds[item]!;
        features[at++] = historyLength * facts.logRefusals[item]!;
        features[at++] = historyLength * Math.log(Math.max(0, scores.ease[item]! / scales[0]!) + scoreFloor);
        features[at++] = historyLength * lift.side[item]!;
        features[at++] = historyLength * lift.own[item]!;
        features[at++] = lift.side[item]!;
        features[at++] = lift.own[item]!;
        for (const column of absenceColumns) features[at++] = absence * features[start + column]!;
        for (const column of nearnessColumns) features[at++] = nearness * features[start + column]!;
      }
      return { items: Int32Array.from(found), features: features.subarray(0, found.length * width) };
    },
  };
}
