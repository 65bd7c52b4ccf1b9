import { expect, test } from 'vitest';
import { createFreshness } from './freshness.ts';

test('nothing measured is nothing told', () => {
  expect(createFreshness().summary()).toMatchObject({ eventsCount: 0, p50Ms: null, p99Ms: null });
});

test('the median, the hundredth and the ranges of what was measured last', () => {
  const freshness = createFreshness(100);
  for (let ms = 9_901; ms <= 10_000; ms += 1) freshness.add(ms);
  for (let ms = 1; ms <= 100; ms += 1) freshness.add(ms);
  const { eventsCount, p50Ms, p99Ms, histogram } = freshness.summary();
  expect([eventsCount, p50Ms, p99Ms]).toEqual([100, 50, 99]);
  expect(histogram.slice(0, 5)).toEqual([
    { upToMs: 10, count: 10 },
    { upToMs: 25, count: 15 },
    { upToMs: 50, count: 25 },
    { upToMs: 100, count: 50 },
    { upToMs: 250, count: 0 },
  ]);
  expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(100);
});

test('a clock that was set back is not a negative time', () => {
  const freshness = createFreshness();
  freshness.add(-5);
  expect(freshness.summary().p50Ms).toBe(0);
});
