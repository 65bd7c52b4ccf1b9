import { createRandom } from '../random.ts';
import { binColumns, type Cuts, findCuts } from './score-bins.ts';
import { blendLogOdds, fitBlend } from './score-calibration.ts';
import { type Design, layOutDesign } from './score-design.ts';
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
/** Pulls of the linear model's weights towards 0, on standardised columns; one fold chooses. */
const linearPulls = [300, 30, 3];
/**
 * How often the rows are split anew and learned from again, so that no one split decides; fewer times with many rows, whose
 * splits hardly differ.
 */
const splitsMost = 5;
const splitRowsMost = 1_000_000;
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
  const described = describeRows(rows, options, seed, say);
  const { labels, folds } = described;

  const { design, scaling } = layOutDesign(described.table);
  const { pull, heldOut: linearHeldOut } = choosePull(design, labels, folds);
  const all = Int32Array.from(labels.keys());
  const linears = [{ scaling, weights: fitLinear(design, labels, all, pull) }];
  say(`left out: log loss ${meanLoss(linearHeldOut, labels).toFixed(5)} with ${design.width} weights, pull ${pull}`);

  const trunk = treeColumns(described.table);
  const cuts = findCuts(trunk);
  const bins = binColumns(trunk, cuts);
  const { trees, heldOut } = chooseTrees(bins, labels, folds, seed);
  say(`left out: log loss ${meanLoss(heldOut, labels).toFixed(5)} with ${trees} trees`);
  const groves: Grove[] = ['first', 'second', 'third'].map((name) => ({
    cuts,
    forest: growForest(bins, labels, all, { ...defaultTrees, trees, seed: `${seed}|${name}` }),
  }));
  const blend = fitBlend([linearHeldOut, heldOut], labels);
  say(`left out: log loss ${meanLoss(blendLogOdds(blend, [linearHeldOut, heldOut]), labels).toFixed(5)} together`);

  const splits = Math.max(1, Math.min(splitsMost, Math.floor(splitRowsMost / rows.labels.length)));
  for (let split = 1; split < splits; split++) {
    const again = describeRows(rows, options, `${seed}|split ${split}`, () => {});
    const every = Int32Array.from(again.labels.keys());
    const laid = layOutDesign(again.table);
    linears.push({ scaling: laid.scaling, weights: fitLinear(laid.design, again.labels, every, pull) });
    const columns = treeColumns(again.table);
    const edges = findCuts(columns);
    const growth = { ...defaultTrees, trees, seed: `${seed}|split ${split}` };
    groves.push({
      cuts: edges,
      forest: growForest(binColumns(columns, edges), again.labels, every, growth),
    });
    say(`learned from split ${split + 1} of ${splits}`);
  }
  const model = fitFeatures(rows, 1, seed);
  return {
    score(pairs) {
      const chances = new Float64Array(pairs.users.length);
      for (let from = 0; from < chances.length; from += scoreRowsMax) {
        const to = Math.min(chances.length, from + scoreRowsMax);
        const asked = model.featuresOf({ users: pairs.users.slice(from, to), items: pairs.items.slice(from, to) });
        const said = [
          average(linears.map((linear) => linearLogOdds(layOutDesign(asked, linear.scaling).design, linear.weights))),
          average(groves.map((grove) => groveLogOdds(grove, treeColumns(asked)))),
        ];
        blendLogOdds(blend, said).forEach((logOdds, at) => {
          chances[from + at] = Math.min(1 - 1e-6, Math.max(1e-6, sigmoid(logOdds)));
        });
      }
      return chances;
    },
  };
}

type Described = { table: FeatureTable; labels: Uint8Array; folds: Uint8Array };

/** Splits the rows by the seed and describes each by the other parts; whole parts make up the folds. */
function describeRows(rows: LabelledRows, options: ScoreOptions, seed: string, say: (line: string) => void): Described {
  const parts = options.parts ?? 8;
  const partOf = splitRows(rows, parts, seed);
  const { table, places } = featuresFromOtherParts(rows, partOf, parts, options.stackRowsMax ?? 300_000, seed, say);
  return {
    table,
    labels: Uint8Array.from(places, (place) => rows.labels[place]!),
    folds: Uint8Array.from(places, (place) => partOf[place]! % foldCount),
  };
}

/** The pull under which the first fold left out is foretold best, and what it says of every fold left out. */
function choosePull(design: Design, labels: Uint8Array, folds: Uint8Array): { pull: number; heldOut: Float64Array } {
  const saidOf = (fold: number, pull: number) =>
    linearLogOdds(
      design,
      fitLinear(
        design,
        labels,
        placesWhere(folds, (each) => each !== fold),
        pull,
      ),
    );
  const judged = linearPulls.map((pull) => {
    const said = saidOf(0, pull);
    const kept = placesWhere(folds, (each) => each === 0);
    const loss = meanLoss(
      Float64Array.from(kept, (at) => said[at]!),
      Uint8Array.from(kept, (at) => labels[at]!),
    );
    return { pull, said, loss };
  });
  const best = judged.reduce((a, b) => (b.loss < a.loss ? b : a));
  const heldOut = new Float64Array(labels.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const said = fold === 0 ? best.said : saidOf(fold, best.pull);
    for (let at = 0; at < folds.length; at++) if (folds[at] === fold) heldOut[at] = said[at]!;
  }
  return { pull: best.pull, heldOut };
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

/** A forest with the cut points of the columns it was grown on. */
type Grove = { cuts: Cuts; forest: Forest };

function groveLogOdds({ cuts, forest }: Grove, table: FeatureTable): Float64Array {
  const bins = binColumns(table, cuts);
  return forestLogOdds(forest, bins, bins[0]!.length);
}

function average(models: Float64Array[]): Float64Array {
  return models[0]!.map((_, at) => models.reduce((total, model) => total + model[at]!, 0) / models.length);
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
