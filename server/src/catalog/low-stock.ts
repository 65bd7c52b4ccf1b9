import { stockOf } from '../inventory/index.ts';
import { type Queryable, sql } from '../kernel/index.ts';

/** How many variants on sale of shops have at most `atMost` pieces left. */
export async function countLowStock(database: Queryable, shopIds: readonly string[], atMost = 5): Promise<number> {
  const variants = await database.rows<{ id: string }>(sql`
    select variant.id from catalog.variants as variant join catalog.products as product on product.id = variant.product_id
    where product.shop_id = any(${shopIds}::uuid[]) and product.state = 'published' and not variant.dropped`);
  const ids = variants.map((variant) => variant.id);
  const stock = await stockOf(database, ids);
  return ids.filter((id) => (stock.get(id)?.available ?? 0) <= atMost).length;
}
