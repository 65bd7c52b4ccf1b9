/**
 * Nothing acknowledged is lost, whatever is killed (RELIABILITY T1, T4). Clients buy, watch and upload against the real
 * server process and repeat every call until it is acknowledged; meanwhile the server, sometimes with its database or
 * its payment provider, is killed at seeded instants, also while it starts. Afterwards the books are read from outside.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signViewerCookie } from '../../server/src/identity/index.ts';
import { signImpression } from '../../server/src/interactions/impression.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/src/kernel/embedded-postgres/index.ts';
import {
  createBusinessClock,
  createMetrics,
  createWorld,
  type Database,
  migrate,
  newId,
  openDatabase,
  readConfig,
  sql,
  systemClock,
  type World,
} from '../../server/src/kernel/index.ts';
import { openSandboxBank } from '../../server/src/payments/sandbox/sandbox-bank.ts';
import { rooms } from '../../server/src/rooms.ts';
import { address, buildAccount, buildProduct, buildShop } from '../support/build.ts';
import { expectBooksToBalance } from '../support/invariants.ts';
import { createRandom, isLongRun, sayHowToReplay, testSeed } from '../support/seeded-random.ts';
import { findFreePort, postmasterPid, type ServerProcess, startServerProcess } from '../support/server-process.ts';

const killsMin = isLongRun ? 200 : 22;
const checkoutsMin = isLongRun ? 4_000 : 200;
const clientsCount = 8;
const partBytes = 40_000;
const secret = 'a secret of the kill test, thirty-two characters long';
const settleMs = 60_000;
const longestWorkMs = 5_000;

let dataDir: string;
let postgres: EmbeddedPostgres;
let database: Database;
let world: World;
let server: ServerProcess;
let port: number;

const random = createRandom(testSeed);

beforeAll(async () => {
  sayHowToReplay('tests/faults/kill-server.test.ts');
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'haowu-kill-'));
  port = await findFreePort();
  await openBooks();
  await migrate(
    database,
    path.resolve(import.meta.dirname, '../../server/src'),
    rooms.map((room) => room.name),
  );
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await database?.end();
  // The server may have left a postmaster of its own.
  await (await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), log: () => {} })).stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The test's own view of the database; the server attaches to the same cluster. */
async function openBooks(): Promise<void> {
  postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), log: () => {} });
  database = openDatabase({ connectionString: postgres.connectionString, poolSize: 4 });
  world = createWorld({
    config: readConfig({ HAOWU_DATA_DIR: dataDir, HAOWU_SECRET: secret }),
    secret,
    database,
    businessClock: createBusinessClock(database, systemClock),
    systemClock,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
  });
}

function startServer(): void {
  server = startServerProcess({ dataDir, port, environment: { HAOWU_SECRET: secret } });
}

type Placed = { purchaseId: string; total: { amountMinor: number }; payment: { id: string } };
type Journal = {
  placed: { key: string; answer: Placed }[];
  soldOut: number;
  watched: { requestId: string; viewerId: string }[];
  uploads: { location: string; cookie: string; acknowledgedBytes: number }[];
  repeats: number;
};

