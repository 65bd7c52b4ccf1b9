import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  address,
  type BuiltAccount,
  buildAccount,
  buildProduct,
  buildShop,
  buildVisitor,
} from '../../../tests/support/build.ts';
import { useHouse } from '../../../tests/support/house.ts';
import { dayMs, newId, sql } from '../kernel/index.ts';
import type {
  bridgeJson,
  listQualityLines,
  qualityLineJson,
  readBooks,
  readClock,
  readQualityLine,
  todayJson,
} from './contract.ts';

type Bridge = z.infer<typeof bridgeJson>;
type Line = z.infer<typeof qualityLineJson>;

const town = useHouse();
let operator: BuiltAccount;
let shop: Awaited<ReturnType<typeof buildShop>>;
let orderIds: string[] = [];

const read = async <Body>(path: string, cookie = operator.cookie) => {
  const answer = await town.house.send<Body>('GET', `/api/v1${path}`, { cookie });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const paidOf = (bridge: Bridge) => bridge.paid.settled.amountMinor + bridge.paid.provisional.amountMinor;
const qgmvOf = (bridge: Bridge) => bridge.qgmv.settled.amountMinor + bridge.qgmv.provisional.amountMinor;

async function buy(skuId: string | undefined, quantity: number): Promise<string> {
  const guest = buildVisitor(town.house.world);
  const placed = await town.house.send<{ orders: { id: string }[] }>('POST', '/api/v1/checkouts', {
    cookie: guest.cookie,
    body: { items: [{ skuId, quantity }], address },
  });
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  await town.house.settle();
  return placed.body.orders[0]?.id ?? '';
}
const dispatch = (orderId: string) =>
  town.house.send('POST', `/api/v1/studio/orders/${orderId}/dispatch`, {
    cookie: shop.owner.cookie,
    body: { carrier: 'sf' },
  });

/** Three orders through the doors: one sent in time, one sent 30 h late, one that waits. */
beforeAll(async () => {
  const { world } = town.house;
  operator = await buildAccount(world, { roles: ['operator'] });
  shop = await buildShop(world, { name: '通渭果园', dispatchPromiseHours: 24 });
  const product = await buildProduct(world, shop.id, { title: '通渭水蜜桃 五斤装', pricesMinor: [2_680n], stock: 12 });
  orderIds = [await buy(product.skuIds[0], 1), await buy(product.skuIds[0], 2), await buy(product.skuIds[0], 5)];
  await dispatch(orderIds[0] ?? '');
  await town.house.settle();
}, 60_000);

describe('the bridge', () => {
  test('adds up to the fen, and every filter of a partition sums to the whole', async () => {
    const whole = await read<Bridge>('/console/bridge');
    expect(whole.adds).toBe(true);
    expect(whole.linesCount).toBe(3);
    expect(paidOf(whole)).toBe(2_680 * 8);
    expect(paidOf(whole) - whole.reasons.reduce((sum, reason) => sum + reason.amount.amountMinor, 0)).toBe(
      qgmvOf(whole),
    );
    const scenes = ['video', 'product_card', 'search', 'shop_page', 'cart'];
    const parts = await Promise.all(scenes.map((scene) => read<Bridge>(`/console/bridge?scene=${scene}`)));
    expect(parts.reduce((sum, part) => sum + qgmvOf(part), 0)).toBe(qgmvOf(whole));
    expect(paidOf(await read<Bridge>(`/console/bridge?shopId=${shop.id}`))).toBe(paidOf(whole));
    expect(paidOf(await read<Bridge>(`/console/bridge?shopId=${newId()}`))).toBe(0);
    expect(whole.days).toHaveLength(30);
    expect(whole.days.at(-1)?.paid.amountMinor).toBe(paidOf(whole));
    expect(whole.expectedQgmv.low.amountMinor).toBeLessThanOrEqual(whole.expectedQgmv.amount.amountMinor);
    expect(whole.latentShare).toBeNull();
  });

  test('a period that ends before it begins is refused with a code', async () => {
    const answer = await town.house.send('GET', '/api/v1/console/bridge?from=2026-11-02&to=2026-11-01', {
      cookie: operator.cookie,
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'boards.period_backwards']);
  });

  test('the lines behind it carry names, facts, stages and dates', async () => {
    const page = await read<z.infer<(typeof listQualityLines)['answer']>>('/console/quality-lines?sort=paid&limit=2');
    expect(page.items.map((line: Line) => line.paid.amountMinor)).toEqual([2_680 * 5, 2_680 * 2]);
    expect(page.items[0]).toMatchObject({ shopName: '通渭果园', productTitle: '通渭水蜜桃 五斤装', stage: 'P' });
    const next = await read<z.infer<(typeof listQualityLines)['answer']>>(
      `/console/quality-lines?sort=paid&limit=2&cursor=${page.nextCursor}`,
    );
    expect(next.items.map((line: Line) => line.paid.amountMinor)).toEqual([2_680]);
    expect(next.nextCursor).toBeNull();
    const detail = await read<z.infer<(typeof readQualityLine)['answer']>>(
      `/console/quality-lines/${page.items[0]?.lineId}`,
    );
    expect(detail.facts.map((fact) => fact.type)).toEqual(['paid']);
    expect(detail.stages[0]).toMatchObject({ stage: 'P', rulesetVersion: '2026-11' });
    const missing = await town.house.send('GET', `/api/v1/console/quality-lines/${newId()}`, {
      cookie: operator.cookie,
    });
    expect(missing.status).toBe(404);
    const wrong = await town.house.send('GET', '/api/v1/console/quality-lines?cursor=bm90aGluZw', {
      cookie: operator.cookie,
    });
    expect(wrong.status).toBe(422);
  });

  test('filter options hold what was bought', async () => {
    const options = await read<{ shops: { name: string }[]; categories: { id: string }[] }>('/console/bridge/options');
    expect(options.shops.map((each) => each.name)).toEqual(['通渭果园']);
    expect(options.categories).toHaveLength(1);
    const none = await read<{ shops: unknown[] }>('/console/bridge/options?q=%E6%B2%A1%E6%9C%89');
    expect(none.shops).toEqual([]);
  });
});

describe('today', () => {
  test('a shop sees what is due and how today goes; nobody sees the shop of somebody else', async () => {
    const today = await read<z.infer<typeof todayJson>>(`/studio/today?shopId=${shop.id}`, shop.owner.cookie);
    expect(today.due).toMatchObject({ awaitingDispatch: 2, late: 0, lowStock: 1 });
    const paid = today.figures.find((figure) => figure.code === 'paid');
    expect(paid).toMatchObject({ value: 2_680 * 8, money: true, previous: 0 });
    expect(paid?.series).toHaveLength(7);
    const other = await town.house.send('GET', `/api/v1/studio/today?shopId=${newId()}`, { cookie: shop.owner.cookie });
    expect(other.status).toBe(404);
  });

  test('a creator without a shop sees views, likes and commission', async () => {
    const creator = await buildAccount(town.house.world, { roles: ['creator'] });
    const today = await read<z.infer<typeof todayJson>>('/studio/today', creator.cookie);
    expect(today.figures.map((figure) => figure.code)).toEqual([
      'paid',
      'qgmv',
      'orders',
      'views',
      'likes',
      'commission',
    ]);
    expect(today.due).toEqual({ awaitingDispatch: 0, lateSoon: 0, late: 0, aftersales: 0, lowStock: 0 });
  });
});

describe('the books and the clock', () => {
  test('after everything came and went all books agree; a fen that is missing is found', async () => {
    const { house } = town;
    await house.world.businessClock.advance(30 * 3_600_000);
    await dispatch(orderIds[1] ?? '');
    for (let step = 0; step < 4; step += 1) {
      await house.world.businessClock.advance(8 * dayMs);
      await house.settle();
    }
    const bridge = await read<Bridge>('/console/bridge?from=2026-11-01&to=2026-11-30');
    expect(bridge.settledLinesCount).toBeGreaterThanOrEqual(2);
    expect(bridge.reasons.map((reason) => reason.code)).toContain('late_pickup_24h');
    const books = await read<z.infer<(typeof readBooks)['answer']>>('/console/books');
    expect(books.checks.filter((check) => !check.ok)).toEqual([]);
    expect(books.checks.map((check) => check.code)).toEqual([
      'ledger',
      'payments',
      'orders',
      'stock',
      'quality',
      'commissions',
    ]);
    expect(books.accounts.reduce((sum, account) => sum + account.balance.amountMinor, 0)).toBe(0);
    await house.world.database.run(sql`update quality.positions set net_minor = net_minor - 1, clean_minor = clean_minor - 1
      where line_id = (select line_id from quality.positions where net_minor > 0 limit 1)`);
    const bent = await read<z.infer<(typeof readBooks)['answer']>>('/console/books');
    expect(bent.checks.find((check) => check.code === 'quality')?.ok).toBe(false);
  });

  test('the operator moves business time in demo mode, once for one key', async () => {
    const { house } = town;
    const before = await read<z.infer<(typeof readClock)['answer']>>('/console/clock');
    expect(before.mayAdvance).toBe(true);
    const key = crypto.randomUUID();
    const move = () =>
      house.send<{ offsetMs: number }>('POST', '/api/v1/console/clock/advance', {
        cookie: operator.cookie,
        key,
        body: { days: 1 },
      });
    const [first, again] = [await move(), await move()];
    expect(first.body.offsetMs).toBe(before.offsetMs + dayMs);
    expect(again.body).toEqual(first.body);
    expect((await read<z.infer<(typeof readClock)['answer']>>('/console/clock')).offsetMs).toBe(
      before.offsetMs + dayMs,
    );
    const merchant = await house.send('POST', '/api/v1/console/clock/advance', {
      cookie: shop.owner.cookie,
      body: { days: 1 },
    });
    expect(merchant.status).toBe(403);
  });
});
