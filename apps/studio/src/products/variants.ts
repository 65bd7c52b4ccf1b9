import type { Variant } from './product-state.tsx';

/** One row of the matrix as it is typed: yuan as text, so that a half-written figure is never lost. */
export type VariantRow = { price: string; strikePrice: string; stock: string; skuCode: string };
export type OptionAxis = { name: string; values: string[] };

export const axesMax = 3;
export const rowsMax = 100;
export const emptyRow: VariantRow = { price: '', strikePrice: '', stock: '0', skuCode: '' };

/** The key of a combination: its options in order. */
export function rowKey(options: readonly string[]): string {
  return JSON.stringify(options);
}

/** Every combination of the axes that have a name and values; a product without options has the one empty combination. */
export function combinations(axes: readonly OptionAxis[]): string[][] {
  return axes
    .filter((axis) => axis.name.trim() !== '' && axis.values.length > 0)
    .reduce<string[][]>((rows, axis) => rows.flatMap((row) => axis.values.map((value) => [...row, value])), [[]]);
}

/** `39.9` or `39.90` as fen; null when it is not an amount of yuan with at most two decimals. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

export function yuanText(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}

/** The axes of a saved product: values in the order of its variants. */
export function axesOf(optionNames: readonly string[], variants: readonly Variant[]): OptionAxis[] {
  return optionNames.map((name, index) => ({
    name,
    values: [...new Set(variants.map((variant) => variant.options[index] ?? '').filter(Boolean))],
  }));
}

export function rowsOf(variants: readonly Variant[]): Map<string, VariantRow> {
  return new Map(
    variants.map((variant) => [
      rowKey(variant.options),
      {
        price: yuanText(variant.price.amountMinor),
        strikePrice: variant.strikePrice ? yuanText(variant.strikePrice.amountMinor) : '',
        stock: String(variant.onHand),
        skuCode: variant.skuCode,
      },
    ]),
  );
}

export type RowProblem = { key: string; field: keyof VariantRow; code: 'price' | 'strike' | 'stock' };

/** What is wrong in the rows, before the server is asked. */
export function rowProblems(keys: readonly string[], rows: ReadonlyMap<string, VariantRow>): RowProblem[] {
  return keys.flatMap((key) => {
    const row = rows.get(key) ?? emptyRow;
    const problems: RowProblem[] = [];
    const price = parseYuan(row.price);
    if (price === null || price === 0) problems.push({ key, field: 'price', code: 'price' });
    if (row.strikePrice.trim() !== '') {
      const strike = parseYuan(row.strikePrice);
      if (strike === null || (price !== null && strike <= price))
        problems.push({ key, field: 'strikePrice', code: 'strike' });
    }
    if (!/^\d{1,7}$/.test(row.stock.trim()) || Number(row.stock) > 1_000_000)
      problems.push({ key, field: 'stock', code: 'stock' });
    return problems;
  });
}
