import { beforeAll, expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import {
  createProduct,
  loadSkusForQuote,
  type Product,
  type ProductFields,
  publishProduct,
  standardCategories,
  upsertCategories,
  withdrawProduct,
} from '../catalog/index.ts';
import { publish } from '../events/index.ts';
import { imposeRestriction } from '../governance/index.ts';
import { insertAccount } from '../identity/index.ts';
import { adjustStock } from '../inventory/index.ts';
import { drainSubscribers, newId, registerSubscribers, sql } from '../kernel/index.ts';
import { insertPromotion, loadPriceRules, quote } from '../pricing/index.ts';
import { openShop } from '../shops/index.ts';
import { putCartLine, readCart } from './cart.ts';
import * as contract from './contract.ts';
import { favouriteProduct, listFavourites } from './favourites.ts';
import { type ListQuery, listProducts } from './list-products.ts';
import { readProduct } from './read-product.ts';
import { readShop } from './read-shop.ts';
import { type SearchQuery, searchProducts, suggest } from './search-products.ts';
import { shelfOf } from './shelf.ts';
import { subscribers } from './subscribers.ts';

const town = useTestWorld();
const viewer = newId();
const size = { url: '/media/x.webp', width: 8, height: 8 };
let shopId = '';

async function newShop(name: string): Promise<string> {
  const { world } = town;
  const ownerAccountId = newId();
  await insertAccount(world.database, { id: ownerAccountId, nickname: name }, world.businessClock.now());
  return (await world.act((act) => openShop(act, { id: newId(), ownerAccountId, name }))).id;
}

async function sell(change: Partial<ProductFields> = {}): Promise<Product> {
  const { world } = town;
  return world.act(async (act) => {
    const id = newId();
    await createProduct(act, id, {
      shopId,
      title: '竹编果篮',
      categoryId: 'storage',
      images: [{ assetId: newId(), ...size, thumbhash: null, small: size }],
      optionNames: ['尺寸'],
      variants: [
        { options: ['小'], priceMinor: 3_900n, strikeMinor: null, stock: 5 },
        { options: ['大'], priceMinor: 5_900n, strikeMinor: null, stock: 2 },
      ],
      ...change,
    });
    return publishProduct(act, id, [change.shopId ?? shopId]);
  });
}

const drain = () => drainSubscribers(town.world, subscribers);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Longer than a copy may be old. */
const secondMs = 1_000;

async function list(query: Partial<ListQuery> = {}, viewerId = viewer) {
  const answer = await listProducts(town.world, viewerId, { limit: 20, sort: 'newest', ...query });
  return contract.listProducts.answer.parse(JSON.parse(answer.text));
}
async function search(query: Partial<SearchQuery> & { q: string }) {
  const answer = await searchProducts(town.world, viewer, { limit: 20, sort: 'recommended', ...query });
  return contract.search.answer.parse(JSON.parse(answer.text));
}

beforeAll(async () => {
  await town.world.act((act) => upsertCategories(act, standardCategories));
  await registerSubscribers(town.world, subscribers);
  shopId = await newShop('云上竹坊');
});

test('a card is what the contract says, and its price is the price of an order of one piece', async () => {
  const { world } = town;
  const promoted = await newShop('优惠小店');
  const product = await sell({ shopId: promoted });
  const now = world.businessClock.now();
  const period = { startsAt: new Date(now.getTime() - 1), endsAt: new Date(now.getTime() + 86_400_000) };
  await world.act(async (act) => {
    const base = {
      shopId: promoted,
      productIds: null,
      percentOffBp: null,
      amountOffMinor: null,
      thresholdMinor: null,
      ...period,
    };
    await insertPromotion(act, { ...base, id: newId(), kind: 'direct', percentOffBp: 1_000 });
    await insertPromotion(act, {
      ...base,
      id: newId(),
      kind: 'new_customer',
      amountOffMinor: 500n,
      thresholdMinor: 1n,
    });
  });
  await shelfOf(town.world).renew();
  const customer = newId();
  await world.database.run(
    sql`insert into pricing.customers (viewer_id, shop_id, first_paid_at) values (${customer}, ${promoted}, ${now})`,
  );
  for (const [viewerId, expected] of [
    [newId(), 3_010],
    [customer, 3_510],
  ] as const) {
    const [card] = (await list({ shopId: promoted }, viewerId)).items;
    expect(card).toMatchObject({ id: product.id, price: { amountMinor: expected, currency: 'CNY' }, stock: 7 });
    const skuId = product.variants[0]?.id ?? '';
    const [sku] = await loadSkusForQuote(world.database, [skuId]);
    const rules = await loadPriceRules(world.database, viewerId, [promoted], now);
    const [order] = quote(
      [{ key: skuId, shopId: promoted, productId: product.id, unitPriceMinor: sku?.priceMinor ?? 0n, quantity: 1 }],
      rules,
    );
    expect(Number((order?.totalMinor ?? 0n) - (order?.freightMinor ?? 0n))).toBe(expected);
    const page = contract.readProduct.answer.parse(await readProduct(world, viewerId, product.id));
    expect(page.skus.map((each) => each.price.amountMinor)).toEqual([expected, viewerId === customer ? 5_310 : 4_810]);
  }
});

test('stock and price on a list are at most one second old', async () => {
  const { world } = town;
  const own = await newShop('新鲜小店');
  const product = await sell({ shopId: own });
  await wait(secondMs);
  const [small, large] = product.variants;
  expect((await list({ shopId: own })).items[0]).toMatchObject({ stock: 7, price: { amountMinor: 3_900 } });
  await world.act((act) => adjustStock(act, small?.id ?? '', -5, 'counted'));
  await wait(secondMs);
  // The small one is sold out: the card shows what can be bought.
  expect((await list({ shopId: own })).items[0]).toMatchObject({ stock: 2, price: { amountMinor: 5_900 } });
  await world.act((act) => adjustStock(act, large?.id ?? '', -2, 'counted'));
  await wait(secondMs);
  expect((await list({ shopId: own })).items[0]).toMatchObject({ stock: 0, price: { amountMinor: 3_900 } });
  expect((await list({ shopId: own, inStock: true })).items).toEqual([]);
  await world.act((act) => withdrawProduct(act, product.id, [own]));
  await wait(secondMs);
  expect((await list({ shopId: own })).items).toEqual([]);
  await expect(readProduct(world, viewer, product.id)).rejects.toMatchObject({ code: 'request.not_found' });
});

test('pages fit together in every order, and prices rise and fall', async () => {
  const own = await newShop('多货小店');
  for (let n = 0; n < 23; n += 1)
    await sell({
      shopId: own,
      title: `货品 ${n}`,
      optionNames: [],
      variants: [{ options: [], priceMinor: BigInt(1_000 + ((n * 7) % 23) * 10), strikeMinor: null, stock: n % 5 }],
    });
  await shelfOf(town.world).renew();
  for (const sort of ['recommended', 'sales', 'price_up', 'price_down', 'newest'] as const) {
    const seen: { id: string; price: number }[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await list({ shopId: own, sort, limit: 5, cursor });
      seen.push(...page.items.map((item) => ({ id: item.id, price: item.price.amountMinor })));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(23);
    expect(new Set(seen.map((item) => item.id)).size).toBe(23);
    const prices = seen.map((item) => item.price);
    if (sort === 'price_up') expect(prices).toEqual([...prices].sort((a, b) => a - b));
    if (sort === 'price_down') expect(prices).toEqual([...prices].sort((a, b) => b - a));
  }
  const inStock = await list({ shopId: own, inStock: true, limit: 50 });
  expect(inStock.items).toHaveLength(18);
  await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'request.invalid' });
});

