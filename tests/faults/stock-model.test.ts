/**
 * Random lives of goods and money against a small model (RELIABILITY T6, T12, T14): carts are ordered, cancelled, paid,
 * sent, refused, returned and refunded in any order, also where it makes no sense. After each batch the rooms' own stock,
 * ledger and refunds must be the model's. A failing run is cut to the shortest prefix that still fails.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjustStock } from '../../server/src/inventory/index.ts';
import { type Act, type NewFact, newId, Problem, sql } from '../../server/src/kernel/index.ts';
import { confirmPayments } from '../../server/src/orders/confirm-payment.ts';
import { cancelPaid, cancelUnpaid, dispatchOrder, placeOrder, refundLine } from '../../server/src/orders/index.ts';
import { receiveNotice } from '../../server/src/payments/receive-webhook.ts';
import { address, buildProduct, buildShop } from '../support/build.ts';
import { createRandom, isLongRun, sayHowToReplay, testSeed } from '../support/seeded-random.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';

const operationsCount = isLongRun ? 100_000 : 10_000;
/** One transaction; the states are compared at its end. */
const batchSize = 250;
const skusCount = 6;
const firstStock = 40;
const pricesMinor = [990, 2_680, 5_000, 9_999, 130, 77_777];

let opened: Awaited<ReturnType<typeof openTestWorld>>;
beforeAll(async () => {
  sayHowToReplay('tests/faults/stock-model.test.ts');
  opened = await openTestWorld();
});
afterAll(() => opened?.close());

type Operation =
  | { kind: 'place'; items: { sku: number; quantity: number }[] }
  | { kind: 'pay' | 'payTwice' | 'cancelUnpaid' | 'cancelPaid' | 'dispatch'; order: number }
  | { kind: 'refund'; order: number; line: number; share: number; restock: number }
  | { kind: 'adjust'; sku: number; delta: number };

type ModelLine = { sku: number; quantity: number; paidMinor: number; refundedMinor: number; returned: number };
type ModelOrder = {
  state: 'awaiting_payment' | 'awaiting_dispatch' | 'awaiting_receipt' | 'cancelled';
  /** Orders of one purchase are paid and, unpaid, cancelled together. */
  purchase: number;
  captured: boolean;
  lines: ModelLine[];
};

/** The whole of it: what a shop keeper with a notebook would expect. */
class Model {
  readonly stock = Array.from({ length: skusCount }, () => ({ putIn: firstStock, sold: 0, reserved: 0 }));
  readonly orders: ModelOrder[] = [];
  readonly ledger = { capture: 0, refund: 0 };
  purchases = 0;

  /** @returns whether the operation is possible; then it has happened. */
  take(operation: Operation): boolean {
    if (operation.kind === 'place') return this.place(operation.items);
    if (operation.kind === 'adjust') {
      const row = this.stock[operation.sku];
      if (!row || row.putIn + operation.delta - row.sold - row.reserved < 0) return false;
      row.putIn += operation.delta;
      return true;
    }
    const order = this.orders[operation.order];
    if (!order) return false;
    if (operation.kind === 'refund') return this.refund(order, operation.line, operation.share, operation.restock);
    const siblings = this.orders.filter((each) => each.purchase === order.purchase);
    if (operation.kind === 'pay' || operation.kind === 'payTwice') return this.pay(siblings);
    if (operation.kind === 'cancelUnpaid') {
      if (order.state !== 'awaiting_payment') return false;
      for (const each of siblings) {
        each.state = 'cancelled';
        for (const line of each.lines) this.of(line.sku).reserved -= line.quantity;
      }
      return true;
    }
    if (order.state !== 'awaiting_dispatch') return false;
    order.state = operation.kind === 'dispatch' ? 'awaiting_receipt' : 'cancelled';
    if (operation.kind === 'cancelPaid') {
      for (const line of order.lines) {
        this.of(line.sku).sold -= line.quantity - line.returned;
        this.ledger.refund += line.paidMinor - line.refundedMinor;
        line.refundedMinor = line.paidMinor;
      }
    }
    return true;
  }

  private of(sku: number) {
    const row = this.stock[sku];
    if (!row) throw new RangeError(`no SKU ${sku}`);
    return row;
  }

