import { type Act, json, sql } from '../kernel/index.ts';
import { soldOut } from './errors.ts';

export type ReservationLine = { lineId: string; orderId: string; skuId: string; quantity: number };

/**
 * Holds the pieces of all lines or of none, in one statement. Rows are locked in SKU order, so two orders that share
 * goods cannot wait for each other. Call it last in a transaction: the stock row is the hottest.
 * @throws Problem `inventory.sold_out` naming each SKU that is short.
 */
export async function reserve(act: Act, lines: readonly ReservationLine[]): Promise<void> {
  const { held } = await act.one<{ held: string[] }>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${json(lines)}::jsonb) as line ("lineId" uuid, "orderId" uuid, "skuId" uuid, quantity bigint)),
    sums as (select "skuId" as sku_id, sum(quantity)::bigint as quantity from wanted group by 1),
    locked as (select stock.sku_id from inventory.stock stock join sums using (sku_id) order by stock.sku_id for update of stock),
    updated as (
      update inventory.stock stock set reserved = stock.reserved + sums.quantity from sums join locked using (sku_id)
      where stock.sku_id = sums.sku_id and stock.put_in - stock.sold - stock.reserved >= sums.quantity returning stock.sku_id),
    inserted as (
      insert into inventory.reservations (line_id, order_id, sku_id, quantity, state, reserved_at)
      select "lineId", "orderId", "skuId", quantity, 'reserved', ${act.now} from wanted)
    select coalesce(array_agg(sku_id), '{}') as held from updated`);
  const heldSet = new Set(held);
  const short = [...new Set(lines.map((line) => line.skuId))].filter((skuId) => !heldSet.has(skuId));
  if (short.length > 0) throw soldOut({ errors: short.map((skuId) => ({ path: skuId, message: 'sold out' })) });
}

/**
 * Turns what orders hold into sold pieces. An order whose hold was released in the meantime claims again when there is stock.
 * @returns the orders that could not be claimed in full (nothing of them is taken).
 */
export async function claim(act: Act, orderIds: readonly string[]): Promise<Set<string>> {
  const claimed = await act.rows<{ order_id: string; sku_id: string; quantity: bigint }>(sql`
    update inventory.reservations set state = 'claimed' where order_id = any(${orderIds}::uuid[]) and state = 'reserved'
    returning order_id, sku_id, quantity`);
  if (claimed.length > 0) await moveCounters(act, claimed, 'claim');
  const failed = new Set<string>();
  const held = new Set(claimed.map((row) => row.order_id));
  const others = orderIds.filter((id) => !held.has(id));
  if (others.length === 0) return failed;
  const released = await act.rows<{ order_id: string }>(sql`
    select distinct order_id from inventory.reservations where order_id = any(${others}::uuid[]) and state = 'released'`);
  for (const { order_id: orderId } of released) {
    if (!(await claimReleased(act, orderId))) failed.add(orderId);
  }
  return failed;
}

async function claimReleased(act: Act, orderId: string): Promise<boolean> {
  const { complete } = await act.one<{ complete: boolean }>(sql`
    with sums as (
      select sku_id, sum(quantity)::bigint as quantity from inventory.reservations where order_id = ${orderId} and state = 'released' group by 1),
    locked as (select stock.sku_id, stock.put_in - stock.sold - stock.reserved >= sums.quantity as enough
      from inventory.stock stock join sums using (sku_id) order by stock.sku_id for update of stock)
    select (select count(*) from sums) = (select count(*) from locked where enough) as complete`);
  if (!complete) return false;
  const lines = await act.rows<{ sku_id: string; quantity: bigint }>(sql`
    update inventory.reservations set state = 'claimed' where order_id = ${orderId} and state = 'released' returning sku_id, quantity`);
  await moveCounters(act, lines, 'claim_again');
  return true;
}

/** Gives back what orders hold, or what they had claimed (a cancelled paid order). Twice changes nothing. */
export async function release(act: Act, orderIds: readonly string[]): Promise<void> {
  const rows = await act.rows<{ sku_id: string; quantity: bigint; was: string }>(sql`
    with before as (
      select line_id, state from inventory.reservations where order_id = any(${orderIds}::uuid[]) and state <> 'released' order by line_id for update)
    update inventory.reservations reservation set state = 'released' from before where reservation.line_id = before.line_id
    returning reservation.sku_id, reservation.quantity - reservation.returned as quantity, before.state as was`);
  await moveCounters(
    act,
    rows.filter((row) => row.was === 'reserved'),
    'release',
  );
  await moveCounters(
    act,
    rows.filter((row) => row.was === 'claimed'),
    'restock',
  );
}

/** Puts returned pieces of a sold line back on the shelf, at most what was sold. */
export async function restock(act: Act, lineId: string, quantity: number): Promise<void> {
  const row = await act.maybe<{ sku_id: string }>(sql`
    update inventory.reservations set returned = returned + ${quantity}::bigint
    where line_id = ${lineId} and state = 'claimed' and returned + ${quantity}::bigint <= quantity returning sku_id`);
  if (row) await moveCounters(act, [{ sku_id: row.sku_id, quantity: BigInt(quantity) }], 'restock');
}

const movements = {
  claim: sql`reserved = stock.reserved - moved.quantity, sold = stock.sold + moved.quantity`,
  claim_again: sql`sold = stock.sold + moved.quantity`,
  release: sql`reserved = stock.reserved - moved.quantity`,
  restock: sql`sold = stock.sold - moved.quantity`,
} as const;

async function moveCounters(
  act: Act,
  rows: readonly { sku_id: string; quantity: bigint }[],
  movement: keyof typeof movements,
): Promise<void> {
  if (rows.length === 0) return;
  await act.run(sql`
    with given as (
      select sku_id, sum(quantity)::bigint as quantity
      from unnest(${rows.map((row) => row.sku_id)}::uuid[], ${rows.map((row) => row.quantity)}::bigint[]) as row (sku_id, quantity) group by 1),
    moved as (select stock.sku_id, given.quantity from inventory.stock stock join given using (sku_id) order by stock.sku_id for update of stock)
    update inventory.stock stock set ${movements[movement]} from moved where stock.sku_id = moved.sku_id`);
}
