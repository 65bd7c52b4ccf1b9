import { expect } from 'vitest';
import { checkBooks } from '../../server/src/boards/index.ts';
import { checkStock } from '../../server/src/inventory/index.ts';
import { sql, type World } from '../../server/src/kernel/index.ts';
import { ledgerTotals } from '../../server/src/ledger/index.ts';

/** The standing invariants of RELIABILITY I1-I3 and I6, checked after every test that moves money or stock. */
export async function expectBooksToBalance(world: World): Promise<void> {
  expect(await ledgerTotals(world.database), 'I1: debits equal credits').toBe(0n);
  expect(await checkStock(world.database), 'I2: counters equal reservations').toEqual([]);
  const negative = await world.database.rows(sql`select * from inventory.stock where put_in - sold - reserved < 0`);
  expect(negative, 'I2: nothing oversold').toEqual([]);
  const unmatched = await world.database.rows(sql`
    select payment.id, payment.captured_minor, payment.refunds_minor, coalesce(sum(o.total_minor - o.refunded_minor) filter (where o.paid_at is not null), 0) as kept
    from payments.payments payment left join orders.orders o on o.purchase_id = payment.purchase_id
    where payment.captured_minor > 0 group by payment.id
    having payment.captured_minor - payment.refunds_minor <> coalesce(sum(o.total_minor - o.refunded_minor) filter (where o.paid_at is not null), 0)`);
  expect(unmatched, 'I3: each captured payment is a paid order or a refund').toEqual([]);
  const open = await world.database.one<{ escrow: bigint; kept: bigint }>(sql`
    select (select coalesce(sum(case when debit_account = 'refunds' then amount_minor else 0 end) - sum(case when credit_account = 'refunds' then amount_minor else 0 end), 0)::bigint
      from ledger.transfers) as escrow,
      (select -coalesce(sum(amount_minor) filter (where state <> 'succeeded'), 0)::bigint from payments.refunds) as kept`);
  expect(open.escrow, 'money promised back equals refunds on their way').toBe(open.kept);
  const books = await checkBooks(world);
  expect(
    books.checks.filter((check) => !check.ok),
    'I6: ledger, payments, orders, stock, quality and commissions agree',
  ).toEqual([]);
}
