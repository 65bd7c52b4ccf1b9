import { type Act, json, type Queryable, sql } from '../kernel/index.ts';
import type { CommissionState, Entry, LineMoney } from './line-money.ts';

type LineRow = {
  line_id: string;
  order_id: string;
  order_number: string;
  shop_id: string;
  product_id: string;
  content_id: string | null;
  creator_id: string | null;
  rate_bp: number;
  currency: string;
  paid_minor: bigint;
  refunded_minor: bigint;
  base_minor: bigint;
  accrued_minor: bigint;
  amount_minor: bigint;
  shop_minor: bigint;
  settled: boolean;
  state: CommissionState | null;
  revision: number;
  causes: string[];
  accrued_at: Date;
};
const lineColumns = sql`line_id, order_id, order_number, shop_id, product_id, content_id, creator_id, rate_bp, currency, paid_minor,
  refunded_minor, base_minor, accrued_minor, amount_minor, shop_minor, settled, state, revision, causes, accrued_at`;

function toLine(row: LineRow): LineMoney {
  return {
    lineId: row.line_id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    shopId: row.shop_id,
    productId: row.product_id,
    contentId: row.content_id,
    creatorId: row.creator_id,
    rateBp: row.rate_bp,
    currency: row.currency,
    paidMinor: row.paid_minor,
    refundedMinor: row.refunded_minor,
    baseMinor: row.base_minor,
    accruedMinor: row.accrued_minor,
    amountMinor: row.amount_minor,
    shopMinor: row.shop_minor,
    settled: row.settled,
    state: row.state,
    revision: row.revision,
    causes: row.causes,
    accruedAt: row.accrued_at,
  };
}

/** Locks lines in the order of their ids. */
export async function lockLines(act: Act, lineIds: readonly string[]): Promise<LineMoney[]> {
  const rows = await act.rows<LineRow>(
    sql`select ${lineColumns} from settlement.lines where line_id = any(${lineIds}::uuid[]) order by line_id for update`,
  );
  return rows.map(toLine);
}

export async function selectLine(database: Queryable, lineId: string): Promise<LineMoney | undefined> {
  const row = await database.maybe<LineRow>(sql`select ${lineColumns} from settlement.lines where line_id = ${lineId}`);
  return row && toLine(row);
}

/** Writes lines as they are now; a line of an older revision is not overwritten by a retry of itself. */
export async function saveLines(act: Act, lines: readonly LineMoney[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    line_id: line.lineId,
    order_id: line.orderId,
    order_number: line.orderNumber,
    shop_id: line.shopId,
    product_id: line.productId,
    content_id: line.contentId,
    creator_id: line.creatorId,
    rate_bp: line.rateBp,
    currency: line.currency,
    paid_minor: line.paidMinor,
    refunded_minor: line.refundedMinor,
    base_minor: line.baseMinor,
    accrued_minor: line.accruedMinor,
    amount_minor: line.amountMinor,
    shop_minor: line.shopMinor,
    settled: line.settled,
    state: line.state,
    revision: line.revision,
    causes: line.causes,
    accrued_at: line.accruedAt.toISOString(),
  }));
  await act.run(sql`
    insert into settlement.lines as known (${lineColumns})
    select line_id, order_id, order_number, shop_id, product_id, content_id, creator_id, rate_bp, currency, paid_minor,
      refunded_minor, base_minor, accrued_minor, amount_minor, shop_minor, settled, state, revision,
      array(select jsonb_array_elements_text(causes)), accrued_at
    from jsonb_to_recordset(${json(rows)}::jsonb) as line (
      line_id uuid, order_id uuid, order_number text, shop_id uuid, product_id uuid, content_id uuid, creator_id uuid, rate_bp int,
      currency text, paid_minor bigint, refunded_minor bigint, base_minor bigint, accrued_minor bigint, amount_minor bigint,
      shop_minor bigint, settled boolean, state text, revision int, causes jsonb, accrued_at timestamptz)
    on conflict (line_id) do update set refunded_minor = excluded.refunded_minor, base_minor = excluded.base_minor,
      amount_minor = excluded.amount_minor, shop_minor = excluded.shop_minor, settled = excluded.settled, state = excluded.state,
      revision = excluded.revision, causes = excluded.causes
    where known.revision < excluded.revision`);
}

