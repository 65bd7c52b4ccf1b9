/**
 * The provider's notices come twice, late, in any order, forged, stale, cut short, or about another sum (RELIABILITY
 * T9, T10). Two towns live the same plan: one hears each notice once and in order, the other lives the storm. Both must
 * end in the same state.
 */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose, serveComposition } from '../../server/src/app/compose.ts';
import { drainSubscribers, newId, runDueWork, sql } from '../../server/src/kernel/index.ts';
import { cancelPaid, placeOrder } from '../../server/src/orders/index.ts';
import { createSandboxProvider } from '../../server/src/payments/index.ts';
import { signatureHeader, signNotice } from '../../server/src/payments/sandbox/signature.ts';
import { address, buildProduct, buildShop } from '../support/build.ts';
import { expectBooksToBalance } from '../support/invariants.ts';
import { createRandom, isLongRun, type Random, sayHowToReplay, testSeed } from '../support/seeded-random.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';

const purchasesCount = isLongRun ? 3_000 : 260;
const postsAtOnce = 12;
const secret = 'the sandbox secret of the storm, long enough';
const kinds = [
  'captured',
  'captured, then cancelled by the buyer',
  'failed, then captured',
  'failed',
  'captured late',
  'captured under two event ids',
  'captured too little',
  'captured too much',
  'captured nothing',
  'captured in another currency',
  'no notice at all',
] as const;
type Kind = (typeof kinds)[number];
type Purchase = { kind: Kind; paymentId: string; orderIds: string[]; purchaseId: string; totalMinor: number };
type Notice = Record<string, unknown> & { id: string };

type Town = { world: TestWorld; app: FastifyInstance; settle(): Promise<void>; close(): Promise<void> };
const towns: Town[] = [];

beforeAll(async () => {
  sayHowToReplay('tests/faults/payments-storm.test.ts');
  towns.push(await openTown(), await openTown());
});
afterAll(async () => {
  for (const town of towns) await town.close();
});

/** The server with a provider that takes every call and never tells: this test writes its notices. */
async function openTown(): Promise<Town> {
  const opened = await openTestWorld();
  const { world } = opened;
  const real = createSandboxProvider({ url: 'http://127.0.0.1:9', secret });
  const composition = compose({
    provider: {
      ...real,
      createPayment: async () => ({ reference: newId(), cashierUrl: null }),
      refund: async () => ({ reference: newId() }),
      query: async () => undefined,
    },
  });
  const app = await serveComposition(world, composition, { checkAnswers: true });
  return {
    world,
    app,
    async settle() {
      for (let round = 0; round < 3; round += 1) {
        await drainSubscribers(world, composition.subscribers);
        await runDueWork(world, composition.sweeps);
      }
      await drainSubscribers(world, composition.subscribers);
    },
    async close() {
      await app.close();
      await opened.close();
    },
  };
}

test('the storm ends where the calm ends; what is forged, stale or cut short has no effect', async () => {
  const [calm, storm] = towns as [Town, Town];
  const inOrder = await live(calm, undefined);
  const inStorm = await live(storm, createRandom(testSeed));
  expect(inStorm.state).toEqual(inOrder.state);
  expect(inStorm.refused).toBeGreaterThan(10);
  for (const town of towns) {
    const { count } = await town.world.database.one<{ count: number }>(
      sql`select count(*)::int as count from kernel.dead_letters`,
    );
    expect(count, 'no fact was set aside').toBe(0);
    await expectBooksToBalance(town.world);
  }
}, 120_000);

