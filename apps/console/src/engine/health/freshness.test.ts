import { expect, test } from 'vitest';
import { barsWithin, freshnessBars, shareWithin } from './freshness.ts';

const histogram = [
  { upToMs: 100, count: 60 },
  { upToMs: 1_000, count: 30 },
  { upToMs: 5_000, count: 8 },
  { upToMs: null, count: 2 },
];

test('bars grow to the fullest, and the line of a second stands after those that end within it', () => {
  expect(freshnessBars(histogram).map(({ height }) => height)).toEqual([1, 0.5, 8 / 60, 2 / 60]);
  expect(freshnessBars(histogram).at(-1)?.key).toBe('beyond');
  expect(barsWithin(histogram)).toBe(2);
});

test('the share within a second counts every event, and nothing learned is not a share of nothing', () => {
  expect(shareWithin(histogram)).toBeCloseTo(0.9);
  expect(shareWithin([])).toBeNull();
  expect(shareWithin([{ upToMs: null, count: 0 }])).toBeNull();
});
