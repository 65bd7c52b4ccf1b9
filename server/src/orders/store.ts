import type { OrderScene } from '../events/index.ts';
import { type Act, json, nothing, type Queryable, sql } from '../kernel/index.ts';
import type { OrderState } from './order-state.ts';

export type Address = { name: string; phone: string; province: string; city: string; district: string; detail: string };
export type Image = { url: string; width: number; height: number; thumbhash: string | null };

export type NewOrderLine = {
  id: string;
  productId: string;
  skuId: string;
  categoryId: string;
  title: string;
  options: string[];
  image: Image | null;
  quantity: number;
  unitPriceMinor: bigint;
  paidMinor: bigint;
  scene: OrderScene;
  contentId: string | null;
  creatorId: string | null;
  commissionRateBp: number;
  noReasonReturn: boolean;
};

export type NewOrder = {
  id: string;
  number: string;
  shopId: string;
  paymentId: string;
  currency: string;
  goodsMinor: bigint;
  discounts: { code: string; amountMinor: bigint }[];
  freightMinor: bigint;
  totalMinor: bigint;
  address: Address;
  note: string;
  dispatchPromiseHours: number;
  placedAt: Date;
  payBy: Date;
  lines: NewOrderLine[];
};

/** Writes a purchase, its orders, their lines and first steps in one statement. */
export async function insertPurchase(
  act: Act,
  purchase: { id: string; paymentId: string; buyerId: string; currency: string; totalMinor: bigint },
  orders: readonly NewOrder[],
): Promise<void> {
  const lines = orders.flatMap((order) =>
    order.lines.map((line) => ({ ...line, orderId: order.id, shopId: order.shopId })),
  );
  const heads = orders.map(({ lines: _, ...order }) => order);
  await act.run(sql`
    with purchase as (
      insert into orders.purchases (id, buyer_id, payment_id, currency, total_minor, placed_at)
      values (${purchase.id}, ${purchase.buyerId}, ${purchase.paymentId}, ${purchase.currency}, ${purchase.totalMinor}, ${act.now})),
    head as (
      insert into orders.orders (id, number, purchase_id, payment_id, buyer_id, shop_id, state, currency, goods_minor, discounts, freight_minor, total_minor,
        address, note, dispatch_promise_hours, placed_at, pay_by)
      select id, number, ${purchase.id}, "paymentId", ${purchase.buyerId}, "shopId", 'awaiting_payment', currency, "goodsMinor", discounts, "freightMinor",
        "totalMinor", address, note, "dispatchPromiseHours", "placedAt", "payBy"
      from jsonb_to_recordset(${json(heads)}::jsonb) as head (id uuid, number text, "paymentId" uuid, "shopId" uuid, currency text, "goodsMinor" bigint,
        discounts jsonb, "freightMinor" bigint, "totalMinor" bigint, address jsonb, note text, "dispatchPromiseHours" int, "placedAt" timestamptz, "payBy" timestamptz)),
    step as (
      insert into orders.steps (order_id, from_state, to_state, actor, at)
      select (head ->> 'id')::uuid, null, 'awaiting_payment', ${act.actor ?? null}, ${act.now} from jsonb_array_elements(${json(heads)}::jsonb) head)
    insert into orders.lines (id, order_id, buyer_id, shop_id, product_id, sku_id, category_id, title, options, image, quantity, unit_price_minor, paid_minor,
      scene, content_id, creator_id, commission_rate_bp, no_reason_return)
    select id, "orderId", ${purchase.buyerId}, "shopId", "productId", "skuId", "categoryId", title,
      array(select jsonb_array_elements_text(options)), nullif(image, 'null'::jsonb), quantity, "unitPriceMinor", "paidMinor", scene, "contentId", "creatorId",
      "commissionRateBp", "noReasonReturn"
    from jsonb_to_recordset(${json(lines)}::jsonb) as line (id uuid, "orderId" uuid, "shopId" uuid, "productId" uuid, "skuId" uuid, "categoryId" text, title text,
      options jsonb, image jsonb, quantity int, "unitPriceMinor" bigint, "paidMinor" bigint, scene text, "contentId" uuid, "creatorId" uuid,
      "commissionRateBp" int, "noReasonReturn" boolean)`);
}

/** What a buyer has ordered in a calendar month (`YYYY-MM`) and not cancelled, less refunds. */
export async function spentSince(queryable: Queryable, buyerId: string, month: string, zone: string): Promise<bigint> {
  const row = await queryable.one<{ spent: bigint }>(sql`
    select coalesce(sum(total_minor - refunded_minor), 0)::bigint as spent from orders.orders
    where buyer_id = ${buyerId} and state <> 'cancelled' and to_char(placed_at at time zone ${zone}, 'YYYY-MM') = ${month}`);
  return row.spent;
}

