import { expect, test } from 'vitest';
import { sql } from '../../server/src/kernel/index.ts';
import { address, type BuiltAccount, buildAccount, buildProduct, buildShop } from '../support/build.ts';
import { useHouse } from '../support/house.ts';
import { expectBooksToBalance } from '../support/invariants.ts';

const town = useHouse();
type Case = {
  id: string;
  state: string;
  fault: string;
  deadline: string | null;
  actions: string[];
  refund: { amountMinor: number };
};
const days = 86_400_000;

/** A paid order of two pieces at 50.00, brought as far as asked. */
async function buy(buyer: BuiltAccount, until: 'paid' | 'received') {
  const { house } = town;
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id, { pricesMinor: [5_000n], stock: 10 });
  const placed = await house.send<{ orders: { id: string }[] }>('POST', '/api/v1/checkouts', {
    cookie: buyer.cookie,
    body: { items: [{ skuId: product.skuIds[0], quantity: 2 }], address },
  });
  const orderId = placed.body.orders[0]?.id ?? '';
  await house.settle();
  if (until === 'received') {
    await house.send('POST', `/api/v1/studio/orders/${orderId}/dispatch`, {
      cookie: shop.owner.cookie,
      body: { carrier: 'zto' },
    });
    await house.world.businessClock.advance(4 * days);
    await house.settle();
    const received = await house.send('POST', `/api/v1/orders/${orderId}/receipt`, { cookie: buyer.cookie });
    expect(received.status, JSON.stringify(received.body)).toBe(200);
    await house.settle();
  }
  const order = await house.send<{ lines: { id: string }[] }>('GET', `/api/v1/orders/${orderId}`, {
    cookie: buyer.cookie,
  });
  return { shop, product, orderId, lineId: order.body.lines[0]?.id ?? '' };
}

async function quality(lineId: string) {
  return town.house.world.database.one<{ net_minor: bigint; qgmv_minor: bigint }>(
    sql`select net_minor, qgmv_minor from quality.positions where line_id = ${lineId}`,
  );
}

test('before dispatch a refund of the only line is instant, cancels the order and empties the line', async () => {
  const { house } = town;
  const buyer = await buildAccount(house.world);
  const { lineId, orderId, product } = await buy(buyer, 'paid');
  const opened = await house.send<Case>('POST', '/api/v1/aftersales', {
    cookie: buyer.cookie,
    body: { lineId, kind: 'refund_before_dispatch', reason: 'before_dispatch' },
  });
  expect(opened, JSON.stringify(opened.body)).toMatchObject({
    status: 201,
    body: { state: 'completed', refund: { amountMinor: 10_000 } },
  });
  await house.settle();
  expect((await house.send('GET', `/api/v1/orders/${orderId}`, { cookie: buyer.cookie })).body.state).toBe('cancelled');
  expect(await quality(lineId)).toMatchObject({ net_minor: 0n, qgmv_minor: 0n });
  const stock = await house.world.database.one<{ sold: bigint }>(
    sql`select sold from inventory.stock where sku_id = ${product.skuIds[0]}`,
  );
  expect(stock.sold).toBe(0n);
  await expectBooksToBalance(house.world);
});

test('a fault the shop accepts costs it half of what it touched; a partial return restocks one piece', async () => {
  const { house } = town;
  const buyer = await buildAccount(house.world);
  const { lineId, shop, product } = await buy(buyer, 'received');
  const opened = await house.send<Case>('POST', '/api/v1/aftersales', {
    cookie: buyer.cookie,
    body: { lineId, quantity: 1, kind: 'return_and_refund', reason: 'quality', text: '坏了一个' },
  });
  expect(opened.body, JSON.stringify(opened.body)).toMatchObject({
    state: 'awaiting_merchant',
    refund: { amountMinor: 5_000 },
  });
  const id = opened.body.id;
  await house.send('POST', `/api/v1/studio/aftersales/${id}/actions`, {
    cookie: shop.owner.cookie,
    body: { action: 'approve', acceptsFault: true },
  });
  await house.send('POST', `/api/v1/aftersales/${id}/actions`, {
    cookie: buyer.cookie,
    body: { action: 'ship_back', waybillNumber: 'SF123456789' },
  });
  const done = await house.send<Case>('POST', `/api/v1/studio/aftersales/${id}/actions`, {
    cookie: shop.owner.cookie,
    body: { action: 'confirm_goods' },
  });
  expect(done.body).toMatchObject({ state: 'completed', fault: 'merchant' });
  await house.settle();
  expect(await quality(lineId)).toMatchObject({ net_minor: 5_000n });
  const { qgmv_minor: qgmv } = await quality(lineId);
  expect(qgmv, 'half of 50.00 is the debit of the fault').toBeLessThanOrEqual(2_500n);
  const stock = await house.world.database.one<{ sold: bigint }>(
    sql`select sold from inventory.stock where sku_id = ${product.skuIds[0]}`,
  );
  expect(stock.sold).toBe(1n);
  await expectBooksToBalance(house.world);
});

