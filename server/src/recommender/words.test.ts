import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

test.each([
  ['手工竹编果篮', ['手工', '工竹', '竹编', '编果', '果篮']],
  ['Tea 壶 500ML，tea', ['tea', '壶', '500ml']],
  ['', []],
  ['🍵', []],
])('words of %j', (title, words) => {
  expect(wordsOf(title)).toEqual(words);
});

test('no more than 24 words, whatever the title', () => {
  expect(wordsOf('一二三四五六七八九十'.repeat(40)).length).toBeLessThanOrEqual(24);
});
