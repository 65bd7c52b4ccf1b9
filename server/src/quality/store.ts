import { type Act, json, type Queryable, sql } from '../kernel/index.ts';
import { derivedId, type NewLine, type NewLineFact, type Position, type Stage } from './book.ts';
import type { Loss } from './evaluate-line.ts';
import type { FactType } from './fact.ts';
import type { RatingSum } from './unrated-prior.ts';

/** Opens lines; a line told twice is opened once. @returns the ids that are new. */
export async function insertLines(
  act: Act,
  lines: readonly (NewLine & { paidDay: string; unratedBp: number })[],
  rulesetVersion: string,
): Promise<string[]> {
  if (lines.length === 0) return [];
  const rows = lines.map((line) => ({
    line_id: line.lineId,
    order_id: line.orderId,
    order_number: line.orderNumber,
    shop_id: line.shopId,
    product_id: line.productId,
    sku_id: line.skuId,
    category_id: line.categoryId,
    scene: line.scene,
    creator_id: line.creatorId,
    content_id: line.contentId,
    buyer_id: line.buyerId,
    currency: line.currency,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    paid_minor: line.paidMinor,
    subsidy_minor: line.subsidyMinor,
    paid_at: line.paidAt.toISOString(),
    paid_day: line.paidDay,
    unrated_bp: line.unratedBp,
  }));
  const opened = await act.rows<{ line_id: string }>(sql`
    with told as (
      select distinct on (line_id) * from jsonb_to_recordset(${json(rows)}::jsonb) as line (
        line_id uuid, order_id uuid, order_number text, shop_id uuid, product_id uuid, sku_id uuid, category_id text, scene text,
        creator_id uuid, content_id uuid, buyer_id uuid, currency text, quantity int, unit_price_minor bigint, paid_minor bigint,
        subsidy_minor bigint, paid_at timestamptz, paid_day date, unrated_bp int)
    ), opened as (
      insert into quality.lines (line_id, order_id, order_number, shop_id, product_id, sku_id, category_id, scene, creator_id,
        content_id, buyer_id, currency, quantity, unit_price_minor, paid_minor, subsidy_minor, paid_at, paid_day)
      select line_id, order_id, order_number, shop_id, product_id, sku_id, category_id, scene, creator_id,
        content_id, buyer_id, currency, quantity, unit_price_minor, paid_minor, subsidy_minor, paid_at, paid_day from told
      on conflict do nothing returning line_id
    )
    insert into quality.positions (line_id, order_id, shop_id, product_id, category_id, scene, creator_id, content_id, paid_at, paid_day,
      reached, revision, paid_minor, net_minor, clean_minor, qgmv_minor, gated, open_cases, unrated_bp, ruleset_version)
    select line_id, order_id, shop_id, product_id, category_id, scene, creator_id, content_id, paid_at, paid_day,
      'P', 0, paid_minor, paid_minor, paid_minor, paid_minor, false, 0, unrated_bp, ${rulesetVersion}
    from told join opened using (line_id) returning line_id`);
  return opened.map((row) => row.line_id);
}

/** Writes facts that are not in the book yet. @returns the new ones. */
export async function insertFacts(
  act: Act,
  facts: readonly NewLineFact[],
  knownAt: Date,
): Promise<{ lineId: string; type: FactType }[]> {
  if (facts.length === 0) return [];
  const rows = facts.map((fact) => ({
    fact_id: derivedId(fact.lineId, fact.type, fact.rootFactId),
    line_id: fact.lineId,
    type: fact.type,
    affected_minor: fact.affectedMinor,
    occurred_at: fact.occurredAt.toISOString(),
    root_fact_id: fact.rootFactId,
    evidence: fact.evidence,
  }));
  const written = await act.rows<{ line_id: string; type: FactType }>(sql`
    insert into quality.facts (fact_id, line_id, type, affected_minor, occurred_at, known_at, root_fact_id, evidence)
    select fact_id, line_id, type, coalesce(fact.affected_minor, line.paid_minor, 0), occurred_at, ${knownAt.toISOString()}::timestamptz,
      root_fact_id, evidence
    from jsonb_to_recordset(${json(rows)}::jsonb) as fact (
      fact_id uuid, line_id uuid, type text, affected_minor bigint, occurred_at timestamptz, root_fact_id uuid, evidence text)
    left join quality.lines line using (line_id)
    on conflict do nothing returning line_id, type`);
  return written.map((row) => ({ lineId: row.line_id, type: row.type }));
}