/** The same plan in one town; with a random the notices are a storm. @returns the final state by the plan's own numbers. */
async function live(town: Town, random: Random | undefined) {
  const { world } = town;
  const { purchases, skuIds } = await placeAll(world);
  const told: Notice[] = [];
  let refused = 0;
  const tell = async (notices: Notice[]) => {
    if (!random) {
      for (const notice of notices) await post(town, notice);
    } else {
      refused += await storm(town, random, [...notices, ...told.filter(() => random.chance(0.1))], purchases);
      told.push(...notices);
    }
    await town.settle();
  };
  await town.settle();
  await tell(purchases.flatMap((purchase) => noticesOf(purchase)));
  await world.businessClock.advance(31 * 60_000);
  await town.settle();
  await tell(purchases.filter(({ kind }) => kind === 'captured late').map((purchase) => captured(purchase)));
  for (const { kind, orderIds } of purchases) {
    if (kind !== 'captured, then cancelled by the buyer') continue;
    for (const orderId of orderIds) await world.act((act) => cancelPaid(act, orderId, 'buyer'));
  }
  await town.settle();
  const refunds = await world.database.rows<{ id: string; payment_id: string; amount_minor: bigint; currency: string }>(
    sql`select id, payment_id, amount_minor, currency from payments.refunds order by created_at, id`,
  );
  await tell(
    refunds.map((refund) => ({
      id: newId(),
      type: 'refund.succeeded',
      paymentId: refund.payment_id,
      refundId: refund.id,
      amountMinor: Number(refund.amount_minor),
      currency: refund.currency,
      occurredAt: new Date().toISOString(),
    })),
  );
  return { state: await finalState(world, purchases, skuIds), refused };
}

async function placeAll(world: TestWorld): Promise<{ purchases: Purchase[]; skuIds: string[] }> {
  const shop = await buildShop(world);
  const other = await buildShop(world);
  const one = await buildProduct(world, shop.id, { pricesMinor: [2_680n, 4_980n], stock: 100_000 });
  const two = await buildProduct(world, other.id, { pricesMinor: [990n], stock: 100_000 });
  const skuIds = [...one.skuIds, ...two.skuIds];
  const plan = createRandom(testSeed + 1);
  const purchases: Purchase[] = [];
  for (let index = 0; index < purchasesCount; index += 1) {
    const kind = kinds[index % kinds.length] ?? 'captured';
    const chosen = skuIds.filter((_, at) => at === index % skuIds.length || plan.chance(0.3));
    const quantities = chosen.map(() => plan.between(1, 3));
    const placed = await world.act((act) =>
      placeOrder(act, {
        buyerId: newId(),
        accountId: undefined,
        items: chosen.map((skuId, at) => ({
          skuId,
          quantity: quantities[at] ?? 1,
          scene: 'product_card',
          contentId: null,
        })),
        address,
        paymentMethod: 'sandbox_wallet',
        note: '',
      }),
    );
    purchases.push({
      kind,
      paymentId: placed.payment.id,
      purchaseId: placed.purchaseId,
      orderIds: placed.orders.map((order) => order.id),
      totalMinor: Number(placed.totalMinor),
    });
  }
  return { purchases, skuIds };
}

function captured(purchase: Purchase, change: Record<string, unknown> = {}): Notice {
  return {
    id: newId(),
    type: 'payment.captured',
    paymentId: purchase.paymentId,
    amountMinor: purchase.totalMinor,
    currency: 'CNY',
    occurredAt: new Date().toISOString(),
    ...change,
  };
}

function noticesOf(purchase: Purchase): Notice[] {
  const failed = captured(purchase, { type: 'payment.failed', reason: 'declined' });
  switch (purchase.kind) {
    case 'captured':
    case 'captured, then cancelled by the buyer':
      return [captured(purchase)];
    case 'failed, then captured':
      return [failed, captured(purchase)];
    case 'failed':
      return [failed];
    case 'captured under two event ids':
      return [captured(purchase), captured(purchase)];
    case 'captured too little':
      return [captured(purchase, { amountMinor: 1 })];
    case 'captured too much':
      return [captured(purchase, { amountMinor: purchase.totalMinor + 1 })];
    case 'captured nothing':
      return [captured(purchase, { amountMinor: 0 })];
    case 'captured in another currency':
      return [captured(purchase, { currency: 'USD' })];
    default:
      return [];
  }
}

type Sent = { bytes: Buffer; secret: string; ageSeconds: number };

