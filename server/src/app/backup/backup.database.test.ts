// Goal: what a backup holds comes back whole, and a file that is not whole changes nothing.
// Method: a real platform with paid orders; writes go on while the backup is made; files are cut and altered.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { address, type BuiltProduct, buildProduct, buildShop, buildVisitor } from '../../../../tests/support/build.ts';
import { type House, openHouse } from '../../../../tests/support/house.ts';
import { expectBooksToBalance } from '../../../../tests/support/invariants.ts';
import { type Sql, sql } from '../../kernel/index.ts';
import { rooms } from '../../rooms.ts';
import { type Manifest, verifyBackup } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { exportQuery, isRenumbered, readTables } from './tables.ts';
import { writeBackup } from './write-backup.ts';

const schemas = rooms.map((room) => room.name);
const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-backup-'));
const file = path.join(folder, 'town.haowu-backup');
const blob = 'media/blobs/ab/abcdef.webp';
const houses: House[] = [];
let town: House;
let product: BuiltProduct;
let manifest: Manifest;

beforeAll(async () => {
  town = await openAnotherHouse();
  const shop = await buildShop(town.world);
  product = await buildProduct(town.world, shop.id, { stock: 1_000 });
  mkdirSync(path.join(town.world.config.dataDir, 'media/blobs/ab'), { recursive: true });
  writeFileSync(path.join(town.world.config.dataDir, blob), 'pixels');
  writeFileSync(path.join(town.world.config.dataDir, 'secret'), 'of the backup\n');
  for (let index = 0; index < 5; index += 1) await buy(town);
  await town.settle();
  let writing = true;
  const writers = [1, 2].map(async () => {
    let placed = 0;
    for (; writing; placed += 1) await buy(town);
    return placed;
  });
  ({ manifest } = await backUp(town, file));
  writing = false;
  const placed = await Promise.all(writers);
  expect(Math.min(...placed), 'orders were placed while the backup was made').toBeGreaterThan(0);
  await town.settle();
});

afterAll(async () => {
  for (const house of houses) await house.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a restore', () => {
  test('puts the same database back: the counts of the manifest, and books that balance', async () => {
    const before = await count(town, sql`select count(*) from orders.orders`);
    expect(before).toBeGreaterThan(rowsOf('orders.orders'));
    await restore(town, file);
    for (const name of ['orders.orders', 'ledger.transfers', 'inventory.reservations', 'kernel.outbox']) {
      expect(await tableCount(town, name), name).toBe(rowsOf(name));
    }
    expect(readFileSync(path.join(town.world.config.dataDir, 'secret'), 'utf8')).toBe('of the backup\n');
    await town.settle();
    await expectBooksToBalance(town.world);
    await buy(town);
    await town.settle();
    await expectBooksToBalance(town.world);
  });

  test('on another database: facts handled before are not handled again, and new ones are', async () => {
    const other = await openAnotherHouse();
    await restore(other, file);
    expect(existsSync(path.join(other.world.config.dataDir, blob))).toBe(true);
    const facts = await count(other, sql`select count(*) from quality.facts`);
    await expect(handledOnce(other)).resolves.toBe(true);
    await other.settle();
    expect(await count(other, sql`select count(*) from quality.facts`)).toBeGreaterThanOrEqual(facts);
    const purchaseId = await buy(other);
    await other.settle();
    const order = await other.world.database.one<{ state: string }>(
      sql`select state from orders.orders where purchase_id = ${purchaseId}`,
    );
    expect(order.state).toBe('awaiting_dispatch');
    expect(await other.world.database.rows(sql`select * from kernel.dead_letters`)).toEqual([]);
  });

  test('keeps append-only tables append-only afterwards', async () => {
    await expect(town.world.database.run(sql`delete from ledger.transfers`)).rejects.toThrow();
    await expect(town.world.database.run(sql`truncate quality.facts`)).rejects.toThrow();
  });
});

