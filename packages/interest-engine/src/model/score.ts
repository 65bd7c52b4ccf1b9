import type { EngineState } from '../engine-state.ts';
import { head, headCount, headPriors } from '../heads.ts';
import { mark } from '../item-traits.ts';
import type { Policy } from '../policy.ts';
import { hash32 } from '../random.ts';
import { type KindRates, withOdds } from '../score-heads.ts';
import { type ViewerLens, viewLength, viewPlace } from '../viewer-lens.ts';
import type { ViewerState } from '../viewer-state.ts';
import { createFeatureRows, type Meeting } from './feature-rows.ts';
import { daypartOf, writeDense } from './features.ts';
import {
  dense,
  denseFacts,
  denseMax,
  factors,
  featuresMax,
  headsOfModel,
  ofHead,
  placeOf,
  row,
  rowWeightSums,
  thingPlaces,
} from './layout.ts';
import { sigmoid } from './train.ts';

/** Where a head of the model stands among the heads of the engine. */
const headOfModel = [head.watch, head.click, head.buy, head.keep] as const;

/** Heads that are counts alone. */
const countedHeads = [head.engage, head.deduct, head.harm] as const;

/** Things whose features are looked up together: enough to overlap reads of memory, few enough to stay in the nearest cache. */
const batch = 64;

/**
 * Spread, in log odds, of what the most telling features may add when nothing is known of them; a diagonal Laplace
 * posterior takes its precision, and the sum of squared gradients AdaGrad keeps anyway is the information it gains
 * (empirical Fisher information; Chapelle & Li, An Empirical Evaluation of Thompson Sampling, NIPS 2011, algorithm 3).
 */
const priorSpread: readonly (readonly [place: number, spread: number])[] = [
  [placeOf.viewer, 0.35],
  [placeOf.item, 0.6],
  [placeOf.author, 0.3],
  [placeOf.viewerCategory, 0.3],
];
const doubtPlaces = Int32Array.from(priorSpread, ([place]) => place);
const priorPrecisions = Float64Array.from(priorSpread, ([, spread]) => 1 / (spread * spread));

/** Things to be scored, and the source that put each forward, side by side. */
export interface Scorables {
  readonly slots: readonly number[];
  readonly sources: readonly (string | undefined)[];
}

/** Scores many items for one request. */
export interface HeadScorer {
  /**
   * Chances of all heads and one standard error of each: `headCount` numbers a thing, in the order of the things. `views`:
   * what the lens says of each, `viewLength` numbers a thing.
   */
  score(things: Scorables, chances: Float64Array, errors: Float64Array, views?: Float64Array): void;
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
  const meeting: Meeting = {
    viewer: viewer ? hash32(viewer.id) : -1,
    at,
    daypart: daypartOf(at),
    touches: viewer?.state.touches.length ?? 0,
  };
  const featureRows = createFeatureRows(slots, state.traits, meeting);
  const features = new Int32Array(featuresMax * batch);
  const rates = new Float64Array(headCount);
  const inputs = new Float64Array(denseMax);
  const interactions = new Float64Array(factors);
  const residuals = new Float64Array(headsOfModel);
  const view = new Float64Array(viewLength);
  const interact = (rows: Float32Array, thing: number): void => {
    const taste = features[thing * featuresMax + placeOf.viewer]! * row.length;
    interactions.fill(0);
    if (taste < 0) return;
    for (let index = 0; index < thingPlaces.length; index++) {
      const slot = features[thing * featuresMax + thingPlaces[index]!]!;
      if (slot < 0) continue;
      const vectorAt = slot * row.length + row.vector;
      for (let factor = 0; factor < factors; factor++) interactions[factor]! += rows[vectorAt + factor]!;
    }
    for (let factor = 0; factor < factors; factor++) interactions[factor]! *= rows[taste + factor]!;
  };

  /** What the residual adds for each head: the rows are walked once for all of them. */
  const writeResiduals = (rows: Float32Array, thing: number): void => {
    for (let index = 0; index < headsOfModel; index++) {
      residuals[index] = doubles[index * ofHead.length + ofHead.facts + denseFacts]!;
    }
    for (let place = 0; place < featuresMax; place++) {
      const slot = features[thing * featuresMax + place]!;
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
  const doubtOf = (rows: Float32Array, thing: number, index: number, counted: number): number => {
    let variance = 0;
    for (let at = 0; at < doubtPlaces.length; at++) {
      const place = doubtPlaces[at]!;
      const slot = features[thing * featuresMax + place]!;
      const learned = slot < 0 ? 0 : rows[slot * row.length + rowWeightSums + index]!;
      const information = place === placeOf.item ? Math.max(learned, counted) : learned;
      variance += 1 / (priorPrecisions[at]! + information);
    }
    return variance;
  };

  return {
    score(things, chances, errors, views) {
      const { rows } = weights;
      const { slots: numbers, sources } = things;
      for (let at = 0; at < numbers.length; at++) {
        const thing = at % batch;
        if (thing === 0) featureRows.write(numbers, sources, at, Math.min(batch, numbers.length - at), features);
        const slot = numbers[at]!;
        const to = at * headCount;
        writeDense(state, policy, lens, slot, meeting, rates, view, inputs, 0, kinds);
        views?.set(view, at * viewLength);
        interact(rows, thing);
        writeResiduals(rows, thing);
        for (let index = 0; index < headsOfModel; index++) {
          const own = index * ofHead.length;
          const base =
            doubles[own + ofHead.base]! * inputs[dense.publicOdds + index]! +
            doubles[own + ofHead.base + 1]! * inputs[dense.lensOdds + index]! +
            doubles[own + ofHead.base + 2]! +
            doubles[own + ofHead.base + 3]! * inputs[dense.drawn]!;
          const gate = doubles[own + ofHead.gate]!;
          const logit = base + (gate === 0 ? 0 : gate * residuals[index]!);
          const chance = sigmoid(doubles[own + ofHead.platt]! * logit + doubles[own + ofHead.platt + 1]!);
          const place = headOfModel[index]!;
          const sure = Math.min(0.999, Math.max(0.0001, chance));
          const spread = sure * (1 - sure);
          const counted = state.itemCounts.at(slot, headPriors[place]!.chances) * spread;
          chances[to + place] = sure;
          errors[to + place] = spread * Math.sqrt(doubtOf(rows, thing, index, counted));
        }
        chances[to + head.engage] = withOdds(rates[head.engage]!, view[viewPlace.odds + 1]!);
        chances[to + head.deduct] = Math.min(3, Math.max(0, rates[head.deduct]!));
        chances[to + head.harm] = Math.min(0.999, Math.max(0.0001, rates[head.harm]!));
        for (let index = 0; index < countedHeads.length; index++) {
          const place = countedHeads[index]!;
          const seen = state.itemCounts.at(slot, headPriors[place]!.chances) + policy.learning.itemPrior + 1;
          const chance = chances[to + place]!;
          errors[to + place] = Math.sqrt(Math.max(1e-6, chance * Math.max(0.05, 1 - chance)) / seen);
        }
        if (!state.traits.has(slot, mark.deal)) {
          chances[to + head.buy] = 0;
          errors[to + head.buy] = 0;
        }
      }
    },
  };
}
