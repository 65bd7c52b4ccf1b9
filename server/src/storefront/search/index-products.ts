import { categoriesOf, productsById } from '../../catalog/index.ts';
import { subscribe } from '../../events/index.ts';
import type { Act } from '../../kernel/index.ts';
import { documentOf, videoDocumentOf } from './document.ts';
import { loadSpeller } from './pinyin.ts';
import { replaceDocuments, replaceVideoDocuments } from './search-store.ts';
import { loadSegmenter } from './segment.ts';

/** Brings the search documents of these products to what the catalogue says now; goods not on sale are not found. */
export async function indexProducts(act: Act, productIds: readonly string[]): Promise<void> {
  const products = [...(await productsById(act, productIds)).values()].filter((each) => each.state === 'published');
  if (products.length === 0) return replaceDocuments(act, productIds, []);
  const [segment, spell] = await Promise.all([loadSegmenter(), loadSpeller()]);
  const categories = new Map((await categoriesOf(act)).map((category) => [category.id, category]));
  const documents = products.map((product) => documentOf(product, categories, segment, spell));
  await replaceDocuments(act, productIds, documents);
}

/** Search follows the catalogue's facts; it reads the product itself, so the order of facts does not matter. */
export const searchSubscriber = subscribe({
  name: 'storefront.search',
  types: ['product.published', 'product.changed', 'product.withdrawn'],
  batchMax: 100,
  handle: (act, facts) => indexProducts(act, [...new Set(facts.map((fact) => fact.data.productId))].sort()),
});

/** Videos are found by their title and tags. */
export const videoSearchSubscriber = subscribe({
  name: 'storefront.video_search',
  types: ['video.published', 'video.withdrawn'],
  batchMax: 100,
  async handle(act, facts) {
    const last = new Map(facts.map((fact) => [fact.data.videoId, fact]));
    const shown = [...last.values()].flatMap((fact) => (fact.type === 'video.published' ? [fact.data] : []));
    const [segment, spell] = shown.length === 0 ? [] : await Promise.all([loadSegmenter(), loadSpeller()]);
    const documents = segment && spell ? shown.map((video) => videoDocumentOf(video, segment, spell)) : [];
    await replaceVideoDocuments(act, [...last.keys()].sort(), documents);
  },
});
