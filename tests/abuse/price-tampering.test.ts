/**
 * What is charged is what the server computes itself (RELIABILITY T29): amounts, currencies, quantities and totals that
 * a client makes up change nothing or refuse the order. The expected price is worked out here a second time, by hand.
 */
import { beforeAll, expect, test } from 'vitest';
import { newId, sql } from '../../server/src/kernel/index.ts';
import { insertPromotion, upsertFreightRule } from '../../server/src/pricing/index.ts';
import { address, buildAccount, buildProduct, buildShop, buildVisitor } from '../support/build.ts';
import { useHouse } from '../support/house.ts';
import { expectBooksToBalance } from '../support/invariants.ts';
import { createRandom, isLongRun, type Random, sayHowToReplay, testSeed } from '../support/seeded-random.ts';

const town = useHouse();
const checkoutsCount = isLongRun ? 20_000 : 700;
const checkoutsAtOnce = 6;
type Sku = { id: string; shop: number; priceMinor: number };
const skus: Sku[] = [];
const direct = 0.9;
const threshold = { from: 10_000, off: 1_000 };
const freight = { fee: 800, freeFrom: 9_900 };

beforeAll(async () => {
  sayHowToReplay('tests/abuse/price-tampering.test.ts');
  const { world } = town.house;
  const prices = [
    [3_000n, 50_000n, 10n],
    [1n, 2_680n],
    [99_999_899n, 4_000n],
  ];
  for (const [shop, pricesMinor] of prices.entries()) {
    const built = await buildShop(world);
    for (const priceMinor of pricesMinor) {
      const product = await buildProduct(world, built.id, { pricesMinor: [priceMinor], stock: 1_000_000 });
      skus.push({ id: product.skuIds[0] ?? '', shop, priceMinor: Number(priceMinor) });
    }
    const period = { startsAt: new Date('2026-01-01'), endsAt: new Date('2027-12-31') };
    await world.act(async (act) => {
      const promotion = { id: newId(), shopId: built.id, productIds: null, thresholdMinor: null, ...period };
      if (shop === 0) {
        await insertPromotion(act, { ...promotion, kind: 'direct', percentOffBp: 1_000, amountOffMinor: null });
        await insertPromotion(act, {
          ...promotion,
          id: newId(),
          kind: 'threshold',
          percentOffBp: null,
          amountOffMinor: BigInt(threshold.off),
          thresholdMinor: BigInt(threshold.from),
        });
      }
      if (shop === 1)
        await upsertFreightRule(act, {
          shopId: built.id,
          freightMinor: BigInt(freight.fee),
          freeFromMinor: BigInt(freight.freeFrom),
        });
    });
  }
});

/** The price by hand: 10 % off each piece and 10.00 off from 100.00 in the first shop, freight in the second. */
function priceOf(items: { skuId: string; quantity: number }[]): number {
  return [0, 1, 2].reduce((total, shop) => {
    const lines = items.flatMap(({ skuId, quantity }) => {
      const sku = skus.find((each) => each.id === skuId);
      return sku?.shop === shop ? [{ priceMinor: sku.priceMinor, quantity }] : [];
    });
    if (lines.length === 0) return total;
    const goods = lines.reduce(
      (sum, { priceMinor, quantity }) => sum + (shop === 0 ? Math.ceil(priceMinor * direct) : priceMinor) * quantity,
      0,
    );
    if (shop === 0) return total + goods - (goods >= threshold.from ? threshold.off : 0);
    return total + goods + (shop === 1 && goods < freight.freeFrom ? freight.fee : 0);
  }, 0);
}

type Tampered = { body: Record<string, unknown>; items: { skuId: string; quantity: number }[]; mustFail?: number[] };
type Tamper = (plain: Tampered, random: Random) => Tampered;
const money = (amountMinor: unknown, currency: unknown = 'CNY') => ({ amountMinor, currency });
const withItem =
  (change: Record<string, unknown>, mustFail?: number[]): Tamper =>
  ({ body, items }) => {
    const [first, ...rest] = body.items as Record<string, unknown>[];
    return { body: { ...body, items: [{ ...first, ...change }, ...rest] }, items, ...(mustFail ? { mustFail } : {}) };
  };
const withFields =
  (fields: (total: number) => Record<string, unknown>, mustFail?: number[]): Tamper =>
  ({ body, items }) => ({ body: { ...body, ...fields(priceOf(items)) }, items, ...(mustFail ? { mustFail } : {}) });

