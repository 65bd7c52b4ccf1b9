import { expect, test, vi } from 'vitest';
import { sql } from '../../server/src/kernel/index.ts';
import { address, buildAccount, buildProduct, buildShop, buildVisitor } from '../support/build.ts';
import { useHouse } from '../support/house.ts';
import { expectBooksToBalance } from '../support/invariants.ts';

const town = useHouse();
type Placed = {
  purchaseId: string;
  orders: { id: string; number: string; total: { amountMinor: number } }[];
  total: { amountMinor: number };
  payment: { id: string; state: string };
};
type Order = { id: string; state: string; actions: string[]; lines: { id: string }[]; autoReceiptAt: string | null };

test('a guest buys, the shop sends, the carrier delivers, the clock receives, the line settles into quality GMV', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { pricesMinor: [2_680n, 4_980n] });
  const guest = buildVisitor(house.world);
  const placed = await house.send<Placed>('POST', '/api/v1/checkouts', {
    cookie: guest.cookie,
    body: {
      items: [
        { skuId: product.skuIds[0], quantity: 2 },
        { skuId: product.skuIds[1], quantity: 1 },
      ],
      address,
      expectedTotal: { amountMinor: 10_340, currency: 'CNY' },
    },
  });
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  expect(placed.body).toMatchObject({ total: { amountMinor: 10_340 }, payment: { state: 'pending' } });
  await house.settle();
  const payment = await house.send('GET', `/api/v1/payments/${placed.body.payment.id}`, { cookie: guest.cookie });
  expect(payment.body).toMatchObject({ state: 'captured' });

  const orderId = placed.body.orders[0]?.id;
  const due = await house.send<{ items: Order[] }>('GET', '/api/v1/studio/orders?state=awaiting_dispatch', {
    cookie: shop.owner.cookie,
  });
  expect(due.body.items.map((order) => order.id)).toEqual([orderId]);
  const sent = await house.send('POST', `/api/v1/studio/orders/${orderId}/dispatch`, {
    cookie: shop.owner.cookie,
    body: { carrier: 'sf' },
  });
  expect(sent.body).toMatchObject({ state: 'awaiting_receipt' });

  await house.world.businessClock.advance(4 * 86_400_000);
  await house.settle();
  const tracking = await house.send<{ parcels: { state: string; events: unknown[] }[] }>(
    'GET',
    `/api/v1/orders/${orderId}/parcels`,
    { cookie: guest.cookie },
  );
  expect(tracking.body.parcels[0]).toMatchObject({ state: 'delivered' });
  await house.world.businessClock.advance(11 * 86_400_000);
  await house.settle();
  const received = await house.send<Order>('GET', `/api/v1/orders/${orderId}`, { cookie: guest.cookie });
  expect(received.body.state).toBe('received');

  await house.world.businessClock.advance(16 * 86_400_000);
  await house.settle();
  const stages = await house.world.database.rows<{ stage: string }>(
    sql`select kind as stage from quality.stages where line_id = any(${received.body.lines.map((line) => line.id)}::uuid[]) and kind = 'S'`,
  );
  expect(stages).toHaveLength(2);
  await expectBooksToBalance(house.world);
});

test('the last piece is sold once: 20 buyers, 5 pieces, exactly 5 orders, and the losers are told at once', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { stock: 5 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      house.send('POST', '/api/v1/checkouts', {
        cookie: buildVisitor(house.world).cookie,
        body: { items: [{ skuId: product.skuIds[0], quantity: 1 }], address },
      }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(5);
  const losers = answers.filter((answer) => answer.status !== 201);
  expect(losers.every((answer) => answer.status === 409 && answer.body.code === 'inventory.sold_out')).toBe(true);
  await house.settle();
  await expectBooksToBalance(house.world);
});

test('an unpaid order is cancelled by the clock and its stock comes back; a late capture is refunded in full', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { stock: 1 });
  const buyer = await buildAccount(house.world);
  house.sandbox.capturesHeld = true;
  const placed = await house.send<Placed>('POST', '/api/v1/checkouts', {
    cookie: buyer.cookie,
    body: { items: [{ skuId: product.skuIds[0], quantity: 1 }], address },
  });
  expect(placed.status).toBe(201);
  await house.settle();
  await house.world.businessClock.advance(31 * 60_000);
  await house.settle();
  const other = await house.send<Placed>('POST', '/api/v1/checkouts', {
    cookie: buildVisitor(house.world).cookie,
    body: { items: [{ skuId: product.skuIds[0], quantity: 1 }], address },
  });
  expect(other.status, 'the piece is free again').toBe(201);
  house.sandbox.capturesHeld = false;
  await vi.waitFor(
    async () => {
      await house.settle();
      const payment = await house.send('GET', `/api/v1/payments/${placed.body.payment.id}`, { cookie: buyer.cookie });
      expect(payment.body).toMatchObject({ state: 'refunded' });
    },
    { timeout: 20_000, interval: 50 },
  );
  await expectBooksToBalance(house.world);
});