test('kills during checkouts lose nothing, charge nobody twice, and leave every order final or payable', async () => {
  const shop = await buildShop(world);
  const other = await buildShop(world);
  const products = [
    await buildProduct(world, shop.id, { pricesMinor: [2_680n, 4_980n], stock: 1_000_000 }),
    await buildProduct(world, other.id, { pricesMinor: [990n], stock: 1_000_000 }),
    await buildProduct(world, other.id, { pricesMinor: [12_800n], stock: 30 }),
  ];
  const skuIds = products.flatMap((product) => product.skuIds);
  const uploader = await buildAccount(world, { roles: ['creator'] });
  const journal: Journal = { placed: [], soldOut: 0, watched: [], uploads: [], repeats: 0 };

  startServer();
  await server.ready();
  let isOver = false;
  const clients = Array.from({ length: clientsCount }, (_, index) => shopUntil(() => isOver, index, skuIds, journal));
  const upload = uploadUntil(() => isOver, uploader.cookie, journal);
  const killed = { server: 0, postmaster: 0, sandbox: 0, starting: 0 };
  for (let kills = 0; kills < killsMin || journal.placed.length < checkoutsMin; kills += 1) {
    if (kills > killsMin * 4)
      throw new Error(`only ${journal.placed.length} checkouts were acknowledged in ${kills} lives`);
    await live(killed, journal);
  }
  await server.ready();
  isOver = true;
  await Promise.all([...clients, upload]);
  process.stderr.write(
    `  killed ${JSON.stringify(killed)}; ${journal.placed.length} checkouts, ${journal.watched.length} interactions, ${journal.uploads.length} uploads; ${journal.repeats} calls repeated\n`,
  );
  expect(killed.server).toBeGreaterThanOrEqual(killsMin);
  expect(journal.placed.length).toBeGreaterThanOrEqual(checkoutsMin);

  await database.end();
  await openBooks();
  await expectOrdersSettled(journal);
  await expectBooksToBalance(world);
  await expectFactsOnce();
  await expectInteractionsKept(journal);
  await expectStatementMatches();
  await expectUploadsKept(journal);
}, 600_000);

/**
 * One life of the server: it works for a while, or is hit while it starts, and is killed with whom the seed chooses. How
 * long it works goes by what it gets done, so that a slow machine is killed in the middle of as much work as a fast one.
 */
async function live(
  killed: Record<'server' | 'postmaster' | 'sandbox' | 'starting', number>,
  journal: Pick<Journal, 'placed'>,
): Promise<void> {
  if (random.chance(0.15)) {
    killed.starting += 1;
    await new Promise((resolve) => setTimeout(resolve, random.between(20, 900)));
  } else {
    await server.ready();
    const enough = journal.placed.length + random.between(0, 12);
    const latest = Date.now() + longestWorkMs;
    await new Promise((resolve) => setTimeout(resolve, random.between(50, 600)));
    while (journal.placed.length < enough && Date.now() < latest) {
      await new Promise((resolve) => setTimeout(resolve, random.between(1, 40)));
    }
    const sandbox = random.chance(0.2) ? server.sandboxPid() : undefined;
    if (sandbox) {
      killed.sandbox += 1;
      process.kill(sandbox, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, random.between(0, 150)));
    }
    const postmaster = random.chance(0.2) ? postmasterPid(dataDir) : undefined;
    if (postmaster) {
      killed.postmaster += 1;
      process.kill(postmaster, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, random.between(0, 100)));
    }
  }
  killed.server += 1;
  await server.kill();
  startServer();
}

/** Calls until there is an answer that means something; a cut connection or a 503 means: again, with the same key. */
async function untilAnswered(journal: Journal, call: () => Promise<Response>): Promise<Response> {
  for (;;) {
    try {
      const response = await call();
      if (response.status < 500) return response;
      if (response.status !== 503) throw new Error(`${response.status}: ${await response.text()}`);
    } catch (error) {
      if (error instanceof Error && /^5\d\d: /.test(error.message)) throw error;
    }
    journal.repeats += 1;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function shopUntil(isOver: () => boolean, index: number, skuIds: string[], journal: Journal): Promise<void> {
  const mine = createRandom(testSeed + 1 + index);
  while (!isOver()) {
    const viewerId = newId();
    const cookie = `haowu_viewer=${signViewerCookie(secret, viewerId)}`;
    const key = crypto.randomUUID();
    const chosen = mine.shuffle(skuIds).slice(0, mine.between(1, 3));
    const body = JSON.stringify({
      items: chosen.map((skuId) => ({ skuId, quantity: mine.between(1, 2) })),
      address,
      paymentMethod: 'sandbox_wallet',
    });
    const placed = await untilAnswered(journal, () =>
      fetch(`${server.url}/api/v1/checkouts`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
        body,
        signal: AbortSignal.timeout(20_000),
      }),
    );
    const answer = (await placed.json().catch(() => undefined)) as (Placed & { code?: string }) | undefined;
    // A status line without a whole body is no acknowledgement the client can use; it would ask again.
    if (answer && placed.status === 201) journal.placed.push({ key, answer });
    else if (answer?.code === 'inventory.sold_out') journal.soldOut += 1;
    else if (answer) throw new Error(`a checkout was refused: ${JSON.stringify(answer)}`);
    await watch(viewerId, cookie, skuIds, journal);
    await new Promise((resolve) => setTimeout(resolve, mine.between(0, 60)));
  }
}

async function watch(viewerId: string, cookie: string, skuIds: string[], journal: Journal): Promise<void> {
  const requestId = newId();
  const impressionToken = signImpression(secret, {
    viewerId,
    itemId: skuIds[0] ?? newId(),
    itemKind: 'product',
    surface: 'mall',
    position: 0,
    requestId,
    source: 'test',
    policyVersion: '1',
    propensity: 1,
    issuedAt: new Date(),
  });
  const body = JSON.stringify({
    actions: [{ impressionToken, kind: 'impression', occurredAt: new Date().toISOString() }],
  });
  const response = await untilAnswered(journal, () =>
    fetch(`${server.url}/api/v1/interactions`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(20_000),
    }),
  );
  if (response.status !== 200) throw new Error(`an interaction was refused: ${await response.text()}`);
  journal.watched.push({ requestId, viewerId });
}

