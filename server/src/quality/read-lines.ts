import { join, type Queryable, type Sql, sql } from '../kernel/index.ts';
import type { Stage, StageRow } from './book.ts';
import { evaluateLine, type Loss, type LossLevel } from './evaluate-line.ts';
import { forecastQgmv, readKeepRates } from './forecast.ts';
import { dueAt, readCourse } from './line-course.ts';
import { conditionsOf, type LineFilter } from './read-totals.ts';
import type { FactRule } from './ruleset.ts';
import { rulesetOf } from './rulesets/index.ts';
import { selectStages } from './stage-store.ts';
import { type StoredFact, selectFacts } from './store.ts';

/** A quality line as people read it; names of shops, goods and creators are joined by the caller. */
export type QualityLine = {
  lineId: string;
  orderId: string;
  orderNumber: string;
  shopId: string;
  productId: string;
  creatorId: string | null;
  contentId: string | null;
  categoryId: string;
  scene: string;
  buyerId: string;
  currency: string;
  paidAt: Date;
  stage: Stage;
  paidMinor: bigint;
  netMinor: bigint;
  cleanMinor: bigint;
  qgmvMinor: bigint;
  lostMinor: bigint;
  /** Forecast until the line settles, then null. */
  expectedQgmvMinor: bigint | null;
  losses: Loss[];
};

type LineRow = {
  line_id: string;
  order_id: string;
  order_number: string;
  shop_id: string;
  product_id: string;
  creator_id: string | null;
  content_id: string | null;
  category_id: string;
  scene: string;
  buyer_id: string;
  currency: string;
  paid_at: Date;
  reached: Stage;
  paid_minor: bigint;
  net_minor: bigint;
  clean_minor: bigint;
  qgmv_minor: bigint;
  losses: { code: string; level: LossLevel; amount: string }[] | null;
};

export type LineSort = 'paid_at' | 'lost' | 'paid';
/** Where a page continues: the sort value of its last line (a time as text, or fen) and its id. */
export type LineCursor = { value: string; lineId: string };

const sortValues: Record<LineSort, Sql> = {
  paid_at: sql`position.paid_at`,
  lost: sql`(position.paid_minor - position.qgmv_minor)`,
  paid: sql`position.paid_minor`,
};

const lineColumns = sql`position.line_id, position.order_id, line.order_number, position.shop_id, position.product_id, position.creator_id,
  position.content_id, position.category_id, position.scene, line.buyer_id, line.currency, position.paid_at, position.reached,
  position.paid_minor, position.net_minor, position.clean_minor, position.qgmv_minor,
  (select jsonb_agg(jsonb_build_object('code', code, 'level', level, 'amount', amount_minor::text) order by amount_minor desc, code)
    from quality.losses where losses.line_id = position.line_id) as losses`;

/** Lines of a filter, largest sort value first, one more than `limit` when there are more. */
export async function listLines(
  database: Queryable,
  filter: LineFilter & { reason?: string | undefined; stage?: Stage | undefined },
  page: { sort: LineSort; after: LineCursor | undefined; limit: number },
): Promise<QualityLine[]> {
  const conditions = [conditionsOf(filter)];
  if (filter.stage) conditions.push(sql`position.reached = ${filter.stage}`);
  if (filter.reason) {
    conditions.push(
      sql`exists (select from quality.losses where losses.line_id = position.line_id and code = ${filter.reason})`,
    );
  }
  const value = sortValues[page.sort];
  if (page.after) {
    const bound = page.sort === 'paid_at' ? sql`${page.after.value}::timestamptz` : sql`${page.after.value}::bigint`;
    conditions.push(sql`(${value}, position.line_id) < (${bound}, ${page.after.lineId}::uuid)`);
  }
  const rows = await database.rows<LineRow>(sql`
    select ${lineColumns} from quality.positions as position join quality.lines as line using (line_id)
    where ${join(conditions, ' and ')} order by ${value} desc, position.line_id desc limit ${page.limit + 1}`);
  return withForecasts(database, rows);
}

/** The cursor that continues after a line. */
export function cursorAfter(line: QualityLine, sort: LineSort): LineCursor {
  const value =
    sort === 'paid_at' ? line.paidAt.toISOString() : String(sort === 'paid' ? line.paidMinor : line.lostMinor);
  return { value, lineId: line.lineId };
}

export type LineDetail = QualityLine & {
  facts: (StoredFact & { rule: FactRule; counted: boolean })[];
  stages: StageRow[];
  rulesetVersion: string;
  matures: { settlesAt: Date | null; maturesAt: Date | null; locksAt: Date | null };
};

