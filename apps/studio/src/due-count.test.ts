import { expect, test } from 'vitest';
import { dueCount } from './due-count.ts';

test('an order that is late, or soon will be, waits once', () => {
  expect(dueCount({ awaitingDispatch: 2, lateSoon: 1, late: 1, aftersales: 1, lowStock: 5 })).toBe(3);
});