export async function insertEntries(
  act: Act,
  entries: readonly (Entry & { lineId: string; revision: number; at: Date })[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    line_id: entry.lineId,
    revision: entry.revision,
    state: entry.state,
    base_minor: entry.baseMinor,
    amount_minor: entry.amountMinor,
    cause: entry.cause,
    at: entry.at.toISOString(),
  }));
  await act.run(sql`
    insert into settlement.entries (line_id, revision, state, base_minor, amount_minor, cause, at)
    select line_id, revision, state, base_minor, amount_minor, cause, at
    from jsonb_to_recordset(${json(rows)}::jsonb) as entry (
      line_id uuid, revision int, state text, base_minor bigint, amount_minor bigint, cause text, at timestamptz)
    on conflict do nothing`);
}

/** Keeps orders whose freight waits in escrow. */
export async function insertOrders(
  act: Act,
  orders: readonly { orderId: string; shopId: string; currency: string; freightMinor: number }[],
): Promise<void> {
  if (orders.length === 0) return;
  await act.run(sql`
    insert into settlement.orders (order_id, shop_id, currency, freight_minor)
    select "orderId", "shopId", currency, "freightMinor"
    from jsonb_to_recordset(${json(orders)}::jsonb) as told ("orderId" uuid, "shopId" uuid, currency text, "freightMinor" bigint)
    on conflict do nothing`);
}

/** Moves the freight of orders out of `held`, once. @returns those it moved. */
export async function moveFreight(
  act: Act,
  orderIds: readonly string[],
  to: 'released' | 'refunded',
): Promise<{ orderId: string; shopId: string; currency: string; freightMinor: bigint }[]> {
  if (orderIds.length === 0) return [];
  const rows = await act.rows<{ order_id: string; shop_id: string; currency: string; freight_minor: bigint }>(sql`
    update settlement.orders set freight_state = ${to} where order_id = any(${orderIds}::uuid[]) and freight_state = 'held'
    returning order_id, shop_id, currency, freight_minor`);
  return rows.map((row) => ({
    orderId: row.order_id,
    shopId: row.shop_id,
    currency: row.currency,
    freightMinor: row.freight_minor,
  }));
}

export type Content = { contentId: string; authorId: string; shopId: string | null; productIds: string[] };

/** Published contents among ids. */
export async function selectContents(
  database: Queryable,
  contentIds: readonly string[],
): Promise<Map<string, Content>> {
  if (contentIds.length === 0) return new Map();
  const rows = await database.rows<{
    content_id: string;
    author_id: string;
    shop_id: string | null;
    product_ids: string[];
  }>(sql`
    select content_id, author_id, shop_id, product_ids from settlement.contents where content_id = any(${contentIds}::uuid[]) and published`);
  return new Map(
    rows.map((row) => [
      row.content_id,
      { contentId: row.content_id, authorId: row.author_id, shopId: row.shop_id, productIds: row.product_ids },
    ]),
  );
}

export async function saveContent(act: Act, content: Content): Promise<void> {
  await act.run(sql`
    insert into settlement.contents (content_id, author_id, shop_id, product_ids, published)
    values (${content.contentId}, ${content.authorId}, ${content.shopId}, ${content.productIds}::uuid[], true)
    on conflict (content_id) do update set author_id = excluded.author_id, shop_id = excluded.shop_id,
      product_ids = excluded.product_ids, published = true`);
}

export async function withdrawContents(act: Act, contentIds: readonly string[]): Promise<void> {
  if (contentIds.length === 0) return;
  await act.run(sql`update settlement.contents set published = false where content_id = any(${contentIds}::uuid[])`);
}

