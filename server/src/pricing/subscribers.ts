import { subscribe } from '../events/index.ts';
import { sql } from '../kernel/index.ts';
import { insertCustomers } from './store.ts';

export const subscribers = [
  subscribe({
    name: 'pricing.customers',
    types: ['order.paid', 'viewer.merged'],
    async handle(act, facts) {
      const paid = facts.flatMap((fact) =>
        fact.type === 'order.paid'
          ? [{ viewerId: fact.data.buyerId, shopId: fact.data.shopId, at: fact.data.paidAt }]
          : [],
      );
      if (paid.length > 0) await insertCustomers(act, paid);
      for (const fact of facts) {
        if (fact.type !== 'viewer.merged') continue;
        await act.run(sql`
          insert into pricing.customers (viewer_id, shop_id, first_paid_at)
          select ${fact.data.accountId}, shop_id, first_paid_at from pricing.customers where viewer_id = ${fact.data.viewerId} on conflict do nothing`);
      }
    },
  }),
];
