import { describe, expect, test } from 'vitest';
import { linearScale, logScale, markDigits, ratioMarks, roundDomain, ticks } from './scale.ts';

describe('scales', () => {
  test('a straight scale runs both ways and survives a domain without width', () => {
    const y = linearScale([0, 10], [100, 0]);
    expect([y(0), y(5), y(10)]).toEqual([100, 50, 0]);
    expect(linearScale([3, 3], [0, 40])(3)).toBe(20);
  });

  test('a logarithmic scale holds what lies outside at the edge', () => {
    const x = logScale([1, 1_000], [0, 300]);
    expect(x(10)).toBeCloseTo(100);
    expect(x(0)).toBe(0);
    expect(x(1e9)).toBe(300);
  });

  test('marks are round and free of floating dust', () => {
    expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(-0.05, 0.25, 5)).toEqual([0, 0.1, 0.2]);
    expect(ticks(-3, 3, 6)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(ticks(2, 2)).toEqual([2]);
    expect(markDigits(ticks(0, 0.3, 3))).toBe(1);
    expect(markDigits([0, 50, 100])).toBe(0);
  });

  test('ratios are marked by powers of two around 1', () => {
    expect(ratioMarks([0.9, 1.2])).toEqual([0.5, 1, 2]);
    expect(ratioMarks([0.25, 6.07])).toEqual([0.25, 1, 4, 16]);
    expect(ratioMarks([0, 1.5])).toEqual([0.5, 1, 2]);
    expect(ratioMarks([0.000_001, 0.84, 1_310_670])).toEqual([1 / 16, 1 / 4, 1, 4, 16]);
  });

  test('a domain is widened to its marks and holds what it must', () => {
    expect(roundDomain([0.8, 1.31], [1], 3)).toEqual([0.8, 1.4]);
    const [low, high] = roundDomain([0.013, 0.972]);
    expect(low).toBeLessThanOrEqual(0.013);
    expect(high).toBeGreaterThanOrEqual(0.972);
    expect(roundDomain([])).toEqual([0, 1]);
    expect(roundDomain([5, 5])[0]).toBeLessThan(5);
  });
});
