import { expect, test } from 'vitest';
import { medianMarks } from './median-marks.ts';

test('a value passes when its lower bound reaches the median', () => {
  const passing = medianMarks({ qgpmMinor: 2_000, lowerBoundMinor: 1_230, categoryMedianMinor: 1_010 });
  expect(passing).toMatchObject({ passes: true, beyond: false });
  expect(medianMarks({ qgpmMinor: 2_000, lowerBoundMinor: 900, categoryMedianMinor: 1_010 })?.passes).toBe(false);
});

test('marks lie in order within the axis, and what is beyond is held at the edge', () => {
  const marks = medianMarks({ qgpmMinor: 9_000, lowerBoundMinor: -50, categoryMedianMinor: 1_000 });
  expect(marks?.lower).toBeCloseTo(0.03);
  expect(marks?.median).toBeCloseTo(0.03 + 0.94 / 3);
  expect(marks?.estimate).toBeCloseTo(0.97);
  expect(marks?.beyond).toBe(true);
});

test('nothing is drawn of what is not known', () => {
  expect(medianMarks({ qgpmMinor: null, lowerBoundMinor: 1, categoryMedianMinor: 1 })).toBeNull();
  expect(medianMarks({ qgpmMinor: 1, lowerBoundMinor: null, categoryMedianMinor: 0 })).toBeNull();
});