  private place(items: { sku: number; quantity: number }[]): boolean {
    const wanted = new Map<number, number>();
    for (const { sku, quantity } of items) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
    const short = [...wanted].some(([sku, quantity]) => {
      const { putIn, sold, reserved } = this.of(sku);
      return putIn - sold - reserved < quantity;
    });
    if (short) return false;
    for (const shop of [0, 1]) {
      const lines = [...wanted]
        .filter(([sku]) => sku % 2 === shop)
        .map(([sku, quantity]) => ({
          sku,
          quantity,
          paidMinor: (pricesMinor[sku] ?? 0) * quantity,
          refundedMinor: 0,
          returned: 0,
        }));
      if (lines.length === 0) continue;
      for (const line of lines) this.of(line.sku).reserved += line.quantity;
      this.orders.push({ state: 'awaiting_payment', purchase: this.purchases, captured: false, lines });
    }
    this.purchases += 1;
    return true;
  }

  /** Money arrives once a purchase; for one that is closed it goes straight back. */
  private pay(siblings: ModelOrder[]): boolean {
    if (siblings.some((order) => order.captured)) return true;
    const totalMinor = siblings.flatMap((order) => order.lines).reduce((sum, line) => sum + line.paidMinor, 0);
    this.ledger.capture += totalMinor;
    const open = siblings.every((order) => order.state === 'awaiting_payment');
    if (!open) this.ledger.refund += totalMinor;
    for (const order of siblings) {
      order.captured = true;
      if (!open) continue;
      order.state = 'awaiting_dispatch';
      for (const { sku, quantity } of order.lines) {
        this.of(sku).reserved -= quantity;
        this.of(sku).sold += quantity;
      }
    }
    return true;
  }

  private refund(order: ModelOrder, lineIndex: number, share: number, restock: number): boolean {
    const line = order.lines[lineIndex % order.lines.length];
    if (!line || (order.state !== 'awaiting_dispatch' && order.state !== 'awaiting_receipt')) return false;
    const refundMinor = refundOf(line.paidMinor, share);
    if (line.refundedMinor + refundMinor > line.paidMinor || line.returned + restock > line.quantity) return false;
    line.refundedMinor += refundMinor;
    line.returned += restock;
    this.of(line.sku).sold -= restock;
    this.ledger.refund += refundMinor;
    return true;
  }
}

const refundOf = (paidMinor: number, share: number) => Math.max(1, Math.floor(paidMinor * share));

function operationsOf(seed: number, count: number): Operation[] {
  const random = createRandom(seed);
  let orders = 0;
  /** Mostly the young ones: old orders are final. */
  const order = () => Math.max(0, orders - 1 - Math.floor(random.next() ** 2 * 30));
  return Array.from({ length: count }, (): Operation => {
    const dice = random.next();
    if (dice < 0.3) {
      orders += 1;
      const items = Array.from({ length: random.between(1, 4) }, () => ({
        sku: random.between(0, skusCount - 1),
        quantity: random.between(1, 5),
      }));
      return { kind: 'place', items };
    }
    if (dice < 0.5) return { kind: 'pay', order: order() };
    if (dice < 0.54) return { kind: 'payTwice', order: order() };
    if (dice < 0.64) return { kind: 'cancelUnpaid', order: order() };
    if (dice < 0.72) return { kind: 'cancelPaid', order: order() };
    if (dice < 0.79) return { kind: 'dispatch', order: order() };
    if (dice < 0.93)
      return {
        kind: 'refund',
        order: order(),
        line: random.between(0, 3),
        share: random.pick([0.001, 0.3, 0.5, 1]),
        restock: random.between(0, 3),
      };
    return { kind: 'adjust', sku: random.between(0, skusCount - 1), delta: random.between(-30, 60) };
  });
}

type Goods = { skuIds: string[] };
type Placed = { orderId: string; paymentId: string; purchaseId: string; totalMinor: number; lineIds: string[] };

/** Two shops, so that one cart becomes two orders. */
async function openGoods(world: TestWorld): Promise<Goods> {
  const shops = [await buildShop(world), await buildShop(world)];
  const skuIds: string[] = [];
  for (let sku = 0; sku < skusCount; sku += 1) {
    const product = await buildProduct(world, shops[sku % 2]?.id ?? '', {
      pricesMinor: [BigInt(pricesMinor[sku] ?? 1)],
      stock: firstStock,
    });
    skuIds.push(product.skuIds[0] ?? '');
  }
  return { skuIds };
}

