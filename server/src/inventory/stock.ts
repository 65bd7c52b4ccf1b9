import { type Act, newId, type Queryable, sql, violatedConstraint } from '../kernel/index.ts';
import { stockInUse } from './errors.ts';

export type StockRow = { skuId: string; onHand: number; reserved: number; available: number };

/** Stock of the given SKUs (all of them without ids); a SKU without a row has none. */
export async function stockOf(queryable: Queryable, skuIds?: readonly string[]): Promise<Map<string, StockRow>> {
  const rows = skuIds
    ? await queryable.rows<{ sku_id: string; put_in: bigint; sold: bigint; reserved: bigint }>(
        sql`select sku_id, put_in, sold, reserved from inventory.stock where sku_id = any(${skuIds}::uuid[])`,
      )
    : await queryable.rows<{ sku_id: string; put_in: bigint; sold: bigint; reserved: bigint }>(
        sql`select sku_id, put_in, sold, reserved from inventory.stock`,
      );
  return new Map(
    rows.map((row) => {
      const onHand = Number(row.put_in - row.sold);
      const reserved = Number(row.reserved);
      return [row.sku_id, { skuId: row.sku_id, onHand, reserved, available: onHand - reserved }];
    }),
  );
}

/** Adds or takes pieces of one SKU. @throws Problem `inventory.stock_in_use` when more is taken than is free. */
export async function adjustStock(act: Act, skuId: string, delta: number, reason: string): Promise<void> {
  try {
    await act.run(sql`
      insert into inventory.adjustments (id, sku_id, delta, reason, actor, adjusted_at)
      values (${newId()}, ${skuId}, ${delta}, ${reason}, ${act.actor ?? null}, ${act.now})`);
    const updated = await act.run(
      sql`update inventory.stock set put_in = put_in + ${delta}::bigint where sku_id = ${skuId}`,
    );
    if (updated === 0)
      await act.run(sql`insert into inventory.stock (sku_id, put_in) values (${skuId}, ${delta}::bigint)
      on conflict (sku_id) do update set put_in = inventory.stock.put_in + excluded.put_in`);
  } catch (error) {
    if (violatedConstraint(error)) throw stockInUse({ cause: error });
    throw error;
  }
}

/** Gives new SKUs their first stock; a SKU that already has a row keeps it. */
export async function putInStock(act: Act, items: readonly { skuId: string; quantity: number }[]): Promise<void> {
  if (items.length === 0) return;
  await act.run(sql`
    insert into inventory.stock (sku_id, put_in)
    select * from unnest(${items.map((item) => item.skuId)}::uuid[], ${items.map((item) => item.quantity)}::bigint[])
    on conflict (sku_id) do nothing`);
}

/** Differences between the counters and the reservations they count; empty when the books agree (RELIABILITY I2). */
export function checkStock(
  queryable: Queryable,
): Promise<{ sku_id: string; sold: bigint; reserved: bigint; sold_lines: bigint; reserved_lines: bigint }[]> {
  return queryable.rows(sql`
    with held as (
      select sku_id,
        coalesce(sum(quantity - returned) filter (where state = 'claimed'), 0)::bigint as sold_lines,
        coalesce(sum(quantity) filter (where state = 'reserved'), 0)::bigint as reserved_lines
      from inventory.reservations group by sku_id)
    select stock.sku_id, stock.sold, stock.reserved, coalesce(held.sold_lines, 0) as sold_lines, coalesce(held.reserved_lines, 0) as reserved_lines
    from inventory.stock stock left join held using (sku_id)
    where stock.sold <> coalesce(held.sold_lines, 0) or stock.reserved <> coalesce(held.reserved_lines, 0) limit 100`);
}
