import {
  binCount,
  binEdges,
  correction,
  dense,
  denseFacts,
  factors,
  featuresMax,
  freshRow,
  gates,
  guess,
  headsOfModel,
  modelHead,
  noFeature,
  notBought,
  ofHead,
  placeOf,
  record,
  row,
  rowWeightSums,
  thingPlaces,
} from './layout.ts';
import { renewRow, type Weights } from './weights.ts';

/**
 * Learns one example after another. All four heads share the embeddings; each has three layers, learned separately so
 * that no layer can spoil the one below:
 *
 *   base      counts and lens, calibrated: a·logit(public chance) + b·log(lens odds) + c + d·(chance to be drawn, less that of a stranger)
 *   residual  what a factorisation machine adds to the base: weights, interactions of embeddings, plain facts
 *   served    Platt(base + gate·residual)
 *
 * The gate of a head follows progressive validation: before an example is learned, every gate is charged its log loss,
 * and gates are weighed by exp(−loss) of late (Hedge; Cesa-Bianchi & Lugosi, Prediction, Learning, and Games, 2006). So
 * a residual that does not help is not let in.
 *
 * `buy` is given a click, `keep` given a purchase. Both learn over all impressions through the product of chances, with
 * the chances before them held fixed (ESMM: Ma et al., SIGIR 2018), and besides directly from clicked and from bought
 * impressions; both losses have the true conditional chance as their minimum, and the direct one needs far fewer rows.
 *
 * A label that comes after its example was learned is a correction: the gradient of the new labels less that of the old,
 * which is the undo of the earlier step to first order. Over all, each impression counts once with its true labels, as
 * if they had been known (importance-weighted correction of delayed feedback: Ktena et al., RecSys 2019; Chen et al.,
 * Asymptotically Unbiased Estimation for Delayed Feedback Modeling via Label Correction, WWW 2022).
 */
export interface Trainer {
  /** Learns the record at `start` (in words) of a buffer seen as both integers and floats. */
  learn(integers: Int32Array, floats: Float32Array, start: number): void;
}

const rates = { weights: 0.04, vectors: 0.1, base: 0.08, mix: 0.05, facts: 0.02, platt: 0.03 } as const;
/** Added to the sums of squares, so that first steps are not wild. */
const caution = { weights: 1, vectors: 0.1, doubles: 1 } as const;
/** Pull of weights towards zero, at each use. */
const decay = { weights: 2e-3, vectors: 3e-3 } as const;
/** Weight of the loss over all impressions, and of the direct one, for buy and keep. */
const overAll = [0, 0, 0.25, 0.25] as const;
const direct = [1, 1, 0.75, 1] as const;
const forgettingOfGates = 1 - 1 / 20_000;
const forgettingOfHealth = 1 - 1 / 100_000;
const steepest = 8;

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const lossOf = (chance: number, label: number): number => {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, chance));
  return -(label * Math.log(p) + (1 - label) * Math.log(1 - p));
};