test('silence decides: no answer in 48 hours refunds, and a refusal judged wrong costs more than granting', async () => {
  const { house } = town;
  const buyer = await buildAccount(house.world);
  const silent = await buy(buyer, 'received');
  const first = await house.send<Case>('POST', '/api/v1/aftersales', {
    cookie: buyer.cookie,
    body: { lineId: silent.lineId, kind: 'refund_only', reason: 'damaged' },
  });
  await house.world.businessClock.advance(49 * 3_600_000);
  await house.settle();
  expect(
    (await house.send<Case>('GET', `/api/v1/aftersales/${first.body.id}`, { cookie: buyer.cookie })).body,
  ).toMatchObject({ state: 'completed', deadline: null });

  const operator = await buildAccount(house.world, { roles: ['operator'] });
  const refused = await buy(buyer, 'received');
  const second = await house.send<Case>('POST', '/api/v1/aftersales', {
    cookie: buyer.cookie,
    body: {
      lineId: refused.lineId,
      kind: 'refund_only',
      reason: 'quality',
      refund: { amountMinor: 2_000, currency: 'CNY' },
    },
  });
  const id = second.body.id;
  await house.send('POST', `/api/v1/studio/aftersales/${id}/actions`, {
    cookie: refused.shop.owner.cookie,
    body: { action: 'refuse', text: '没有问题' },
  });
  await house.send('POST', `/api/v1/aftersales/${id}/actions`, { cookie: buyer.cookie, body: { action: 'escalate' } });
  const judged = await house.send<Case>('POST', `/api/v1/console/aftersales/${id}/judgement`, {
    cookie: operator.cookie,
    body: { outcome: 'refund', merchantAtFault: true, text: '照片清楚' },
  });
  expect(judged.body, JSON.stringify(judged.body)).toMatchObject({ state: 'completed', fault: 'merchant' });
  await house.settle();
  const line = await quality(refused.lineId);
  expect(line.net_minor).toBe(8_000n);
  expect(line.qgmv_minor, 'debit of 10.00 and a quarter for the wrong refusal').toBeLessThanOrEqual(
    8_000n - 1_000n - 2_000n,
  );
  await expectBooksToBalance(house.world);
});

test('a case belongs to its buyer and its shop; two answers at once have one effect', async () => {
  const { house } = town;
  const buyer = await buildAccount(house.world);
  const stranger = await buildAccount(house.world);
  const otherShop = await buildShop(house.world);
  const { lineId, shop } = await buy(buyer, 'received');
  expect(
    (
      await house.send('POST', '/api/v1/aftersales', {
        cookie: stranger.cookie,
        body: { lineId, kind: 'refund_only', reason: 'quality' },
      })
    ).status,
  ).toBe(404);
  const opened = await house.send<Case>('POST', '/api/v1/aftersales', {
    cookie: buyer.cookie,
    body: { lineId, kind: 'refund_only', reason: 'quality' },
  });
  const path = `/api/v1/studio/aftersales/${opened.body.id}/actions`;
  expect((await house.send('POST', path, { cookie: otherShop.owner.cookie, body: { action: 'approve' } })).status).toBe(
    404,
  );
  const answers = await Promise.all(
    [1, 2, 3].map(() => house.send('POST', path, { cookie: shop.owner.cookie, body: { action: 'approve' } })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  await house.settle();
  await expectBooksToBalance(house.world);
});
