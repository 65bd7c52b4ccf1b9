import { readdirSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { insertAccount } from '../identity/index.ts';
import { type AnyContract, buildServer, newId, type Principal } from '../kernel/index.ts';
import { adoptAsset } from '../media/index.ts';
import { openShop } from '../shops/index.ts';
import * as contract from './contract.ts';
import { routes, standardCategories, upsertCategories } from './index.ts';

const town = useTestWorld();
let app: FastifyInstance;
const merchants = new Map<string, Principal>();

async function newMerchant(name: string): Promise<{ accountId: string; shopId: string }> {
  const { world } = town;
  const accountId = newId();
  await insertAccount(world.database, { id: accountId, nickname: name }, world.businessClock.now());
  const shop = await world.act((act) => openShop(act, { id: newId(), ownerAccountId: accountId, name }));
  merchants.set(accountId, {
    viewerId: accountId,
    accountId,
    deviceId: accountId,
    sessionId: newId(),
    roles: new Set(['merchant']),
    shopIds: [shop.id],
    locale: 'zh-CN',
  });
  return { accountId, shopId: shop.id };
}

beforeAll(async () => {
  await town.world.act((act) => upsertCategories(act, standardCategories));
  const contracts = Object.values(contract).filter(
    (each): each is AnyContract & typeof each => typeof each === 'object' && 'access' in each,
  );
  app = await buildServer({
    world: town.world,
    contracts,
    routes,
    checkAnswers: true,
    resolvePrincipal: async (_world, raw) => {
      const principal = merchants.get(String(raw.headers['x-test-account']));
      if (!principal) throw new Error('the test names a merchant');
      return principal;
    },
  });
});
afterAll(() => app.close());

async function call(accountId: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: object, key = newId()) {
  const answer = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { 'x-test-account': accountId, 'idempotency-key': key, 'content-type': 'application/json' },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const money = (amountMinor: number) => ({ amountMinor, currency: 'CNY' });
const product = (shopId: string, change: object = {}) => ({
  shopId,
  title: '竹编果篮',
  categoryId: 'storage',
  optionNames: ['尺寸'],
  variants: [{ options: ['小'], price: money(3_900), strikePrice: null, stock: 5 }],
  ...change,
});

test('a product is made once for one key, changed, stocked and listed with its stock', async () => {
  const { accountId, shopId } = await newMerchant('竹篮店');
  const key = newId();
  const [first, again] = [
    await call(accountId, 'POST', '/products', product(shopId), key),
    await call(accountId, 'POST', '/products', product(shopId), key),
  ];
  expect([first.status, again.body.id]).toEqual([201, first.body.id]);
  const variantId = first.body.variants[0].id;
  const stocked = await call(accountId, 'POST', `/studio/variants/${variantId}/stock-adjustments`, {
    delta: 3,
    reason: 'received',
  });
  expect(stocked.body).toMatchObject({ onHand: 8, available: 8 });
  const changed = await call(
    accountId,
    'PUT',
    `/studio/products/${first.body.id}`,
    product(shopId, { title: '竹编提篮' }),
  );
  expect(changed.body).toMatchObject({ title: '竹编提篮', variants: [{ id: variantId, available: 8 }] });
  for (const query of ['', '?sort=stock', '?sort=title', '?q=提篮', '?state=draft']) {
    const list = await call(accountId, 'GET', `/studio/products${query}`);
    expect([query, list.body.items.map((each: { id: string }) => each.id)]).toEqual([query, [first.body.id]]);
  }
  expect((await call(accountId, 'GET', '/studio/products?lowStock=true')).body.items).toEqual([]);
  const bare = await call(accountId, 'POST', `/studio/products/${first.body.id}/publish`);
  expect([bare.status, bare.body.code]).toEqual([409, 'catalog.picture_missing']);
});

test("another merchant's product, variant, shop and picture answer as if they were not there", async () => {
  const { world } = town;
  const owner = await newMerchant('原主店');
  const stranger = await newMerchant('路人店');
  const made = await call(owner.accountId, 'POST', '/products', product(owner.shopId));
  const id = made.body.id as string;
  const variantId = made.body.variants[0].id as string;
  const attempts = [
    await call(stranger.accountId, 'GET', `/studio/products/${id}`),
    await call(stranger.accountId, 'GET', `/studio/products?shopId=${owner.shopId}`),
    await call(stranger.accountId, 'POST', '/products', product(owner.shopId)),
    await call(stranger.accountId, 'PUT', `/studio/products/${id}`, product(stranger.shopId)),
    await call(stranger.accountId, 'POST', `/studio/products/${id}/publish`),
    await call(stranger.accountId, 'POST', `/studio/products/${id}/withdraw`),
    await call(stranger.accountId, 'POST', `/studio/variants/${variantId}/stock-adjustments`, {
      delta: 1,
      reason: 'other',
    }),
    await call(stranger.accountId, 'POST', '/studio/imports', {
      shopId: owner.shopId,
      fileName: 'a.csv',
      contentBase64: '',
    }),
  ];
  expect(attempts.map((each) => each.status)).toEqual(attempts.map(() => 404));
  const assetId = newId();
  const file = new URL('../../../simulator/assets/products', import.meta.url).pathname;
  const [picture] = readdirSync(file).filter((name) => name.endsWith('.webp'));
  await world.act((act) =>
    adoptAsset(act, {
      id: assetId,
      ownerId: owner.accountId,
      kind: 'image',
      renditions: [{ path: `${file}/${picture}`, width: 800, height: 800 }],
      thumbhash: null,
    }),
  );
  const stolen = await call(
    stranger.accountId,
    'POST',
    '/products',
    product(stranger.shopId, { imageAssetIds: [assetId] }),
  );
  expect([stolen.status, stolen.body.code]).toEqual([422, 'catalog.picture_unknown']);
  await call(owner.accountId, 'PUT', `/studio/products/${id}`, product(owner.shopId, { imageAssetIds: [assetId] }));
  const published = await call(owner.accountId, 'POST', `/studio/products/${id}/publish`);
  expect(published.body).toMatchObject({ state: 'published', images: [{ assetId }] });
});

test('a sheet sent as text is imported once for one key; a wrong file says why', async () => {
  const { accountId, shopId } = await newMerchant('表格店');
  const text = '商品编码,商品标题,类目,价格(元),库存\nA,草编帽,配饰/帽子,39.90,5\nB,,配饰/帽子,1,1';
  const body = { shopId, fileName: 'goods.csv', contentBase64: Buffer.from(text).toString('base64') };
  const key = newId();
  const report = await call(accountId, 'POST', '/studio/imports', body, key);
  expect(report.body).toMatchObject({ rows: 2, created: 1, drafts: 1, refused: [{ line: 3, code: 'title_missing' }] });
  expect((await call(accountId, 'POST', '/studio/imports', body, key)).body).toEqual(report.body);
  expect((await call(accountId, 'POST', '/studio/imports', body)).body).toMatchObject({ unchanged: 1, created: 0 });
  const wrong = { ...body, contentBase64: Buffer.from('PK\u0003\u0004').toString('base64') };
  const refused = await call(accountId, 'POST', '/studio/imports', wrong);
  expect([refused.status, refused.body.code]).toEqual([422, 'catalog.file_unreadable']);
});

test('wrong bodies are the sender’s mistake, never ours', async () => {
  const { accountId, shopId } = await newMerchant('乱填店');
  for (const change of [
    { variants: [] },
    { variants: [{ options: ['小'], price: money(0), stock: 1 }] },
    { variants: [{ options: ['小'], price: money(-1), stock: 1 }] },
    { variants: [{ options: ['小'], price: { amountMinor: 100, currency: 'USD' }, stock: 1 }] },
    { variants: [{ options: [], price: money(1), stock: 1 }] },
    { variants: [{ options: ['小'], price: money(9_007_199_254_740_991), stock: 1 }] },
    { categoryId: 'mars' },
    { title: 'x' },
    { imageAssetIds: [newId()] },
  ]) {
    const { status } = await call(accountId, 'POST', '/products', product(shopId, change));
    expect([JSON.stringify(change), status]).toEqual([JSON.stringify(change), 422]);
  }
});
