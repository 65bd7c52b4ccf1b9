import { describe, expect, test } from 'vitest';
import { toCsv } from './csv.ts';
import { change, inUnit, moneyUnit, shortMoney, signedPercent } from './figures.ts';

const yuan = (amount: number) => ({ amountMinor: Math.round(amount * 100), currency: 'CNY' });

describe('one unit for figures that are compared', () => {
  test.each([
    [9_999.99, 'zh-CN', '9,999.99', '元'],
    [179_920, 'zh-CN', '179,920', '元'],
    [12_846_000, 'zh-CN', '1,284.6', '万元'],
    [2_500_000_000, 'zh-CN', '25.00', '亿元'],
  ] as const)('%d in %s reads %s %s', (amount, locale, text, name) => {
    const unit = moneyUnit(amount * 100, locale);
    expect([inUnit(amount * 100, unit), unit.zh]).toEqual([text, name]);
  });

  test('English counts in thousands and millions', () => {
    expect(inUnit(179_920_000, moneyUnit(179_920_000, 'en'))).toBe('1,799.2');
    expect(inUnit(1_284_600_000, moneyUnit(1_284_600_000, 'en'))).toBe('12.85');
  });

  test('a loss carries a true minus, a rounded nothing carries none', () => {
    const unit = moneyUnit(1_284_600_000, 'zh-CN');
    expect(inUnit(-140_200_000, unit)).toBe('−140.2');
    expect(inUnit(-1, unit)).toBe('0.0');
  });
});

test('money keeps every digit below 100,000 yuan and shortens above', () => {
  expect(shortMoney(yuan(99_999.99), 'zh-CN')).toBe('¥99,999.99');
  expect(shortMoney(yuan(125_458.2), 'zh-CN')).toBe('¥12.55万');
  expect(shortMoney(yuan(12_846_000), 'zh-CN')).toBe('¥1,284.6万');
  expect(shortMoney(yuan(-125_458.2), 'en')).toBe('−¥125.5K');
});

test('a change says its sign, and nothing when there was nothing before', () => {
  expect(change(140, 100)).toBe('+40%');
  expect(change(98, 100)).toBe('−2%');
  expect(change(100, 100)).toBe('0%');
  expect(change(5, 0)).toBeNull();
  expect(change(2_001, 100)).toBeNull();
  expect(change(-20, -10)).toBe('−100%');
  expect(signedPercent(0.0001)).toBe('0%');
});

test('CSV quotes what needs it, starts with a byte-order mark and disarms formulas', () => {
  expect(
    toCsv(
      ['名', '价'],
      [
        ['a,"b"', 1.5],
        ['=SUM(A1)', null],
      ],
    ),
  ).toBe('\ufeff名,价\r\n"a,""b""",1.5\r\n\'=SUM(A1),\r\n');
});
