import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { transitionWhy } from './transition-why.ts';

const words: Record<string, string> = {
  'engine.pools.reached': '下界 {{lower}} ≥ 同类中位 {{median}}',
  'engine.pools.notReached': '下界 {{lower}} < 同类中位 {{median}}',
  'engine.pools.reason.graduated': '晋级',
  'engine.pools.colon': '：',
};
const t = ((key: string, options: Record<string, string> = {}) =>
  (words[key] ?? options.defaultValue ?? key).replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => options[name] ?? '',
  )) as unknown as TFunction;
const money = (minor: number | null) => (minor === null ? '–' : (minor / 100).toFixed(1));

test('a move says its reason and the two numbers that decided', () => {
  const row = { reason: 'graduated', qgpmMinor: 1_800, lowerBoundMinor: 1_230, categoryMedianMinor: 1_010 };
  expect(transitionWhy(t, row, money)).toBe('晋级：下界 12.3 ≥ 同类中位 10.1');
  expect(transitionWhy(t, { ...row, lowerBoundMinor: 900 }, money)).toBe('晋级：下界 9.0 < 同类中位 10.1');
});

test('without numbers the reason stands alone, and a reason without words stands as it is', () => {
  const row = { reason: 'review_passed', qgpmMinor: null, lowerBoundMinor: null, categoryMedianMinor: null };
  expect(transitionWhy(t, row, money)).toBe('review_passed');
});
