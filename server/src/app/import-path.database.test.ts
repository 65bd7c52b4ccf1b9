import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { productsChangedSince } from '../catalog/index.ts';
import { insertAccount } from '../identity/index.ts';
import { newId, sql } from '../kernel/index.ts';
import { openShop } from '../shops/index.ts';
import { importPath } from './import-path.ts';
import { parseImportArguments, sayReport } from './say-import.ts';

const town = useTestWorld();
const data = process.env.HAOWU_TEST_DATA ?? path.resolve('../shared/data');
const present = existsSync(path.join(data, 'catalogues'));
const temporary = mkdtempSync(path.join(os.tmpdir(), 'haowu-import-path-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

async function newShop(name: string): Promise<string> {
  const { world } = town;
  const ownerAccountId = newId();
  await insertAccount(world.database, { id: ownerAccountId, nickname: name }, world.businessClock.now());
  await world.act((act) => openShop(act, { id: newId(), ownerAccountId, name }));
  return name;
}

const silent = () => {};

async function rowCounts(): Promise<unknown> {
  return town.world.database.one(sql`
    select (select count(*) from catalog.products) as products, (select count(*) from catalog.variants) as variants,
      (select count(*) from media.assets) as assets, (select count(*) from kernel.outbox) as facts,
      (select max(updated_at) from catalog.products) as changed`);
}

test.skipIf(!present)(
  "a cooperative's real sheet with its real photographs is on sale; the second run changes nothing",
  { timeout: 180_000 },
  async () => {
    const { world } = town;
    const shop = await newShop('通渭合作社');
    const folder = path.join(temporary, 'farm');
    mkdirSync(path.join(folder, 'photos'), { recursive: true });
    cpSync(path.join(data, 'catalogues/farm-cooperative.gbk.csv'), path.join(folder, 'farm.csv'));
    cpSync(path.join(data, 'photos/grocery'), path.join(folder, 'photos/grocery'), {
      recursive: true,
      // Three kinds of fruit keep the test short; the pictures of the others are missing, which is a case of its own.
      filter: (source) => !/_\d+\.jpg$/.test(source) || /--(Anjou|Avocado|Banana)_/.test(source),
    });
    const wish = { path: path.join(folder, 'farm.csv'), shop };
    const outcome = await importPath(world, wish, silent);
    const [sheet] = outcome.sheets;
    expect(sheet?.report).toMatchObject({ rows: 87, created: 87, refused: [], products: 29, drafts: 78 });
    const { products } = await productsChangedSince(world.database, '0');
    const onSale = products.filter((product) => product.state === 'published');
    expect(onSale.map((product) => product.productCode).sort()).toEqual(['NC-ANJOU', 'NC-AVOCADO', 'NC-BANANA']);
    for (const product of onSale) {
      expect(product.images.length).toBeGreaterThan(0);
      expect(product.images[0]).toMatchObject({ url: expect.stringContaining('.webp'), thumbhash: expect.any(String) });
      expect(product.freshGuarantee).toBe(true);
    }
    const before = await rowCounts();
    const again = await importPath(world, wish, silent);
    expect(again.sheets[0]?.report).toMatchObject({ rows: 87, created: 0, updated: 0, unchanged: 87 });
    expect(await rowCounts()).toEqual(before);
  },
);

test.skipIf(!present)(
  'a folder: pictures become drafts by name, wrong files are named, the rest goes on; twice is once',
  { timeout: 120_000 },
  async () => {
    const { world } = town;
    const shop = await newShop('图片小店');
    const folder = path.join(temporary, 'folder');
    mkdirSync(folder, { recursive: true });
    for (const name of ['hat-1.jpg', 'hat-2.jpg'])
      cpSync(path.join(data, 'photos/clothing', name), path.join(folder, name));
    writeFileSync(path.join(folder, 'torn.jpg'), 'this is no picture');
    writeFileSync(path.join(folder, 'torn.mp4'), 'this is no clip');
    writeFileSync(path.join(folder, 'numbers.csv'), 'a,b\n1,2\n');
    const outcome = await importPath(world, { path: folder, shop }, silent);
    expect(outcome.sheets[0]?.report).toMatchObject({ rows: 3, created: 2, products: 1, drafts: 2 });
    expect(outcome.sheets[0]?.report.refused).toMatchObject([{ value: 'torn.jpg', code: 'picture_unreadable' }]);
    expect(outcome.clips).toMatchObject([{ file: 'torn.mp4', outcome: 'refused' }]);
    expect(outcome.failed).toMatchObject([{ file: 'numbers.csv', code: 'not_a_catalogue' }]);
    const again = await importPath(world, { path: folder, shop }, silent);
    expect(again.sheets[0]?.report).toMatchObject({ created: 0, unchanged: 2 });
    const lines: string[] = [];
    sayReport(again, (line) => lines.push(line));
    expect(lines.join('\n')).toContain('not_a_catalogue');
  },
);

test('what is missing is said with what to do', async () => {
  const { world } = town;
  await newShop('甲店');
  await newShop('乙店');
  await expect(importPath(world, { path: '/nowhere/at/all' }, silent)).rejects.toThrow('There is no file or folder');
  await expect(importPath(world, { path: temporary, shop: '没有的店' }, silent)).rejects.toThrow('There is no shop');
  await expect(importPath(world, { path: temporary }, silent)).rejects.toThrow('--shop');
  expect(() => parseImportArguments([])).toThrow('give one path');
  expect(parseImportArguments(['goods.csv', '--shop', '甲店'])).toMatchObject({ path: 'goods.csv', shop: '甲店' });
});
