import type { Product, StateReason } from './product.ts';

/** What the claim lexicon says of a text (DOMAIN P28). */
export type ClaimFinding = { level: 'block' | 'prove' | 'warn'; term: string; ruleId: string };

/** Prices nobody means (DOMAIN P07): 999,999.00 and above. */
const placeholderPriceMinor = 99_999_900n;
/** A variant at a twentieth of the dearest one is bait for the list, not an offer (DOMAIN P07). */
const baitRatio = 20n;

/** Every text of a product that a buyer reads. */
export function readableText(
  product: Pick<Product, 'title' | 'titleEn' | 'description' | 'tags' | 'variants'>,
): string {
  return [
    product.title,
    product.titleEn,
    product.description,
    ...product.tags,
    ...product.variants.flatMap((variant) => variant.options),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/**
 * The verdict of the review before publication: what speaks against it, and what the merchant should know anyway.
 * A claim that needs proof counts against it: no proof can be handed in with a product.
 */
export function reviewProduct(
  product: Pick<Product, 'categoryId' | 'variants'>,
  findings: readonly ClaimFinding[],
): { against: StateReason[]; warnings: StateReason[] } {
  const against: StateReason[] = [];
  const warnings: StateReason[] = [];
  for (const finding of findings) {
    const detail = `${finding.term} (${finding.ruleId})`;
    if (finding.level === 'block') against.push({ code: 'claim_blocked', detail });
    else if (finding.level === 'prove') against.push({ code: 'claim_needs_proof', detail });
    else warnings.push({ code: 'claim_warned', detail });
  }
  if (product.categoryId === 'other') against.push({ code: 'category_unsorted', detail: product.categoryId });
  const prices = product.variants.map((variant) => variant.priceMinor).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [lowest, highest] = [prices[0], prices.at(-1)];
  if (lowest !== undefined && highest !== undefined) {
    if (highest >= placeholderPriceMinor) against.push({ code: 'price_placeholder', detail: String(highest) });
    else if (lowest * baitRatio < highest)
      against.push({ code: 'price_bait', detail: `${lowest} < ${highest} / ${baitRatio}` });
  }
  return { against, warnings };
}
