import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestWorld } from '../../../../tests/support/world.ts';
import { insertAccount } from '../../identity/index.ts';
import { adjustStock, stockOf } from '../../inventory/index.ts';
import { newId, sql } from '../../kernel/index.ts';
import { openShop } from '../../shops/index.ts';
import {
  type ImportReport,
  importSheet,
  type PictureSource,
  pictureFolder,
  productsChangedSince,
  readSheet,
  standardCategories,
  upsertCategories,
} from '../index.ts';

const town = useTestWorld();
const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  await town.world.act((act) => upsertCategories(act, standardCategories));
  writeFileSync(path.join(folder, 'hat.jpg'), 'picture bytes');
  writeFileSync(path.join(folder, 'wrong.jpg'), 'not a picture');
  symlinkSync('/etc/hostname', path.join(folder, 'link.jpg'));
});

const size = { url: '/media/x.webp', width: 8, height: 8 };
/** Pictures of the folder, stored at once: what media does with the bytes is its own test. */
const pictures: PictureSource = pictureFolder([folder], async (filePath) =>
  filePath.endsWith('wrong.jpg') ? null : { assetId: newId(), ...size, thumbhash: null, small: size },
);

async function newShop(name: string): Promise<{ shopId: string; actorId: string }> {
  const { world } = town;
  const actorId = newId();
  await insertAccount(world.database, { id: actorId, nickname: name }, world.businessClock.now());
  const shop = await world.act((act) => openShop(act, { id: newId(), ownerAccountId: actorId, name }));
  return { shopId: shop.id, actorId };
}

const header = '商品编码,商品标题,类目,规格名1,规格值1,价格(元),库存,商品图片,商品描述';
const importText = (shop: { shopId: string; actorId: string }, ...rows: string[]): Promise<ImportReport> =>
  importSheet(town.world, readSheet('goods.csv', Buffer.from([header, ...rows].join('\n'))), { ...shop, pictures });

function assertNothingLost(report: ImportReport): void {
  const refusedRows = new Set(report.refused.map((each) => each.line)).size;
  expect(report.created + report.updated + report.unchanged + refusedRows).toBe(report.rows);
}

async function factsCount(): Promise<number> {
  const { count } = await town.world.database.one<{ count: bigint }>(sql`select count(*) as count from kernel.outbox`);
  return Number(count);
}

test('what is right is published; a second run changes nothing and writes no fact', async () => {
  const shop = await newShop('导入小店');
  const rows = ['H,草编帽,配饰/帽子,颜色,米白,39.90,5,hat.jpg,', 'H,草编帽,配饰/帽子,颜色,棕,39.90,3,hat.jpg,'];
  const first = await importText(shop, ...rows);
  expect(first).toMatchObject({ rows: 2, created: 2, products: 1, drafts: 0, refused: [], notices: [] });
  const before = await factsCount();
  const second = await importText(shop, ...rows);
  expect(second).toMatchObject({ rows: 2, created: 0, updated: 0, unchanged: 2, drafts: 0 });
  expect(await factsCount()).toBe(before);
});

test('one changed cell updates its product alone; stock moves by the difference, sales in between stay counted', async () => {
  const { world } = town;
  const shop = await newShop('补货小店');
  await importText(shop, 'A,草编帽,配饰/帽子,颜色,米白,39.90,5,hat.jpg,', 'B,渔夫帽,配饰/帽子,,,29.90,5,hat.jpg,');
  const { products } = await productsChangedSince(world.database, '0');
  const skuId =
    products.find((product) => product.shopId === shop.shopId && product.productCode === 'A')?.variants[0]?.id ?? '';
  await world.act((act) => adjustStock(act, skuId, -2, 'damaged'));
  const report = await importText(
    shop,
    'A,草编帽,配饰/帽子,颜色,米白,39.90,15,hat.jpg,',
    'B,渔夫帽,配饰/帽子,,,29.90,5,hat.jpg,',
  );
  expect(report).toMatchObject({ updated: 1, unchanged: 1 });
  expect((await stockOf(world.database, [skuId])).get(skuId)?.available).toBe(13);
  const tooFew = await importText(shop, 'A,草编帽,配饰/帽子,颜色,米白,39.90,0,hat.jpg,');
  expect(tooFew.notices).toMatchObject([{ line: 2, field: '库存', value: '0', code: 'stock_in_use' }]);
  expect((await stockOf(world.database, [skuId])).get(skuId)?.available).toBe(13);
});

