import { createRandom, type Random } from '../random.ts';
import { binsMax } from './score-bins.ts';
import { logit, sigmoid } from './score-rows.ts';

/** One regression tree over binned features: a node with `feature` -1 is a leaf worth `value` log odds. */
export type Tree = { feature: Int16Array; bin: Uint8Array; left: Int16Array; right: Int16Array; value: Float64Array };
export type Forest = { start: number; trees: Tree[] };

export type TreeOptions = {
  trees: number;
  leaves: number;
  learningRate: number;
  /** Shares of the rows and of the features that each tree sees. */
  rowShare: number;
  featureShare: number;
  /** Pull of a leaf towards 0, and the least curvature (about p(1-p) a row) that a leaf must have. */
  pull: number;
  curveMin: number;
  seed: string;
};

export const defaultTrees: TreeOptions = {
  trees: 150,
  leaves: 15,
  learningRate: 0.1,
  rowShare: 0.5,
  featureShare: 0.5,
  pull: 10,
  curveMin: 4,
  seed: 'trees',
};

/**
 * Gradient-boosted trees for the chance of label 1, grown leaf by leaf on the largest gain. `watch` sees the log odds of the rows
 * in `watched` after each tree and may end the growth by returning false.
 */
export function growForest(
  bins: Uint8Array[],
  labels: Uint8Array,
  rows: Int32Array,
  options: TreeOptions,
  watched: Int32Array = new Int32Array(0),
  watch: (logOdds: Float64Array, trees: number) => boolean = () => true,
): Forest {
  let positives = 0;
  for (const row of rows) positives += labels[row]!;
  const start = logit((positives + 0.5) / (rows.length + 1));
  const logOdds = new Float64Array(labels.length).fill(start);
  const slopes = new Float64Array(labels.length);
  const curves = new Float64Array(labels.length);
  const random = createRandom(options.seed);
  const trees: Tree[] = [];
  while (trees.length < options.trees) {
    const sample = new Int32Array(rows.length);
    const others = new Int32Array(rows.length + watched.length);
    let sampled = 0;
    let left = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      if (random() < options.rowShare) sample[sampled++] = row;
      else others[left++] = row;
      const p = sigmoid(logOdds[row]!);
      slopes[row] = labels[row]! - p;
      curves[row] = p * (1 - p);
    }
    others.set(watched, left);
    const features = pickFeatures(bins.length, options.featureShare, random);
    const { tree, leaves } = growTree(
      { bins, slopes, curves, features, options },
      sample.subarray(0, sampled),
      others.subarray(0, left + watched.length),
    );
    trees.push(tree);
    for (const { node, sample: inside, others: beside } of leaves) {
      const value = tree.value[node]!;
      for (let at = 0; at < inside.length; at++) logOdds[inside[at]!] = logOdds[inside[at]!]! + value;
      for (let at = 0; at < beside.length; at++) logOdds[beside[at]!] = logOdds[beside[at]!]! + value;
    }
    if (!watch(logOdds, trees.length)) break;
  }
  return { start, trees };
}

export function forestLogOdds(forest: Forest, bins: Uint8Array[], count: number): Float64Array {
  const logOdds = new Float64Array(count).fill(forest.start);
  for (const tree of forest.trees) {
    for (let row = 0; row < count; row++) logOdds[row]! += worthOf(tree, bins, row);
  }
  return logOdds;
}

function worthOf(tree: Tree, bins: Uint8Array[], row: number): number {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    node = bins[feature]![row]! < tree.bin[node]! ? tree.left[node]! : tree.right[node]!;
  }
  return tree.value[node]!;
}

function pickFeatures(count: number, share: number, random: Random): number[] {
  const features = Array.from({ length: count }, (_, feature) => feature);
  const wanted = Math.max(1, Math.round(share * count));
  for (let at = 0; at < wanted; at++) {
    const other = at + Math.floor(random() * (count - at));
    [features[at], features[other]] = [features[other]!, features[at]!];
  }
  return features.slice(0, wanted).sort((a, b) => a - b);
}

/**
 * `histogram[(feature * binsMax + bin) * 2]` is the sum of slopes of the sample, the next one of curves. `others` are rows that fall
 * into the leaf without having a say.
 */
type Leaf = { node: number; sample: Int32Array; others: Int32Array; histogram: Float64Array; split: Split | undefined };
type Split = { feature: number; bin: number; gain: number };
type Ground = {
  bins: Uint8Array[];
  slopes: Float64Array;
  curves: Float64Array;
  features: number[];
  options: TreeOptions;
};