/** One line with its facts (and whether each counts), its stage rows and its next dates. */
export async function findLine(database: Queryable, lineId: string): Promise<LineDetail | undefined> {
  const rows = await database.rows<LineRow & { unrated_bp: number; ruleset_version: string }>(sql`
    select ${lineColumns}, position.unrated_bp, position.ruleset_version
    from quality.positions as position join quality.lines as line using (line_id) where position.line_id = ${lineId}`);
  const row = rows[0];
  if (!row) return undefined;
  const [line] = await withForecasts(database, rows);
  if (!line) return undefined;
  const facts = await selectFacts(database, [lineId]);
  const stages = await selectStages(database, lineId);
  const ruleset = rulesetOf(row.ruleset_version);
  const value = evaluateLine(
    {
      paidMinor: row.paid_minor,
      facts: facts.map((fact) => ({ ...fact, id: fact.factId })),
      references: { unratedBp: row.unrated_bp, price: null },
    },
    ruleset,
  );
  const course = readCourse(facts, value.netMinor);
  const reachedAt = (kind: Stage) => stages.find((stage) => stage.kind === kind)?.occurredAt ?? null;
  return {
    ...line,
    facts: facts.map((fact) => ({
      ...fact,
      rule: ruleset.facts[fact.type],
      counted: value.countedFactIds.has(fact.factId),
    })),
    stages,
    rulesetVersion: row.ruleset_version,
    matures: {
      settlesAt: reachedAt('S') ?? dueAt('P', course, ruleset),
      maturesAt: reachedAt('M') ?? dueAt('S', course, ruleset),
      locksAt: reachedAt('L') ?? dueAt('M', course, ruleset),
    },
  };
}

/** When lines settle: the due time while provisional, null when it is not known yet or the line has settled. */
export async function settlesAtOf(database: Queryable, lineIds: readonly string[]): Promise<Map<string, Date>> {
  if (lineIds.length === 0) return new Map();
  const rows = await database.rows<{ line_id: string; due_at: Date }>(sql`
    select line_id, due_at from quality.positions where line_id = any(${lineIds}::uuid[]) and reached = 'P' and due_at is not null`);
  return new Map(rows.map((row) => [row.line_id, row.due_at]));
}

/** Distinct values to filter by, the most paid first: what has quality lines at all. */
export async function filterValues(
  database: Queryable,
  limit: number,
): Promise<{ shopIds: string[]; creatorIds: string[]; contentIds: string[]; categoryIds: string[] }> {
  const of = async (column: Sql) => {
    const rows = await database.rows<{ value: string }>(sql`
      select ${column} as value from quality.positions where ${column} is not null group by 1 order by sum(paid_minor) desc limit ${limit}`);
    return rows.map((row) => row.value);
  };
  const [shopIds, creatorIds, contentIds, categoryIds] = await Promise.all([
    of(sql`shop_id`),
    of(sql`creator_id`),
    of(sql`content_id`),
    of(sql`category_id`),
  ]);
  return { shopIds, creatorIds, contentIds, categoryIds };
}

async function withForecasts(database: Queryable, rows: readonly LineRow[]): Promise<QualityLine[]> {
  const groupOf = (row: LineRow) => ({
    categoryId: row.category_id,
    shopId: row.shop_id,
    scene: row.scene,
    paidMinor: Number(row.paid_minor),
    paidSquares: Number(row.paid_minor) ** 2,
    knownQgmvMinor: Number(row.qgmv_minor),
  });
  const provisional = rows.filter((row) => row.reached === 'P').map(groupOf);
  const rates = provisional.length > 0 ? await readKeepRates(database, provisional) : undefined;
  const ruleset = rulesetOf();
  return rows.map((row) => ({
    lineId: row.line_id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    shopId: row.shop_id,
    productId: row.product_id,
    creatorId: row.creator_id,
    contentId: row.content_id,
    categoryId: row.category_id,
    scene: row.scene,
    buyerId: row.buyer_id,
    currency: row.currency,
    paidAt: row.paid_at,
    stage: row.reached,
    paidMinor: row.paid_minor,
    netMinor: row.net_minor,
    cleanMinor: row.clean_minor,
    qgmvMinor: row.qgmv_minor,
    lostMinor: row.paid_minor - row.qgmv_minor,
    expectedQgmvMinor: rates && row.reached === 'P' ? forecastQgmv([groupOf(row)], rates, ruleset).amountMinor : null,
    losses: (row.losses ?? []).map(({ code, level, amount }) => ({ code, level, amountMinor: BigInt(amount) })),
  }));
}
