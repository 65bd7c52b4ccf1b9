import { columns } from './item-counts.ts';

/**
 * Chances, each 0 to 1. `watch` is the expected share of watches of clips as long that are shorter (until the model has
 * learned: the chance of a long watch), `buy` is given a click, `keep` the share of a bought line that is kept, `deduct`
 * what faults and ratings take beyond it, 0 to 3.
 */
export interface Heads {
  watch: number;
  engage: number;
  click: number;
  buy: number;
  keep: number;
  deduct: number;
  harm: number;
}

/** A fault may cost more than the line (DOMAIN 3.2): three times over for a counterfeit. */
export const settledShare = (heads: Heads): number => Math.max(-3, heads.keep - heads.deduct);

/** What each head counts, out of what, and what is believed before anything is known. */
export const headPriors = [
  { name: 'watch', hits: columns.watches, chances: columns.impressions, prior: 0.3 },
  { name: 'engage', hits: columns.engagements, chances: columns.impressions, prior: 0.05 },
  { name: 'click', hits: columns.clicks, chances: columns.impressions, prior: 0.06 },
  { name: 'buy', hits: columns.buys, chances: columns.clicks, prior: 0.05 },
  { name: 'keep', hits: columns.kept, chances: columns.settled, prior: 0.88 },
  { name: 'deduct', hits: columns.deducted, chances: columns.settled, prior: 0.03 },
  { name: 'harm', hits: columns.harm, chances: columns.impressions, prior: 0.004 },
] as const;

export const headCount = headPriors.length;
export const head = { watch: 0, engage: 1, click: 2, buy: 3, keep: 4, deduct: 5, harm: 6 } as const;