type PositionRow = {
  line_id: string;
  order_id: string;
  shop_id: string;
  product_id: string;
  category_id: string;
  scene: string;
  paid_day: string;
  reached: Stage;
  revision: number;
  paid_minor: bigint;
  net_minor: bigint;
  clean_minor: bigint;
  qgmv_minor: bigint;
  open_cases: number;
  matures_from: Date | null;
  due_at: Date | null;
  unrated_bp: number;
  ruleset_version: string;
};
const positionColumns = sql`line_id, order_id, shop_id, product_id, category_id, scene, paid_day::text, reached, revision, paid_minor, net_minor,
  clean_minor, qgmv_minor, open_cases, matures_from, due_at, unrated_bp, ruleset_version`;

function toPosition(row: PositionRow): Position {
  return {
    lineId: row.line_id,
    orderId: row.order_id,
    shopId: row.shop_id,
    productId: row.product_id,
    categoryId: row.category_id,
    scene: row.scene,
    paidDay: row.paid_day,
    reached: row.reached,
    revision: row.revision,
    paidMinor: row.paid_minor,
    netMinor: row.net_minor,
    cleanMinor: row.clean_minor,
    qgmvMinor: row.qgmv_minor,
    openCases: row.open_cases,
    maturesFrom: row.matures_from,
    dueAt: row.due_at,
    unratedBp: row.unrated_bp,
    rulesetVersion: row.ruleset_version,
  };
}

/** Locks the positions of lines, in the order of their ids. */
export async function lockPositions(act: Act, lineIds: readonly string[]): Promise<Position[]> {
  const rows = await act.rows<PositionRow>(sql`
    select ${positionColumns} from quality.positions where line_id = any(${lineIds}::uuid[]) order by line_id for update`);
  return rows.map(toPosition);
}

/** Locks positions whose next stage is due; another process takes others. */
export async function lockDuePositions(act: Act, now: Date, limit: number): Promise<Position[]> {
  const rows = await act.rows<PositionRow>(sql`
    select ${positionColumns} from quality.positions where due_at <= ${now.toISOString()}::timestamptz
    order by due_at limit ${limit} for update skip locked`);
  return rows.map(toPosition);
}

export type StoredFact = {
  factId: string;
  lineId: string;
  type: FactType;
  affectedMinor: bigint;
  occurredAt: Date;
  knownAt: Date;
  rootFactId: string;
  evidence: string;
};

/** Facts of lines, oldest first. */
export async function selectFacts(database: Queryable, lineIds: readonly string[]): Promise<StoredFact[]> {
  const rows = await database.rows<{
    fact_id: string;
    line_id: string;
    type: FactType;
    affected_minor: bigint;
    occurred_at: Date;
    known_at: Date;
    root_fact_id: string;
    evidence: string;
  }>(sql`
    select fact_id, line_id, type, affected_minor, occurred_at, known_at, root_fact_id, evidence
    from quality.facts where line_id = any(${lineIds}::uuid[]) order by occurred_at, fact_id`);
  return rows.map((row) => ({
    factId: row.fact_id,
    lineId: row.line_id,
    type: row.type,
    affectedMinor: row.affected_minor,
    occurredAt: row.occurred_at,
    knownAt: row.known_at,
    rootFactId: row.root_fact_id,
    evidence: row.evidence,
  }));
}

export type PositionChange = {
  lineId: string;
  reached: Stage;
  revision: number;
  netMinor: bigint;
  cleanMinor: bigint;
  qgmvMinor: bigint;
  openCases: number;
  maturesFrom: Date | null;
  dueAt: Date | null;
  unratedBp: number;
  rulesetVersion: string;
  losses: readonly Loss[];
};

/** Brings the projection of lines to what their facts say now. */
export async function updatePositions(act: Act, changes: readonly PositionChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({
    line_id: change.lineId,
    reached: change.reached,
    revision: change.revision,
    net_minor: change.netMinor,
    clean_minor: change.cleanMinor,
    qgmv_minor: change.qgmvMinor,
    gated: change.losses.some((loss) => loss.level === 'net_to_clean'),
    open_cases: change.openCases,
    matures_from: change.maturesFrom?.toISOString() ?? null,
    due_at: change.dueAt?.toISOString() ?? null,
    unrated_bp: change.unratedBp,
    ruleset_version: change.rulesetVersion,
  }));
  await act.run(sql`
    update quality.positions as position set reached = new.reached, revision = new.revision, net_minor = new.net_minor,
      clean_minor = new.clean_minor, qgmv_minor = new.qgmv_minor, gated = new.gated, open_cases = new.open_cases,
      matures_from = new.matures_from, due_at = new.due_at, unrated_bp = new.unrated_bp, ruleset_version = new.ruleset_version
    from jsonb_to_recordset(${json(rows)}::jsonb) as new (
      line_id uuid, reached text, revision int, net_minor bigint, clean_minor bigint, qgmv_minor bigint, gated boolean, open_cases int,
      matures_from timestamptz, due_at timestamptz, unrated_bp int, ruleset_version text)
    where position.line_id = new.line_id`);
}

