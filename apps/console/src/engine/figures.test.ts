import { describe, expect, test } from 'vitest';
import {
  chance,
  duration,
  fixed,
  fullChance,
  plain,
  points,
  ratioFigure,
  relativeChange,
  signedPoints,
} from './figures.ts';

describe('figures of the engine', () => {
  test('points carry a true minus and never a minus zero', () => {
    expect(points(-0.0312)).toBe('−0.0312');
    expect(points(-0.00001)).toBe('0.0000');
    expect(signedPoints(0.2)).toBe('+0.2000');
    expect(signedPoints(0)).toBe('0.0000');
    expect(fixed(-1234.5, 1)).toBe('−1,234.5');
  });

  test('a chance shows as many digits as it needs', () => {
    expect([0, 0.42, 0.4267, 0.032, 0.00413, 0.00041, 0.000001].map(chance)).toEqual([
      '0%',
      '42%',
      '42.7%',
      '3.2%',
      '0.41%',
      '0.041%',
      '<0.001%',
    ]);
    expect(chance(1)).toBe('100%');
    expect(chance(0.00999999)).toBe('1%');
  });

  test('a chance for adding up keeps five significant digits', () => {
    expect([0, 1, 0.458219, 0.00237431, 0.0000412].map(fullChance)).toEqual([
      '0%',
      '100%',
      '45.822%',
      '0.23743%',
      '0.00412%',
    ]);
  });

  test('other numbers keep four significant digits', () => {
    expect([12, 0.06, 1234.567, 0.0123456, 3.14059, Number.NaN].map(plain)).toEqual([
      '12',
      '0.06',
      '1,235',
      '0.01235',
      '3.141',
      '–',
    ]);
  });

  test('a change is relative, and a multiple from a fourfold on', () => {
    expect(relativeChange(0.1, 0.125)).toBe('+25%');
    expect(relativeChange(4, 2)).toBe('−50%');
    expect(relativeChange(0.01, 0.05)).toBe('×5.0');
    expect(relativeChange(0, 1)).toBeNull();
    expect(relativeChange(2, 2)).toBeNull();
  });

  test('durations take the unit a person would say', () => {
    expect(duration(86, 'en')).toBe('86 ms');
    expect(duration(1_400, 'zh-CN')).toBe('1.4 秒');
    expect(duration(192_000, 'en')).toBe('3.2 min');
    expect(duration(18_000_000, 'zh-CN')).toBe('5 小时');
    expect(duration(5 * 86_400_000, 'en')).toBe('5 days');
  });

  test('a ratio beyond a hundredfold says no more than that', () => {
    expect([0.84, 4.11, 0.000_001, 1_310_670, 100].map(ratioFigure)).toEqual([
      '0.84',
      '4.11',
      '<0.01',
      '>100',
      '100.00',
    ]);
  });
});
