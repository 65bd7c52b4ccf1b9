import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestFirst, inOrder } from './best-first.ts';

const things = fc.array(fc.record({ score: fc.constantFrom(-1, 0, 0.5, 3, 1e9), key: fc.nat(40) }), { maxLength: 200 });

test('orders as the built-in sort does, whatever the scores and ties', () => {
  fc.assert(
    fc.property(things, (list) => {
      const order = bestFirst(
        Float64Array.from(list, ({ score }) => score),
        Int32Array.from(list, ({ key }) => key),
      );
      expect(inOrder(list, order)).toEqual(list.toSorted((a, b) => b.score - a.score || a.key - b.key));
    }),
  );
});

test('keeps equal things as they stood, and puts infinite scores at the ends', () => {
  expect([...bestFirst(new Float64Array(0), new Int32Array(0))]).toEqual([]);
  expect([...bestFirst(new Float64Array(50), new Int32Array(50))]).toEqual([...new Float64Array(50).keys()]);
  const scores = Float64Array.of(Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY);
  expect([...bestFirst(scores, Int32Array.of(9, 3, 0, 2, 8))]).toEqual([2, 3, 1, 4, 0]);
});
