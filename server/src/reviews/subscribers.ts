import { subscribe } from '../events/index.ts';
import { sql } from '../kernel/index.ts';

export const subscribers = [
  subscribe({
    name: 'reviews.merge-viewer',
    types: ['viewer.merged'],
    async handle(act, facts) {
      for (const { data } of facts)
        await act.run(sql`update reviews.reviews set buyer_id = ${data.accountId} where buyer_id = ${data.viewerId}`);
    },
  }),
];
