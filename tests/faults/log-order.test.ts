/** The logs are read in the order of their transactions' numbers: 999 comes before 1000, whatever the batch size. */
import { expect, test } from 'vitest';
import { readActionsAfter } from '../../server/src/interactions/index.ts';
import { drainSubscribers, handleNextBatch, newId, registerSubscribers, sql } from '../../server/src/kernel/index.ts';
import { useTestWorld } from '../support/world.ts';

const town = useTestWorld();
const transactionIds = ['8', '9', '10', '11', '98', '99', '100', '101'];

test('a subscriber handles facts of transactions 9 and 10, 99 and 100 once each and in order', async () => {
  const { world } = town;
  for (const batchMax of [1, 3, 200]) {
    const seen: string[] = [];
    const type = `thing.ordered_${batchMax}`;
    const subscriber = {
      name: `test.order-${batchMax}`,
      types: [type],
      batchMax,
      handle: async (_act: unknown, facts: readonly { subject: string }[]) =>
        void seen.push(...facts.map((fact) => fact.subject)),
    };
    await registerSubscribers(world, [subscriber]);
    for (const transactionId of transactionIds)
      await world.database.run(sql`
        insert into kernel.outbox (transaction_id, event_id, type, version, occurred_at, subject, data)
        values (${transactionId}::xid8, ${newId()}, ${type}, 1, now(), ${transactionId}, '{}')`);
    await drainSubscribers(world, [subscriber]);
    expect(await handleNextBatch(world, subscriber)).toBe(0);
    expect(seen).toEqual(transactionIds);
  }
});

test('the log of actions is read in the same order', async () => {
  const { world } = town;
  const ids = transactionIds.map(() => newId());
  for (const [index, transactionId] of transactionIds.entries())
    await world.database.run(sql`
      insert into interactions.actions (transaction_id, day, kind, item_id, item_kind, occurred_at, recorded_at)
      values (${transactionId}::xid8, current_date, 'like', ${ids[index] ?? ''}, 'video', now(), now())`);
  const read: (string | null)[] = [];
  let cursor = { transactionId: '0', sequence: 0n };
  for (let batch = await readActionsAfter(world.database, cursor, 3); batch.length > 0; ) {
    read.push(...batch.map((action) => action.itemId));
    const last = batch.at(-1);
    if (!last || read.length > 100) break;
    cursor = { transactionId: last.transactionId, sequence: last.sequence };
    batch = await readActionsAfter(world.database, cursor, 3);
  }
  expect(read).toEqual(ids);
});
