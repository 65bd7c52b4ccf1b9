import { policyOf, productsById } from '../catalog/index.ts';
import type { Queryable } from '../kernel/index.ts';
import { categoryUnknown, goodsUnknown, momentOutside } from './errors.ts';
import type { AttachedGoods } from './video.ts';

/** @throws Problem `content.category_unknown`. */
export async function checkCategory(queryable: Queryable, categoryId: string | null): Promise<void> {
  if (categoryId !== null && !(await policyOf(queryable, categoryId))) throw categoryUnknown();
}

/**
 * Goods as they are attached: each product once, on sale, at a moment inside the clip (when its length is known).
 * @throws Problem `content.goods_unknown`, `content.moment_outside`.
 */
export async function checkGoods(
  queryable: Queryable,
  goods: readonly AttachedGoods[],
  durationMs: number | undefined,
): Promise<AttachedGoods[]> {
  const once = [...new Map(goods.map((item) => [item.productId, item])).values()];
  const products = await productsById(
    queryable,
    once.map(({ productId }) => productId),
  );
  const unknown = once.findIndex(({ productId }) => products.get(productId)?.state !== 'published');
  if (unknown >= 0) throw goodsUnknown({ errors: [{ path: `goods.${unknown}.productId`, message: 'not on sale' }] });
  const outside = once.findIndex(({ momentMs }) => durationMs !== undefined && momentMs > durationMs);
  if (outside >= 0) {
    throw momentOutside({ errors: [{ path: `goods.${outside}.momentMs`, message: `at most ${durationMs}` }] });
  }
  return once;
}
