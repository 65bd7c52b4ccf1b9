import { type Fact, subscribe } from '../events/index.ts';
import type { Act, Subscriber } from '../kernel/index.ts';
import { reownSlots, settleLine, tieLines } from './slots/store.ts';
import { eraseChoices, mergeChoices } from './store.ts';

export const subscribers: readonly Subscriber[] = [
  subscribe({
    name: 'recommender.choices',
    types: ['viewer.merged', 'account.deleted'],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type === 'viewer.merged') {
          await mergeChoices(act, fact.data.viewerId, fact.data.accountId);
          await reownSlots(act, fact.data.viewerId, fact.data.accountId);
        } else {
          await eraseChoices(act, fact.data.accountId);
          await reownSlots(act, fact.data.accountId, null);
        }
      }
    },
  }),
  subscribe({
    name: 'recommender.slot-lines',
    types: [
      'order.paid',
      'quality-line.settled',
      'quality-line.matured',
      'quality-line.locked',
      'quality-line.restated',
    ],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type !== 'order.paid') await settleLine(act, fact.data.lineId, fact.data.qgmvMinor);
        else await tieOrder(act, fact);
      }
    },
  }),
];

/** A purchase this long after a drawn place is still its doing (the window of the label "buy"). */
const boughtWithinDays = 3;

async function tieOrder(act: Act, { data, occurredAt }: Fact<'order.paid'>): Promise<void> {
  const lines = data.lines.flatMap(({ lineId, contentId, paidMinor }) =>
    contentId ? [{ lineId, contentId, paidMinor }] : [],
  );
  if (lines.length > 0) await tieLines(act, data.buyerId, lines, occurredAt, boughtWithinDays);
}
