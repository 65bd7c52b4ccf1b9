import { subscribe } from '../events/index.ts';
import type { Subscriber } from '../kernel/index.ts';
import { eraseViewer, reownActions } from './store.ts';

export const subscribers: readonly Subscriber[] = [
  subscribe({
    name: 'interactions.owner',
    types: ['viewer.merged', 'account.deleted'],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type === 'viewer.merged') await reownActions(act, fact.data.viewerId, fact.data.accountId);
        else await eraseViewer(act, fact.data.accountId);
      }
    },
  }),
];