const tampers: Record<string, Tamper> = {
  honest: (plain) => plain,
  'the true total': withFields((total) => ({ expectedTotal: money(total) })),
  'a total one fen lower': withFields((total) => ({ expectedTotal: money(total - 1) }), [409]),
  'a stale quote': withFields((total) => ({ expectedTotal: money(total + 100) }), [409]),
  'a total of zero': withFields(() => ({ expectedTotal: money(0) }), [409]),
  'a negative total': withFields((total) => ({ expectedTotal: money(-total) }), [409, 422]),
  'a fractional total': withFields((total) => ({ expectedTotal: money(total + 0.5) }), [422]),
  'a total of 2^53': withFields(() => ({ expectedTotal: money(2 ** 53) }), [409, 422]),
  'a total as text': withFields((total) => ({ expectedTotal: money(String(total)) }), [422]),
  'the true number in another currency': withFields((total) => ({ expectedTotal: money(total, 'USD') }), [409, 422]),
  'no such currency': withFields((total) => ({ expectedTotal: money(total, 'cny') }), [422]),
  'a price of one’s own': withItem({ unitPrice: money(1), price: 1, priceMinor: 1, payable: money(1) }),
  'a discount of one’s own': withFields(() => ({ discounts: [{ code: 'direct', amount: money(99) }], coupon: 'FREE' })),
  'no freight': withFields(() => ({ freight: money(0), freightMinor: 0 })),
  'another buyer': withFields(() => ({ buyerId: newId(), accountId: newId() })),
  'a negative quantity': withItem({ quantity: -1 }, [422]),
  'no quantity': withItem({ quantity: 0 }, [422]),
  'half a piece': withItem({ quantity: 0.5 }, [422]),
  'a quantity of 1000': withItem({ quantity: 1_000 }, [422]),
  'a quantity of 2^32 + 1': withItem({ quantity: 2 ** 32 + 1 }, [422]),
  'a quantity of 2^53': withItem({ quantity: 2 ** 53 }, [422]),
  'a quantity as text': withItem({ quantity: '1' }, [422]),
  'a quantity in an array': withItem({ quantity: [1] }, [422]),
  'a variant that is not': withItem({ skuId: newId() }, [409]),
  nothing: ({ items, body }) => ({ body: { ...body, items: [] }, items, mustFail: [422] }),
  'fifty-one lines': ({ body, items }) => ({
    body: { ...body, items: Array.from({ length: 51 }, () => ({ skuId: skus[0]?.id, quantity: 1 })) },
    items,
    mustFail: [422],
  }),
  'the same variant on many lines': ({ body }, random) => {
    const sku = random.pick(skus);
    const items = Array.from({ length: random.between(2, 50) }, () => ({ skuId: sku.id, quantity: 1 }));
    return { body: { ...body, items }, items: [{ skuId: sku.id, quantity: items.length }] };
  },
  'plus and minus of the same variant': ({ body, items }) => ({
    body: { ...body, items: [...items, { skuId: items[0]?.skuId, quantity: -1 }] },
    items,
    mustFail: [422],
  }),
};

test('whatever a client claims, the charge is the server’s own', async () => {
  const { house } = town;
  const random = createRandom(testSeed);
  const names = Object.keys(tampers);
  const wrong: string[] = [];
  const charged = new Map<string, number>();
  let left = checkoutsCount;
  const work = async () => {
    for (; left > 0; ) {
      left -= 1;
      const name = names[left % names.length] ?? 'honest';
      const items = random
        .shuffle(skus)
        .slice(0, random.between(1, 4))
        .map((sku) => ({ skuId: sku.id, quantity: random.between(1, 9) }));
      const tampered = tampers[name]?.({ body: { items, address }, items }, random);
      if (!tampered) continue;
      const answer = await house.send<{ total?: { amountMinor: number }; payment?: { id: string }; code?: string }>(
        'POST',
        '/api/v1/checkouts',
        { cookie: buildVisitor(house.world).cookie, body: tampered.body },
      );
      const expected = priceOf(tampered.items);
      if (tampered.mustFail ? !tampered.mustFail.includes(answer.status) : answer.status !== 201)
        wrong.push(`${name}: ${answer.status} ${answer.body.code ?? ''}`);
      if (answer.status !== 201) continue;
      if (answer.body.total?.amountMinor !== expected)
        wrong.push(`${name}: ${answer.body.total?.amountMinor}, not ${expected}`);
      charged.set(answer.body.payment?.id ?? '', expected);
    }
  };
  await Promise.all(Array.from({ length: checkoutsAtOnce }, work));
  expect(wrong).toEqual([]);
  await house.settle();
  const payments = await house.world.database.rows<{ id: string; amount_minor: bigint; captured_minor: bigint }>(
    sql`select id, amount_minor, captured_minor from payments.payments`,
  );
  expect(payments.length).toBe(charged.size);
  for (const payment of payments) {
    expect(payment.amount_minor).toBe(BigInt(charged.get(payment.id) ?? -1));
    expect(payment.captured_minor).toBe(payment.amount_minor);
  }
  await expectBooksToBalance(house.world);
}, 240_000);