describe('a file that is not whole', () => {
  const copyWith = (name: string, change: (bytes: Buffer) => Buffer) => {
    const other = path.join(folder, name);
    writeFileSync(other, change(Buffer.from(readFileSync(file))));
    return other;
  };
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    return bytes;
  };

  test.each([
    ['cut to half', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['without its last bytes', (bytes: Buffer) => bytes.subarray(0, bytes.length - 12)],
    ['one byte altered in the middle', (bytes: Buffer) => flip(bytes.length >> 1)(bytes)],
    ['one byte altered at the start', flip(1)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('PK\u0003\u0004 not a backup')],
  ])('%s: refused before anything changes', async (name, change) => {
    const before = await fingerprint(town);
    await expect(restore(town, copyWith(name.replaceAll(' ', '-'), change))).rejects.toThrow(/Nothing was changed/);
    expect(await fingerprint(town)).toEqual(before);
  });

  test('a backup of another state of the database is refused with the migration that differs', async () => {
    await town.world.database.run(
      sql`insert into kernel.migrations (room, name, hash) values ('orders', '999-later.sql', 'x')`,
    );
    await expect(restore(town, file)).rejects.toThrow(/lacks orders\/999-later\.sql.*Nothing was changed/);
    await town.world.database.run(sql`delete from kernel.migrations where name = '999-later.sql'`);
  });

  test('a backup that cannot be written leaves no file', async () => {
    const target = path.join(folder, 'no-such-folder', 'x.haowu-backup');
    await expect(backUp(town, target)).rejects.toThrow();
    expect(existsSync(target) || existsSync(`${target}.part`)).toBe(false);
    await expect(backUp(town, file)).rejects.toThrow(/exists already/);
    await expect(verifyBackup(file)).resolves.toMatchObject({ product: 'haowu' });
  });
});

test('every table of every room has a place in a backup, and every transaction number a meaning', async () => {
  const client = new pg.Client({ connectionString: town.world.database.connectionString });
  await client.connect();
  const tables = await readTables(client, schemas);
  await client.end();
  expect(tables.length).toBeGreaterThan(50);
  for (const table of tables) expect(exportQuery(table)).toContain(table.name);
  expect(tables.filter((table) => table.numbered.some((column) => isRenumbered(table, column))).length).toBe(2);
});

async function openAnotherHouse(): Promise<House> {
  const house = await openHouse();
  houses.push(house);
  return house;
}

async function buy(house: House): Promise<string> {
  const placed = await house.send<{ purchaseId: string }>('POST', '/api/v1/checkouts', {
    cookie: buildVisitor(house.world).cookie,
    body: {
      items: [{ skuId: product.skuIds[0], quantity: 1 }],
      address,
      expectedTotal: { amountMinor: 2_680, currency: 'CNY' },
    },
  });
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  return placed.body.purchaseId;
}

function backUp(house: House, target: string) {
  const { database, config } = house.world;
  const { connectionString } = database;
  return writeBackup({
    connectionString,
    dataDir: config.dataDir,
    schemas,
    file: target,
    version: 'test',
    tell: () => {},
  });
}

function restore(house: House, from: string) {
  const { database, config } = house.world;
  const { connectionString } = database;
  return restoreBackup({ connectionString, dataDir: config.dataDir, schemas, file: from, tell: () => {} });
}

async function count(house: House, statement: Sql): Promise<number> {
  return Number((await house.world.database.one<{ count: bigint }>(statement)).count);
}

async function tableCount(house: House, name: string): Promise<number> {
  const client = new pg.Client({ connectionString: house.world.database.connectionString });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${name}`);
  await client.end();
  return Number(rows[0]?.count);
}

function rowsOf(name: string): number {
  const rows = manifest.tables.find((table) => table.name === name)?.rows ?? 0;
  expect(rows, name).toBeGreaterThan(0);
  return rows;
}

/** Every cursor stands within the log it reads, on the rewritten numbers. */
async function handledOnce(house: House): Promise<boolean> {
  const { far } = await house.world.database.one<{ far: bigint }>(sql`
    select count(*) as far from kernel.subscriptions where transaction_id <> '3'::xid8 or position > (select max(position) from kernel.outbox)`);
  return far === 0n;
}

async function fingerprint(house: House): Promise<unknown> {
  return house.world.database.one(sql`
    select (select count(*) from orders.orders) as orders, (select sum(amount_minor) from ledger.transfers) as money,
      (select id::text from recommender.origin) as origin`);
}
