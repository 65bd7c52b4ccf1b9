import { beforeAll, expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { insertAccount } from '../identity/index.ts';
import { adjustStock, stockOf } from '../inventory/index.ts';
import { newId, sql } from '../kernel/index.ts';
import { openShop } from '../shops/index.ts';
import {
  changeProduct,
  createProduct,
  loadSkusForQuote,
  type Product,
  type ProductFields,
  policyOf,
  productsById,
  productsChangedSince,
  publishProduct,
  standardCategories,
  upsertCategories,
  withdrawProduct,
} from './index.ts';

const town = useTestWorld();
let shopId = '';

async function newShop(name: string): Promise<string> {
  const { world } = town;
  const ownerAccountId = newId();
  await insertAccount(world.database, { id: ownerAccountId, nickname: name }, world.businessClock.now());
  return (await world.act((act) => openShop(act, { id: newId(), ownerAccountId, name }))).id;
}

beforeAll(async () => {
  await town.world.act((act) => upsertCategories(act, standardCategories));
  shopId = await newShop('目录小店');
});

const size = { url: '/media/x.webp', width: 800, height: 800 };
const image = { assetId: newId(), ...size, thumbhash: null, small: size };

function fields(change: Partial<ProductFields> = {}): ProductFields {
  return {
    shopId,
    title: '竹编果篮',
    categoryId: 'storage',
    images: [image],
    optionNames: ['尺寸'],
    variants: [
      { options: ['小'], priceMinor: 3_900n, strikeMinor: 4_900n, stock: 5 },
      { options: ['大'], priceMinor: 5_900n, strikeMinor: null, stock: 2 },
    ],
    ...change,
  };
}

const create = (change?: Partial<ProductFields>): Promise<Product> =>
  town.world.act((act) => createProduct(act, newId(), fields(change)));

test('a variant is read for a quote with everything in one statement', async () => {
  const { world } = town;
  const product = await create({ noReasonReturn: true, categoryId: 'fruit', dispatchPromiseHours: 24 });
  const small = product.variants[0];
  const before = world.database.statementCount();
  const [sku] = await loadSkusForQuote(world.database, [small?.id ?? '', newId()]);
  expect(world.database.statementCount() - before).toBe(1);
  expect(sku).toMatchObject({
    skuId: small?.id,
    productId: product.id,
    shopId,
    title: '竹编果篮',
    options: ['小'],
    imageUrl: '/media/x.webp',
    priceMinor: 3_900n,
    strikeMinor: 4_900n,
    categoryId: 'fruit',
    categoryPath: ['fresh', 'fruit'],
    commissionRateBp: 1_000,
    state: 'draft',
    dispatchPromiseHours: 24,
    noReasonReturn: true,
    freshGuarantee: true,
  });
});

test('variants keep their ids through changes; a dropped one reads as withdrawn and comes back as itself', async () => {
  const { world } = town;
  const product = await create();
  const [small, large] = product.variants;
  const without = await world.act((act) =>
    changeProduct(
      act,
      product.id,
      [shopId],
      fields({ variants: [{ options: ['小'], priceMinor: 3_500n, strikeMinor: null, stock: 99 }] }),
    ),
  );
  expect(without.variants).toMatchObject([{ id: small?.id, priceMinor: 3_500n }]);
  const [dropped] = await loadSkusForQuote(world.database, [large?.id ?? '']);
  expect(dropped?.state).toBe('withdrawn');
  const again = await world.act((act) => changeProduct(act, product.id, [shopId], fields()));
  expect(again.variants.map((variant) => variant.id)).toEqual([small?.id, large?.id]);
  // Stock is given to new variants only; later it moves through adjustments.
  const stock = await stockOf(world.database, [small?.id ?? '', large?.id ?? '']);
  expect([...stock.values()].map((row) => row.available).sort()).toEqual([2, 5]);
});

test('wrong fields are refused with a code: options, prices, categories', async () => {
  const twice = { options: ['小'], priceMinor: 1n, strikeMinor: null, stock: 0 };
  await expect(create({ variants: [twice, twice] })).rejects.toMatchObject({ code: 'catalog.duplicate_options' });
  await expect(create({ optionNames: [] })).rejects.toMatchObject({ code: 'catalog.uneven_options' });
  await expect(create({ variants: [{ ...twice, priceMinor: 0n }] })).rejects.toMatchObject({
    code: 'catalog.invalid_price',
  });
  for (const categoryId of ['home', 'mars'])
    await expect(create({ categoryId })).rejects.toMatchObject({ code: 'catalog.unknown_category' });
});

test('a clean product is published once, whoever presses how often, and leaves one fact', async () => {
  const { world } = town;
  const product = await create();
  const results = await Promise.all(
    Array.from({ length: 8 }, () => world.act((act) => publishProduct(act, product.id, [shopId]))),
  );
  expect(results.map((result) => result.state)).toEqual(Array(8).fill('published'));
  const facts = await world.database.rows<{ type: string; data: unknown }>(
    sql`select type, data from kernel.outbox where subject = ${product.id} order by position`,
  );
  expect(facts).toMatchObject([
    { type: 'product.published', data: { categoryIds: ['home', 'storage'], priceMinor: 3_900, newSeller: true } },
  ]);
});

test('publishing and withdrawing at once end in one of both, and the facts tell the same', async () => {
  const { world } = town;
  for (let round = 0; round < 5; round += 1) {
    const product = await create();
    await Promise.all([
      world.act((act) => publishProduct(act, product.id, [shopId])),
      world.act((act) => withdrawProduct(act, product.id, [shopId])),
    ]);
    const state = (await productsById(world.database, [product.id])).get(product.id)?.state;
    const facts = await world.database.rows<{ type: string }>(
      sql`select type from kernel.outbox where subject = ${product.id} order by position`,
    );
    const told = facts.at(-1)?.type;
    expect(told === 'product.published').toBe(state === 'published');
    expect(['published', 'withdrawn']).toContain(state);
  }
});

test('a forbidden claim is refused with its words; a change that adds one takes a product off the shelf', async () => {
  const { world } = town;
  const claim = await create({ title: '国家级 竹编果篮' });
  const refused = await world.act((act) => publishProduct(act, claim.id, [shopId]));
  expect(refused.state).toBe('refused');
  expect(refused.stateReasons[0]).toMatchObject({ code: 'claim_blocked', detail: expect.stringContaining('国家级') });

  const product = await create();
  await world.act((act) => publishProduct(act, product.id, [shopId]));
  const changed = await world.act((act) =>
    changeProduct(act, product.id, [shopId], fields({ description: '国家级工艺' })),
  );
  expect(changed.state).toBe('refused');
  const facts = await world.database.rows<{ type: string }>(
    sql`select type from kernel.outbox where subject = ${product.id} order by position`,
  );
  expect(facts.map((fact) => fact.type)).toEqual(['product.published', 'product.withdrawn']);
});

test('no picture, a bait price, a placeholder price: not on the shelf', async () => {
  const { world } = town;
  const bare = await create({ images: [] });
  await expect(world.act((act) => publishProduct(act, bare.id, [shopId]))).rejects.toMatchObject({
    code: 'catalog.picture_missing',
  });
  for (const [priceMinor, code] of [
    [100n, 'price_bait'],
    [99_999_900n, 'price_placeholder'],
  ] as const) {
    const product = await create({
      variants: [
        { options: ['小'], priceMinor, strikeMinor: null, stock: 1 },
        { options: ['大'], priceMinor: 5_900n, strikeMinor: null, stock: 1 },
      ],
    });
    const reviewed = await world.act((act) => publishProduct(act, product.id, [shopId]));
    expect([reviewed.state, reviewed.stateReasons[0]?.code]).toEqual(['refused', code]);
  }
});

test('another shop cannot change, publish or withdraw it: it is not there for them', async () => {
  const { world } = town;
  const product = await create();
  const stranger = await newShop('隔壁小店');
  for (const attempt of [
    () => world.act((act) => publishProduct(act, product.id, [stranger])),
    () => world.act((act) => withdrawProduct(act, product.id, [stranger])),
    () => world.act((act) => changeProduct(act, product.id, [stranger], fields({ shopId: stranger }))),
    () => world.act((act) => changeProduct(act, product.id, [stranger], fields())),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'request.not_found' });
});

test('what changed since a snapshot is told, also when it commits late', async () => {
  const { world } = town;
  const product = await create();
  const { snapshot } = await productsChangedSince(world.database, '0');
  expect((await productsChangedSince(world.database, snapshot)).products.map((each) => each.id)).not.toContain(newId());
  let between = '';
  await world.act(async (act) => {
    await changeProduct(act, product.id, [shopId], fields({ title: '晚到的果篮' }));
    between = (await productsChangedSince(world.database, snapshot)).snapshot;
  });
  const { products } = await productsChangedSince(world.database, between);
  expect(products.map((each) => each.title)).toContain('晚到的果篮');
});

test('stock taken by adjustment never goes below zero', async () => {
  const { world } = town;
  const product = await create();
  const skuId = product.variants[0]?.id ?? '';
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, () => world.act((act) => adjustStock(act, skuId, -1, 'damaged'))),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5);
  expect((await stockOf(world.database, [skuId])).get(skuId)?.available).toBe(0);
});

test('the tree can be brought forward twice and keeps the aliases it knew', async () => {
  const { world } = town;
  await world.act((act) =>
    upsertCategories(act, [
      {
        id: 'fresh',
        name: { zh: '生鲜', en: 'Fresh' },
        children: [{ id: 'fruit', name: { zh: '水果', en: 'Fruit' }, noReasonReturn: false, commissionRateBp: 900 }],
      },
    ]),
  );
  const fruit = await policyOf(world.database, 'fruit');
  expect(fruit).toMatchObject({
    pathZh: '生鲜/水果',
    commissionRateBp: 900,
    aliases: ['生鲜/水果'],
    noReasonReturn: false,
  });
});
