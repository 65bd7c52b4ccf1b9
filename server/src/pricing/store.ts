import { type Act, json, type Queryable, sql } from '../kernel/index.ts';
import type { FreightRule, PriceRules, Promotion } from './quote.ts';

type RulesRow = {
  promotions:
    | {
        id: string;
        shop_id: string;
        kind: Promotion['kind'];
        product_ids: string[] | null;
        percent_off_bp: number | null;
        amount_off_minor: number | null;
        threshold_minor: number | null;
      }[]
    | null;
  freight_rules: { shop_id: string; freight_minor: number; free_from_minor: number }[] | null;
  customer_of: string[] | null;
};

const big = (value: number | null) => (value === null ? null : BigInt(value));

/** Everything a quote of these shops needs for this viewer, in one statement. */
export async function loadPriceRules(
  queryable: Queryable,
  viewerId: string,
  shopIds: readonly string[],
  now: Date,
): Promise<PriceRules> {
  const row = await queryable.one<RulesRow>(sql`
    select
      (select jsonb_agg(promotion) from (select id, shop_id, kind, product_ids, percent_off_bp, amount_off_minor, threshold_minor from pricing.promotions
        where shop_id = any(${shopIds}::uuid[]) and starts_at <= ${now} and ends_at > ${now}) promotion) as promotions,
      (select jsonb_agg(rule) from pricing.freight_rules rule where shop_id = any(${shopIds}::uuid[])) as freight_rules,
      (select array_agg(shop_id) from pricing.customers where viewer_id = ${viewerId} and shop_id = any(${shopIds}::uuid[])) as customer_of`);
  return { ...rulesOf(row), customerOf: new Set(row.customer_of ?? []) };
}

/** The rules of every shop, for read models that price many cards; `customersOf` adds the viewer's part. */
export async function loadAllPriceRules(queryable: Queryable, now: Date): Promise<Omit<PriceRules, 'customerOf'>> {
  const row = await queryable.one<RulesRow>(sql`
    select
      (select jsonb_agg(promotion) from (select id, shop_id, kind, product_ids, percent_off_bp, amount_off_minor, threshold_minor from pricing.promotions
        where starts_at <= ${now} and ends_at > ${now}) promotion) as promotions,
      (select jsonb_agg(rule) from pricing.freight_rules rule) as freight_rules, null as customer_of`);
  return rulesOf(row);
}

function rulesOf(row: RulesRow): { promotions: Promotion[]; freightRules: FreightRule[] } {
  return {
    promotions: (row.promotions ?? []).map((each) => ({
      id: each.id,
      shopId: each.shop_id,
      kind: each.kind,
      productIds: each.product_ids,
      percentOffBp: each.percent_off_bp,
      amountOffMinor: big(each.amount_off_minor),
      thresholdMinor: big(each.threshold_minor),
    })),
    freightRules: (row.freight_rules ?? []).map((rule) => ({
      shopId: rule.shop_id,
      freightMinor: BigInt(rule.freight_minor),
      freeFromMinor: BigInt(rule.free_from_minor),
    })),
  };
}

/** Shops this viewer has bought in. */
export async function customersOf(queryable: Queryable, viewerId: string): Promise<Set<string>> {
  const rows = await queryable.rows<{ shop_id: string }>(
    sql`select shop_id from pricing.customers where viewer_id = ${viewerId} limit 2000`,
  );
  return new Set(rows.map((row) => row.shop_id));
}

export async function insertCustomers(
  act: Act,
  customers: readonly { viewerId: string; shopId: string; at: string }[],
): Promise<void> {
  await act.run(sql`
    insert into pricing.customers (viewer_id, shop_id, first_paid_at)
    select distinct on ("viewerId", "shopId") "viewerId", "shopId", at
    from jsonb_to_recordset(${json(customers)}::jsonb) as customer ("viewerId" uuid, "shopId" uuid, at timestamptz)
    order by "viewerId", "shopId", at on conflict do nothing`);
}

export async function insertPromotion(
  act: Act,
  promotion: Promotion & { startsAt: Date; endsAt: Date },
): Promise<void> {
  await act.run(sql`
    insert into pricing.promotions (id, shop_id, kind, product_ids, percent_off_bp, amount_off_minor, threshold_minor, starts_at, ends_at)
    values (${promotion.id}, ${promotion.shopId}, ${promotion.kind}, ${promotion.productIds}::uuid[], ${promotion.percentOffBp}, ${promotion.amountOffMinor},
      ${promotion.thresholdMinor}, ${promotion.startsAt}, ${promotion.endsAt})`);
}

export async function upsertFreightRule(act: Act, rule: FreightRule): Promise<void> {
  await act.run(sql`
    insert into pricing.freight_rules (shop_id, freight_minor, free_from_minor) values (${rule.shopId}, ${rule.freightMinor}, ${rule.freeFromMinor})
    on conflict (shop_id) do update set freight_minor = excluded.freight_minor, free_from_minor = excluded.free_from_minor`);
}
