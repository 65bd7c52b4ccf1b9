import { describe, expect, test } from 'vitest';
import { choose, optionValues, preselect, type Sku, valueInStock } from './sku-choice.ts';

const sku = (options: string[], amountMinor: number, stock: number): Sku => ({
  id: options.join('-'),
  options,
  price: { amountMinor, currency: 'CNY' },
  listPrice: { amountMinor, currency: 'CNY' },
  strikePrice: null,
  stock,
  image: null,
});
const skus = [
  sku(['红', 'S'], 2_000, 0),
  sku(['红', 'M'], 3_000, 5),
  sku(['蓝', 'S'], 2_500, 2),
  sku(['绿', 'M'], 1_000, 0),
];

describe('choosing a variant', () => {
  test('the cheapest one in stock is preselected', () => {
    expect(preselect(skus)?.id).toBe('蓝-S');
  });
  test('all sold out: the first is shown', () => {
    expect(preselect([sku(['红'], 100, 0), sku(['蓝'], 50, 0)])?.id).toBe('红');
  });
  test('values keep the order of the shop', () => {
    expect(optionValues(skus, 0)).toEqual(['红', '蓝', '绿']);
  });
  test('the other option gives way when the wanted pair is sold out', () => {
    expect(choose(skus, skus[2] as Sku, 0, '红')?.id).toBe('红-M');
  });
  test('a value that is sold out everywhere can be looked at', () => {
    expect(choose(skus, skus[1] as Sku, 0, '绿')?.id).toBe('绿-M');
    expect(valueInStock(skus, 0, '绿')).toBe(false);
    expect(valueInStock(skus, 0, '红')).toBe(true);
  });
});
