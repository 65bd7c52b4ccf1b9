import type { SnapshotReader, SnapshotWriter } from '../snapshot-sections.ts';

/** Heads that the model learns, in the order of its arrays. The other heads are counts. */
export const modelHeads = ['watch', 'click', 'buy', 'keep'] as const;
export type ModelHead = (typeof modelHeads)[number];
export const headsOfModel = modelHeads.length;
export const modelHead = { watch: 0, click: 1, buy: 2, keep: 3 } as const;

/** Length of an embedding. */
export const factors = 8;

/** A row of the table of embeddings: the vector, one weight a head, and the AdaGrad sums of both. */
export const row = { vector: 0, weights: factors, vectorSums: factors + headsOfModel, length: 24 } as const;
export const rowWeightSums = row.vectorSums + factors;

/** Where each sparse feature of an example stands; most examples lack some. The order stands in snapshots. */
export const placeOf = {
  viewer: 0,
  item: 1,
  author: 2,
  shop: 3,
  category: 4,
  secondCategory: 5,
  tag: 6,
  secondTag: 7,
  thirdTag: 8,
  daypart: 9,
  source: 10,
  position: 11,
  price: 12,
  viewerCategory: 13,
  viewerAuthor: 14,
  age: 15,
  kind: 16,
  categoryPrice: 17,
  viewerTag: 18,
  viewerShop: 19,
} as const;
export const featuresMax = Object.keys(placeOf).length;

/**
 * Which features meet in the factorisation machine: the viewer's vector with the sum of those of the thing itself.
 * All other features have weights only: letting every feature meet every other cost more than it found.
 */
export const thingPlaces = [
  placeOf.item,
  placeOf.author,
  placeOf.shop,
  placeOf.category,
  placeOf.secondCategory,
  placeOf.tag,
  placeOf.secondTag,
  placeOf.thirdTag,
  placeOf.price,
] as const;

/**
 * Dense inputs: for each head the log odds of the public chance and of the viewer's lens (their sum is what counts and
 * lens say alone), then the chance that the viewer is drawn to such things, then a few plain facts.
 */
export const dense = {
  publicOdds: 0,
  lensOdds: headsOfModel,
  drawn: 2 * headsOfModel,
  facts: 2 * headsOfModel + 1,
} as const;
export const denseFacts = 5;
export const denseMax = dense.facts + denseFacts;

/**
 * One example, the same in a ring and in line: 32 bit words, integers and floats side by side. `now` holds the labels to
 * learn, `before` those learned earlier for the same impression, which are taken back (NaN: none).
 */
export const record = {
  flags: 0,
  features: 1,
  dense: 1 + featuresMax,
  now: 1 + featuresMax + denseMax,
  before: 1 + featuresMax + denseMax + headsOfModel,
  /** Which open impression it is: where its guesses are kept for a later correction. */
  impression: 1 + featuresMax + denseMax + 2 * headsOfModel,
  words: 48,
} as const;

/** What is kept of the first guess of each head: log odds of the base, and what the residual added. */
export const guess = { base: 0, residual: headsOfModel, length: 2 * headsOfModel } as const;

/** Flags of a record. */
export const correction = 1;

/** On a feature: the row must be made new before it is used, it belonged to another id before. */
export const freshRow = 1 << 30;
/** A place without a feature. */
export const noFeature = -1;

/** The label of "kept, given bought" while nothing was bought; in [0, 1] once the outcome is known, NaN in between. */
export const notBought = -1;

/** Bins of the reliability table, by predicted chance: the upper edges of all but the last. */
export const binEdges = [0.002, 0.006, 0.02, 0.05, 0.1, 0.2, 0.35, 0.55, 0.8] as const;
export const binCount = binEdges.length + 1;

/** How much of the learned residual is let in; progressive validation chooses (see `train`). */
export const gates = [0, 0.25, 0.5, 0.75, 1] as const;

/** Places of one head's parameters among the shared doubles. */
const layoutOfHead = () => {
  let next = 0;
  const take = (count: number): number => {
    const start = next;
    next += count;
    return start;
  };
  return {
    /** Calibrated counts and lens: scale of the public log odds, of the lens, a constant, and what being drawn adds; then AdaGrad sums. */
    base: take(4),
    baseSums: take(4),
    /** How much each factor's interaction counts for this head, and AdaGrad sums. */
    mix: take(factors),
    mixSums: take(factors),
    /** Weights of the dense facts and a constant, and AdaGrad sums. */
    facts: take(denseFacts + 1),
    factSums: take(denseFacts + 1),
    /** Platt scale and shift on the gated log odds, and AdaGrad sums. */
    platt: take(2),
    plattSums: take(2),
    /** Decayed log losses of each gate, before learning from the example, relative to the first gate. */
    gateLosses: take(gates.length),
    /** The gate in force. */
    gate: take(1),
    examples: take(1),
    /** Running sums, halved as they age: weight, predicted, observed, log loss of the head, of counts and lens as they are. */
    weight: take(1),
    predicted: take(1),
    observed: take(1),
    loss: take(1),
    countsLoss: take(1),
    bins: take(3 * binCount),
    length: take(0),
  };
};
export const ofHead = layoutOfHead();
export const doublesLength = ofHead.length * headsOfModel;

/** Something with a place in the snapshot. */
export interface Saved {
  save(writer: SnapshotWriter): void;
}
export type { SnapshotReader, SnapshotWriter };
