/**
 * Lists to learn an order from: group `g` is the rows from `starts[g]` to `starts[g + 1]`; `features` is row-major, `width`
 * a row; `gain` is above 0 for what was chosen.
 */
export interface RankingLists {
  readonly width: number;
  readonly starts: Uint32Array;
  readonly features: Float32Array;
  readonly gain: Float32Array;
  readonly groupWeight: Float32Array;
}

/** Score of a row = sum of feature * weight. */
export interface LinearRanker {
  readonly weights: Float64Array;
}

/**
 * Multinomial choice: within each group, the chosen rows should be likely under softmax(score). Features are put on one scale
 * first, so that `penalty` (on squared weights) means the same for all. Deterministic; L-BFGS, at most `rounds` steps, starting
 * from an earlier ranker if there is one. Features with a weight in `belief` are held to that instead of to zero.
 */
export function fitListwise(
  lists: RankingLists,
  penalty: number,
  { rounds = 80, from, belief }: { rounds?: number; from?: LinearRanker; belief?: Belief } = {},
): LinearRanker {
  const spread = spreadOf(lists);
  const onScale = (weights?: Float64Array) => spread.map((size, feature) => size * (weights?.[feature] ?? 0));
  const heard = lists.groupWeight.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
  const hold = {
    to: onScale(belief?.weights),
    penalties: spread.map((size, feature) =>
      belief && belief.weights[feature] !== 0
        ? belief.strength / Math.max(1, heard) / Math.max(1e-12, size ** 2)
        : penalty,
    ),
  };
  const loss = (weights: Float64Array, gradient: Float64Array) => listLoss(lists, spread, weights, gradient, hold);
  const start = onScale(from?.weights ?? belief?.weights);
  const fitted = minimise(loss, start, rounds);
  return {
    weights: fitted.map((weight, feature) =>
      spread[feature]! > 0 ? weight / spread[feature]! : (belief?.weights[feature] ?? 0),
    ),
  };
}

/**
 * What some weights are before any list is heard; zero is no belief. `strength` is on the features' own scale and does not grow
 * with the lists: few lists that show a feature at all do not outvote it, many do.
 */
interface Belief extends LinearRanker {
  readonly strength: number;
}

export function scoreRow({ weights }: LinearRanker, features: Float32Array, at: number): number {
  let score = 0;
  for (let feature = 0; feature < weights.length; feature++) score += weights[feature]! * features[at + feature]!;
  return score;
}

/** Standard deviation of each feature, 0 for one that hardly moves. */
function spreadOf({ width, features }: RankingLists): Float64Array {
  const rows = features.length / width;
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (let at = 0; at < features.length; at += width)
    for (let feature = 0; feature < width; feature++) mean[feature]! += features[at + feature]! / rows;
  for (let at = 0; at < features.length; at += width)
    for (let feature = 0; feature < width; feature++)
      square[feature]! += (features[at + feature]! - mean[feature]!) ** 2 / rows;
  return square.map((value, feature) => (value > 1e-10 * (1 + mean[feature]! ** 2) ? Math.sqrt(value) : 0));
}

function listLoss(
  { width, starts, features, gain, groupWeight }: RankingLists,
  spread: Float64Array,
  weights: Float64Array,
  gradient: Float64Array,
  { penalties, to }: { penalties: Float64Array; to: Float64Array },
): number {
  const scaled = weights.map((weight, feature) => (spread[feature]! > 0 ? weight / spread[feature]! : 0));
  gradient.fill(0);
  let loss = 0;
  let weightSum = 0;
  let scores = new Float64Array(1024);
  for (let group = 0; group + 1 < starts.length; group++) {
    const from = starts[group]!;
    const count = starts[group + 1]! - from;
    const weight = groupWeight[group]!;
    if (count === 0 || weight === 0) continue;
    if (count > scores.length) scores = new Float64Array(count * 2);
    let most = -Infinity;
    let gainSum = 0;
    let gained = 0;
    for (let row = 0; row < count; row++) {
      let score = 0;
      const at = (from + row) * width;
      for (let feature = 0; feature < width; feature++) score += scaled[feature]! * features[at + feature]!;
      scores[row] = score;
      if (score > most) most = score;
      gainSum += gain[from + row]!;
      gained += gain[from + row]! * score;
    }
    let partition = 0;
    for (let row = 0; row < count; row++) partition += Math.exp(scores[row]! - most);
    weightSum += weight;
    loss += weight * (gainSum * (most + Math.log(partition)) - gained);
    for (let row = 0; row < count; row++) {
      const pull = weight * ((gainSum * Math.exp(scores[row]! - most)) / partition - gain[from + row]!);
      if (Math.abs(pull) < 1e-7) continue;
      const at = (from + row) * width;
      for (let feature = 0; feature < width; feature++) gradient[feature]! += pull * features[at + feature]!;
    }
  }
  const scale = 1 / Math.max(weightSum, 1e-9);
  loss *= scale;
  for (let feature = 0; feature < width; feature++) {
    gradient[feature] =
      spread[feature]! > 0
        ? (gradient[feature]! * scale) / spread[feature]! + 2 * penalties[feature]! * (weights[feature]! - to[feature]!)
        : 0;
    loss += spread[feature]! > 0 ? penalties[feature]! * (weights[feature]! - to[feature]!) ** 2 : 0;
  }
  return loss;
}

/** L-BFGS with a memory of eight steps and halving line search. */
function minimise(
  loss: (at: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  rounds: number,
): Float64Array {
  let at = start;
  let gradient = new Float64Array(at.length);
  let value = loss(at, gradient);
  const memory: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const direction = descend(gradient, memory);
    const slope = dot(direction, gradient);
    if (!(slope < -1e-12)) break;
    let length = memory.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    let moved = false;
    for (let attempt = 0; attempt < 20; attempt++, length /= 2) {
      const next = at.map((x, index) => x + length * direction[index]!);
      const nextGradient = new Float64Array(at.length);
      const nextValue = loss(next, nextGradient);
      if (!(nextValue <= value + 1e-4 * length * slope)) continue;
      const step = next.map((x, index) => x - at[index]!);
      const change = nextGradient.map((x, index) => x - gradient[index]!);
      const curvature = dot(step, change);
      if (curvature > 1e-12) {
        memory.push({ step, change, curvature });
        if (memory.length > 8) memory.shift();
      }
      moved = value - nextValue > 1e-6 * Math.abs(value);
      at = next;
      gradient = nextGradient;
      value = nextValue;
      break;
    }
    if (!moved) break;
  }
  return at;
}

function descend(
  gradient: Float64Array,
  memory: { step: Float64Array; change: Float64Array; curvature: number }[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { step, change, curvature } of memory.toReversed()) {
    const share = dot(step, direction) / curvature;
    shares.push(share);
    for (let index = 0; index < direction.length; index++) direction[index]! -= share * change[index]!;
  }
  const latest = memory.at(-1);
  if (latest) {
    const scale = latest.curvature / dot(latest.change, latest.change);
    for (let index = 0; index < direction.length; index++) direction[index]! *= scale;
  }
  for (const { step, change, curvature } of memory) {
    const share = shares.pop()! - dot(change, direction) / curvature;
    for (let index = 0; index < direction.length; index++) direction[index]! += share * step[index]!;
  }
  return direction;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index]! * right[index]!;
  return sum;
}