export async function saveTitles(act: Act, titles: ReadonlyMap<string, string>): Promise<void> {
  if (titles.size === 0) return;
  const rows = [...titles].map(([product_id, title]) => ({ product_id, title }));
  await act.run(sql`
    insert into settlement.product_titles (product_id, title)
    select product_id, title from jsonb_to_recordset(${json(rows)}::jsonb) as told (product_id uuid, title text)
    on conflict (product_id) do update set title = excluded.title`);
}

/** The rates shops set, latest first each. */
export async function selectShopRates(database: Queryable, shopIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.rows<{ shop_id: string; rate_bp: number }>(sql`
    select distinct on (shop_id) shop_id, rate_bp from settlement.shop_rates where shop_id = any(${shopIds}::uuid[])
    order by shop_id, set_at desc`);
  return new Map(rows.map((row) => [row.shop_id, row.rate_bp]));
}

export type CommissionRow = {
  lineId: string;
  orderNumber: string;
  productTitle: string;
  rateBp: number;
  currency: string;
  baseMinor: bigint;
  amountMinor: bigint;
  state: CommissionState;
  accruedAt: Date;
};

/** Commissions of a creator, newest first; a reversed one shows what it was. */
export async function selectCommissions(
  database: Queryable,
  creatorId: string,
  page: { state: CommissionState | undefined; after: { at: string; lineId: string } | undefined; limit: number },
): Promise<CommissionRow[]> {
  const rows = await database.rows<{
    line_id: string;
    order_number: string;
    title: string | null;
    rate_bp: number;
    currency: string;
    base_minor: bigint;
    amount_minor: bigint;
    state: CommissionState;
    accrued_at: Date;
  }>(sql`
    select line_id, order_number, title, rate_bp, currency, state, accrued_at,
      case when state = 'reversed' then paid_minor else base_minor end as base_minor,
      case when state = 'reversed' then accrued_minor else amount_minor end as amount_minor
    from settlement.lines left join settlement.product_titles using (product_id)
    where creator_id = ${creatorId} ${page.state ? sql`and state = ${page.state}` : sql``}
      ${page.after ? sql`and (accrued_at, line_id) < (${page.after.at}::timestamptz, ${page.after.lineId}::uuid)` : sql``}
    order by accrued_at desc, line_id desc limit ${page.limit + 1}`);
  return rows.map((row) => ({
    lineId: row.line_id,
    orderNumber: row.order_number,
    productTitle: row.title ?? '',
    rateBp: row.rate_bp,
    currency: row.currency,
    baseMinor: row.base_minor,
    amountMinor: row.amount_minor,
    state: row.state,
    accruedAt: row.accrued_at,
  }));
}

/** What a creator has frozen, has earned, and lost to refunds and voids. */
export async function selectCommissionTotals(
  database: Queryable,
  creatorId: string,
): Promise<{ frozenMinor: bigint; settledMinor: bigint; reversedMinor: bigint }> {
  const row = await database.one<{ frozen: bigint; settled: bigint; reversed: bigint }>(sql`
    select coalesce(sum(amount_minor) filter (where state = 'frozen'), 0)::bigint as frozen,
      coalesce(sum(amount_minor) filter (where state = 'settled'), 0)::bigint as settled,
      coalesce(sum(accrued_minor - amount_minor), 0)::bigint as reversed
    from settlement.lines where creator_id = ${creatorId}`);
  return { frozenMinor: row.frozen, settledMinor: row.settled, reversedMinor: row.reversed };
}

/** Commission of a creator by business day of payment, without what was taken back; days without any are absent. */
export async function commissionDays(
  database: Queryable,
  creatorId: string,
  options: { fromDay: string; zone: string },
): Promise<{ day: string; amountMinor: bigint }[]> {
  const rows = await database.rows<{ day: string; amount: bigint }>(sql`
    select ((accrued_at at time zone ${options.zone})::date)::text as day, sum(amount_minor)::bigint as amount from settlement.lines
    where creator_id = ${creatorId} and accrued_at >= (${options.fromDay}::date)::timestamp at time zone ${options.zone}
    group by 1 order by 1`);
  return rows.map((row) => ({ day: row.day, amountMinor: row.amount }));
}
