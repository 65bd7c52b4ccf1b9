import type { HeadErrors } from './head-errors.ts';
import { type Heads, settledShare } from './heads.ts';
import type { Policy } from './policy.ts';
import { slopesOfWaking, wakingOf } from './waking.ts';

/** The terms of the one value formula, in points; they add up to the score before the multiplier. */
export interface ValueTerms {
  readonly behaviours: number;
  readonly settledQuality: number;
  /** Zero or below. */
  readonly harm: number;
  readonly explore: number;
  /** Zero or below. */
  readonly load: number;
}

/** All that the formula needs of one candidate: logged, so that a draft policy can be tried on what was served. */
export interface ValueComponents {
  readonly heads: Heads;
  /** Price of the goods in minor units, clipped at the policy's quantile of its category; 0 without goods. */
  readonly priceMinor: number;
  /** How little is known of what this viewer thinks of this item, 0 to 1. */
  readonly ignorance: number;
  /** Chance that an interest of the viewer's sleeps here, and that one has woken lately. */
  readonly asleep: number;
  readonly woken: number;
  readonly load: {
    /** Whether it is a product card, and whether it is a video with goods. */
    readonly commercial: boolean;
    readonly goods: boolean;
    /** Both 0 to 1. */
    readonly fatigue: number;
    readonly seen: number;
  };
  /** Governance: 1 leaves the score as it is, 0 takes it away. */
  readonly multiplier: number;
}

export interface Valued {
  readonly terms: ValueTerms;
  readonly score: number;
}

/**
 * E[Q_S] in major units: clicked, bought, and then what is kept of the line after refunds, faults and ratings. The
 * chance to buy never stands without its outcome, so a seller whose goods come back loses by selling more.
 */
export function expectedSettledQuality(heads: Heads, priceMinor: number): number {
  return (heads.click * heads.buy * settledShare(heads) * priceMinor) / 100;
}

/**
 * What faults and poor ratings are expected to take from a purchase, in major units: the measure of a buyer's harm beyond
 * the money, which E[Q_S] holds already (DOMAIN 3.5, β). A parcel that disappoints costs trust that one line does not show.
 */
export const expectedFault = (heads: Heads, priceMinor: number): number =>
  (heads.click * heads.buy * Math.max(0, heads.deduct) * priceMinor) / 100;

/** The terms in an array of numbers. */
export const termPlaces = { behaviours: 0, settledQuality: 1, harm: 2, explore: 3, load: 4 } as const;
export const termCount = 5;

/** The numbers of an array of terms, from a place on, under their names. */
export const termsOf = (values: Float64Array, from = 0): ValueTerms => ({
  behaviours: values[from + termPlaces.behaviours]!,
  settledQuality: values[from + termPlaces.settledQuality]!,
  harm: values[from + termPlaces.harm]!,
  explore: values[from + termPlaces.explore]!,
  load: values[from + termPlaces.load]!,
});

/**
 * The one formula (DOMAIN 3.5). Needs nothing but the components and the policy. Writes the terms, `termCount` numbers
 * from a place on, and returns the score: it runs hundreds of times a page, so it makes no object.
 */
export function writeValue(
  components: ValueComponents,
  { value }: Pick<Policy, 'value'>,
  into: Float64Array,
  from = 0,
): number {
  const { heads, load } = components;
  const behaviours =
    value.behaviours.watch * heads.watch +
    value.behaviours.engage * heads.engage +
    value.behaviours.click * heads.click;
  const settledQuality = value.settledQuality * expectedSettledQuality(heads, components.priceMinor);
  const harm = -value.harm * heads.harm - value.fault * expectedFault(heads, components.priceMinor);
  const explore =
    value.explore * components.ignorance + value.asleep * wakingOf(components) + value.woken * components.woken;
  const loaded = -(
    (load.commercial ? value.load.commercial : load.goods ? value.load.goods : 0) +
    value.load.fatigue * load.fatigue +
    value.load.seen * load.seen
  );
  into[from + termPlaces.behaviours] = behaviours;
  into[from + termPlaces.settledQuality] = settledQuality;
  into[from + termPlaces.harm] = harm;
  into[from + termPlaces.explore] = explore;
  into[from + termPlaces.load] = loaded;
  const sum = behaviours + settledQuality + harm + explore + loaded;
  const multiplier = Math.min(1, Math.max(0, components.multiplier));
  // Held back means lower, also where the score is below zero.
  return sum - (1 - multiplier) * Math.abs(sum);
}

/** The terms and the score of one candidate's components under a policy, the one it was served with or a draft. */
export function valueOfComponents(components: ValueComponents, policy: Pick<Policy, 'value'>): Valued {
  const written = new Float64Array(termCount);
  const score = writeValue(components, policy, written);
  return { terms: termsOf(written), score };
}

/** One standard error of the score by the delta method: each head's error times how much the score follows it. */
export function valueErrorOf(
  components: ValueComponents,
  errors: HeadErrors,
  { value }: Pick<Policy, 'value'>,
): number {
  const { heads, priceMinor } = components;
  const worth = (value.settledQuality * priceMinor) / 100;
  const fault = (value.fault * priceMinor) / 100;
  /** What a bought line comes to, in points. */
  const line = worth * settledShare(heads) - fault * Math.max(0, heads.deduct);
  const bought = heads.click * heads.buy;
  const { byWatch, byShare } = slopesOfWaking(components);
  const variance =
    ((value.behaviours.watch + value.asleep * byWatch) * errors.watch) ** 2 +
    (value.behaviours.engage * errors.engage) ** 2 +
    ((value.behaviours.click + heads.buy * line) * errors.click) ** 2 +
    (heads.click * line * errors.buy) ** 2 +
    ((worth * bought + value.asleep * byShare) * errors.keep) ** 2 +
    (((worth + fault) * bought + value.asleep * byShare) * errors.deduct) ** 2 +
    (value.harm * errors.harm) ** 2;
  return Math.sqrt(variance) * Math.min(1, Math.max(0, components.multiplier));
}
