import { z } from 'zod';
import { type Field, rowsMax, type Sheet, SheetError, type SheetRow } from './sheet.ts';

const cell = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const optionalCell = cell.nullish().transform((value) => value ?? '');
const cells = z
  .array(z.union([cell, z.object({ src: z.string() }).transform((image) => image.src)]))
  .nullish()
  .transform((value) => value ?? []);

/** One product: our own names, or those of Shopify's products.json (`handle`, `body_html`, `option1`, …). */
const productShape = z.object({
  code: optionalCell,
  handle: optionalCell,
  title: optionalCell,
  titleEn: optionalCell,
  category: optionalCell,
  product_type: optionalCell,
  description: optionalCell,
  body_html: optionalCell,
  origin: optionalCell,
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  images: cells,
  optionNames: z.array(cell).nullish(),
  options: z.array(z.object({ name: z.string() })).nullish(),
  dispatchPromiseHours: optionalCell,
  noReasonReturn: optionalCell,
  status: optionalCell,
  variants: z
    .array(
      z.object({
        skuCode: optionalCell,
        sku: optionalCell,
        options: z.array(cell).nullish(),
        option1: optionalCell,
        option2: optionalCell,
        option3: optionalCell,
        price: optionalCell,
        strikePrice: optionalCell,
        compare_at_price: optionalCell,
        stock: optionalCell,
        inventory_quantity: optionalCell,
      }),
    )
    .max(100)
    .default([]),
});

/**
 * Products of a JSON file: an array, or `{ "products": [...] }`. A line is the position of the product, counted from 1.
 * @throws SheetError
 */
export function readJson(text: string): Sheet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SheetError('malformed', error instanceof Error ? error.message : String(error));
  }
  const list = z
    .union([z.array(z.unknown()), z.object({ products: z.array(z.unknown()) }).transform((each) => each.products)])
    .safeParse(value);
  if (!list.success)
    throw new SheetError('not_a_catalogue', 'A JSON catalogue is an array of products, or an object with "products".');
  if (list.data.length > rowsMax)
    throw new SheetError('too_many_rows', `A file holds at most ${rowsMax} products; split it.`);
  const rows = list.data.flatMap((item, index) => rowsOf(item, index + 1));
  return { rows, headers: {}, language: 'en', wholeProducts: true };
}

function rowsOf(item: unknown, line: number): SheetRow[] {
  const parsed = productShape.safeParse(item);
  if (!parsed.success) {
    const text = JSON.stringify(item)?.slice(0, 200) ?? '';
    return [{ line, fields: {}, wrongColumns: { expected: 1, found: 0, text } }];
  }
  const product = parsed.data;
  const names = product.optionNames ?? product.options?.map((option) => option.name) ?? [];
  const base: Partial<Record<Field, string>> = {
    code: product.code || product.handle,
    title: product.title,
    titleEn: product.titleEn,
    category: product.category || product.product_type,
    description: product.description,
    descriptionHtml: product.body_html,
    origin: product.origin,
    tags: Array.isArray(product.tags) ? product.tags.join(',') : (product.tags ?? ''),
    images: product.images.join('|'),
    dispatchHours: product.dispatchPromiseHours,
    noReasonReturn: product.noReasonReturn,
    published: product.status,
    optionName1: names[0] ?? '',
    optionName2: names[1] ?? '',
    optionName3: names[2] ?? '',
  };
  const variants = product.variants.length > 0 ? product.variants : [undefined];
  return variants.map((variant) => {
    const fields: SheetRow['fields'] = {};
    const written: Partial<Record<Field, string>> = {
      ...base,
      option1: variant?.options?.[0] ?? variant?.option1 ?? '',
      option2: variant?.options?.[1] ?? variant?.option2 ?? '',
      option3: variant?.options?.[2] ?? variant?.option3 ?? '',
      skuCode: variant?.skuCode || variant?.sku || '',
      price: variant?.price ?? '',
      strike: variant?.strikePrice || variant?.compare_at_price || '',
      stock: variant?.stock || variant?.inventory_quantity || '',
    };
    for (const [field, text] of Object.entries(written) as [Field, string][])
      if (text.trim() !== '') fields[field] = text.trim();
    return { line, fields };
  });
}
