import { putInStock } from '../inventory/index.ts';
import { type Act, defaultCurrency, newId, notFound } from '../kernel/index.ts';
import { shopsById } from '../shops/index.ts';
import { checkFields, type ProductFields } from './check-fields.ts';
import { codeTaken, unknownCategory } from './errors.ts';
import type { Product } from './product.ts';
import { reviewAgain } from './publish-product.ts';
import {
  insertProduct,
  lockProduct,
  type ProductWrite,
  selectCategories,
  selectVariants,
  updateProductRow,
  type VariantWrite,
  writeVariants,
} from './store.ts';

/**
 * Creates a product as a draft, with the first stock of its variants. The id is the caller's.
 * @throws Problem `catalog.code_taken`, `catalog.unknown_category`, `catalog.uneven_options`, `catalog.duplicate_options`, `catalog.invalid_price`.
 */
export async function createProduct(act: Act, id: string, fields: ProductFields): Promise<Product> {
  checkFields(fields);
  const write = await writeOf(act, id, fields);
  const inserted = await insertProduct(act, write, act.now);
  if (!inserted) throw codeTaken();
  await saveVariants(act, id, fields);
  return readBack(act, id, fields.shopId);
}

/**
 * Changes a product of one of the shops; variants are matched by their options, and those left out are dropped.
 * A published product is reviewed again: a change the rules refuse takes it off the shelf.
 * @throws Problem `request.not_found` for a foreign id, and what `createProduct` throws.
 */
export async function changeProduct(
  act: Act,
  id: string,
  shopIds: readonly string[],
  fields: ProductFields,
): Promise<Product> {
  checkFields(fields);
  const before = await lockProduct(act, id, shopIds);
  // A product stays with its shop: orders, reviews and figures name both.
  if (!before || before.shopId !== fields.shopId) throw notFound();
  await updateProductRow(act, await writeOf(act, id, fields), act.now);
  await saveVariants(act, id, fields);
  if (before.state === 'published') await reviewAgain(act, id, before.shopId);
  return readBack(act, id, before.shopId);
}

async function writeOf(act: Act, id: string, fields: ProductFields): Promise<ProductWrite> {
  const [category] = await selectCategories(act, [fields.categoryId]);
  if (!category?.leaf) throw unknownCategory({ errors: [{ path: 'categoryId', message: fields.categoryId }] });
  const shop = (await shopsById(act, [fields.shopId])).get(fields.shopId);
  if (!shop) throw notFound();
  return {
    id,
    shopId: fields.shopId,
    productCode: fields.productCode ?? null,
    title: fields.title,
    titleEn: fields.titleEn ?? '',
    description: fields.description ?? '',
    categoryId: category.id,
    origin: fields.origin ?? '',
    tags: [...new Set(fields.tags ?? [])],
    images: fields.images,
    optionNames: fields.optionNames,
    dispatchPromiseHours: fields.dispatchPromiseHours ?? shop.dispatchPromiseHours,
    noReasonReturn: fields.noReasonReturn,
    heritageCraft: fields.heritageCraft,
    currency: defaultCurrency,
    importHash: fields.importHash ?? null,
  };
}

async function saveVariants(act: Act, productId: string, fields: ProductFields): Promise<void> {
  const known = new Map<string, string>();
  for (const variant of await selectVariants(act, productId)) {
    const key = JSON.stringify(variant.options);
    if (!known.has(key)) known.set(key, variant.id);
  }
  const imported = fields.importHash !== undefined;
  const fresh: { skuId: string; quantity: number }[] = [];
  const variants = fields.variants.map((variant): VariantWrite => {
    const knownId = known.get(JSON.stringify(variant.options));
    const id = knownId ?? variant.id ?? newId();
    if (!knownId) fresh.push({ skuId: id, quantity: variant.stock });
    return {
      id,
      skuCode: variant.skuCode ?? '',
      options: variant.options,
      priceMinor: variant.priceMinor,
      strikeMinor: variant.strikeMinor,
      importedStock: imported ? variant.stock : null,
    };
  });
  await writeVariants(act, productId, variants);
  await putInStock(act, fresh);
}

async function readBack(act: Act, id: string, shopId: string): Promise<Product> {
  const product = await lockProduct(act, id, [shopId]);
  if (!product) throw new Error(`product ${id} vanished while it was saved`);
  return product;
}
