import { loadSkusForQuote } from '../catalog/index.ts';
import { accountCards } from '../identity/index.ts';
import { stockOf } from '../inventory/index.ts';
import {
  type BoundRoute,
  bind,
  businessDay,
  fromMoneyJson,
  hourMs,
  join,
  notFound,
  type Principal,
  type Queryable,
  type Sql,
  sql,
  toMoneyJson,
  type World,
} from '../kernel/index.ts';
import { findPayment, type PaymentRow, retryPayment } from '../payments/index.ts';
import { estimatedArrival } from '../shipping/index.ts';
import { shopCards } from '../shops/index.ts';
import { untilDecided } from './await-payment.ts';
import { cancelPaid, cancelUnpaid } from './cancel-order.ts';
import { confirmReceipts, extendReceipt } from './confirm-receipt.ts';
import * as contract from './contract.ts';
import { dispatchOrder, remindDispatch } from './dispatch-order.ts';
import { remindedToday, wrongState } from './errors.ts';
import { mergeItems, placeOrder, quoteItems, readOrderRestrictions } from './place-order.ts';
import { answerOrders, countTabs, type OrderAnswer, pageOrders, tabCondition } from './read-orders.ts';
import { type OrderRow, orderColumns } from './store.ts';

type Reader = { world: World; principal: Principal };

function answerPayment(row: PaymentRow) {
  const refunded = row.refunds_minor > 0n && row.state === 'captured';
  const state = refunded
    ? row.refunds_minor === row.captured_minor
      ? 'refunded'
      : 'partly_refunded'
    : row.state === 'created' || row.state === 'submitted'
      ? 'pending'
      : row.state;
  return {
    id: row.id,
    purchaseId: row.purchase_id,
    state: state as 'pending',
    amount: toMoneyJson(row.amount_minor, row.currency),
    method: row.method as 'sandbox_wallet',
    payBy: row.pay_by.toISOString(),
    failure: row.failure,
    cashierUrl: row.cashier_url,
  };
}

/** The order when it is the caller's own, or of a shop the caller works for; otherwise it does not exist for them. */
async function findMine(
  queryable: Queryable,
  principal: Principal,
  id: string,
  as: 'buyer' | 'shop' | 'either',
): Promise<OrderRow> {
  const conditions: Sql[] = [];
  if (as !== 'shop') conditions.push(sql`o.buyer_id = ${principal.viewerId}`);
  if (as !== 'buyer') conditions.push(sql`o.shop_id = any(${principal.shopIds}::uuid[])`);
  const row = await queryable.maybe<OrderRow>(
    sql`select ${orderColumns} from orders.orders o where o.id = ${id} and (${join(conditions, ' or ')})`,
  );
  if (!row) throw notFound();
  return row;
}

async function answerOne(
  queryable: Queryable,
  { world, principal }: Reader,
  id: string,
  as: 'buyer' | 'shop',
): Promise<OrderAnswer> {
  const row = await findMine(queryable, principal, id, as);
  const now = world.businessClock.now();
  const [answer] = await answerOrders(
    queryable,
    [row],
    as === 'buyer' ? { kind: 'buyer', now } : { kind: 'shop', now, nicknames: await nicknamesOf(queryable, [row]) },
  );
  if (!answer) throw notFound();
  return answer;
}

async function nicknamesOf(queryable: Queryable, rows: readonly OrderRow[]): Promise<Map<string, string>> {
  const cards = await accountCards(
    queryable,
    rows.map((row) => row.buyer_id),
  );
  return new Map(cards.map((card) => [card.id, card.nickname]));
}

