import { expect, test } from 'vitest';
import {
  formatAgo,
  formatClock,
  formatDateTime,
  formatDay,
  formatDayWithWeekday,
  formatMoney,
  formatShort,
  moneyParts,
} from './format.ts';

test('money keeps every fen, with a true minus', () => {
  expect(formatMoney({ amountMinor: 2_680, currency: 'CNY' })).toBe('¥26.80');
  expect(formatMoney({ amountMinor: -5, currency: 'CNY' })).toBe('−¥0.05');
  expect(formatMoney({ amountMinor: 123_456_789, currency: 'CNY' })).toBe('¥1,234,567.89');
  expect(formatMoney({ amountMinor: 500, currency: 'JPY' })).toBe('JP¥500');
  expect(moneyParts({ amountMinor: 1_005, currency: 'CNY' })).toEqual({
    sign: '',
    symbol: '¥',
    whole: '10',
    cents: '05',
  });
});

test('large counts shorten from five digits and are never rounded up', () => {
  expect(formatShort(9_999, 'zh-CN')).toBe('9999');
  expect(formatShort(10_000, 'zh-CN')).toBe('1万');
  expect(formatShort(12_345, 'zh-CN')).toBe('1.2万');
  expect(formatShort(99_999, 'zh-CN')).toBe('9.9万');
  expect(formatShort(1_234_567, 'zh-CN')).toBe('123万');
  expect(formatShort(123_456_789, 'zh-CN')).toBe('1.2亿');
  expect(formatShort(9_999, 'en')).toBe('9,999');
  expect(formatShort(12_345, 'en')).toBe('12.3K');
  expect(formatShort(1_999_999, 'en')).toBe('1.9M');
});

test('days are days in Shanghai, hours are 24', () => {
  const lateEvening = '2026-11-23T16:20:00Z';
  const now = new Date('2026-11-24T02:00:00Z');
  expect(formatDay(lateEvening, 'zh-CN', now)).toBe('11月24日');
  expect(formatDateTime(lateEvening, 'zh-CN', now)).toBe('11月24日 00:20');
  expect(formatDateTime(lateEvening, 'en', now)).toBe('24 Nov, 00:20');
  expect(formatDay('2025-01-01T00:00:00Z', 'zh-CN', now)).toBe('2025年1月1日');
  expect(formatDayWithWeekday('2026-11-26', 'zh-CN', now)).toBe('11月26日（周四）');
  expect(formatDayWithWeekday('2026-11-26', 'en', now)).toBe('Thu 26 Nov');
});

test('what happened lately is said in relation to now', () => {
  const now = new Date('2026-11-24T02:00:00Z');
  expect(formatAgo('2026-11-24T01:59:40Z', 'zh-CN', now)).toBe('刚刚');
  expect(formatAgo('2026-11-24T01:15:00Z', 'zh-CN', now)).toBe('45 分钟前');
  expect(formatAgo('2026-11-23T22:00:00Z', 'en', now)).toBe('4 h ago');
  expect(formatAgo('2026-11-23T01:00:00Z', 'zh-CN', now)).toBe('昨天 09:00');
});

test('clip lengths read like a clock', () => {
  expect(formatClock(7_400)).toBe('0:07');
  expect(formatClock(754_000)).toBe('12:34');
  expect(formatClock(3_723_000)).toBe('1:02:03');
});
