import type { Schemas } from '@haowu/api-client';

export type Sku = Schemas['Sku'];

/** The variant to show first: the cheapest one in stock, or the first when all are sold out. */
export function preselect(skus: readonly Sku[]): Sku | undefined {
  const inStock = skus.filter((sku) => sku.stock > 0);
  return [...inStock].sort((a, b) => a.price.amountMinor - b.price.amountMinor)[0] ?? skus[0];
}

/** Values of one option in the order of the shop, each once. */
export function optionValues(skus: readonly Sku[], position: number): string[] {
  return [...new Set(skus.map((sku) => sku.options[position] ?? '').filter((value) => value !== ''))];
}

/**
 * The variant that results from tapping `value` at `position`: the other options stay when that variant can be
 * bought; else the nearest one in stock with the value; else a sold-out one, so that the person sees why.
 */
export function choose(skus: readonly Sku[], current: Sku, position: number, value: string): Sku | undefined {
  const withValue = skus.filter((sku) => sku.options[position] === value);
  const sameOthers = (sku: Sku) =>
    sku.options.filter((option, index) => index !== position && option === current.options[index]).length;
  return [...withValue].sort((a, b) => Number(b.stock > 0) - Number(a.stock > 0) || sameOthers(b) - sameOthers(a))[0];
}

/** Whether anything with this value can be bought at all. */
export function valueInStock(skus: readonly Sku[], position: number, value: string): boolean {
  return skus.some((sku) => sku.options[position] === value && sku.stock > 0);
}
