import { beforeEach, expect, test } from 'vitest';
import { checkoutKey, isOpenAnswer, settleCheckoutKey } from './checkout-key.ts';

beforeEach(() => settleCheckoutKey());

test('a retry of the same request keeps its key', () => {
  expect(checkoutKey({ items: [1], total: 5 })).toBe(checkoutKey({ items: [1], total: 5 }));
});

test('a changed request, or one after an answer, gets another key', () => {
  const first = checkoutKey({ items: [1], total: 5 });
  const second = checkoutKey({ items: [1], total: 6 });
  expect(second).not.toBe(first);
  settleCheckoutKey();
  expect(checkoutKey({ items: [1], total: 6 })).not.toBe(second);
});

test('only answers that leave the order open keep the key', () => {
  expect([0, 429, 500, 503].every(isOpenAnswer)).toBe(true);
  expect([201, 401, 409, 422].some(isOpenAnswer)).toBe(false);
});