test('goods of a shop that may not sell are not shown anywhere', async () => {
  const { world } = town;
  const own = await newShop('受限小店');
  const product = await sell({ shopId: own, title: '受限竹篮' });
  await drain();
  await world.act((act) =>
    imposeRestriction(act, {
      subjectKind: 'shop',
      subjectId: own,
      capability: 'sell',
      ruleId: 'test',
      rulesVersion: '1',
      reason: 'test',
    }),
  );
  await wait(2 * secondMs);
  expect((await list({ shopId: own })).items).toEqual([]);
  expect((await search({ q: '受限竹篮' })).items.map((item) => item.id)).not.toContain(product.id);
  expect(contract.readShop.answer.parse(await readShop(world, viewer, own)).productsCount).toBe(0);
});

test('search finds by Chinese, pinyin, initials and English, and corrects what nobody has', async () => {
  const fruit = await sell({
    title: '牛油果 当季现摘 产地直发',
    titleEn: 'Fresh avocado',
    categoryId: 'fruit',
    tags: ['云南水果'],
    optionNames: [],
    variants: [{ options: [], priceMinor: 1_590n, strikeMinor: null, stock: 9 }],
  });
  const pear = await sell({
    title: '安琼梨 2.5斤装',
    categoryId: 'fruit',
    optionNames: [],
    variants: [{ options: [], priceMinor: 1_280n, strikeMinor: null, stock: 9 }],
  });
  const dress = await sell({ title: '收腰显瘦连衣裙', titleEn: 'Linen dresses', categoryId: 'women' });
  await drain();
  await shelfOf(town.world).renew();
  const idsFor = async (q: string) => (await search({ q })).items.map((item) => item.id);
  for (const q of ['牛油果', 'niuyouguo', 'niu you guo', 'nyg', 'avocado', 'AVOCADOS', '牛油果 产地直发', 'fresh avo'])
    expect([q, await idsFor(q)]).toEqual([q, expect.arrayContaining([fruit.id])]);
  expect(await idsFor('连衣裙')).toEqual([dress.id]);
  expect(await idsFor('显瘦')).toEqual([dress.id]);
  expect(await idsFor('dress')).toEqual([dress.id]);
  expect(await idsFor('梨')).toContain(pear.id);
  expect(await idsFor('水果')).toEqual(expect.arrayContaining([fruit.id, pear.id]));
  const corrected = await search({ q: '牛由果' });
  expect(corrected.corrected).toBe('牛油果');
  expect(corrected.items.map((item) => item.id)).toContain(fruit.id);
  expect((await search({ q: 'avacado' })).items.map((item) => item.id)).toContain(fruit.id);
  expect((await search({ q: '宇宙飞船发动机' })).items).toEqual([]);
  expect(await suggest(town.world, '牛油')).toContain('牛油果');
  expect(await suggest(town.world, 'niuyou')).toContain('牛油果');
  expect((await suggest(town.world, '')).length).toBeGreaterThan(0);
  expect((await search({ q: '云上竹坊' })).shops.map((shop) => shop.name)).toContain('云上竹坊');
});