export const routes: BoundRoute[] = [
  bind(contract.quoteCheckout, async ({ world, principal, body }) => {
    const items = mergeItems(
      body.items.map((item) => ({
        skuId: item.skuId,
        quantity: item.quantity,
        scene: item.scene,
        contentId: item.contentId,
      })),
    );
    const now = world.businessClock.now();
    const skus = new Map(
      (
        await loadSkusForQuote(
          world.database,
          items.map((item) => item.skuId),
        )
      ).map((sku) => [sku.skuId, sku]),
    );
    const stock = await stockOf(
      world.database,
      items.map((item) => item.skuId),
    );
    const shops = await quoteItems({ ...world.database, now }, principal.viewerId, items, skus);
    const cards = await shopCards(
      world.database,
      shops.map((shop) => shop.shopId),
    );
    const currency = skus.values().next().value?.currency ?? 'CNY';
    const money = (amount: bigint) => toMoneyJson(amount, currency);
    return {
      shops: shops.flatMap((shop) => {
        const card = cards.get(shop.shopId);
        if (!card) return [];
        const promiseHours = Math.min(...shop.lines.map((line) => skus.get(line.key)?.dispatchPromiseHours ?? 48));
        return [
          {
            shop: card,
            lines: shop.lines.flatMap((line) => {
              const sku = skus.get(line.key);
              if (!sku) return [];
              return [
                {
                  skuId: sku.skuId,
                  productId: sku.productId,
                  title: sku.title,
                  options: sku.options,
                  image: sku.image,
                  quantity: line.quantity,
                  unitPrice: money(line.unitPriceMinor),
                  payable: money(line.payableMinor),
                  stock: stock.get(sku.skuId)?.available ?? 0,
                },
              ];
            }),
            amounts: {
              goods: money(shop.goodsMinor),
              discounts: shop.discounts.map((discount) => ({
                code: discount.code,
                amount: money(discount.amountMinor),
              })),
              freight: money(shop.freightMinor),
              total: money(shop.totalMinor),
            },
            arrivesBy: businessDay(estimatedArrival(now, promiseHours), world.config.zone),
          },
        ];
      }),
      total: money(shops.reduce((sum, shop) => sum + shop.totalMinor, 0n)),
      problems: items.flatMap((item) => {
        const sku = skus.get(item.skuId);
        if (sku?.state !== 'published') return [{ skuId: item.skuId, code: 'orders.goods_unavailable' }];
        return (stock.get(item.skuId)?.available ?? 0) < item.quantity
          ? [{ skuId: item.skuId, code: 'inventory.sold_out' }]
          : [];
      }),
    };
  }),

  bind(contract.placeOrder, async (call) => {
    const restrictions = await readOrderRestrictions(call.world);
    return call.once(async (act) => {
      const { body, principal } = call;
      const placed = await placeOrder(
        act,
        {
          buyerId: principal.viewerId,
          accountId: principal.accountId,
          items: body.items.map((item) => ({
            skuId: item.skuId,
            quantity: item.quantity,
            scene: item.scene,
            contentId: item.contentId,
          })),
          address: body.address,
          paymentMethod: body.paymentMethod,
          expectedTotal: body.expectedTotal && fromMoneyJson(body.expectedTotal),
          note: body.note,
        },
        restrictions,
      );
      const money = (amount: bigint) => toMoneyJson(amount, placed.currency);
      return {
        purchaseId: placed.purchaseId,
        orders: placed.orders.map((order) => ({
          id: order.id,
          number: order.number,
          shopId: order.shopId,
          total: money(order.totalMinor),
        })),
        total: money(placed.totalMinor),
        payment: {
          id: placed.payment.id,
          purchaseId: placed.purchaseId,
          state: 'pending' as const,
          amount: money(placed.totalMinor),
          method: body.paymentMethod,
          payBy: placed.payment.payBy.toISOString(),
          failure: null,
          cashierUrl: null,
        },
      };
    });
  }),

  bind(contract.readPayment, async ({ world, principal, params, query }) => {
    const row = await untilDecided(world, params.id, query.waitMs, async () => {
      const found = await findPayment(world.database, params.id, principal.viewerId);
      if (!found) throw notFound();
      return asPaid(world, found);
    });
    return answerPayment(row);
  }),
  bind(contract.retryPayment, (call) =>
    call.once(async (act) => {
      const known = await findPayment(act, call.params.id, call.principal.viewerId);
      if (!known) throw notFound();
      return answerPayment(await retryPayment(act, call.params.id, call.principal.viewerId, call.body.method));
    }),
  ),

  bind(contract.listOrders, async ({ world, principal, query }) => {
    const page = await pageOrders(
      world.database,
      [sql`o.buyer_id = ${principal.viewerId}`, tabCondition(query.tab)],
      query,
    );
    const items = await answerOrders(world.database, page.rows, { kind: 'buyer', now: world.businessClock.now() });
    return { items, nextCursor: page.nextCursor, counts: await countTabs(world.database, principal.viewerId) };
  }),
  bind(contract.readOrder, async ({ world, principal, params }) => {
    const row = await findMine(world.database, principal, params.id, 'either');
    return answerOne(
      world.database,
      { world, principal },
      params.id,
      row.buyer_id === principal.viewerId ? 'buyer' : 'shop',
    );
  }),
  bind(contract.cancelOrder, (call) =>
    call.once(async (act) => {
      const order = await findMine(act, call.principal, call.params.id, 'buyer');
      if (order.state === 'awaiting_payment') {
        if ((await cancelUnpaid(act, [order.id], 'buyer')).length === 0) throw wrongState();
      } else await cancelPaid(act, order.id, 'buyer');
      return answerOne(act, call, order.id, 'buyer');
    }),
  ),
  bind(contract.confirmReceipt, (call) =>
    call.once(async (act) => {
      const order = await findMine(act, call.principal, call.params.id, 'buyer');
      if ((await confirmReceipts(act, [order.id], 'buyer')).length === 0) throw wrongState();
      return answerOne(act, call, order.id, 'buyer');
    }),
  ),
  bind(contract.extendReceipt, async ({ world, principal, params }) => {
    await world.act((act) => extendReceipt(act, params.id, principal.viewerId), principal.viewerId);
    return answerOne(world.database, { world, principal }, params.id, 'buyer');
  }),
  bind(contract.remindDispatch, async ({ world, principal, params }) => {
    const outcome = await world.act((act) => remindDispatch(act, params.id, principal.viewerId), principal.viewerId);
    if (outcome === 'too_soon') throw remindedToday();
    if (outcome === 'not_waiting') throw wrongState();
    return answerOne(world.database, { world, principal }, params.id, 'buyer');
  }),

  bind(contract.listShopOrders, async ({ world, principal, query }) => {
    const now = world.businessClock.now();
    const shopIds = query.shopId ? principal.shopIds.filter((id) => id === query.shopId) : principal.shopIds;
    const mine = sql`o.shop_id = any(${shopIds}::uuid[])`;
    const conditions: Sql[] = [mine];
    if (query.state) conditions.push(sql`o.state = ${query.state}`);
    if (query.due === 'late') conditions.push(sql`o.state = 'awaiting_dispatch' and o.dispatch_by <= ${now}`);
    if (query.due === 'soon')
      conditions.push(
        sql`o.state = 'awaiting_dispatch' and o.dispatch_by > ${now} and o.dispatch_by <= ${new Date(now.getTime() + 12 * hourMs)}`,
      );
    if (query.q) {
      const pattern = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`;
      conditions.push(
        sql`(o.number like ${pattern} or exists (select 1 from orders.lines l where l.order_id = o.id and l.title ilike ${pattern}))`,
      );
    }
    const page = await pageOrders(world.database, conditions, query);
    const items = await answerOrders(world.database, page.rows, {
      kind: 'shop',
      now,
      nicknames: await nicknamesOf(world.database, page.rows),
    });
    const counts = await world.database.rows<{ state: string; count: number }>(
      sql`select o.state, count(*)::int as count from orders.orders o where ${mine} group by 1`,
    );
    return {
      items,
      nextCursor: page.nextCursor,
      counts: Object.fromEntries(counts.map((row) => [row.state, row.count])),
    };
  }),
  bind(contract.dispatchOrder, (call) =>
    call.once(async (act) => {
      const order = await findMine(act, call.principal, call.params.id, 'shop');
      await dispatchOrder(act, order.id, call.body);
      return answerOne(act, call, order.id, 'shop');
    }),
  ),
  bind(contract.cancelByShop, (call) =>
    call.once(async (act) => {
      const order = await findMine(act, call.principal, call.params.id, 'shop');
      await cancelPaid(act, order.id, 'merchant');
      return answerOne(act, call, order.id, 'shop');
    }),
  ),
];

/** A captured payment whose orders are not confirmed yet still reads as pending: "paid" means the shop sees it. */
async function asPaid(world: World, row: PaymentRow): Promise<PaymentRow> {
  if (row.state !== 'captured' || row.refunds_minor > 0n) return row;
  // All states are read and looked at here: the condition in SQL tempts the planner to walk every unpaid order.
  const states = await world.database.rows<{ state: string }>(
    sql`select state from orders.orders where purchase_id = ${row.purchase_id}`,
  );
  return states.some((order) => order.state === 'awaiting_payment') ? { ...row, state: 'submitted' } : row;
}
