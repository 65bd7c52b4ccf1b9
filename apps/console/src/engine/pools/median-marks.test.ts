import { expect, test } from 'vitest';
import { medianMarks } from './median-marks.ts';

test('a value passes when its lower bound reaches the median', () => {
  const passing = medianMarks({ value: 2_000, lowerBound: 1_230, median: 1_010 });
  expect(passing).toMatchObject({ passes: true, beyond: false });
  expect(medianMarks({ value: 2_000, lowerBound: 900, median: 1_010 })?.passes).toBe(false);
});

test('marks lie in order within the axis, and what is beyond is held at the edge', () => {
  const marks = medianMarks({ value: 9_000, lowerBound: -50, median: 1_000 });
  expect(marks?.lower).toBeCloseTo(0.03);
  expect(marks?.median).toBeCloseTo(0.03 + 0.94 / 3);
  expect(marks?.estimate).toBeCloseTo(0.97);
  expect(marks?.beyond).toBe(true);
});

test('nothing is drawn of what is not known', () => {
  expect(medianMarks({ value: null, lowerBound: 1, median: 1 })).toBeNull();
  expect(medianMarks({ value: 1, lowerBound: null, median: 0 })).toBeNull();
  expect(medianMarks({ value: 1, lowerBound: null, median: null })).toBeNull();
});