async function send(town: Town, { bytes, secret: key, ageSeconds }: Sent): Promise<number> {
  const timestamp = Math.floor(town.world.systemClock.now().getTime() / 1_000) - ageSeconds;
  const answer = await town.app.inject({
    method: 'POST',
    url: '/api/v1/payment-webhooks/sandbox',
    headers: {
      'content-type': 'application/json',
      [signatureHeader]: `t=${timestamp},v1=${signNotice(key, timestamp, bytes)}`,
    },
    payload: bytes,
  });
  return answer.statusCode;
}

async function post(town: Town, notice: Notice): Promise<void> {
  expect(await send(town, { bytes: Buffer.from(JSON.stringify(notice)), secret, ageSeconds: 0 })).toBe(200);
}

/** Every notice one to five times, shuffled, several at once, among notices that are not the provider's. */
async function storm(town: Town, random: Random, notices: Notice[], purchases: Purchase[]): Promise<number> {
  const honest = notices.flatMap((notice) =>
    Array.from({ length: random.between(1, 5) }, () => ({ notice, hostile: undefined })),
  );
  const untouched = purchases.filter(({ kind }) => kind === 'no notice at all');
  const hostileKinds = ['forged', 'stale', 'from the future', 'cut short', 'other bytes', 'unsigned'] as const;
  const hostile = Array.from({ length: Math.max(18, Math.ceil(honest.length / 50)) }, (_, index) => ({
    notice: captured(random.pick(untouched)),
    hostile: hostileKinds[index % hostileKinds.length],
  }));
  const queue = random.shuffle<{ notice: Notice; hostile: (typeof hostileKinds)[number] | undefined }>([
    ...honest,
    ...hostile,
  ]);
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (!next.hostile) await post(town, next.notice);
      else expect([400, 401], next.hostile).toContain(await sendHostile(town, next.notice, next.hostile));
    }
  };
  await Promise.all(Array.from({ length: postsAtOnce }, work));
  return hostile.length;
}

async function sendHostile(town: Town, notice: Notice, how: string): Promise<number> {
  const bytes = Buffer.from(JSON.stringify(notice));
  if (how === 'forged') return send(town, { bytes, secret: 'a secret that is not the provider’s', ageSeconds: 0 });
  if (how === 'stale') return send(town, { bytes, secret, ageSeconds: 301 });
  if (how === 'from the future') return send(town, { bytes, secret, ageSeconds: -301 });
  if (how === 'cut short') return send(town, { bytes: bytes.subarray(0, bytes.length - 20), secret, ageSeconds: 0 });
  const timestamp = Math.floor(town.world.systemClock.now().getTime() / 1_000);
  const answer = await town.app.inject({
    method: 'POST',
    url: '/api/v1/payment-webhooks/sandbox',
    headers: {
      'content-type': 'application/json',
      ...(how === 'unsigned' ? {} : { [signatureHeader]: `t=${timestamp},v1=${signNotice(secret, timestamp, bytes)}` }),
    },
    payload: how === 'unsigned' ? bytes : Buffer.from(bytes.toString('utf8').replace('"CNY"', '"USD"')),
  });
  return answer.statusCode;
}

async function finalState(world: TestWorld, purchases: Purchase[], skuIds: string[]) {
  const rows = await world.database.rows<{ purchase_id: string; state: unknown }>(sql`
    select payment.purchase_id, json_build_object('payment', payment.state, 'captured', payment.captured_minor, 'refunds', payment.refunds_minor,
      'orders', (select json_agg(json_build_array(o.state, o.total_minor, o.refunded_minor, o.paid_at is not null) order by o.total_minor) from orders.orders o where o.purchase_id = payment.purchase_id),
      'refunded', (select json_agg(json_build_array(r.state, r.amount_minor, r.currency) order by r.amount_minor) from payments.refunds r where r.payment_id = payment.id)) as state
    from payments.payments payment`);
  const byPurchase = new Map(rows.map((row) => [row.purchase_id, row.state]));
  const ledger = await world.database.rows(sql`
    select kind, currency, count(*)::int as count, sum(amount_minor)::text as amount from ledger.transfers group by 1, 2 order by 1, 2`);
  const stock = await world.database.rows<{ sku_id: string }>(
    sql`select sku_id, put_in::int, sold::int, reserved::int from inventory.stock`,
  );
  return {
    purchases: purchases.map(({ kind, purchaseId }) => ({ kind, state: byPurchase.get(purchaseId) })),
    ledger,
    stock: skuIds.map((skuId) => ({ ...stock.find((row) => row.sku_id === skuId), sku_id: '' })),
  };
}

