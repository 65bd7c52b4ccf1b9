import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNumberIndex, remembered } from './number-index.ts';

test('numbers have the places in which they were first met, and no others are found', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 2 ** 31 - 1 }), { maxLength: 1_500 }), (numbers) => {
      const index = createNumberIndex();
      const places = new Map<number, number>();
      for (const number of numbers) {
        expect(index.find(number)).toBe(places.get(number) ?? -1);
        if (places.has(number)) continue;
        places.set(number, places.size);
        expect(index.add(number)).toBe(places.get(number));
      }
      expect(index.size).toBe(places.size);
      for (const [number, place] of places) expect(index.find(number)).toBe(place);
    }),
    { numRuns: 50 },
  );
});

test('what is remembered is worked out once for each number', () => {
  const asked: number[] = [];
  const square = remembered((number) => {
    asked.push(number);
    return number ** 2;
  });
  expect([3, -1, 3, 0, 0, 3].map(square)).toEqual([9, 1, 9, 0, 0, 9]);
  expect(asked).toEqual([3, -1, 0]);
});
