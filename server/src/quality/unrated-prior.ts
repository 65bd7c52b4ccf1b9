import { roundHalfEven } from '../kernel/index.ts';
import type { Ruleset } from './ruleset.ts';

/** How often a product or category was rated, and the sum of the deductions of those ratings in basis points. */
export type RatingSum = { readonly ratingsCount: bigint; readonly deductionSumBp: bigint };

/**
 * Deduction of a line nobody rated, basis points: the larger of the product's smoothed mean and the category's (DOMAIN 3.2).
 * The category is smoothed to the start value, the product to the category, each with the prior's weight of ratings.
 */
export function unratedDeduction(product: RatingSum, category: RatingSum, ruleset: Ruleset): number {
  const prior = BigInt(ruleset.unrated.priorRatings);
  const categoryNumerator = category.deductionSumBp + prior * BigInt(ruleset.unrated.startBp);
  const categoryDenominator = category.ratingsCount + prior;
  // product = (sum + prior * categoryMean) / (count + prior), over one denominator
  const productNumerator = product.deductionSumBp * categoryDenominator + prior * categoryNumerator;
  const productDenominator = (product.ratingsCount + prior) * categoryDenominator;
  const categoryBp = roundHalfEven(categoryNumerator, categoryDenominator);
  const productBp = roundHalfEven(productNumerator, productDenominator);
  return Math.max(Number(productBp), Number(categoryBp));
}