export type OrderRow = {
  id: string;
  number: string;
  purchase_id: string;
  payment_id: string;
  buyer_id: string;
  shop_id: string;
  state: OrderState;
  currency: string;
  goods_minor: bigint;
  discounts: { code: string; amountMinor: number }[];
  freight_minor: bigint;
  total_minor: bigint;
  refunded_minor: bigint;
  address: Address;
  note: string;
  dispatch_promise_hours: number;
  placed_at: Date;
  pay_by: Date;
  paid_at: Date | null;
  dispatch_by: Date | null;
  dispatched_at: Date | null;
  delivered_at: Date | null;
  auto_receipt_at: Date | null;
  receipt_extended: boolean;
  received_at: Date | null;
  cancelled_at: Date | null;
  cancelled_by: string | null;
  reminded_at: Date | null;
  lines: LineRow[];
};

export type LineRow = {
  id: string;
  order_id: string;
  buyer_id: string;
  shop_id: string;
  product_id: string;
  sku_id: string;
  category_id: string;
  title: string;
  options: string[];
  image: Image | null;
  quantity: number;
  unit_price_minor: number;
  paid_minor: number;
  refunded_minor: number;
  returned_quantity: number;
  scene: OrderScene;
  content_id: string | null;
  creator_id: string | null;
  commission_rate_bp: number;
  no_reason_return: boolean;
  reviewed_at: string | null;
  aftersale_case_id: string | null;
  aftersale_state: string | null;
};

/** Columns of an order with its lines as one JSON array; amounts of lines are JSON integers. */
export const orderColumns = sql`o.id, o.number, o.purchase_id, o.payment_id, o.buyer_id, o.shop_id, o.state, o.currency, o.goods_minor, o.discounts, o.freight_minor,
  o.total_minor, o.refunded_minor, o.address, o.note, o.dispatch_promise_hours, o.placed_at, o.pay_by, o.paid_at, o.dispatch_by, o.dispatched_at, o.delivered_at,
  o.auto_receipt_at, o.receipt_extended, o.received_at, o.cancelled_at, o.cancelled_by, o.reminded_at,
  (select jsonb_agg(to_jsonb(line) order by line.id) from orders.lines line where line.order_id = o.id) as lines`;

export function findOrders(queryable: Queryable, ids: readonly string[]): Promise<OrderRow[]> {
  return queryable.rows<OrderRow>(sql`select ${orderColumns} from orders.orders o where o.id = any(${ids}::uuid[])`);
}

/** Orders of purchases, in no order: asking for one would make the planner walk the primary key instead of the purchases. */
export function findOrdersOfPurchases(queryable: Queryable, purchaseIds: readonly string[]): Promise<OrderRow[]> {
  return queryable.rows<OrderRow>(
    sql`select ${orderColumns} from orders.orders o where o.purchase_id = any(${purchaseIds}::uuid[])`,
  );
}

/** Holds the orders of purchases, in the order of their ids, until the act ends. */
export async function lockOrdersOfPurchases(act: Act, purchaseIds: readonly string[]): Promise<void> {
  await act.rows(
    sql`select 1 from orders.orders where purchase_id = any(${purchaseIds}::uuid[]) order by id for no key update`,
  );
}

export type FoundLine = LineRow & {
  order_state: OrderState;
  order_received_at: Date | null;
  currency: string;
  order_number: string;
};

/** A line of a buyer with where its order stands; `hold` keeps the order there until the act ends. */
export function findLine(
  queryable: Queryable,
  lineId: string,
  buyerId: string,
  hold?: 'hold',
): Promise<FoundLine | undefined> {
  return queryable.maybe<FoundLine>(sql`
    select line.id, line.order_id, line.buyer_id, line.shop_id, line.product_id, line.sku_id, line.category_id, line.title, line.options, line.image, line.quantity,
      line.unit_price_minor::float8 as unit_price_minor, line.paid_minor::float8 as paid_minor, line.refunded_minor::float8 as refunded_minor, line.returned_quantity,
      line.scene, line.content_id, line.creator_id, line.commission_rate_bp, line.no_reason_return, line.reviewed_at, line.aftersale_case_id, line.aftersale_state,
      o.state as order_state, o.received_at as order_received_at, o.currency, o.number as order_number
    from orders.lines line join orders.orders o on o.id = line.order_id where line.id = ${lineId} and line.buyer_id = ${buyerId} ${hold ? sql`for no key update of o` : nothing}`);
}

const exportMax = 5_000;

/** Every order of a buyer, for the data export. */
export function exportOrders(queryable: Queryable, buyerId: string): Promise<OrderRow[]> {
  return queryable.rows<OrderRow>(
    sql`select ${orderColumns} from orders.orders o where o.buyer_id = ${buyerId} order by o.placed_at desc limit ${exportMax}`,
  );
}
