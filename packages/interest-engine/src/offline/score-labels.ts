import { createRandom } from '../random.ts';
import { binColumns, type Cuts, findCuts } from './score-bins.ts';
import { fitCalibration } from './score-calibration.ts';
import { type FeatureTable, fitFeatures } from './score-features.ts';
import { type LabelledRows, type PairRows, sigmoid, takeRows } from './score-rows.ts';
import { defaultTrees, type Forest, forestLogOdds, growForest } from './score-trees.ts';

export type ScoreOptions = {
  seed?: string;
  /** Parts into which the rows are split, so that every row gets features from the others. Default 8. */
  parts?: number;
  /** The final trees are fitted on at most this many rows. Default 400,000. */
  stackRowsMax?: number;
  say?: (line: string) => void;
};

export type LabelScorer = {
  /** The chance of label 1 for each pair, strictly between 0 and 1. */
  score(pairs: PairRows): Float64Array;
};

/**
 * Learns the chance of label 1 from labelled pairs: shrunk counts, biases and patterns of who meets what, each computed for a row
 * from the other parts of the rows, then boosted trees whose number is chosen on parts left out.
 */
export function fitLabelScorer(rows: LabelledRows, options: ScoreOptions = {}): LabelScorer {
  if (rows.labels.length === 0) throw new Error('There is no labelled row to learn from.');
  const seed = options.seed ?? 'score';
  const say = options.say ?? (() => {});
  const parts = options.parts ?? 8;
  const partOf = splitRows(rows, parts, seed);
  const { table, places } = featuresFromOtherParts(rows, partOf, parts, options.stackRowsMax ?? 400_000, seed, say);
  const labels = Uint8Array.from(places, (place) => rows.labels[place]!);
  const parted = Uint8Array.from(places, (place) => partOf[place]!);
  const cuts = findCuts(table);
  const bins = binColumns(table, cuts);
  const { trees, heldOut } = chooseTrees(bins, labels, parted, seed, say);
  const all = Int32Array.from(labels.keys());
  const forests = ['first', 'second', 'third'].map((name) =>
    growForest(bins, labels, all, { ...defaultTrees, trees, seed: `${seed}|${name}` }),
  );
  const calibrate = fitCalibration(heldOut.logOdds, heldOut.labels);
  say(`${trees} trees; whole features`);
  const model = fitFeatures(rows, 1, seed);
  return {
    score(pairs) {
      const logOdds = averageForests(forests, model.featuresOf(pairs), cuts);
      return logOdds.map((value) => Math.min(1 - 1e-6, Math.max(1e-6, sigmoid(calibrate(value)))));
    },
  };
}

function averageForests(forests: Forest[], table: FeatureTable, cuts: Cuts): Float64Array {
  const bins = binColumns(table, cuts);
  const count = bins[0]!.length;
  const total = new Float64Array(count);
  for (const forest of forests) {
    const each = forestLogOdds(forest, bins, count);
    for (let at = 0; at < count; at++) total[at]! += each[at]! / forests.length;
  }
  return total;
}

/** A part for each row, by chance: a balanced draw would tell a row's label from its part. */
function splitRows(rows: LabelledRows, parts: number, seed: string): Uint8Array {
  const random = createRandom(`${seed}|parts`);
  return Uint8Array.from(rows.labels, () => Math.floor(random() * parts));
}

/** For at most `rowsMax` rows drawn from all parts, what the other parts say about them. */
function featuresFromOtherParts(
  rows: LabelledRows,
  partOf: Uint8Array,
  parts: number,
  rowsMax: number,
  seed: string,
  say: (line: string) => void,
): { table: FeatureTable; places: Int32Array } {
  const random = createRandom(`${seed}|sample`);
  const keep = rowsMax / rows.labels.length;
  const chosen = Uint8Array.from(rows.labels, () => (random() < keep ? 1 : 0));
  const placeLists: Int32Array[] = [];
  const tables: FeatureTable[] = [];
  for (let part = 0; part < parts; part++) {
    const others = placesWhere(partOf, (each) => each !== part);
    const own = placesWhere(partOf, (each, at) => each === part && chosen[at] === 1);
    const model = fitFeatures(takeRows(rows, others), others.length / rows.labels.length, `${seed}|${part}`);
    tables.push(model.featuresOf({ users: own.map((at) => rows.users[at]!), items: own.map((at) => rows.items[at]!) }));
    placeLists.push(own);
    say(`features of part ${part + 1} of ${parts}`);
  }
  const places = Int32Array.from(placeLists.flatMap((list) => Array.from(list)));
  const names = tables[0]!.names;
  const columns = names.map((_, feature) => {
    const column = new Float32Array(places.length);
    let at = 0;
    for (const table of tables) {
      column.set(table.columns[feature]!, at);
      at += table.columns[feature]!.length;
    }
    return column;
  });
  return { table: { names, columns }, places };
}

function placesWhere(values: Uint8Array, wanted: (value: number, at: number) => boolean): Int32Array {
  const places: number[] = [];
  for (let at = 0; at < values.length; at++) if (wanted(values[at]!, at)) places.push(at);
  return Int32Array.from(places);
}

/** Grows on all but a quarter of the parts, four times, and takes the number of trees with the least loss on what was left out. */
function chooseTrees(
  bins: Uint8Array[],
  labels: Uint8Array,
  parted: Uint8Array,
  seed: string,
  say: (line: string) => void,
): { trees: number; heldOut: { logOdds: Float64Array; labels: Uint8Array } } {
  const groups = 4;
  const step = 10;
  const treesMax = 200;
  const losses = new Float64Array(treesMax / step);
  const kept: Float64Array[] = Array.from({ length: treesMax / step }, () => new Float64Array(labels.length));
  for (let group = 0; group < groups; group++) {
    const inside = placesWhere(parted, (part) => part % groups !== group);
    const outside = placesWhere(parted, (part) => part % groups === group);
    growForest(
      bins,
      labels,
      inside,
      { ...defaultTrees, trees: treesMax, seed: `${seed}|${group}` },
      outside,
      (logOdds, trees) => {
        if (trees % step !== 0) return true;
        const at = trees / step - 1;
        for (const row of outside) {
          kept[at]![row] = logOdds[row]!;
          losses[at]! += Math.log1p(Math.exp(labels[row] === 1 ? -logOdds[row]! : logOdds[row]!));
        }
        return true;
      },
    );
  }
  let best = 0;
  losses.forEach((loss, at) => {
    if (loss < losses[best]!) best = at;
  });
  say(`left out: log loss ${(losses[best]! / labels.length).toFixed(5)} with ${(best + 1) * step} trees`);
  return { trees: (best + 1) * step, heldOut: { logOdds: kept[best]!, labels } };
}
