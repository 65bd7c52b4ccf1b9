import { subscribe } from '../events/index.ts';
import type { Subscriber } from '../kernel/index.ts';
import { eraseChoices, mergeChoices } from './store.ts';

export const subscribers: readonly Subscriber[] = [
  subscribe({
    name: 'recommender.choices',
    types: ['viewer.merged', 'account.deleted'],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type === 'viewer.merged') await mergeChoices(act, fact.data.viewerId, fact.data.accountId);
        else await eraseChoices(act, fact.data.accountId);
      }
    },
  }),
];
