import { createRandom } from '../random.ts';
import { binColumns, type Cuts, findCuts } from './score-bins.ts';
import { blendLogOdds, fitBlend } from './score-calibration.ts';
import { layOutDesign } from './score-design.ts';
import { type FeatureTable, fitFeatures } from './score-features.ts';
import { fitLinear, linearLogOdds } from './score-linear.ts';
import { type LabelledRows, type PairRows, sigmoid, takeRows } from './score-rows.ts';
import { defaultTrees, type Forest, forestLogOdds, growForest } from './score-trees.ts';

export type ScoreOptions = {
  seed?: string;
  /** Parts into which the rows are split, so that every row gets features from the others. Default 8. */
  parts?: number;
  /** The final trees are fitted on at most this many rows. Default 300,000. */
  stackRowsMax?: number;
  say?: (line: string) => void;
};

/** Folds on which the second stage is judged. */
const foldCount = 4;
/** Pull of the linear model's weights towards 0, on standardised columns. */
const linearPull = 100;
/** Rows that are scored at a time, to bound memory. */
const scoreRowsMax = 100_000;

export type LabelScorer = {
  /** The chance of label 1 for each pair, strictly between 0 and 1. */
  score(pairs: PairRows): Float64Array;
};

/**
 * Learns the chance of label 1 from labelled pairs: shrunk counts, biases and patterns of who meets what, each computed for a row
 * from the other parts of the rows, then a linear model and boosted trees,
 * blended by what they say about folds left out.
 */
export function fitLabelScorer(rows: LabelledRows, options: ScoreOptions = {}): LabelScorer {
  if (rows.labels.length === 0) throw new Error('There is no labelled row to learn from.');
  const seed = options.seed ?? 'score';
  const say = options.say ?? (() => {});
  const parts = options.parts ?? 8;
  const partOf = splitRows(rows, parts, seed);
  const { table, places } = featuresFromOtherParts(rows, partOf, parts, options.stackRowsMax ?? 300_000, seed, say);
  const labels = Uint8Array.from(places, (place) => rows.labels[place]!);
  const parted = Uint8Array.from(places, (place) => partOf[place]!);
  const folds = Uint8Array.from(parted, (part) => part % foldCount);

  const { design, scaling } = layOutDesign(table);
  const linearHeldOut = new Float64Array(labels.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const weights = fitLinear(
      design,
      labels,
      placesWhere(folds, (each) => each !== fold),
      linearPull,
    );
    const said = linearLogOdds(design, weights);
    for (let at = 0; at < folds.length; at++) if (folds[at] === fold) linearHeldOut[at] = said[at]!;
  }
  const all = Int32Array.from(labels.keys());
  const weights = fitLinear(design, labels, all, linearPull);
  say(`left out: log loss ${meanLoss(linearHeldOut, labels).toFixed(5)} with ${design.width} weights`);

  const trunk = treeColumns(table);
  const cuts = findCuts(trunk);
  const bins = binColumns(trunk, cuts);
  const { trees, heldOut } = chooseTrees(bins, labels, folds, seed);
  say(`left out: log loss ${meanLoss(heldOut, labels).toFixed(5)} with ${trees} trees`);
  const forests = ['first', 'second', 'third'].map((name) =>
    growForest(bins, labels, all, { ...defaultTrees, trees, seed: `${seed}|${name}` }),
  );
  const blend = fitBlend([linearHeldOut, heldOut], labels);
  say(`left out: log loss ${meanLoss(blendLogOdds(blend, [linearHeldOut, heldOut]), labels).toFixed(5)} together`);
  const model = fitFeatures(rows, 1, seed);
  return {
    score(pairs) {
      const chances = new Float64Array(pairs.users.length);
      for (let from = 0; from < chances.length; from += scoreRowsMax) {
        const to = Math.min(chances.length, from + scoreRowsMax);
        const asked = model.featuresOf({ users: pairs.users.slice(from, to), items: pairs.items.slice(from, to) });
        const said = [
          linearLogOdds(layOutDesign(asked, scaling).design, weights),
          averageForests(forests, treeColumns(asked), cuts),
        ];
        blendLogOdds(blend, said).forEach((logOdds, at) => {
          chances[from + at] = Math.min(1 - 1e-6, Math.max(1e-6, sigmoid(logOdds)));
        });
      }
      return chances;
    },
  };
}

/** Trees do not need the patterns one by one; the linear model does. */
function treeColumns({ names, groups, columns }: FeatureTable): FeatureTable {
  const kept = names.map((_, at) => at).filter((at) => groups[at] !== 'single pattern');
  return {
    names: kept.map((at) => names[at]!),
    groups: kept.map((at) => groups[at]!),
    columns: kept.map((at) => columns[at]!),
  };
}

function meanLoss(logOdds: Float64Array, labels: Uint8Array): number {
  let loss = 0;
  for (let at = 0; at < labels.length; at++)
    loss += Math.log1p(Math.exp(labels[at] === 1 ? -logOdds[at]! : logOdds[at]!));
  return loss / labels.length;
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
    const model = fitFeatures(
      takeRows(rows, others),
      Math.max(1, others.length) / rows.labels.length,
      `${seed}|${part}`,
    );
    tables.push(model.featuresOf({ users: own.map((at) => rows.users[at]!), items: own.map((at) => rows.items[at]!) }));
    placeLists.push(own);
    say(`features of part ${part + 1} of ${parts}`);
  }
  const places = Int32Array.from(placeLists.flatMap((list) => Array.from(list)));
  const { names, groups } = tables[0]!;
  const columns = names.map((_, feature) => {
    const column = new Float32Array(places.length);
    let at = 0;
    for (const table of tables) {
      column.set(table.columns[feature]!, at);
      at += table.columns[feature]!.length;
    }
    return column;
  });
  return { table: { names, groups, columns }, places };
}

function placesWhere(values: Uint8Array, wanted: (value: number, at: number) => boolean): Int32Array {
  const places: number[] = [];
  for (let at = 0; at < values.length; at++) if (wanted(values[at]!, at)) places.push(at);
  return Int32Array.from(places);
}

/** Grows on all but one fold, for each fold, and takes the number of trees with the least loss on what was left out. */
function chooseTrees(
  bins: Uint8Array[],
  labels: Uint8Array,
  folds: Uint8Array,
  seed: string,
): { trees: number; heldOut: Float64Array } {
  const step = 10;
  const treesMax = 200;
  const kept: Float64Array[] = Array.from({ length: treesMax / step }, () => new Float64Array(labels.length));
  for (let fold = 0; fold < foldCount; fold++) {
    const inside = placesWhere(folds, (each) => each !== fold);
    const outside = placesWhere(folds, (each) => each === fold);
    const options = { ...defaultTrees, trees: treesMax, seed: `${seed}|${fold}` };
    growForest(bins, labels, inside, options, outside, (logOdds, trees) => {
      if (trees % step === 0) for (const row of outside) kept[trees / step - 1]![row] = logOdds[row]!;
      return true;
    });
  }
  const losses = kept.map((logOdds) => meanLoss(logOdds, labels));
  const best = losses.indexOf(Math.min(...losses));
  return { trees: (best + 1) * step, heldOut: kept[best]! };
}