/** Runs operations in the house and in the model. @returns the first difference, or undefined. */
async function compare(world: TestWorld, operations: readonly Operation[]): Promise<string | undefined> {
  const goods = await openGoods(world);
  const model = new Model();
  const escrowBefore = await escrowOf(world);
  const orders: Placed[] = [];
  for (let from = 0; from < operations.length; from += batchSize) {
    const batch = operations.slice(from, from + batchSize);
    const difference = await world.act(async (act) => {
      for (const [index, operation] of batch.entries()) {
        const happened = await apply(act, goods, orders, operation);
        const expected = model.take(operation);
        if (happened !== expected)
          return `operation ${from + index} ${JSON.stringify(operation)}: ${happened ? 'happened' : 'was refused'}, the model ${expected ? 'takes' : 'refuses'} it`;
      }
      return undefined;
    });
    const found = difference ?? (await stateDifference(world, goods, orders, model, escrowBefore));
    if (found) return `${found} (within ${from + batch.length} operations)`;
  }
  return undefined;
}

/** One operation under a savepoint, as a transaction of its own would be, without the price of its commit. */
async function apply(act: Act, goods: Goods, orders: Placed[], operation: Operation): Promise<boolean> {
  await act.run(sql`savepoint operation`);
  try {
    const happened = await perform(act, goods, orders, operation);
    await act.flushFacts();
    await act.run(sql`release savepoint operation`);
    return happened;
  } catch (error) {
    await act.run(sql`rollback to savepoint operation`);
    if (error instanceof Problem && error.status === 409) return false;
    throw error;
  }
}

async function perform(act: Act, { skuIds }: Goods, orders: Placed[], operation: Operation): Promise<boolean> {
  if (operation.kind === 'place') {
    const items = operation.items.map(({ sku, quantity }) => ({
      skuId: skuIds[sku] ?? '',
      quantity,
      scene: 'cart' as const,
      contentId: null,
    }));
    const placed = await placeOrder(act, {
      buyerId: newId(),
      accountId: undefined,
      items,
      address,
      paymentMethod: 'sandbox_wallet',
      note: '',
    });
    const lines = await act.rows<{ id: string; order_id: string; sku_id: string }>(
      sql`select id, order_id, sku_id from orders.lines where order_id = any(${placed.orders.map((order) => order.id)}::uuid[])`,
    );
    // The model lists a purchase's orders by shop and their lines by first mention.
    const mentioned = [...new Set(items.map((item) => item.skuId))];
    const made = placed.orders.map((order) => ({
      orderId: order.id,
      paymentId: placed.payment.id,
      purchaseId: placed.purchaseId,
      totalMinor: Number(placed.totalMinor),
      lineIds: mentioned
        .flatMap((skuId) => lines.filter((line) => line.order_id === order.id && line.sku_id === skuId))
        .map((line) => line.id),
      parity: skuIds.indexOf(lines.find((line) => line.order_id === order.id)?.sku_id ?? '') % 2,
    }));
    orders.push(...made.sort((a, b) => a.parity - b.parity));
    return true;
  }
  if (operation.kind === 'adjust') {
    await adjustStock(act, skuIds[operation.sku] ?? '', operation.delta, 'counted');
    return true;
  }
  const order = orders[operation.order];
  if (!order) return false;
  switch (operation.kind) {
    case 'pay':
    case 'payTwice':
      for (let copy = 0; copy < (operation.kind === 'pay' ? 1 : 2); copy += 1) await pay(act, order);
      return true;
    case 'cancelUnpaid':
      return (await cancelUnpaid(act, [order.orderId], 'buyer')).length > 0;
    case 'cancelPaid':
      await cancelPaid(act, order.orderId, 'buyer');
      return true;
    case 'dispatch':
      await dispatchOrder(act, order.orderId, { carrier: 'sf' });
      return true;
    case 'refund': {
      const lineId = order.lineIds[operation.line % order.lineIds.length] ?? '';
      const { paid_minor: paidMinor, state } = await act.one<{ paid_minor: bigint; state: string }>(
        sql`select line.paid_minor, o.state from orders.lines line join orders.orders o on o.id = line.order_id where line.id = ${lineId}`,
      );
      // After-sale opens no case on an order that is unpaid or cancelled.
      if (state !== 'awaiting_dispatch' && state !== 'awaiting_receipt') return false;
      await refundLine(act, {
        key: newId(),
        lineId,
        refundMinor: BigInt(refundOf(Number(paidMinor), operation.share)),
        restockQuantity: operation.restock,
        reason: 'quality',
      });
      return true;
    }
  }
}

