import type { z } from 'zod';
import { z as zod } from 'zod';
import { decodeCursor, encodeCursor, join, type Queryable, type Sql, sql, toMoneyJson } from '../kernel/index.ts';
import { type ShopCard, shopCards } from '../shops/index.ts';
import type { orderJson, orderTabs } from './contract.ts';
import { type LineRow, type OrderRow, orderColumns } from './store.ts';

export type OrderAnswer = z.input<typeof orderJson>;
export type OrderTab = (typeof orderTabs)[number];

const tabConditions: Record<OrderTab, Sql> = {
  all: sql`true`,
  awaiting_payment: sql`o.state = 'awaiting_payment'`,
  awaiting_dispatch: sql`o.state = 'awaiting_dispatch'`,
  awaiting_receipt: sql`o.state = 'awaiting_receipt'`,
  awaiting_review: sql`o.state = 'received' and exists (select 1 from orders.lines l where l.order_id = o.id and l.reviewed_at is null and l.refunded_minor < l.paid_minor)`,
  aftersale: sql`exists (select 1 from orders.lines l where l.order_id = o.id and l.aftersale_case_id is not null)`,
};

const cursorShape = zod.tuple([zod.iso.datetime(), zod.uuid()]);

/** Orders that fit the conditions, newest first, one page. */
export async function pageOrders(
  queryable: Queryable,
  conditions: readonly Sql[],
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: OrderRow[]; nextCursor: string | null }> {
  const all = [...conditions];
  if (page.cursor) {
    const [placedAt, id] = decodeCursor(page.cursor, cursorShape);
    all.push(sql`(o.placed_at, o.id) < (${placedAt}::timestamptz, ${id}::uuid)`);
  }
  const rows = await queryable.rows<OrderRow>(sql`
    select ${orderColumns} from orders.orders o where ${join(all, ' and ')} order by o.placed_at desc, o.id desc limit ${page.limit + 1}`);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  // Milliseconds are what a placed_at holds: it is written from JavaScript time.
  return {
    rows: shown,
    nextCursor: rows.length > page.limit && last ? encodeCursor([last.placed_at.toISOString(), last.id]) : null,
  };
}

export function tabCondition(tab: OrderTab): Sql {
  return tabConditions[tab];
}

/** How many orders of a buyer are under each tab, in one statement. */
export async function countTabs(queryable: Queryable, buyerId: string): Promise<Record<OrderTab, number>> {
  return queryable.one<Record<OrderTab, number>>(sql`
    select count(*)::int as "all",
      (count(*) filter (where ${tabConditions.awaiting_payment}))::int as awaiting_payment,
      (count(*) filter (where ${tabConditions.awaiting_dispatch}))::int as awaiting_dispatch,
      (count(*) filter (where ${tabConditions.awaiting_receipt}))::int as awaiting_receipt,
      (count(*) filter (where ${tabConditions.awaiting_review}))::int as awaiting_review,
      (count(*) filter (where ${tabConditions.aftersale}))::int as aftersale
    from orders.orders o where o.buyer_id = ${buyerId}`);
}

/** Orders as the API shows them. `viewpoint` decides what may be done and whose name is shown. */
export async function answerOrders(
  queryable: Queryable,
  rows: readonly OrderRow[],
  viewpoint: { kind: 'buyer'; now: Date } | { kind: 'shop'; now: Date; nicknames: ReadonlyMap<string, string> },
): Promise<OrderAnswer[]> {
  const cards = await shopCards(
    queryable,
    rows.map((row) => row.shop_id),
  );
  return rows.map((row) => answerOrder(row, cards.get(row.shop_id), viewpoint));
}