/** Replaces the losses of lines whose figures changed. @returns those they had before, by line. */
export async function replaceLosses(
  act: Act,
  lines: readonly { lineId: string; losses: readonly Loss[] }[],
): Promise<Map<string, Loss[]>> {
  const before = new Map<string, Loss[]>();
  if (lines.length === 0) return before;
  const removed = await act.rows<{ line_id: string; code: string; level: Loss['level']; amount_minor: bigint }>(sql`
    delete from quality.losses where line_id = any(${lines.map((line) => line.lineId)}::uuid[])
    returning line_id, code, level, amount_minor`);
  for (const row of removed) {
    const losses = before.get(row.line_id) ?? [];
    losses.push({ code: row.code, level: row.level, amountMinor: row.amount_minor });
    before.set(row.line_id, losses);
  }
  const rows = lines.flatMap((line) =>
    line.losses.map((loss) => ({
      line_id: line.lineId,
      code: loss.code,
      level: loss.level,
      amount_minor: loss.amountMinor,
    })),
  );
  if (rows.length > 0) {
    await act.run(sql`
      insert into quality.losses (line_id, code, level, amount_minor)
      select line_id, code, level, amount_minor
      from jsonb_to_recordset(${json(rows)}::jsonb) as loss (line_id uuid, code text, level text, amount_minor bigint)`);
  }
  return before;
}

/** Rating sums of products and categories; what was never rated is absent. Keys: `product:<id>`, `category:<id>`. */
export async function selectRatingSums(
  database: Queryable,
  keys: { productIds: readonly string[]; categoryIds: readonly string[] },
): Promise<Map<string, RatingSum>> {
  const rows = await database.rows<{ scope: string; key: string; ratings_count: bigint; deduction_sum_bp: bigint }>(sql`
    select scope, key, ratings_count, deduction_sum_bp from quality.rating_sums
    where (scope = 'product' and key = any(${keys.productIds}::text[])) or (scope = 'category' and key = any(${keys.categoryIds}::text[]))`);
  return new Map(
    rows.map((row) => [
      `${row.scope}:${row.key}`,
      { ratingsCount: row.ratings_count, deductionSumBp: row.deduction_sum_bp },
    ]),
  );
}

/** Counts ratings for their products and categories, in the order of their keys. */
export async function addRatings(
  act: Act,
  ratings: readonly { productId: string; categoryId: string; deductionBp: number }[],
): Promise<void> {
  if (ratings.length === 0) return;
  await act.run(sql`
    insert into quality.rating_sums as known (scope, key, ratings_count, deduction_sum_bp)
    select scope, key, count(*), sum(bp) from (
      select 'product' as scope, product_id as key, bp from jsonb_to_recordset(${json(
        ratings.map((rating) => ({
          product_id: rating.productId,
          category_id: rating.categoryId,
          bp: rating.deductionBp,
        })),
      )}::jsonb) as rating (product_id text, category_id text, bp bigint)
      union all
      select 'category', category_id, bp from jsonb_to_recordset(${json(
        ratings.map((rating) => ({ category_id: rating.categoryId, bp: rating.deductionBp })),
      )}::jsonb) as rating (category_id text, bp bigint)
    ) as each group by scope, key order by scope, key
    on conflict (scope, key) do update set ratings_count = known.ratings_count + excluded.ratings_count,
      deduction_sum_bp = known.deduction_sum_bp + excluded.deduction_sum_bp`);
}

/** Learns what lines that have just settled kept of what was paid. */
export async function addKeepRates(
  act: Act,
  lines: readonly { categoryId: string; shopId: string; scene: string; paidMinor: bigint; qgmvMinor: bigint }[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    category_id: line.categoryId,
    shop_id: line.shopId,
    scene: line.scene,
    paid: line.paidMinor,
    qgmv: line.qgmvMinor,
  }));
  await act.run(sql`
    insert into quality.keep_rates as known (scope, key, lines_count, paid_sum, qgmv_sum, paid_squares, qgmv_squares, products_sum)
    select scope, key, count(*), sum(paid), sum(qgmv), sum(paid * paid), sum(qgmv * qgmv), sum(paid * qgmv)
    from jsonb_to_recordset(${json(rows)}::jsonb) as line (category_id text, shop_id text, scene text, paid numeric, qgmv numeric),
      lateral (values ('all', ''), ('category', category_id), ('shop', shop_id), ('scene', scene)) as scoped (scope, key)
    group by scope, key order by scope, key
    on conflict (scope, key) do update set lines_count = known.lines_count + excluded.lines_count,
      paid_sum = known.paid_sum + excluded.paid_sum, qgmv_sum = known.qgmv_sum + excluded.qgmv_sum,
      paid_squares = known.paid_squares + excluded.paid_squares, qgmv_squares = known.qgmv_squares + excluded.qgmv_squares,
      products_sum = known.products_sum + excluded.products_sum`);
}