function growTree(ground: Ground, sample: Int32Array, others: Int32Array): { tree: Tree; leaves: Leaf[] } {
  const { bins, features, options } = ground;
  const nodesMax = 2 * options.leaves - 1;
  const tree: Tree = {
    feature: new Int16Array(nodesMax).fill(-1),
    bin: new Uint8Array(nodesMax),
    left: new Int16Array(nodesMax),
    right: new Int16Array(nodesMax),
    value: new Float64Array(nodesMax),
  };
  const open = (node: number, inside: Int32Array, beside: Int32Array, histogram: Float64Array): Leaf => {
    const { slope, curve } = totals(histogram, features[0]!);
    tree.value[node] = (options.learningRate * slope) / (curve + options.pull);
    return { node, sample: inside, others: beside, histogram, split: findSplit(histogram, features, options) };
  };
  const leaves = [open(0, sample, others, histogramOf(ground, sample))];
  for (let nodes = 1; nodes + 2 <= nodesMax; nodes += 2) {
    let best: Leaf | undefined;
    for (const leaf of leaves) if (leaf.split && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf;
    if (!best?.split) break;
    const { feature, bin } = best.split;
    const inside = partition(best.sample, bins[feature]!, bin);
    const beside = partition(best.others, bins[feature]!, bin);
    // Only the smaller side is counted; the other is what remains.
    const leftIsSmaller = inside.left.length < inside.right.length;
    const smaller = histogramOf(ground, leftIsSmaller ? inside.left : inside.right);
    const larger = best.histogram;
    for (let at = 0; at < larger.length; at++) larger[at] = larger[at]! - smaller[at]!;
    tree.feature[best.node] = feature;
    tree.bin[best.node] = bin;
    tree.left[best.node] = nodes;
    tree.right[best.node] = nodes + 1;
    leaves.splice(leaves.indexOf(best), 1);
    leaves.push(open(nodes, inside.left, beside.left, leftIsSmaller ? smaller : larger));
    leaves.push(open(nodes + 1, inside.right, beside.right, leftIsSmaller ? larger : smaller));
  }
  return { tree, leaves };
}

/** The order of the rows is kept, so that memory is read forwards. */
function partition(rows: Int32Array, column: Uint8Array, bin: number): { left: Int32Array; right: Int32Array } {
  const ordered = new Int32Array(rows.length);
  let lefts = 0;
  for (let at = 0; at < rows.length; at++) if (column[rows[at]!]! < bin) lefts++;
  let left = 0;
  let right = lefts;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (column[row]! < bin) ordered[left++] = row;
    else ordered[right++] = row;
  }
  return { left: ordered.subarray(0, lefts), right: ordered.subarray(lefts) };
}

function histogramOf({ bins, slopes, curves, features }: Ground, rows: Int32Array): Float64Array {
  const histogram = new Float64Array(bins.length * binsMax * 2);
  // Slopes and curves are gathered once, so that each feature then reads them in order.
  const slope = new Float64Array(rows.length);
  const curve = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    slope[at] = slopes[rows[at]!]!;
    curve[at] = curves[rows[at]!]!;
  }
  for (const feature of features) {
    const column = bins[feature]!;
    const base = feature * binsMax * 2;
    for (let at = 0; at < rows.length; at++) {
      const place = base + 2 * column[rows[at]!]!;
      histogram[place] = histogram[place]! + slope[at]!;
      histogram[place + 1] = histogram[place + 1]! + curve[at]!;
    }
  }
  return histogram;
}

function totals(histogram: Float64Array, feature: number): { slope: number; curve: number } {
  let slope = 0;
  let curve = 0;
  for (let bin = 0; bin < binsMax; bin++) {
    slope += histogram[(feature * binsMax + bin) * 2]!;
    curve += histogram[(feature * binsMax + bin) * 2 + 1]!;
  }
  return { slope, curve };
}

function findSplit(histogram: Float64Array, features: number[], options: TreeOptions): Split | undefined {
  const whole = totals(histogram, features[0]!);
  const worth = (slope: number, curve: number) => (slope * slope) / (curve + options.pull);
  const nothing = worth(whole.slope, whole.curve);
  let best: Split | undefined;
  for (const feature of features) {
    let slope = 0;
    let curve = 0;
    for (let bin = 1; bin < binsMax; bin++) {
      slope += histogram[(feature * binsMax + bin - 1) * 2]!;
      curve += histogram[(feature * binsMax + bin - 1) * 2 + 1]!;
      if (curve < options.curveMin) continue;
      if (whole.curve - curve < options.curveMin) break;
      const gain = worth(slope, curve) + worth(whole.slope - slope, whole.curve - curve) - nothing;
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain };
    }
  }
  return best;
}