test('cancelling a paid order gives everything back, once', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { stock: 3 });
  const buyer = await buildAccount(house.world);
  const placed = await house.send<Placed>('POST', '/api/v1/checkouts', {
    cookie: buyer.cookie,
    body: { items: [{ skuId: product.skuIds[0], quantity: 2 }], address },
  });
  await house.settle();
  const orderId = placed.body.orders[0]?.id;
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      house.send<Order>('POST', `/api/v1/orders/${orderId}/cancel`, { cookie: buyer.cookie, body: {} }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  await house.settle();
  const refunds = await house.world.database.rows<{ state: string; amount_minor: bigint }>(
    sql`select state, amount_minor from payments.refunds where payment_id = ${placed.body.payment.id}`,
  );
  expect(refunds).toEqual([{ state: 'succeeded', amount_minor: 5_360n }]);
  await expectBooksToBalance(house.world);
});

test('the same key again gets the same answer, with another body a refusal, and notices that come thrice count once', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id);
  const buyer = await buildAccount(house.world);
  house.sandbox.duplicates = 2;
  house.sandbox.reorderWindowMs = 30;
  const body = { items: [{ skuId: product.skuIds[0], quantity: 1 }], address };
  const key = crypto.randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      house.send<Placed>('POST', '/api/v1/checkouts', { cookie: buyer.cookie, key, body }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.body.purchaseId)).size).toBe(1);
  const other = await house.send('POST', '/api/v1/checkouts', {
    cookie: buyer.cookie,
    key,
    body: { ...body, note: 'another' },
  });
  expect(other).toMatchObject({ status: 422, body: { code: 'request.idempotency_key_reused' } });
  await house.settle();
  house.sandbox.duplicates = 0;
  house.sandbox.reorderWindowMs = 0;
  const paid = await house.world.database.rows(
    sql`select 1 from kernel.outbox where type = 'order.paid' and subject = ${answers[0]?.body.orders[0]?.id ?? ''}`,
  );
  expect(paid).toHaveLength(1);
  await expectBooksToBalance(house.world);
});

test('a price that changed, an unknown variant, a foreign address and a spending limit refuse with their codes', async () => {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id);
  const buyer = await buildAccount(house.world);
  const stranger = await buildAccount(house.world);
  const items = [{ skuId: product.skuIds[0], quantity: 1 }];
  const send = (body: unknown) => house.send('POST', '/api/v1/checkouts', { cookie: buyer.cookie, body });
  expect((await send({ items, address, expectedTotal: { amountMinor: 1, currency: 'CNY' } })).body.code).toBe(
    'orders.price_changed',
  );
  expect((await send({ items: [{ skuId: crypto.randomUUID(), quantity: 1 }], address })).body.code).toBe(
    'orders.goods_unavailable',
  );
  const foreign = await house.send<{ id: string }>('POST', '/api/v1/addresses', {
    cookie: stranger.cookie,
    body: address,
  });
  expect((await send({ items, address: { addressId: foreign.body.id } })).body.code).toBe('orders.address_not_found');
  await house.send('PATCH', '/api/v1/privacy', {
    cookie: buyer.cookie,
    body: { monthlySpendingLimit: { amountMinor: 2_000, currency: 'CNY' } },
  });
  expect((await send({ items, address })).body.code).toBe('orders.spending_limit');
  expect((await send({ items: [{ skuId: product.skuIds[0], quantity: -1 }], address })).status).toBe(422);
});
