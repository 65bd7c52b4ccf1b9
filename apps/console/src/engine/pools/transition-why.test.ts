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
const measured = { unit: 'quality_value', points: null } as const;

test('a move says its reason and the two numbers that decided', () => {
  const row = {
    ...measured,
    reason: 'graduated',
    qgpmMinor: 1_800,
    lowerBoundMinor: 1_230,
    categoryMedianMinor: 1_010,
  };
  expect(transitionWhy(t, row)).toBe('晋级：下界 ¥12.30 ≥ 同类中位 ¥10.10');
  expect(transitionWhy(t, { ...row, lowerBoundMinor: 900 })).toBe('晋级：下界 ¥9.00 < 同类中位 ¥10.10');
});

test('without numbers the reason stands alone, and a reason without words stands as it is', () => {
  const row = {
    ...measured,
    reason: 'review_passed',
    qgpmMinor: null,
    lowerBoundMinor: null,
    categoryMedianMinor: null,
  };
  expect(transitionWhy(t, row)).toBe('review_passed');
});