test('a picture that cannot be had leaves a draft, said so; it is published when the picture is there', async () => {
  const shop = await newShop('缺图小店');
  const row = 'P,草编帽,配饰/帽子,,,39.90,5,';
  for (const [picture, code] of [
    ['none.jpg', 'picture_missing'],
    ['https://cdn.example.com/a.jpg', 'picture_remote'],
    ['wrong.jpg', 'picture_unreadable'],
    ['link.jpg', 'picture_outside'],
    ['', 'picture_none'],
  ] as const) {
    const report = await importText(shop, `${row}${picture},`);
    expect([report.drafts, report.notices.map((each) => each.code)]).toEqual([1, [code]]);
  }
  const report = await importText(shop, `${row}hat.jpg,`);
  expect(report).toMatchObject({ updated: 1, drafts: 0, notices: [] });
});

test('a claim the law forbids is refused with its words; one that needs proof is imported and not published', async () => {
  const shop = await newShop('广告小店');
  const report = await importText(
    shop,
    'C,国家级 草编帽,配饰/帽子,,,39.90,5,hat.jpg,',
    'D,草编帽,配饰/帽子,,,39.90,5,hat.jpg,',
  );
  expect(report.refused).toMatchObject([{ line: 2, field: '商品标题', value: '国家级', code: 'claim_blocked' }]);
  expect(report).toMatchObject({ rows: 2, created: 1, drafts: 0 });
});

test('two imports of one file at once make every product once', async () => {
  const { world } = town;
  const shop = await newShop('双开小店');
  const rows = Array.from({ length: 12 }, (_, index) => `R-${index},草编帽,配饰/帽子,,,39.90,5,hat.jpg,`);
  const reports = await Promise.all([importText(shop, ...rows), importText(shop, ...rows)]);
  for (const report of reports) assertNothingLost(report);
  const { products } = await productsChangedSince(world.database, '0');
  expect(products.filter((product) => product.shopId === shop.shopId)).toHaveLength(12);
});

const catalogues = path.join(process.env.HAOWU_TEST_DATA ?? path.resolve('../shared/data'), 'catalogues');

test.skipIf(!existsSync(catalogues))(
  'the broken file against the real claim lexicon: every row is accounted for, twice',
  async () => {
    const shop = await newShop('坏表小店');
    const root = path.dirname(catalogues);
    const sheet = () => readSheet('broken.csv', readFileSync(path.join(catalogues, 'broken.utf8.csv')));
    const source = pictureFolder([catalogues, root], async () => ({
      assetId: newId(),
      ...size,
      thumbhash: null,
      small: size,
    }));
    const first = await importSheet(town.world, sheet(), { ...shop, pictures: source });
    assertNothingLost(first);
    const refusedLines = [...new Set(first.refused.map((each) => each.line))];
    expect(refusedLines).toEqual([2, 3, 5, 6, 7, 8, 9, 12, 14]);
    expect(first.refused.filter((each) => each.line === 6).map((each) => each.code)).toEqual(
      expect.arrayContaining(['claim_blocked']),
    );
    expect(first.notices.map((each) => [each.line, each.code])).toEqual([
      [6, 'claim_needs_proof'],
      [4, 'picture_missing'],
    ]);
    expect(first).toMatchObject({ rows: 14, created: 5, updated: 0, unchanged: 0, drafts: 1 });
    const second = await importSheet(town.world, sheet(), { ...shop, pictures: source });
    assertNothingLost(second);
    expect(second).toMatchObject({ rows: 14, created: 0, updated: 0, unchanged: 5 });
  },
);
