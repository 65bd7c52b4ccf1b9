import { type Sweep, sql } from '../kernel/index.ts';
import { cancelUnpaid } from './cancel-order.ts';
import { confirmReceipts } from './confirm-receipt.ts';

const batchMax = 200;

/** Deadlines of orders, on the business clock. */
export const sweeps: Sweep[] = [
  {
    name: 'orders.unpaid',
    everyMs: 5_000,
    run: (world) =>
      world.act(async (act) => {
        const due = await act.rows<{ id: string }>(sql`
          select id from orders.orders where state = 'awaiting_payment' and pay_by <= ${act.now} order by pay_by limit ${batchMax} for update skip locked`);
        if (due.length > 0)
          await cancelUnpaid(
            act,
            due.map((row) => row.id),
            'clock',
          );
        return due.length;
      }, 'clock'),
  },
  {
    name: 'orders.receipt',
    everyMs: 5_000,
    run: (world) =>
      world.act(async (act) => {
        const due = await act.rows<{ id: string }>(sql`
          select id from orders.orders where state = 'awaiting_receipt' and auto_receipt_at <= ${act.now} order by auto_receipt_at limit ${batchMax} for update skip locked`);
        if (due.length > 0)
          await confirmReceipts(
            act,
            due.map((row) => row.id),
            'clock',
          );
        return due.length;
      }, 'clock'),
  },
];