test('an honest 999 pieces of the dearest goods on fifty lines still adds up to the fen', async () => {
  const { house } = town;
  const dearest = skus.find((sku) => sku.priceMinor === 99_999_899);
  const items = Array.from({ length: 50 }, () => ({ skuId: dearest?.id, quantity: 999 }));
  const answer = await house.send<{ total: { amountMinor: number } }>('POST', '/api/v1/checkouts/quote', {
    cookie: buildVisitor(house.world).cookie,
    body: { items },
  });
  expect(answer.status).toBe(200);
  expect(BigInt(answer.body.total.amountMinor)).toBe(99_999_899n * 999n * 50n);
});

test('a refund cannot be larger than the payment, negative, zero, fractional or in another currency', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { pricesMinor: [5_000n] });
  const buyer = await buildAccount(house.world);
  const placed = await house.send<{ orders: { id: string }[] }>('POST', '/api/v1/checkouts', {
    cookie: buyer.cookie,
    body: { items: [{ skuId: product.skuIds[0], quantity: 2 }], address },
  });
  const orderId = placed.body.orders[0]?.id;
  await house.settle();
  await house.send('POST', `/api/v1/studio/orders/${orderId}/dispatch`, {
    cookie: shop.owner.cookie,
    body: { carrier: 'sf' },
  });
  const order = await house.send<{ lines: { id: string }[] }>('GET', `/api/v1/orders/${orderId}`, {
    cookie: buyer.cookie,
  });
  for (const refund of [money(10_001), money(-1), money(0), money(0.5), money(2 ** 53), money(1, 'USD'), money('1')]) {
    const answer = await house.send('POST', '/api/v1/aftersales', {
      cookie: buyer.cookie,
      body: { lineId: order.body.lines[0]?.id, kind: 'refund_only', reason: 'quality', refund },
    });
    expect([409, 422], JSON.stringify({ refund, answer: answer.body })).toContain(answer.status);
  }
  const tooMany = await house.send('POST', '/api/v1/aftersales', {
    cookie: buyer.cookie,
    body: { lineId: order.body.lines[0]?.id, kind: 'return_and_refund', reason: 'quality', quantity: 3 },
  });
  expect(tooMany.status).toBe(422);
  await expectBooksToBalance(house.world);
});

test('a product cannot cost nothing, less, a fraction, or another currency', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  for (const price of [money(0), money(-1), money(0.5), money(2 ** 53), money(100_000_000_000), money(100, 'USD')]) {
    const answer = await house.send('POST', '/api/v1/products', {
      cookie: shop.owner.cookie,
      body: {
        shopId: shop.id,
        title: '竹编果篮',
        categoryId: 'storage',
        optionNames: [],
        variants: [{ options: [], price, stock: 5 }],
      },
    });
    expect([409, 422], JSON.stringify({ price, answer: answer.body })).toContain(answer.status);
  }
});

test('a spending limit is a whole amount of ours, and ten orders at once do not pass it', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { pricesMinor: [1_000n] });
  const buyer = await buildAccount(house.world);
  const limit = (monthlySpendingLimit: unknown) =>
    house.send('PATCH', '/api/v1/privacy', { cookie: buyer.cookie, body: { monthlySpendingLimit } });
  for (const wrong of [money(-1), money(0.5), money(2 ** 53), money(100, 'USD'), money('1'), 5])
    expect((await limit(wrong)).status, JSON.stringify(wrong)).toBe(422);
  expect((await limit(money(2_500))).status).toBe(200);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      house.send('POST', '/api/v1/checkouts', {
        cookie: buyer.cookie,
        body: { items: [{ skuId: product.skuIds[0], quantity: 1 }], address },
      }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(2);
  expect(answers.filter((answer) => answer.body.code === 'orders.spending_limit')).toHaveLength(8);
});