function answerOrder(
  row: OrderRow,
  shop: ShopCard | undefined,
  viewpoint: { kind: 'buyer'; now: Date } | { kind: 'shop'; now: Date; nicknames: ReadonlyMap<string, string> },
): OrderAnswer {
  if (!shop) throw new Error(`order ${row.id} without its shop`);
  const money = (amount: bigint | number) => toMoneyJson(BigInt(amount), row.currency);
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    number: row.number,
    purchaseId: row.purchase_id,
    paymentId: row.payment_id,
    state: row.state,
    shop,
    lines: row.lines.map((line) => answerLine(line, money)),
    amounts: {
      goods: money(row.goods_minor),
      discounts: row.discounts.map((discount) => ({ code: discount.code, amount: money(discount.amountMinor) })),
      freight: money(row.freight_minor),
      total: money(row.total_minor),
    },
    address: row.address,
    note: row.note,
    placedAt: row.placed_at.toISOString(),
    payBy: row.state === 'awaiting_payment' ? iso(row.pay_by) : null,
    paidAt: iso(row.paid_at),
    dispatchBy: iso(row.dispatch_by),
    dispatchedAt: iso(row.dispatched_at),
    deliveredAt: iso(row.delivered_at),
    autoReceiptAt: row.state === 'awaiting_receipt' ? iso(row.auto_receipt_at) : null,
    receivedAt: iso(row.received_at),
    cancelledAt: iso(row.cancelled_at),
    cancelledBy: row.cancelled_by,
    actions: viewpoint.kind === 'buyer' ? buyerActions(row, viewpoint.now) : [],
    buyerNickname: viewpoint.kind === 'shop' ? (viewpoint.nicknames.get(row.buyer_id) ?? null) : null,
  };
}

function answerLine(
  line: LineRow,
  money: (amount: number) => OrderAnswer['amounts']['total'],
): OrderAnswer['lines'][number] {
  return {
    id: line.id,
    productId: line.product_id,
    skuId: line.sku_id,
    title: line.title,
    options: line.options,
    image: line.image,
    quantity: line.quantity,
    unitPrice: money(line.unit_price_minor),
    paid: money(line.paid_minor),
    refunded: money(line.refunded_minor),
    contentId: line.content_id,
    reviewed: line.reviewed_at !== null,
    aftersale: line.aftersale_case_id
      ? { caseId: line.aftersale_case_id, state: line.aftersale_state ?? 'open' }
      : null,
  };
}

/** After-sale may be asked for until this long after receipt; the line has settled by then (DOMAIN 3.3). */
const aftersaleWindowMs = 15 * 86_400_000;

/** What the buyer may do now; the acts check again for themselves. */
function buyerActions(row: OrderRow, now: Date): OrderAnswer['actions'] {
  const refundable = row.lines.some(
    (line) =>
      line.refunded_minor < line.paid_minor &&
      (!line.aftersale_state || ['completed', 'withdrawn', 'expired'].includes(line.aftersale_state)),
  );
  switch (row.state) {
    case 'awaiting_payment':
      return ['pay', 'cancel'];
    case 'awaiting_dispatch':
      return [
        ...(row.reminded_at && now.getTime() - row.reminded_at.getTime() < 86_400_000
          ? []
          : (['remind_dispatch'] as const)),
        'cancel',
        ...(refundable && row.lines.length > 1 ? (['apply_refund'] as const) : []),
      ];
    case 'awaiting_receipt':
      return [
        'track',
        ...(row.receipt_extended ? [] : (['extend_receipt'] as const)),
        ...(refundable ? (['apply_refund'] as const) : []),
        'confirm_receipt',
      ];
    case 'received': {
      const reviewable = row.lines.some((line) => !line.reviewed_at && line.refunded_minor < line.paid_minor);
      const inWindow = row.received_at !== null && now.getTime() - row.received_at.getTime() < aftersaleWindowMs;
      return [
        'track',
        ...(refundable && inWindow ? (['apply_refund'] as const) : []),
        'buy_again',
        ...(reviewable ? (['review'] as const) : []),
      ];
    }
    case 'cancelled':
      return ['buy_again'];
  }
}
