import { type Queryable, sql } from '../kernel/index.ts';

/** Sums settlement says the ledger must show; minor units, what the house owes. */
export type OwedTotals = { frozenMinor: bigint; creatorsMinor: bigint; shopsMinor: bigint; heldMinor: bigint };

/** What is frozen, what creators and shops have earned, and what of unsettled lines and freight still waits in escrow. */
export async function owedTotals(database: Queryable): Promise<OwedTotals> {
  const row = await database.one<{ frozen: bigint; creators: bigint; shops: bigint; held: bigint }>(sql`
    select coalesce(sum(amount_minor) filter (where not settled), 0)::bigint as frozen,
      coalesce(sum(amount_minor) filter (where settled), 0)::bigint as creators,
      (coalesce(sum(shop_minor), 0) + (select coalesce(sum(freight_minor), 0) from settlement.orders where freight_state = 'released'))::bigint as shops,
      (coalesce(sum(paid_minor - refunded_minor - amount_minor - shop_minor), 0)
        + (select coalesce(sum(freight_minor), 0) from settlement.orders where freight_state = 'held'))::bigint as held
    from settlement.lines`);
  return { frozenMinor: row.frozen, creatorsMinor: row.creators, shopsMinor: row.shops, heldMinor: row.held };
}
