import { defaultCurrency } from '../kernel/index.ts';
import { duplicateOptions, invalidPrice, unevenOptions } from './errors.ts';
import type { Image } from './product.ts';

/** What a product is made or changed from. Amounts are minor units of the platform's currency. */
export type ProductFields = {
  shopId: string;
  title: string;
  titleEn?: string;
  description?: string;
  categoryId: string;
  origin?: string;
  tags?: string[];
  /** In the order they are shown; left out, a known product keeps its own. */
  images?: Image[] | undefined;
  optionNames: string[];
  variants: VariantFields[];
  /** Left out: the shop's own promise. */
  dispatchPromiseHours?: number | undefined;
  noReasonReturn?: boolean | undefined;
  heritageCraft?: boolean | undefined;
  productCode?: string | undefined;
  importHash?: Buffer | undefined;
};

export type VariantFields = {
  /** Made by the caller when other things must name it already; found by its options otherwise. */
  id?: string;
  skuCode?: string | undefined;
  options: string[];
  priceMinor: bigint;
  strikeMinor: bigint | null;
  /** First stock of a variant that is new; a known one keeps its stock. */
  stock: number;
};

/** 999,999,999.99: a full cart of it still adds up within a JSON integer. */
const priceMinorMax = 99_999_999_999n;

/** @throws Problem `catalog.uneven_options`, `catalog.duplicate_options` or `catalog.invalid_price`, naming the variant. */
export function checkFields(fields: ProductFields): void {
  const seen = new Map<string, number>();
  fields.variants.forEach((variant, index) => {
    if (variant.options.length !== fields.optionNames.length)
      throw unevenOptions({
        errors: [{ path: `variants.${index}.options`, message: 'one value for each option name' }],
      });
    const key = JSON.stringify(variant.options);
    const first = seen.get(key);
    if (first !== undefined)
      throw duplicateOptions({
        errors: [{ path: `variants.${index}.options`, message: `same as variant ${first + 1}` }],
      });
    seen.set(key, index);
    if (
      variant.priceMinor <= 0n ||
      variant.priceMinor > priceMinorMax ||
      (variant.strikeMinor !== null && variant.strikeMinor <= variant.priceMinor)
    )
      throw invalidPrice({
        errors: [{ path: `variants.${index}.price`, message: 'above zero and below the struck price' }],
      });
  });
}

/** Money of the API as minor units. @throws Problem `catalog.invalid_price` for another currency. */
export function minorOf(money: { amountMinor: number; currency: string }): bigint {
  if (money.currency !== defaultCurrency)
    throw invalidPrice({ errors: [{ path: 'currency', message: `prices are in ${defaultCurrency}` }] });
  return BigInt(money.amountMinor);
}
