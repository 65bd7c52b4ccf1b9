import { expect, test } from 'vitest';
import { stackExtent, stackParts } from './stack.ts';

const parts = [
  { key: 'behaviours', value: 0.3 },
  { key: 'quality', value: 0.5 },
  { key: 'harm', value: -0.1 },
  { key: 'explore', value: 0 },
  { key: 'load', value: -0.05 },
];

test('what takes away stands left of zero, end to end, and nothing takes no room', () => {
  const segments = stackParts(parts);
  expect(segments.map(({ key }) => key)).toEqual(['behaviours', 'quality', 'harm', 'load']);
  expect(segments[1]).toEqual({ key: 'quality', from: 0.3, to: 0.8 });
  expect(segments[2]).toEqual({ key: 'harm', from: -0.1, to: 0 });
  expect(segments[3]?.to).toBe(-0.1);
  expect(segments[3]?.from).toBeCloseTo(-0.15);
});

test('the extent holds every stack and zero', () => {
  const [low, high] = stackExtent([parts, [{ key: 'quality', value: 2 }]]);
  expect(low).toBeCloseTo(-0.15);
  expect(high).toBe(2);
  expect(stackExtent([])).toEqual([0, 1]);
  expect(stackExtent([[{ key: 'harm', value: -1 }]])).toEqual([-1, 0]);
});
