import { type Queryable, sql } from '../kernel/index.ts';

/** Sum of all transfers of each kind (`capture`, `refund`, …) and how many there are; minor units. */
export async function kindTotals(queryable: Queryable): Promise<Map<string, { count: number; amountMinor: bigint }>> {
  const rows = await queryable.rows<{ kind: string; count: number; amount: bigint }>(
    sql`select kind, count(*)::int as count, sum(amount_minor)::bigint as amount from ledger.transfers group by kind`,
  );
  return new Map(rows.map((row) => [row.kind, { count: row.count, amountMinor: row.amount }]));
}

/** Sum of the transfers whose key begins with a prefix. */
export async function keyPrefixTotal(queryable: Queryable, prefix: string): Promise<bigint> {
  const row = await queryable.one<{ amount: bigint }>(
    sql`select coalesce(sum(amount_minor), 0)::bigint as amount from ledger.transfers where starts_with(key, ${prefix})`,
  );
  return row.amount;
}