export function createTrainer(weights: Weights): Trainer {
  const { doubles } = weights;
  /** Where the row of each feature begins, -1 for none; and the same without gaps. */
  const places = new Int32Array(featuresMax);
  const used = new Int32Array(featuresMax);
  let count = 0;
  /** Sum of the vectors of the thing. */
  const things = new Float64Array(factors);
  const interactions = new Float64Array(factors);
  const slopes = new Float64Array(factors);
  const base = new Float64Array(headsOfModel);
  const residual = new Float64Array(headsOfModel);
  const gradient = new Float64Array(headsOfModel);
  const chances = new Float64Array(headsOfModel);

  /** Adds the gradients of the log loss at `chances`, for the labels at `labels`, times `sign`. */
  const addGradients = (floats: Float32Array, labels: number, sign: number): void => {
    const watch = floats[labels + modelHead.watch]!;
    const click = floats[labels + modelHead.click]!;
    const buy = floats[labels + modelHead.buy]!;
    const keep = floats[labels + modelHead.keep]!;
    const [pWatch, pClick, pBuy, pKeep] = [chances[0]!, chances[1]!, chances[2]!, chances[3]!];
    if (!Number.isNaN(watch)) gradient[0]! += sign * (pWatch - watch);
    if (Number.isNaN(click)) return;
    gradient[1]! += sign * (pClick - click);
    if (Number.isNaN(buy)) return;
    const bought = Math.min(0.999, pClick * pBuy);
    gradient[2]! += sign * overAll[2] * ((1 - buy) * ((bought * (1 - pBuy)) / (1 - bought)) - buy * (1 - pBuy));
    if (click > 0) gradient[2]! += sign * direct[2] * (pBuy - buy);
    if (Number.isNaN(keep)) return;
    const kept = keep === notBought ? 0 : keep;
    const all = Math.min(0.999, bought * pKeep);
    gradient[3]! += sign * overAll[3] * ((1 - kept) * ((all * (1 - pKeep)) / (1 - all)) - kept * (1 - pKeep));
    if (keep !== notBought) gradient[3]! += sign * direct[3] * (pKeep - kept);
  };

  const gradients = (floats: Float32Array, start: number, isCorrection: boolean): void => {
    gradient.fill(0);
    addGradients(floats, start + record.now, 1);
    if (isCorrection) addGradients(floats, start + record.before, -1);
    for (let head = 0; head < headsOfModel; head++) {
      gradient[head] = Math.min(steepest, Math.max(-steepest, gradient[head]!));
    }
  };

  const step = (value: number, sum: number, rate: number, g: number): void => {
    doubles[sum]! += g * g;
    doubles[value]! -= (rate * g) / Math.sqrt(doubles[sum]! + caution.doubles);
  };

  /** Makes rows ready, finds where they are, and works out base and residual of all heads. */
  const forward = (integers: Int32Array, floats: Float32Array, start: number): void => {
    count = 0;
    for (let place = 0; place < featuresMax; place++) {
      const held = integers[start + record.features + place]!;
      places[place] = -1;
      if (held === noFeature) continue;
      const slot = held & ~freshRow;
      weights.reach(slot);
      if (held & freshRow) renewRow(weights.rows, slot);
      places[place] = slot * row.length;
      used[count++] = slot * row.length;
    }
    const { rows } = weights;
    const viewer = places[placeOf.viewer]!;
    for (let factor = 0; factor < factors; factor++) {
      let sum = 0;
      for (let index = 0; index < thingPlaces.length; index++) {
        const at = places[thingPlaces[index]!]!;
        if (at >= 0) sum += rows[at + factor]!;
      }
      things[factor] = sum;
      interactions[factor] = viewer < 0 ? 0 : sum * rows[viewer + factor]!;
    }
    residual.fill(0);
    for (let index = 0; index < count; index++) {
      const at = used[index]! + row.weights;
      for (let head = 0; head < headsOfModel; head++) residual[head]! += rows[at + head]!;
    }
    const drawn = floats[start + record.dense + dense.drawn]!;
    for (let head = 0; head < headsOfModel; head++) {
      const at = head * ofHead.length;
      const facts = at + ofHead.facts;
      let sum = residual[head]! + doubles[facts + denseFacts]!;
      for (let factor = 0; factor < factors; factor++)
        sum += doubles[at + ofHead.mix + factor]! * interactions[factor]!;
      for (let fact = 0; fact < denseFacts; fact++) {
        sum += doubles[facts + fact]! * floats[start + record.dense + dense.facts + fact]!;
      }
      residual[head] = sum;
      const openly = floats[start + record.dense + dense.publicOdds + head]!;
      const lens = floats[start + record.dense + dense.lensOdds + head]!;
      base[head] =
        doubles[at + ofHead.base]! * openly +
        doubles[at + ofHead.base + 1]! * lens +
        doubles[at + ofHead.base + 2]! +
        doubles[at + ofHead.base + 3]! * drawn;
    }
  };

  const learnBase = (floats: Float32Array, start: number): void => {
    const drawn = floats[start + record.dense + dense.drawn]!;
    for (let head = 0; head < headsOfModel; head++) {
      const g = gradient[head]!;
      if (g === 0) continue;
      const at = head * ofHead.length;
      const openly = floats[start + record.dense + dense.publicOdds + head]!;
      const lens = floats[start + record.dense + dense.lensOdds + head]!;
      step(at + ofHead.base, at + ofHead.baseSums, rates.base, g * openly);
      step(at + ofHead.base + 1, at + ofHead.baseSums + 1, rates.base, g * lens);
      step(at + ofHead.base + 2, at + ofHead.baseSums + 2, rates.base, g);
      step(at + ofHead.base + 3, at + ofHead.baseSums + 3, rates.base, g * drawn);
    }
  };

  const learnResidual = (floats: Float32Array, start: number): void => {
    slopes.fill(0);
    let isFlat = true;
    for (let head = 0; head < headsOfModel; head++) {
      const g = gradient[head]!;
      if (g === 0) continue;
      isFlat = false;
      const at = head * ofHead.length;
      for (let factor = 0; factor < factors; factor++) {
        slopes[factor]! += g * doubles[at + ofHead.mix + factor]!;
        step(at + ofHead.mix + factor, at + ofHead.mixSums + factor, rates.mix, g * interactions[factor]!);
      }
      for (let fact = 0; fact < denseFacts; fact++) {
        const input = floats[start + record.dense + dense.facts + fact]!;
        step(at + ofHead.facts + fact, at + ofHead.factSums + fact, rates.facts, g * input);
      }
      step(at + ofHead.facts + denseFacts, at + ofHead.factSums + denseFacts, rates.facts, g);
    }
    if (isFlat) return;
    const { rows } = weights;
    for (let index = 0; index < count; index++) {
      const at = used[index]!;
      for (let head = 0; head < headsOfModel; head++) {
        const g = gradient[head]!;
        if (g === 0) continue;
        const place = at + row.weights + head;
        const value = rows[place]!;
        const sum = rows[at + rowWeightSums + head]! + g * g;
        rows[at + rowWeightSums + head] = sum;
        rows[place] = value - (rates.weights * (g + decay.weights * value)) / Math.sqrt(sum + caution.weights);
      }
    }
    const viewer = places[placeOf.viewer]!;
    if (viewer < 0) return;
    for (let factor = 0; factor < factors; factor++) {
      const slope = slopes[factor]!;
      const taste = rows[viewer + factor]!;
      for (let index = 0; index < thingPlaces.length; index++) {
        const at = places[thingPlaces[index]!]!;
        if (at >= 0) turn(rows, at + factor, at + row.vectorSums + factor, slope * taste);
      }
      turn(rows, viewer + factor, viewer + row.vectorSums + factor, slope * things[factor]!);
    }
  };

  /** Charges every gate, moves the Platt scale, and keeps the tables of health, for a head whose label is direct. */
  const judge = (
    head: number,
    label: number,
    before: number,
    impression: number,
    floats: Float32Array,
    start: number,
  ): void => {
    const at = head * ofHead.length;
    const losses = at + ofHead.gateLosses;
    const isFirst = Number.isNaN(before);
    const { guesses } = weights;
    const held = impression * guess.length + head;
    if (isFirst) {
      guesses[held + guess.base] = base[head]!;
      guesses[held + guess.residual] = residual[head]!;
    }
    const zero = guesses[held + guess.base]!;
    const more = guesses[held + guess.residual]!;
    const none = sigmoid(zero);
    const lossOfNone = lossOf(none, label) - (isFirst ? 0 : lossOf(none, before));
    for (let gate = 1; gate < gates.length; gate++) {
      const chance = sigmoid(zero + gates[gate]! * more);
      const loss = lossOf(chance, label) - (isFirst ? 0 : lossOf(chance, before)) - lossOfNone;
      doubles[losses + gate] = doubles[losses + gate]! * forgettingOfGates + loss;
    }
    let least = 0;
    for (let gate = 1; gate < gates.length; gate++) least = Math.min(least, doubles[losses + gate]!);
    let total = Math.exp(least);
    let weighted = 0;
    for (let gate = 1; gate < gates.length; gate++) {
      const share = Math.exp(least - doubles[losses + gate]!);
      total += share;
      weighted += share * gates[gate]!;
    }
    const open = weighted / total;
    doubles[at + ofHead.gate] = open;

    const logit = zero + open * more;
    const platt = at + ofHead.platt;
    const served = sigmoid(doubles[platt]! * logit + doubles[platt + 1]!);
    const pull = isFirst ? served - label : before - label;
    step(platt, at + ofHead.plattSums, rates.platt, pull * Math.min(6, Math.max(-6, logit)));
    step(platt + 1, at + ofHead.plattSums + 1, rates.platt, pull);
    doubles[platt] = Math.min(2, Math.max(0.5, doubles[platt]!));

    const counts = sigmoid(
      floats[start + record.dense + dense.publicOdds + head]! + floats[start + record.dense + dense.lensOdds + head]!,
    );
    let bin = 0;
    while (bin < binEdges.length && served >= binEdges[bin]!) bin++;
    const place = at + ofHead.bins + 3 * bin;
    if (isFirst) {
      doubles[at + ofHead.examples]! += 1;
      for (let index = at + ofHead.weight; index < at + ofHead.bins + 3 * binCount; index++) {
        doubles[index]! *= forgettingOfHealth;
      }
      doubles[at + ofHead.weight]! += 1;
      doubles[at + ofHead.predicted]! += served;
      doubles[place]! += 1;
      doubles[place + 1]! += served;
    }
    const change = isFirst ? label : label - before;
    doubles[at + ofHead.observed]! += change;
    doubles[at + ofHead.loss]! += lossOf(served, label) - (isFirst ? 0 : lossOf(served, before));
    doubles[at + ofHead.countsLoss]! += lossOf(counts, label) - (isFirst ? 0 : lossOf(counts, before));
    doubles[place + 2]! += change;
  };

  const judgeAll = (integers: Int32Array, floats: Float32Array, start: number, isCorrection: boolean): void => {
    const impression = integers[start + record.impression]!;
    weights.reachGuess(impression);
    const now = start + record.now;
    const before = start + record.before;
    for (let head = 0; head < headsOfModel; head++) {
      const label = directLabel(floats, now, head);
      if (Number.isNaN(label)) continue;
      const old = isCorrection ? directLabel(floats, before, head) : Number.NaN;
      if (old !== label) judge(head, label, old, impression, floats, start);
    }
  };

  return {
    learn(integers, floats, start) {
      const isCorrection = (integers[start + record.flags]! & correction) !== 0;
      forward(integers, floats, start);
      judgeAll(integers, floats, start, isCorrection);
      for (let head = 0; head < headsOfModel; head++) chances[head] = sigmoid(base[head]!);
      gradients(floats, start, isCorrection);
      learnBase(floats, start);
      for (let head = 0; head < headsOfModel; head++) chances[head] = sigmoid(base[head]! + residual[head]!);
      gradients(floats, start, isCorrection);
      learnResidual(floats, start);
    },
  };
}

/** One AdaGrad step of one place of an embedding. */
function turn(rows: Float32Array, place: number, sumPlace: number, g: number): void {
  const value = rows[place]!;
  const sum = rows[sumPlace]! + g * g;
  rows[sumPlace] = sum;
  rows[place] = value - (rates.vectors * (g + decay.vectors * value)) / Math.sqrt(sum + caution.vectors);
}

/** The label of a head where it is defined by itself: a purchase among clicked, a kept line among bought; else NaN. */
function directLabel(floats: Float32Array, labels: number, head: number): number {
  const label = floats[labels + head]!;
  if (head === modelHead.buy) return floats[labels + modelHead.click]! > 0 ? label : Number.NaN;
  return head === modelHead.keep && label === notBought ? Number.NaN : label;
}