/** Parts of a large upload, one after the other, each from the offset the server names. */
async function uploadUntil(isOver: () => boolean, cookie: string, journal: Journal): Promise<void> {
  const headers = { cookie, 'tus-resumable': '1.0.0' };
  const part = Buffer.alloc(partBytes, 7);
  const created = await untilAnswered(journal, () =>
    fetch(`${server.url}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        ...headers,
        'upload-length': String(400 * 1024 * 1024),
        'upload-metadata': `filename ${btoa('clip.mp4')},purpose ${btoa('video')}`,
      },
      signal: AbortSignal.timeout(20_000),
    }),
  );
  const location = created.headers.get('location');
  if (created.status !== 201 || !location) throw new Error(`an upload was refused: ${await created.text()}`);
  const upload = { location, cookie, acknowledgedBytes: 0 };
  journal.uploads.push(upload);
  while (!isOver()) {
    const head = await untilAnswered(journal, () =>
      fetch(server.url + location, { method: 'HEAD', headers, signal: AbortSignal.timeout(20_000) }),
    );
    const offset = Number(head.headers.get('upload-offset'));
    if (head.status !== 200 || offset < upload.acknowledgedBytes)
      throw new Error(`HEAD ${head.status}: offset ${offset}, acknowledged ${upload.acknowledgedBytes}`);
    try {
      const response = await fetch(server.url + location, {
        method: 'PATCH',
        headers: { ...headers, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        body: part,
        signal: AbortSignal.timeout(20_000),
      });
      if (response.status === 204) upload.acknowledgedBytes = Number(response.headers.get('upload-offset'));
    } catch {
      // Cut: the next HEAD tells how far it came.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** I4 and I6: every acknowledged checkout is there once, and reaches its end by itself. */
async function expectOrdersSettled(journal: Journal): Promise<void> {
  const deadline = Date.now() + settleMs;
  const openPayments = () =>
    database.rows<{ id: string; state: string; order_state: string }>(sql`
      select payment.id, payment.state, o.state as order_state from payments.payments payment join orders.orders o on o.purchase_id = payment.purchase_id
      where not (payment.state = 'captured' and o.state = 'awaiting_dispatch')`);
  while ((await openPayments()).length > 0 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const stuck = await openPayments();
  const bank = openSandboxBank(path.join(dataDir, 'sandbox-provider'));
  const providerSays = stuck.map(({ id }) => ({ payment: bank.payments.get(id), notice: bank.noticeOf(id) }));
  expect(
    stuck,
    `I6: every order is paid ${settleMs} ms after the last start; the provider: ${JSON.stringify(providerSays)}`,
  ).toEqual([]);
  const purchases = await database.rows<{ id: string; total_minor: bigint }>(
    sql`select id, total_minor from orders.purchases`,
  );
  const acknowledged = new Map(journal.placed.map(({ answer }) => [answer.purchaseId, answer]));
  expect(acknowledged.size, 'each key made a purchase of its own').toBe(journal.placed.length);
  expect(
    purchases.map((row) => row.id).sort(),
    'I4: what was acknowledged is there, and nothing was ordered twice',
  ).toEqual([...acknowledged.keys()].sort());
  for (const row of purchases)
    expect(row.total_minor, row.id).toBe(BigInt(acknowledged.get(row.id)?.total.amountMinor ?? -1));
}

/** What the provider says it took and gave, line by line, is what our books say: nobody is charged twice. */
async function expectStatementMatches(): Promise<void> {
  // Asked for first: the server takes its database along when it stops.
  const ours = await database.rows<{ id: string; captured_minor: bigint }>(
    sql`select id, captured_minor from payments.payments where captured_minor > 0 order by id`,
  );
  await server.stop();
  const bank = openSandboxBank(path.join(dataDir, 'sandbox-provider'));
  const days = [...new Set([Date.now() - 86_400_000, Date.now()].map((at) => new Date(at).toISOString().slice(0, 10)))];
  const lines = days.flatMap((day) => bank.statement(day).split('\n').slice(1));
  const captures = lines.filter((line) => line.includes(',payment.captured,')).map((line) => line.split(','));
  const paymentIds = captures.map((fields) => fields[2]);
  expect(new Set(paymentIds).size, 'nothing is charged twice').toBe(paymentIds.length);
  expect(lines.filter((line) => line.includes(',refund.succeeded,'))).toEqual([]);
  expect(captures.map((fields) => `${fields[2]} ${fields[4]}`).sort()).toEqual(
    ours.map((row) => `${row.id} ${row.captured_minor}`).sort(),
  );
}

/** I5: one paid fact, one ledger entry and one quality line for what happened once; nothing was set aside. */
async function expectFactsOnce(): Promise<void> {
  const counts = await database.one<Record<string, number>>(sql`
    select (select count(*)::int from orders.orders) as orders,
      (select count(*)::int from kernel.outbox where type = 'order.paid') as paid_facts,
      (select count(distinct subject)::int from kernel.outbox where type = 'order.paid') as paid_subjects,
      (select count(*)::int from payments.payments) as payments,
      (select count(*)::int from ledger.transfers where kind = 'capture') as captures,
      (select count(*)::int from kernel.dead_letters) as dead_letters`);
  expect(counts.paid_facts, 'I5').toBe(counts.orders);
  expect(counts.paid_subjects, 'I5').toBe(counts.orders);
  expect(counts.captures, 'I5').toBe(counts.payments);
  expect(counts.dead_letters, 'nothing was set aside').toBe(0);
}

async function expectInteractionsKept(journal: Journal): Promise<void> {
  const rows = await database.rows<{ request_id: string; viewer_id: string; count: number }>(sql`
    select request_id, viewer_id, count(*)::int as count from interactions.actions where kind = 'impression' group by 1, 2`);
  const kept = new Map(rows.map((row) => [row.request_id, row]));
  const lost = journal.watched.filter(({ requestId, viewerId }) => kept.get(requestId)?.viewer_id !== viewerId);
  expect(lost, 'I4: acknowledged interactions').toEqual([]);
  expect(
    rows.filter((row) => row.count > 1),
    'an impression counts once',
  ).toEqual([]);
}

async function expectUploadsKept(journal: Journal): Promise<void> {
  startServer();
  await server.ready();
  for (const upload of journal.uploads) {
    const head = await fetch(server.url + upload.location, {
      method: 'HEAD',
      headers: { cookie: upload.cookie, 'tus-resumable': '1.0.0' },
    });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('upload-offset')), 'acknowledged parts').toBeGreaterThanOrEqual(
      upload.acknowledgedBytes,
    );
    expect(upload.acknowledgedBytes, 'parts were sent').toBeGreaterThan(0);
  }
}
