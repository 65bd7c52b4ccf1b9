import { expect, test } from 'vitest';
import { cleanComment, objectionTo } from './comment-text.ts';

test('a comment is kept without hidden signs, towers of accents and pages of empty lines', () => {
  expect(cleanComment('  好吃\u202e\u0007\r\n\n\n\n真的  ')).toBe('好吃\n\n真的');
  expect(cleanComment(`z${'\u0301'.repeat(40)}`).length).toBeLessThanOrEqual(3);
  expect(cleanComment('👨‍👩‍👧 家人都爱')).toBe('👨‍👩‍👧 家人都爱');
  expect(cleanComment('\u200b\u0000')).toBe('');
});

test.each([
  ['加 微*信 便宜', 'off_platform'],
  ['看这里 https://x.example', 'off_platform'],
  ['打我电话13800138000', 'off_platform'],
  ['你脑 残吧', 'insult'],
  ['fuck off', 'insult'],
  ['吃了能治疗失眠', 'claim_blocked'],
])('%s is objected to: %s', (text, code) => {
  expect(objectionTo(text, false)?.code).toBe(code);
});

test('a buyer may call it the best; who sells with the video may not', () => {
  expect(objectionTo('我心里最佳', false)).toBeUndefined();
  expect(objectionTo('全网第一，快来', true)?.code).toBe('claim_blocked');
  expect(objectionTo('第一次买，很满意', true)).toBeUndefined();
});