/** The provider's notice, and what orders make of the fact it leaves, in the act at hand. */
async function pay(act: Act, order: Placed): Promise<void> {
  const told: NewFact[] = [];
  const listening: Act = {
    ...act,
    publish(fact) {
      told.push(fact);
      act.publish(fact);
    },
  };
  const world = { ...act.world, act: <Result>(work: (inner: Act) => Promise<Result>) => work(listening) };
  await receiveNotice(world, 'sandbox', {
    id: newId(),
    type: 'payment.captured',
    paymentId: order.paymentId,
    amountMinor: order.totalMinor,
    currency: 'CNY',
    occurredAt: act.now.toISOString(),
  });
  for (const fact of told) await confirmPayments(act, [{ id: newId(), data: fact.data } as never]);
}

async function stateDifference(
  world: TestWorld,
  goods: Goods,
  orders: Placed[],
  model: Model,
  escrowBefore: number,
): Promise<string | undefined> {
  const stock = await world.database.rows<{ sku_id: string; put_in: bigint; sold: bigint; reserved: bigint }>(
    sql`select sku_id, put_in, sold, reserved from inventory.stock where sku_id = any(${goods.skuIds}::uuid[])`,
  );
  const stockNow = goods.skuIds.map((skuId) => {
    const row = stock.find((each) => each.sku_id === skuId);
    return { putIn: Number(row?.put_in), sold: Number(row?.sold), reserved: Number(row?.reserved) };
  });
  if (JSON.stringify(stockNow) !== JSON.stringify(model.stock))
    return `stock ${JSON.stringify(stockNow)}, the model ${JSON.stringify(model.stock)}`;
  const rows = await world.database.rows<{ id: string; state: string; refunded: bigint }>(
    sql`select id, state, refunded_minor as refunded from orders.orders where id = any(${orders.map((order) => order.orderId)}::uuid[])`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [index, order] of orders.entries()) {
    const row = byId.get(order.orderId);
    const expected = model.orders[index];
    const refunded = expected?.lines.reduce((sum, line) => sum + line.refundedMinor, 0);
    if (row?.state !== expected?.state || Number(row?.refunded) !== refunded)
      return `order ${index} is ${row?.state} with ${row?.refunded} refunded, the model ${expected?.state} with ${refunded}`;
  }
  const references = [...new Set(orders.map((order) => order.paymentId))];
  const money = await world.database.one<{ captured: bigint; refunds: bigint; promised: bigint }>(sql`
    select coalesce(sum(captured_minor), 0)::bigint as captured, coalesce(sum(refunds_minor), 0)::bigint as refunds,
      (select coalesce(sum(amount_minor), 0)::bigint from payments.refunds where payment_id = any(${references}::uuid[])) as promised
    from payments.payments where id = any(${references}::uuid[])`);
  const escrow = (await escrowOf(world)) - escrowBefore;
  if (
    Number(money.captured) !== model.ledger.capture ||
    Number(money.refunds) !== model.ledger.refund ||
    money.promised !== money.refunds ||
    escrow !== model.ledger.capture - model.ledger.refund
  )
    return `money ${money.captured} in, ${money.refunds} back, ${escrow} in escrow; the model ${JSON.stringify(model.ledger)}`;
  return undefined;
}

/** What the ledger holds for orders: captures less refunds. */
async function escrowOf(world: TestWorld): Promise<number> {
  const { escrow } = await world.database.one<{ escrow: bigint }>(sql`
    select coalesce(sum(case when credit_account = 'escrow' then amount_minor when debit_account = 'escrow' then -amount_minor end), 0)::bigint as escrow
    from ledger.transfers where kind in ('capture', 'refund')`);
  return Number(escrow);
}

/** Halves and then trims what fails, on fresh goods each time. */
async function shortestFailure(world: TestWorld, operations: readonly Operation[]): Promise<string> {
  let [passing, failing] = [0, operations.length];
  let said = '';
  while (failing - passing > 1) {
    const middle = Math.floor((passing + failing) / 2);
    const found = await compare(world, operations.slice(0, middle));
    if (found) [failing, said] = [middle, found];
    else passing = middle;
  }
  return `${failing} operations are enough: ${said}\n${JSON.stringify(operations.slice(Math.max(0, failing - 12), failing), null, 1)}`;
}

test(`${operationsCount} random steps of carts, payments, refunds and stock are those of the model`, async () => {
  const { world } = opened;
  const operations = operationsOf(testSeed, operationsCount);
  const startedAt = performance.now();
  const difference = await compare(world, operations);
  process.stderr.write(
    `  ${operations.length} operations in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`,
  );
  const kinds = Object.groupBy(operations, (operation) => operation.kind);
  expect(Object.keys(kinds).length).toBe(8);
  if (difference) throw new Error(`${difference}\n${await shortestFailure(world, operations)}`);
}, 600_000);
