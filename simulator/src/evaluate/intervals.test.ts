import { expect, test } from 'vitest';
import { intervalOf, pairedRatio } from './intervals.ts';

test("a mean with Student's interval", () => {
  const { mean, low, high } = intervalOf([10, 12, 11, 13, 14]);
  expect(mean).toBe(12);
  // Deviation 1.5811, t for four degrees of freedom 2.776.
  expect(high! - mean).toBeCloseTo((2.776 * 1.5811) / Math.sqrt(5), 3);
  expect(mean - low!).toBeCloseTo(high! - mean, 9);
  expect(intervalOf([4])).toEqual({ mean: 4, low: null, high: null });
});

test('a paired ratio leaves out what the seeds have in common', () => {
  const ratio = pairedRatio([110, 220, 33], [100, 200, 30]);
  expect(ratio?.mean).toBeCloseTo(1.1, 9);
  expect(ratio?.low).toBeCloseTo(1.1, 6);
  expect(pairedRatio([3], [2])).toEqual({ mean: expect.closeTo(1.5, 9), low: null, high: null });
  expect(pairedRatio([1, 2], [0, 2])).toBeNull();
  expect(pairedRatio([-1, 2], [1, 2])).toBeNull();
});
