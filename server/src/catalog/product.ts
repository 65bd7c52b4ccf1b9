/** A picture as pages show it, with the smaller size that lists use. */
export type Image = {
  assetId: string;
  url: string;
  width: number;
  height: number;
  thumbhash: string | null;
  small: { url: string; width: number; height: number };
};

export type ProductState = 'draft' | 'in_review' | 'refused' | 'published' | 'withdrawn';

/** Why a product is a draft or was refused: a stable code and the words of the rule or file. */
export type StateReason = { code: string; detail: string };

/**
 * The life of a product (DOMAIN P07). A row of the table is one allowed step; the update that makes it is conditional on
 * the states it may start from, so two people pressing at once make one step.
 */
export const productSteps = {
  submit: { from: ['draft', 'refused', 'withdrawn'], to: 'in_review' },
  approve: { from: ['in_review'], to: 'published' },
  refuse: { from: ['in_review'], to: 'refused' },
  withdraw: { from: ['draft', 'in_review', 'refused', 'published'], to: 'withdrawn' },
  /** A published product whose change the rules refuse leaves the shelf. */
  takeDown: { from: ['published'], to: 'refused' },
} as const satisfies Record<string, { from: readonly ProductState[]; to: ProductState }>;

/** One thing a buyer can choose: a price and one value for each option name. Amounts are minor units. */
export type Variant = {
  id: string;
  skuCode: string;
  options: string[];
  priceMinor: bigint;
  strikeMinor: bigint | null;
};

/** A product with the variants that are still offered, in the merchant's order. */
export type Product = {
  id: string;
  shopId: string;
  /** The merchant's own name of it: 商品编码 or Handle; null when it was typed in. */
  productCode: string | null;
  title: string;
  titleEn: string;
  description: string;
  categoryId: string;
  /** Ids from the root of the category tree to the leaf. */
  categoryPath: string[];
  origin: string;
  tags: string[];
  images: Image[];
  optionNames: string[];
  variants: Variant[];
  dispatchPromiseHours: number;
  /** The category or the merchant grants seven days without a reason. */
  noReasonReturn: boolean;
  freshGuarantee: boolean;
  currency: string;
  heritageCraft: boolean;
  state: ProductState;
  stateReasons: StateReason[];
  createdAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
};

export type ProductStep = keyof typeof productSteps;

/** Where a step leads, or undefined when the table has no such row. */
export function nextState(from: ProductState, step: ProductStep): ProductState | undefined {
  const row: { from: readonly ProductState[]; to: ProductState } = productSteps[step];
  return row.from.includes(from) ? row.to : undefined;
}
