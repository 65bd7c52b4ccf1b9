/**
 * Catalog: products (SPU), variants (SKU), categories with their after-sale policy, import.
 * Promises that only products that passed the claim check are published, and that every change leaves as a fact.
 * Never lists goods to the public, never holds stock, never computes what a buyer pays.
 */
export { loadSkusForQuote, type SkuForQuote } from './load-skus.ts';
export { type Image, type ProductState, productSteps, type StateReason } from './product.ts';
