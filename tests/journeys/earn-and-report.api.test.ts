import { expect, test } from 'vitest';
import { recordServerAction } from '../../server/src/interactions/index.ts';
import { newId } from '../../server/src/kernel/index.ts';
import { address, buildAccount, buildProduct, buildShop, buildVisitor } from '../support/build.ts';
import { useHouse } from '../support/house.ts';
import { expectBooksToBalance } from '../support/invariants.ts';
import { tell } from '../support/paid-orders.ts';

const town = useHouse();
type Commissions = {
  items: {
    productTitle: string;
    state: string;
    amount: { amountMinor: number };
    rateBp: number;
    settlesAt: string | null;
  }[];
  totals: Record<'frozen' | 'settled' | 'reversed', { amountMinor: number }>;
};

test('a creator earns on what people bought from the video: frozen, then settled; nothing on one’s own purchase', async () => {
  const { house } = town;
  const { world } = house;
  const shop = await buildShop(world);
  const product = await buildProduct(world, shop.id, { title: '定西蜂蜜', pricesMinor: [10_000n] });
  const creator = await buildAccount(world, { roles: ['creator'] });
  const videoId = newId();
  await tell(world, 'video.published', {
    videoId,
    authorId: creator.id,
    shopId: null,
    title: '山里的蜂蜜',
    categoryIds: [],
    tags: [],
    productIds: [product.id],
    durationMs: 15_000,
    publishedAt: world.businessClock.now().toISOString(),
    heritageCraft: false,
    newSeller: false,
  });
  await house.settle();
  const buyAs = async (buyer: { id: string; cookie: string }) => {
    await world.act((act) =>
      recordServerAction(act, {
        viewerId: buyer.id,
        kind: 'cart',
        item: { id: videoId, kind: 'video' },
        productId: product.id,
      }),
    );
    const placed = await house.send<{ orders: { id: string }[] }>('POST', '/api/v1/checkouts', {
      cookie: buyer.cookie,
      body: { items: [{ skuId: product.skuIds[0], quantity: 1, scene: 'video', contentId: videoId }], address },
    });
    expect(placed.status, JSON.stringify(placed.body)).toBe(201);
    await house.settle();
    return placed.body.orders[0]?.id ?? '';
  };
  const mine = async () => {
    const answer = await house.send<Commissions>('GET', '/api/v1/studio/commissions', { cookie: creator.cookie });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };

  const orderId = await buyAs(buildVisitor(world));
  await buyAs(creator);
  const frozen = await mine();
  expect(frozen.items, 'one’s own purchase earns nothing').toHaveLength(1);
  const rateBp = frozen.items[0]?.rateBp ?? 0;
  expect(rateBp).toBeGreaterThan(0);
  expect(frozen.items[0]).toMatchObject({ productTitle: '定西蜂蜜', state: 'frozen', amount: { amountMinor: rateBp } });

  await house.send('POST', `/api/v1/studio/orders/${orderId}/dispatch`, {
    cookie: shop.owner.cookie,
    body: { carrier: 'sf' },
  });
  for (let step = 0; step < 4; step += 1) {
    await world.businessClock.advance(8 * 86_400_000);
    await house.settle();
  }
  const settled = await mine();
  expect(settled.items[0]).toMatchObject({ state: 'settled', settlesAt: null });
  expect(settled.totals).toMatchObject({ frozen: { amountMinor: 0 }, settled: { amountMinor: rateBp } });
  await expectBooksToBalance(world);
});

test('a report reaches the operator, and upholding it takes the shop off sale', async () => {
  const { house } = town;
  const operator = await buildAccount(house.world, { roles: ['operator'] });
  const shop = await buildShop(house.world);
  const product = await buildProduct(house.world, shop.id);
  const viewer = buildVisitor(house.world);
  const body = { subjectKind: 'shop', subjectId: shop.id, reason: 'counterfeit', text: '像是仿的' };
  const filed = await house.send<{ id: string }>('POST', '/api/v1/reports', { cookie: viewer.cookie, body });
  expect(filed.status).toBe(201);
  const open = await house.send<{ items: { id: string }[] }>('GET', '/api/v1/console/reports', {
    cookie: operator.cookie,
  });
  expect(open.body.items.map((report) => report.id)).toContain(filed.body.id);
  const decision = { outcome: 'upheld', restrict: ['sell'], text: '鉴定为仿品' };
  const decided = await house.send('POST', `/api/v1/console/reports/${filed.body.id}/decision`, {
    cookie: operator.cookie,
    body: decision,
  });
  expect(decided.body).toMatchObject({ state: 'upheld' });
  const refused = await house.send('POST', '/api/v1/checkouts', {
    cookie: viewer.cookie,
    body: { items: [{ skuId: product.skuIds[0], quantity: 1 }], address },
  });
  expect([refused.status, refused.body.code]).toEqual([409, 'orders.shop_restricted']);
  const anyone = await house.send('GET', '/api/v1/console/reports', { cookie: viewer.cookie });
  expect([401, 403]).toContain(anyone.status);
});
