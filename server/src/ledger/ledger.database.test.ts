import { expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { newId, sql } from '../kernel/index.ts';
import { balanceOf, ledgerTotals, postTransfers } from './index.ts';

const town = useTestWorld();
const transfer = (key: string, amountMinor: bigint) => ({
  key,
  kind: 'test',
  debit: 'escrow',
  credit: 'provider:sandbox',
  amountMinor,
  currency: 'CNY',
  reference: newId(),
});

test('a key is posted once, and every account sums to zero', async () => {
  const { world } = town;
  await Promise.all(
    Array.from({ length: 5 }, () => world.act((act) => postTransfers(act, [transfer('a', 100n), transfer('b', 50n)]))),
  );
  expect(await balanceOf(world.database, 'escrow')).toBe(150n);
  expect(await ledgerTotals(world.database)).toBe(0n);
});

test('the database itself refuses to edit, remove or unbalance a transfer', async () => {
  const { world } = town;
  await expect(world.database.run(sql`update ledger.transfers set amount_minor = 1`)).rejects.toThrow('append-only');
  await expect(world.database.run(sql`delete from ledger.transfers`)).rejects.toThrow('append-only');
  await expect(world.act((act) => postTransfers(act, [transfer('negative', -1n)]))).rejects.toThrow(/check/);
});
