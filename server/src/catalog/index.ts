/**
 * Catalog: products (SPU), variants (SKU), categories with their after-sale policy, import.
 * Promises that only products that passed the claim check are published, and that every change leaves as a fact.
 * Never lists goods to the public, never holds stock, never computes what a buyer pays.
 */
import { type Queryable, sql } from '../kernel/index.ts';
import type { Category } from './category.ts';
import type { Product } from './product.ts';
import { selectCategories, selectProducts } from './store.ts';

export { type Category, type CategoryNode, flattenCategories } from './category.ts';
export { minorOf, type ProductFields, type VariantFields } from './check-fields.ts';
export { fileKind, groupPictures, type PictureGroup } from './import/group-pictures.ts';
export { importPictureGroups } from './import/import-pictures.ts';
export { type ImportReport, importSheet, type PictureSource, readSheet } from './import/import-sheet.ts';
export { pictureFolder } from './import/picture-folder.ts';
export { SheetError } from './import/sheet.ts';
export { loadSkusForQuote, type SkuForQuote } from './load-skus.ts';
export { countLowStock } from './low-stock.ts';
export { imageOf, imagesOf } from './pictures.ts';
export {
  type Image,
  type Product,
  type ProductState,
  productSteps,
  type StateReason,
  type Variant,
} from './product.ts';
export { productFact, publishProduct, withdrawProduct } from './publish-product.ts';
export { routes } from './routes.ts';
export { changeProduct, createProduct } from './save-product.ts';
export { standardCategories } from './standard-categories.ts';
export { countPublished, selectProductsChangedSince as productsChangedSince } from './store.ts';
export { upsertCategories } from './upsert-categories.ts';

/** Products by id in any state; ids that do not exist are left out. */
export async function productsById(queryable: Queryable, ids: readonly string[]): Promise<Map<string, Product>> {
  if (ids.length === 0) return new Map();
  const products = await selectProducts(queryable, sql`product.id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(products.map((product) => [product.id, product]));
}

/** The whole tree, in the order it is shown. */
export function categoriesOf(queryable: Queryable): Promise<Category[]> {
  return selectCategories(queryable);
}

/** After-sale policy and commission of a category. */
export async function policyOf(queryable: Queryable, categoryId: string): Promise<Category | undefined> {
  const [category] = await selectCategories(queryable, [categoryId]);
  return category;
}
