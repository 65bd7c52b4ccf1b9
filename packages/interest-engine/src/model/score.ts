import type { EngineState } from '../engine-state.ts';
import { head, headPriors } from '../heads.ts';
import type { StoredItem } from '../item.ts';
import type { Policy } from '../policy.ts';
import { hash32 } from '../random.ts';
import { type KindRates, withOdds } from '../score-heads.ts';
import type { ViewerLens } from '../viewer-lens.ts';
import type { ViewerState } from '../viewer-state.ts';
import { type Encounter, isDeal, writeDense, writeFeatures } from './features.ts';
import {
  dense,
  denseFacts,
  denseMax,
  factors,
  featuresMax,
  headsOfModel,
  ofHead,
  row,
  rowWeightSums,
  thingPlaces,
  viewerPlace,
} from './layout.ts';
import { sigmoid } from './train.ts';

/** Where a head of the model stands among the heads of the engine. */
const headOfModel = [head.watch, head.click, head.buy, head.keep] as const;

/** Heads that are counts alone. */
const countedHeads = [head.engage, head.deduct, head.harm] as const;

/** Where the item's own feature stands, see `writeFeatures`. */
const itemPlace = 1;

/**
 * Spread, in log odds, of what the most telling features may add when nothing is known of them; a diagonal Laplace
 * posterior takes its precision, and the sum of squared gradients AdaGrad keeps anyway is the information it gains
 * (empirical Fisher information; Chapelle & Li, An Empirical Evaluation of Thompson Sampling, NIPS 2011, algorithm 3).
 */
const priorSpread: readonly (readonly [place: number, spread: number])[] = [
  [0, 0.35],
  [itemPlace, 0.6],
  [2, 0.3],
  [13, 0.3],
];

/** Scores many items for one request. Nothing is allocated for an item. */
export interface HeadScorer {
  /** Chances of all heads and one standard error of each, written from the start of the arrays. */
  score(item: StoredItem, slot: number, source: string | undefined, chances: Float64Array, errors: Float64Array): void;
}

export function createHeadScorer(
  state: EngineState,
  policy: Policy,
  lens: ViewerLens,
  viewer: { readonly id: string; readonly state: ViewerState } | null,
  at: number,
): HeadScorer {
  const { slots, weights } = state.model;
  const kinds: KindRates = new Map();
  const { doubles } = weights;
  const encounter: Encounter = {
    viewer: viewer ? hash32(viewer.id) : -1,
    at,
    touches: viewer?.state.touches.length ?? 0,
    source: -1,
    position: -1,
  };
  const features = new Int32Array(featuresMax);
  const inputs = new Float64Array(denseMax);
  const interactions = new Float64Array(factors);
  const residuals = new Float64Array(headsOfModel);
  const odds = new Float64Array(4);
  const sourceHashes = new Map<string, number>();
  const sourceHash = (source: string | undefined): number => {
    if (source === undefined) return -1;
    const known = sourceHashes.get(source);
    if (known !== undefined) return known;
    const hash = hash32(source);
    sourceHashes.set(source, hash);
    return hash;
  };

  const interact = (rows: Float32Array): void => {
    const taste = features[viewerPlace]! * row.length;
    interactions.fill(0);
    if (taste < 0) return;
    for (let index = 0; index < thingPlaces.length; index++) {
      const slot = features[thingPlaces[index]!]!;
      if (slot < 0) continue;
      const vectorAt = slot * row.length + row.vector;
      for (let factor = 0; factor < factors; factor++) interactions[factor]! += rows[vectorAt + factor]!;
    }
    for (let factor = 0; factor < factors; factor++) interactions[factor]! *= rows[taste + factor]!;
  };

  /** What the residual adds for each head: the rows are walked once for all of them. */
  const writeResiduals = (rows: Float32Array): void => {
    for (let index = 0; index < headsOfModel; index++) {
      residuals[index] = doubles[index * ofHead.length + ofHead.facts + denseFacts]!;
    }
    for (let place = 0; place < featuresMax; place++) {
      const slot = features[place]!;
      if (slot < 0) continue;
      const weightsAt = slot * row.length + row.weights;
      for (let index = 0; index < headsOfModel; index++) residuals[index]! += rows[weightsAt + index]!;
    }
    for (let index = 0; index < headsOfModel; index++) {
      const mix = index * ofHead.length + ofHead.mix;
      const facts = index * ofHead.length + ofHead.facts;
      let sum = residuals[index]!;
      for (let factor = 0; factor < factors; factor++) sum += doubles[mix + factor]! * interactions[factor]!;
      for (let fact = 0; fact < denseFacts; fact++) sum += doubles[facts + fact]! * inputs[dense.facts + fact]!;
      residuals[index] = sum;
    }
  };

  /** Variance of the log odds, from what little the most telling features have been seen. `counted`: in the item's counts. */
  const doubtOf = (rows: Float32Array, index: number, counted: number): number => {
    let variance = 0;
    for (let place = 0; place < priorSpread.length; place++) {
      const [feature, spread] = priorSpread[place]!;
      const slot = features[feature]!;
      const learned = slot < 0 ? 0 : rows[slot * row.length + rowWeightSums + index]!;
      const information = feature === itemPlace ? Math.max(learned, counted) : learned;
      variance += 1 / (1 / (spread * spread) + information);
    }
    return variance;
  };

  return {
    score(item, slot, source, chances, errors) {
      encounter.source = sourceHash(source);
      writeFeatures(slots.find, item, slot, encounter, features, 0);
      writeDense(state, policy, lens, item, slot, encounter, chances, odds, inputs, 0, kinds);
      const { rows } = weights;
      interact(rows);
      writeResiduals(rows);
      for (let index = 0; index < headsOfModel; index++) {
        const at = index * ofHead.length;
        const base =
          doubles[at + ofHead.base]! * inputs[dense.publicOdds + index]! +
          doubles[at + ofHead.base + 1]! * inputs[dense.lensOdds + index]! +
          doubles[at + ofHead.base + 2]!;
        const gate = doubles[at + ofHead.gate]!;
        const logit = base + (gate === 0 ? 0 : gate * residuals[index]!);
        const chance = sigmoid(doubles[at + ofHead.platt]! * logit + doubles[at + ofHead.platt + 1]!);
        const place = headOfModel[index]!;
        chances[place] = Math.min(0.999, Math.max(0.0001, chance));
        const spread = chances[place]! * (1 - chances[place]!);
        const counted = state.itemCounts.at(slot, headPriors[place]!.chances) * spread;
        errors[place] = spread * Math.sqrt(doubtOf(rows, index, counted));
      }
      chances[head.engage] = withOdds(chances[head.engage]!, odds[1]!);
      chances[head.deduct] = Math.min(3, Math.max(0, chances[head.deduct]!));
      chances[head.harm] = Math.min(0.999, Math.max(0.0001, chances[head.harm]!));
      for (let index = 0; index < countedHeads.length; index++) {
        const place = countedHeads[index]!;
        const seen = state.itemCounts.at(slot, headPriors[place]!.chances) + policy.learning.itemPrior + 1;
        errors[place] = Math.sqrt(Math.max(1e-6, chances[place]! * Math.max(0.05, 1 - chances[place]!)) / seen);
      }
      if (!isDeal(item)) {
        chances[head.buy] = 0;
        errors[head.buy] = 0;
      }
    },
  };
}