test('a signed notice that says nothing, or something else, is refused as malformed and not as our failure', async () => {
  const [town] = towns as [Town];
  for (const text of ['', 'null', '[]', '"text"', '{}', '{"id":"x","type":"payment.captured"}', '7', 'true']) {
    const status = await send(town, { bytes: Buffer.from(text), secret, ageSeconds: 0 });
    expect([400, 401, 422], text).toContain(status);
  }
});

test('a payment that is captured while its order is being cancelled is refunded in full, never kept', async () => {
  const [, town] = towns as [Town, Town];
  const { world } = town;
  const shop = await buildShop(world);
  const product = await buildProduct(world, shop.id, { stock: 10 });
  const { cancelUnpaid } = await import('../../server/src/orders/index.ts');
  const { confirmPayments } = await import('../../server/src/orders/confirm-payment.ts');
  const placed = await world.act((act) =>
    placeOrder(act, {
      buyerId: newId(),
      accountId: undefined,
      items: [{ skuId: product.skuIds[0] ?? '', quantity: 1, scene: 'product_card', contentId: null }],
      address,
      paymentMethod: 'sandbox_wallet',
      note: '',
    }),
  );
  const orderIds = placed.orders.map((order) => order.id);
  const purchase: Purchase = {
    kind: 'captured',
    paymentId: placed.payment.id,
    purchaseId: placed.purchaseId,
    orderIds,
    totalMinor: Number(placed.totalMinor),
  };
  await post(town, captured(purchase));
  // The buyer's cancel lands between the moment the confirmation has read the order and its first write.
  let cancelling: Promise<unknown> | undefined;
  await world.act(async (act) => {
    const [fact] = await act.rows<{ data: never; event_id: string }>(
      sql`select event_id, data from kernel.outbox where type = 'payment.captured' and subject = ${placed.purchaseId}`,
    );
    if (!fact) throw new Error('the capture was not told');
    const rows: typeof act.rows = async (statement) => {
      const found = await act.rows<never>(statement);
      if (!cancelling && /from orders\.orders/.test(statement.text)) {
        cancelling = world.act((other) => cancelUnpaid(other, orderIds, 'buyer'));
        // With the order locked the cancel waits for us; without, it is done here.
        await Promise.race([cancelling, new Promise((resolve) => setTimeout(resolve, 300))]);
      }
      return found;
    };
    await confirmPayments({ ...act, rows }, [{ id: fact.event_id, data: fact.data } as never]);
  });
  await cancelling;
  await world.database.run(
    sql`update kernel.subscriptions set (transaction_id, position) = (select transaction_id, position from kernel.outbox where type = 'payment.captured' order by transaction_id desc, position desc limit 1) where subscriber = 'orders.confirm-payment'`,
  );
  await town.settle();
  await expectBooksToBalance(world);
  const [order] = await world.database.rows<{ state: string; refunded: bigint; total_minor: bigint }>(sql`
    select o.state, o.total_minor, payment.refunds_minor as refunded from orders.orders o join payments.payments payment on payment.purchase_id = o.purchase_id
    where o.id = ${orderIds[0] ?? ''}`);
  expect(['awaiting_dispatch', 'cancelled']).toContain(order?.state);
  expect(order?.refunded).toBe(order?.state === 'cancelled' ? order?.total_minor : 0n);
  const stock = await world.database.one<{ sold: bigint; reserved: bigint }>(
    sql`select sold, reserved from inventory.stock where sku_id = ${product.skuIds[0] ?? ''}`,
  );
  expect(stock).toEqual({ sold: order?.state === 'cancelled' ? 0n : 1n, reserved: 0n });
});
