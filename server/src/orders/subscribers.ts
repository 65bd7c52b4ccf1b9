import { type Fact, subscribe } from '../events/index.ts';
import { sql } from '../kernel/index.ts';
import { confirmPayments, settleRefunds } from './confirm-payment.ts';
import { noteDeliveries } from './confirm-receipt.ts';

export const subscribers = [
  subscribe({
    name: 'orders.confirm-payment',
    types: ['payment.captured'],
    batchMax: 50,
    gatherMs: 4,
    handle: confirmPayments,
  }),
  subscribe({ name: 'orders.settle-refunds', types: ['payment.refunded'], handle: settleRefunds }),
  subscribe({
    name: 'orders.deliveries',
    types: ['parcel.delivered'],
    handle: (act, facts) =>
      noteDeliveries(
        act,
        facts.map((fact: Fact<'parcel.delivered'>) => ({
          orderId: fact.data.orderId,
          deliveredAt: fact.data.deliveredAt,
        })),
      ),
  }),
  subscribe({
    name: 'orders.merge-viewer',
    types: ['viewer.merged'],
    async handle(act, facts) {
      for (const { data } of facts) {
        await act.run(sql`update orders.purchases set buyer_id = ${data.accountId} where buyer_id = ${data.viewerId}`);
        await act.run(sql`update orders.orders set buyer_id = ${data.accountId} where buyer_id = ${data.viewerId}`);
        await act.run(sql`update orders.lines set buyer_id = ${data.accountId} where buyer_id = ${data.viewerId}`);
      }
    },
  }),
];
