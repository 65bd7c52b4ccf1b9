import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Promotion, type QuoteLine, quote } from './quote.ts';

const promotion = (change: Partial<Promotion>): Promotion => ({
  id: 'p',
  shopId: 'shop',
  kind: 'direct',
  productIds: null,
  percentOffBp: null,
  amountOffMinor: null,
  thresholdMinor: null,
  ...change,
});
const line = (change: Partial<QuoteLine> = {}): QuoteLine => ({
  key: 'a',
  shopId: 'shop',
  productId: 'product',
  unitPriceMinor: 10_000n,
  quantity: 1,
  ...change,
});
const none = { promotions: [], freightRules: [], customerOf: new Set<string>() };

test('direct, threshold and new-customer discounts are lines that add up to the total', () => {
  const promotions = [
    promotion({ percentOffBp: 1_000 }),
    promotion({ kind: 'threshold', amountOffMinor: 2_000n, thresholdMinor: 15_000n }),
    promotion({ kind: 'new_customer', amountOffMinor: 500n }),
  ];
  const [shop] = quote([line({ quantity: 2 })], { ...none, promotions });
  expect(shop).toMatchObject({ goodsMinor: 20_000n, totalMinor: 15_500n });
  expect(shop?.discounts).toEqual([
    { code: 'direct', amountMinor: 2_000n },
    { code: 'threshold', amountMinor: 2_000n },
    { code: 'new_customer', amountMinor: 500n },
  ]);
  const [known] = quote([line({ quantity: 2 })], { ...none, promotions, customerOf: new Set(['shop']) });
  expect(known?.totalMinor).toBe(16_000n);
});

test('freight is charged below its limit, after discounts', () => {
  const freightRules = [{ shopId: 'shop', freightMinor: 800n, freeFromMinor: 9_900n }];
  expect(quote([line({ unitPriceMinor: 9_899n })], { ...none, freightRules })[0]?.totalMinor).toBe(10_699n);
  expect(quote([line({ unitPriceMinor: 9_900n })], { ...none, freightRules })[0]?.totalMinor).toBe(9_900n);
});

test('whatever the rules: parts sum to the total, no line is free, and no discount raises a price', () => {
  const amount = fc.bigInt({ min: 1n, max: 1_000_000n });
  const promotions = fc.array(
    fc.oneof(
      amount.map((amountOffMinor) => promotion({ amountOffMinor })),
      fc.integer({ min: 1, max: 9_000 }).map((percentOffBp) => promotion({ percentOffBp })),
      fc
        .tuple(amount, amount)
        .map(([amountOffMinor, thresholdMinor]) => promotion({ kind: 'threshold', amountOffMinor, thresholdMinor })),
      amount.map((amountOffMinor) => promotion({ kind: 'new_customer', amountOffMinor })),
    ),
    { maxLength: 6 },
  );
  const lines = fc.array(fc.record({ unitPriceMinor: amount, quantity: fc.integer({ min: 1, max: 99 }) }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(lines, promotions, (drawn, rules) => {
      const input = drawn.map((each, index) => line({ ...each, key: String(index), productId: String(index) }));
      const [shop] = quote(input, { ...none, promotions: rules });
      if (!shop) throw new Error('one shop was asked for');
      const payable = shop.lines.reduce((sum, each) => sum + each.payableMinor, 0n);
      const discounts = shop.discounts.reduce((sum, each) => sum + each.amountMinor, 0n);
      expect(payable + shop.freightMinor).toBe(shop.totalMinor);
      expect(shop.goodsMinor - discounts + shop.freightMinor).toBe(shop.totalMinor);
      expect(
        shop.lines.every(
          (each) => each.payableMinor >= 1n && each.payableMinor <= each.unitPriceMinor * BigInt(each.quantity),
        ),
      ).toBe(true);
    }),
  );
});