test('search filters and orders by the price of this viewer; odd signs are only text', async () => {
  const all = await search({ q: '水果', sort: 'price_up' });
  expect(all.items.map((item) => item.price.amountMinor)).toEqual([1_280, 1_590]);
  const dear = await search({ q: '水果', priceMinMinor: 1_500 });
  expect(dear.items.map((item) => item.price.amountMinor)).toEqual([1_590]);
  expect((await search({ q: '水果', categoryId: 'women' })).items).toEqual([]);
  const first = await search({ q: '水果', limit: 1 });
  const second = await search({ q: '水果', limit: 1, cursor: first.nextCursor ?? '' });
  expect(new Set([first.items[0]?.id, second.items[0]?.id]).size).toBe(2);
  expect(second.nextCursor).toBeNull();
  for (const q of ["'", '\\', '%', "a' | 'b", ':*', '& | !', '<->', '(', '😀', '!!!'])
    expect([q, (await search({ q })).nextCursor]).toEqual([q, null]);
});

test('withdrawn goods are no longer found, and their words are no longer suggested', async () => {
  const { world } = town;
  const product = await sell({ title: '独角兽抱枕' });
  await drain();
  await shelfOf(town.world).renew();
  expect((await search({ q: '独角兽' })).items.map((item) => item.id)).toEqual([product.id]);
  expect(await suggest(world, '独角兽')).toContain('独角兽');
  await world.act((act) => withdrawProduct(act, product.id, [shopId]));
  await drain();
  await shelfOf(town.world).renew();
  expect((await search({ q: '独角兽' })).items).toEqual([]);
  expect(await suggest(world, '独角兽')).toEqual([]);
});

