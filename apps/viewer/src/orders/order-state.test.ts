import { expect, test } from 'vitest';
import type { Schemas } from '../api.ts';
import {
  latestTime,
  mainAction,
  type Order,
  parseAmount,
  refundableMinor,
  sortedActions,
  timeLeft,
  totalLabel,
} from './order-state.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

test('a platform ahead of the calendar measures from what has happened', () => {
  expect(latestTime(['2026-11-20T00:00:00Z', null], now)).toBe(now);
  expect(latestTime(['2026-12-08T12:00:00Z', '2026-12-01T00:00:00Z'], now)).toBe(now + 15 * 86_400_000);
});

test('a deadline is told in its largest unit, and a passed one as passed', () => {
  expect(timeLeft('2026-11-23T12:00:30Z', now)).toEqual({ unit: 'leftMinutes', number: 1 });
  expect(timeLeft('2026-11-23T22:30:00Z', now)).toEqual({ unit: 'leftHours', number: 10 });
  expect(timeLeft('2026-12-03T12:00:00Z', now)).toEqual({ unit: 'leftDays', number: 10 });
  expect(timeLeft('2026-11-23T11:00:00Z', now)).toBeNull();
});

test('the total of a cancelled order is given back or was never paid, not paid or owed', () => {
  const order = (state: Order['state'], paidAt: string | null, refundedMinor: number) => {
    const line = { refunded: { amountMinor: refundedMinor, currency: 'CNY' } } as Schemas['OrderLine'];
    return { state, paidAt, lines: [line] };
  };
  const paidAt = '2026-11-23T12:00:00Z';
  expect(totalLabel(order('awaiting_payment', null, 0))).toBe('amountTotalDue');
  expect(totalLabel(order('cancelled', null, 0))).toBe('amountTotalUnpaid');
  expect(totalLabel(order('awaiting_dispatch', paidAt, 0))).toBe('amountTotal');
  expect(totalLabel(order('cancelled', paidAt, 38_510))).toBe('amountTotalRefunded');
  expect(totalLabel(order('received', paidAt, 500))).toBe('amountTotal');
});

test('the main action stands last', () => {
  const actions = ['confirm_receipt', 'track', 'extend_receipt'] as const;
  expect(sortedActions(actions)).toEqual(['track', 'extend_receipt', 'confirm_receipt']);
  expect(mainAction(actions)).toBe('confirm_receipt');
  expect(mainAction(['buy_again'])).toBeUndefined();
});

test('a partial refund never exceeds what was paid and is left', () => {
  const money = (amountMinor: number) => ({ amountMinor, currency: 'CNY' });
  const line = { quantity: 3, paid: money(1_000), refunded: money(400) } as Schemas['OrderLine'];
  expect(refundableMinor(line, 3)).toBe(600);
  expect(refundableMinor(line, 1)).toBe(333);
  expect(refundableMinor(line, 2)).toBe(600);
});

test('amounts are read to the fen or not at all', () => {
  expect(parseAmount('26.8')).toBe(2_680);
  expect(parseAmount(' 26 ')).toBe(2_600);
  expect(parseAmount('26.805')).toBeNull();
  expect(parseAmount('-1')).toBeNull();
});

test('with four actions, after-sale is left to the lines of the order page', () => {
  expect(sortedActions(['track', 'extend_receipt', 'apply_refund', 'confirm_receipt'])).toEqual([
    'track',
    'extend_receipt',
    'confirm_receipt',
  ]);
  expect(sortedActions(['apply_refund', 'review'])).toEqual(['apply_refund', 'review']);
});
