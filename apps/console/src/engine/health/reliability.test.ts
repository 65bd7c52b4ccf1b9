import { describe, expect, test } from 'vitest';
import { reliabilityDots, reliabilityEnd, worstHead } from './reliability.ts';

const bins = [
  { predicted: 0.01, observed: 0.012, count: 900 },
  { predicted: 0.04, observed: 0.03, count: 100 },
  { predicted: 0.2, observed: 0.9, count: 0 },
];

describe('a reliability diagram', () => {
  test('axes are square, round and only as long as the bins that hold something', () => {
    expect(reliabilityEnd(bins)).toBe(0.05);
    expect(reliabilityEnd([{ predicted: 0.31, observed: 0.62, count: 3 }])).toBe(1);
    expect(reliabilityEnd([])).toBe(0.0001);
  });

  test('dots are placed in the square and sized by area', () => {
    const dots = reliabilityDots(bins, 0.05);
    expect(dots).toHaveLength(2);
    expect(dots[0]?.x).toBeCloseTo(0.2);
    expect(dots[0]?.y).toBeCloseTo(0.24);
    expect(dots[0]?.r).toBeCloseTo(0.06);
    expect(dots[1]?.r).toBeCloseTo(0.02);
  });
});

const head = (name: string, calibrationError: number | null) => ({
  head: name,
  examplesCount: 1_000,
  slope: 1,
  intercept: 0,
  calibrationError,
  bins: [],
});

test('the head furthest off is named only when it is off', () => {
  expect(worstHead([head('watch', 0.004), head('buy', 0.03), head('keep', null)])?.head).toBe('buy');
  expect(worstHead([head('watch', 0.004), head('keep', null)])).toBeNull();
});