test('the cart groups by shop, says what is wrong, and adds up like an order', async () => {
  const { world } = town;
  const me = newId();
  const other = await newShop('另一家店');
  const [mine, theirs] = [await sell(), await sell({ shopId: other })];
  const put = (skuId: string | undefined, quantity: number, selected = true) =>
    world.act((act) => putCartLine(act, me, { skuId: skuId ?? '', quantity, selected }));
  await put(mine.variants[0]?.id, 2);
  await put(mine.variants[1]?.id, 9);
  await put(theirs.variants[0]?.id, 1, false);
  await expect(put(newId(), 1)).rejects.toMatchObject({ code: 'request.not_found' });
  const cart = contract.readCart.answer.parse(await readCart(world, me));
  expect(cart.linesCount).toBe(3);
  const ours = cart.shops.find((each) => each.shop.id === shopId);
  expect(ours?.lines.map((line) => [line.quantity, line.problem])).toEqual(
    expect.arrayContaining([
      [2, null],
      [9, 'less_stock'],
    ]),
  );
  expect(cart.selectedTotal.amountMinor).toBe(7_800);
  await put(mine.variants[1]?.id, 0);
  await world.act((act) => withdrawProduct(act, theirs.id, [other]));
  const after = await readCart(world, me);
  expect(after.shops.flatMap((each) => each.lines.map((line) => line.problem)).sort()).toEqual(
    [null, 'withdrawn'].sort(),
  );
});

test('of many goods put in at once none is lost, and the cart stops at its size', async () => {
  const { world } = town;
  const me = newId();
  const product = await sell({
    optionNames: ['号'],
    variants: Array.from({ length: 100 }, (_, n) => ({
      options: [`${n}`],
      priceMinor: 1_000n,
      strikeMinor: null,
      stock: 1,
    })),
  });
  await Promise.all(
    product.variants
      .slice(0, 20)
      .map((variant) => world.act((act) => putCartLine(act, me, { skuId: variant.id, quantity: 1, selected: true }))),
  );
  expect((await readCart(world, me)).linesCount).toBe(20);
});

test('signing in brings the cart and favourites along, once; an order from the cart empties its lines', async () => {
  const { world } = town;
  const [device, account] = [newId(), newId()];
  const product = await sell();
  const [small, large] = product.variants;
  const put = (viewerId: string, skuId: string | undefined, quantity: number) =>
    world.act((act) => putCartLine(act, viewerId, { skuId: skuId ?? '', quantity, selected: true }));
  await put(device, small?.id, 3);
  await put(device, large?.id, 1);
  await put(account, small?.id, 2);
  await favouriteProduct(world, device, product.id, true);
  await favouriteProduct(world, device, product.id, true);
  for (let again = 0; again < 2; again += 1) {
    await world.act(async (act) => publish(act, 'viewer.merged', account, { viewerId: device, accountId: account }));
    await drain();
  }
  const quantities = (await readCart(world, account)).shops.flatMap((each) => each.lines.map((line) => line.quantity));
  expect(quantities.sort()).toEqual([1, 3]);
  expect((await readCart(world, device)).linesCount).toBe(0);
  expect((await listFavourites(world, account, { limit: 20 })).items.map((item) => item.id)).toEqual([product.id]);
  expect((await readProduct(world, account, product.id)).favourited).toBe(true);

  const order = (scene: 'cart' | 'product_card', skuId: string | undefined) => ({
    lineId: newId(),
    productId: product.id,
    skuId: skuId ?? '',
    categoryId: 'storage',
    quantity: 2,
    unitPriceMinor: 3_900,
    paidMinor: 7_800,
    subsidyMinor: 0,
    scene,
    contentId: null,
    creatorId: null,
    commissionRateBp: 0,
  });
  const data = {
    orderId: newId(),
    purchaseId: newId(),
    orderNumber: '1',
    buyerId: account,
    shopId,
    currency: 'CNY',
    totalMinor: 7_800,
    freightMinor: 0,
    placedAt: world.businessClock.now().toISOString(),
    lines: [order('cart', small?.id), order('product_card', large?.id)],
  };
  await world.act(async (act) => {
    publish(act, 'order.placed', data.orderId, data);
    publish(act, 'order.paid', data.orderId, { ...data, paidAt: data.placedAt, paymentId: newId() });
  });
  await drain();
  await drain();
  const left = (await readCart(world, account)).shops.flatMap((each) => each.lines.map((line) => line.skuId));
  expect(left).toEqual([large?.id]);
  await shelfOf(town.world).renew();
  const [card] = (await list({ sort: 'sales', shopId })).items;
  expect(card).toMatchObject({ id: product.id, soldCount: 4 });
});

test('a list of 20 asks the database nothing while its copies are fresh', async () => {
  const { world } = town;
  await list();
  await list();
  const before = world.database.statementCount();
  for (let n = 0; n < 50; n += 1) await list();
  expect(world.database.statementCount() - before).toBeLessThanOrEqual(8);
});
