import { writeAffinity } from './score-affinity.ts';
import { fitBiases } from './score-biases.ts';
import { fitPatterns, type Pattern } from './score-patterns.ts';
import type { LabelledRows, PairRows } from './score-rows.ts';

/** One column of numbers a name, in the order of `pairs`. */
export type FeatureTable = { names: string[]; groups: ColumnGroup[]; columns: Float32Array[] };
export type ColumnGroup = 'count' | 'scalar' | 'pattern' | 'single pattern';

/** What the labelled rows say about any pair. Never asked about one of the rows it was fitted on. */
export type FeatureModel = { featuresOf(pairs: PairRows): FeatureTable };

/** Ratings that a shrunk rate adds at the overall rate. */
const rateWeight = 3;

/**
 * Features of pairs from labelled rows. `share` is the part of all rows that these are: counts are divided by it, so that a model
 * trained on parts may be used on the whole.
 */
export function fitFeatures(rows: LabelledRows, share: number, seed: string): FeatureModel {
  const users = countSide(rows.users, rows.labels, rows.userCount);
  const items = countSide(rows.items, rows.labels, rows.itemCount);
  const overall = (sum(users.positives) + 0.5) / (rows.labels.length + 1);
  const rate = (side: Side, of: number) =>
    of < 0
      ? overall
      : (side.positives[of]! + rateWeight * overall) / (side.positives[of]! + side.negatives[of]! + rateWeight);
  const userRates = Float64Array.from({ length: rows.userCount }, (_, user) => rate(users, user));
  const itemRates = Float64Array.from({ length: rows.itemCount }, (_, item) => rate(items, item));
  const userActivity = users.positives.map((count, user) => Math.log(1 + (count + users.negatives[user]!) / share));
  const itemActivity = items.positives.map((count, item) => Math.log(1 + (count + items.negatives[item]!) / share));
  const audience = meanOver(rows.items, rows.users, userRates, rows.itemCount);
  const audienceActivity = meanOver(rows.items, rows.users, userActivity, rows.itemCount);
  const choice = meanOver(rows.users, rows.items, itemRates, rows.userCount);
  const choiceActivity = meanOver(rows.users, rows.items, itemActivity, rows.userCount);
  const biases = fitBiases(rows, 0.3, 0.6);
  const patterns: Pattern[] = fitPatterns(rows, seed);

  const scalars: [string, (user: number, item: number) => number][] = [
    ['user positives', (user) => known(users.positives, user) / share],
    ['user negatives', (user) => known(users.negatives, user) / share],
    ['item positives', (_, item) => known(items.positives, item) / share],
    ['item negatives', (_, item) => known(items.negatives, item) / share],
    ['user rate', (user) => rate(users, user)],
    ['item rate', (_, item) => rate(items, item)],
    ['user bias', (user) => known(biases.users, user)],
    ['item bias', (_, item) => known(biases.items, item)],
    ['both biases', (user, item) => biases.mean + known(biases.users, user) + known(biases.items, item)],
    ['item audience rate', (_, item) => known(audience, item, overall)],
    ['item audience activity', (_, item) => known(audienceActivity, item)],
    ['user choice rate', (user) => known(choice, user, overall)],
    ['user choice activity', (user) => known(choiceActivity, user)],
  ];
  return {
    featuresOf({ users: us, items: is }) {
      const names: string[] = [];
      const columns: Float32Array[] = [];
      for (const [name, compute] of scalars) {
        names.push(name);
        columns.push(Float32Array.from(us, (user, at) => compute(user, is[at]!)));
      }
      const groups: ColumnGroup[] = names.map((name) => (name.endsWith('tives') ? 'count' : 'scalar'));
      for (const { name, affinity, patterns: widths, rowOffset, each } of patterns) {
        const into = widths.map(() => new Float32Array(us.length));
        for (let at = 0; at < us.length; at++) {
          writeAffinity(affinity, us[at]! < 0 ? -1 : us[at]! + rowOffset, is[at]!, widths, each, into, at);
        }
        names.push(...widths.map((width) => `${name} ${width}`));
        groups.push(...widths.map((): ColumnGroup => (each ? 'single pattern' : 'pattern')));
        columns.push(...into);
      }
      return { names, groups, columns };
    },
  };
}

type Side = { positives: Float64Array; negatives: Float64Array };

function countSide(of: Int32Array, labels: Uint8Array, count: number): Side {
  const side = { positives: new Float64Array(count), negatives: new Float64Array(count) };
  for (let at = 0; at < of.length; at++) (labels[at] === 1 ? side.positives : side.negatives)[of[at]!]!++;
  return side;
}

/** The mean of `values[other]` over the rows of each `of`; NaN where there is none. */
function meanOver(of: Int32Array, other: Int32Array, values: Float64Array, count: number): Float64Array {
  const totals = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let at = 0; at < of.length; at++) {
    totals[of[at]!]! += values[other[at]!]!;
    counts[of[at]!]!++;
  }
  return totals.map((total, at) => total / counts[at]!);
}

function known(values: Float64Array, at: number, otherwise = 0): number {
  const value = at < 0 ? otherwise : values[at]!;
  return Number.isNaN(value) ? otherwise : value;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
