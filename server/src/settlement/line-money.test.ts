import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transfer } from '../ledger/index.ts';
import { accounts, accrue, commissionOn, type LineMoney, refund, type Step, settle } from './line-money.ts';

const line = (paidMinor: bigint, rateBp: number, creatorId: string | null = 'creator') =>
  ({
    lineId: 'line',
    orderId: 'order',
    orderNumber: 'H1',
    shopId: 'shop',
    productId: 'product',
    contentId: null,
    creatorId,
    rateBp,
    currency: 'CNY',
    paidMinor,
    accruedAt: new Date(0),
  }) as const;

/** What the house owes to an account: credits − debits. */
function owed(transfers: readonly Transfer[]) {
  const balances = new Map<string, bigint>();
  for (const transfer of transfers) {
    balances.set(transfer.credit, (balances.get(transfer.credit) ?? 0n) + transfer.amountMinor);
    balances.set(transfer.debit, (balances.get(transfer.debit) ?? 0n) - transfer.amountMinor);
  }
  return (account: string) => balances.get(account) ?? 0n;
}

type Happening = { kind: 'refund'; share: bigint; cause: string } | { kind: 'settle'; cleanShare: bigint };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('refund' as const),
    share: fc.bigInt({ min: 0n, max: 100n }),
    cause: fc.constantFrom('case:1', 'case:2', 'case:3'),
  }),
  fc.record({ kind: fc.constant('settle' as const), cleanShare: fc.bigInt({ min: 0n, max: 100n }) }),
);

/** Plays happenings as orders and quality would tell them; refunds leave escrow beside, as orders posts them. */
function play(paidMinor: bigint, rateBp: number, happenings: readonly Happening[]) {
  let step: Step = accrue(line(paidMinor, rateBp));
  const transfers: Transfer[] = [
    {
      key: 'capture',
      kind: 'capture',
      debit: 'provider',
      credit: 'escrow',
      amountMinor: paidMinor,
      currency: 'CNY',
      reference: '',
    },
    ...step.transfers,
  ];
  let netMinor = paidMinor;
  const seen = new Set<string>();
  const settleTo = (money: LineMoney, cleanShare: bigint) =>
    settle(money, { netMinor, cleanMinor: (netMinor * cleanShare) / 100n, cause: 'settled' });
  for (const each of happenings) {
    if (each.kind === 'refund') {
      if (!seen.has(each.cause)) {
        seen.add(each.cause);
        const amountMinor = (netMinor * each.share) / 100n;
        netMinor -= amountMinor;
        transfers.push({
          key: each.cause,
          kind: 'refund',
          debit: 'escrow',
          credit: 'refunds',
          amountMinor,
          currency: 'CNY',
          reference: '',
        });
        step = refund(step.line, { amountMinor, cause: each.cause });
        transfers.push(...step.transfers);
        // After settling the quality line is restated.
        if (step.line.settled) {
          step = settleTo(step.line, 100n);
          transfers.push(...step.transfers);
        }
      } else {
        const again = refund(step.line, { amountMinor: 1n, cause: each.cause });
        expect(again.transfers).toEqual([]);
      }
    } else {
      step = settleTo(step.line, each.cleanShare);
      transfers.push(...step.transfers);
    }
  }
  return { money: step.line, transfers, netMinor, settleTo };
}

describe('the money of a line', () => {
  const inputs = [
    fc.bigInt({ min: 0n, max: 10_000_000n }),
    fc.integer({ min: 1, max: 8_000 }),
    fc.array(happening, { maxLength: 8 }),
  ] as const;

  test('whatever happens, nothing is made or lost: escrow + frozen + creator + shop = paid − refunded, none below zero', () => {
    fc.assert(
      fc.property(...inputs, (paidMinor, rateBp, happenings) => {
        const { money, transfers, netMinor } = play(paidMinor, rateBp, happenings);
        const of = owed(transfers);
        const held = of(accounts.escrow);
        const frozen = of(accounts.frozen('creator'));
        const creator = of(accounts.creator('creator'));
        const shop = of(accounts.shop('shop'));
        expect(held + frozen + creator + shop).toBe(netMinor);
        expect([held, frozen, creator, shop].every((amount) => amount >= 0n)).toBe(true);
        expect(frozen + creator).toBe(money.amountMinor);
        expect(shop).toBe(money.shopMinor);
        if (money.settled) expect([held, frozen]).toEqual([0n, 0n]);
        expect(new Set(transfers.map((transfer) => transfer.key)).size).toBe(transfers.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a full refund returns every account to zero, before settling and after', () => {
    fc.assert(
      fc.property(...inputs, (paidMinor, rateBp, happenings) => {
        const { transfers, money } = play(paidMinor, rateBp, [
          ...happenings,
          { kind: 'refund', share: 100n, cause: 'last' },
        ]);
        const of = owed(transfers);
        const names = [accounts.escrow, accounts.frozen('creator'), accounts.creator('creator'), accounts.shop('shop')];
        expect(names.map(of)).toEqual([0n, 0n, 0n, 0n]);
        expect(money.state).toBe('reversed');
      }),
    );
  });

  test('the same settlement told twice moves nothing the second time', () => {
    const { money, settleTo } = play(9_999n, 1_234, [{ kind: 'settle', cleanShare: 100n }]);
    expect(money.amountMinor).toBe(commissionOn(9_999n, 1_234));
    expect(settleTo(money, 100n)).toEqual({ line: money, transfers: [], entry: null });
  });

  test('nobody earns on a confirmed fake; the shop keeps what was not refunded', () => {
    const { money } = play(10_000n, 2_000, [{ kind: 'settle', cleanShare: 0n }]);
    expect([money.amountMinor, money.shopMinor, money.state]).toEqual([0n, 10_000n, 'reversed']);
  });

  test('without a creator there is no commission, and the shop gets all of it', () => {
    const paid = accrue(line(5_000n, 2_000, null));
    expect([paid.transfers, paid.entry, paid.line.state]).toEqual([[], null, null]);
    const settled = settle(paid.line, { netMinor: 5_000n, cleanMinor: 5_000n, cause: 'settled' });
    expect(settled.transfers.map((transfer) => [transfer.debit, transfer.credit, transfer.amountMinor])).toEqual([
      ['escrow', 'shop:shop', 5_000n],
    ]);
  });

  test('a partial refund takes its part: ¥100 at 10 %, ¥30 back, ¥7.00 earned', () => {
    const { money } = play(10_000n, 1_000, [
      { kind: 'refund', share: 30n, cause: 'case:1' },
      { kind: 'settle', cleanShare: 100n },
    ]);
    expect([money.accruedMinor, money.amountMinor, money.shopMinor]).toEqual([1_000n, 700n, 6_300n]);
  });
});
