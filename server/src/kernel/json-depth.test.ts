import { expect, test } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

const deeper = (value: unknown, levels: number) => isDeeperThan(Buffer.from(JSON.stringify(value)), levels);

test('levels are counted, brackets inside texts are not', () => {
  expect(deeper([[1], [2], { a: [3] }], 3)).toBe(false);
  expect(deeper([[1], [2], { a: [3] }], 2)).toBe(true);
  expect(deeper({ text: '[[[[[[{{{{{{' }, 1)).toBe(false);
  expect(deeper({ 'a "quoted" [[[ key': 'ends in a backslash \\', 'b \\" [[[': 1 }, 1)).toBe(false);
});

test('texts that never end, and closings without an opening, are somebody else’s mistake', () => {
  expect(isDeeperThan(Buffer.from('{"a":"[[[[[['), 2)).toBe(false);
  expect(isDeeperThan(Buffer.from(']]]]]'), 2)).toBe(false);
  expect(isDeeperThan(Buffer.alloc(1_000_000, '['), 64)).toBe(true);
});
