import { join, type Queryable, type Sql, sql } from '../kernel/index.ts';
import type { LossLevel } from './evaluate-line.ts';
import { type Forecast, forecastQgmv, readKeepRates } from './forecast.ts';
import { rulesetOf } from './rulesets/index.ts';

/** Which lines: by business day of payment (both ends included) and by what they belong to. */
export type LineFilter = {
  fromDay?: string | undefined;
  toDay?: string | undefined;
  shopId?: string | undefined;
  shopIds?: readonly string[] | undefined;
  creatorId?: string | undefined;
  contentId?: string | undefined;
  categoryId?: string | undefined;
  scene?: string | undefined;
};

/** Sums over one half of the bridge, in fen. */
export type BridgePart = {
  linesCount: number;
  paidMinor: bigint;
  netMinor: bigint;
  cleanMinor: bigint;
  qgmvMinor: bigint;
  /** Paid of lines a gate voided. */
  sacrificedMinor: bigint;
};
export type LossTotal = {
  code: string;
  level: LossLevel;
  amountMinor: bigint;
  settledMinor: bigint;
  linesCount: number;
};
export type BridgeTotals = {
  settled: BridgePart;
  provisional: BridgePart;
  losses: LossTotal[];
  days: { day: string; paidMinor: bigint; settledQgmvMinor: bigint; provisionalQgmvMinor: bigint }[];
  /** Forecast of the provisional lines (settled lines are facts and not in it). */
  forecast: Forecast;
};

type Answer = {
  parts: {
    settled: boolean;
    lines: number;
    paid: string;
    net: string;
    clean: string;
    qgmv: string;
    sacrificed: string;
  }[];
  losses: { code: string; level: LossLevel; amount: string; settled: string; lines: number }[];
  days: { day: string; paid: string; settled: string; provisional: string }[];
  groups: { category: string; shop: string; scene: string; paid: number; squares: number; known: number }[];
};

/** Conditions on `quality.positions`, aliased `position`. */
export function conditionsOf(filter: LineFilter): Sql {
  const conditions: Sql[] = [sql`true`];
  if (filter.fromDay) conditions.push(sql`position.paid_day >= ${filter.fromDay}::date`);
  if (filter.toDay) conditions.push(sql`position.paid_day <= ${filter.toDay}::date`);
  if (filter.shopId) conditions.push(sql`position.shop_id = ${filter.shopId}`);
  if (filter.shopIds) conditions.push(sql`position.shop_id = any(${filter.shopIds}::uuid[])`);
  if (filter.creatorId) conditions.push(sql`position.creator_id = ${filter.creatorId}`);
  if (filter.contentId) conditions.push(sql`position.content_id = ${filter.contentId}`);
  if (filter.categoryId) conditions.push(sql`position.category_id = ${filter.categoryId}`);
  if (filter.scene) conditions.push(sql`position.scene = ${filter.scene}`);
  return join(conditions, ' and ');
}

const chosenLines = (filter: LineFilter) => sql`
  chosen as materialized (
    select line_id, reached <> 'P' as settled, paid_day, gated, paid_minor as paid, net_minor as net, clean_minor as clean, qgmv_minor as qgmv
    from quality.positions as position where ${conditionsOf(filter)}
  ), totals as (
    select paid_day, settled, count(*) as lines, sum(paid) as paid, sum(net) as net, sum(clean) as clean, sum(qgmv) as qgmv,
      coalesce(sum(paid) filter (where gated), 0) as sacrificed
    from chosen group by paid_day, settled
  ), lost as (
    select code, min(level) as level, sum(amount_minor) as amount, coalesce(sum(amount_minor) filter (where settled), 0) as settled,
      count(*) as lines
    from quality.losses join chosen using (line_id) group by code
  )`;

/** The same from the sums by day and shop, when nothing finer is asked. */
const chosenDays = (filter: LineFilter) => sql`
  totals as (
    select paid_day, settled, sum(lines_count) as lines, sum(paid_minor) as paid, sum(net_minor) as net, sum(clean_minor) as clean,
      sum(qgmv_minor) as qgmv, sum(sacrificed_minor) as sacrificed
    from quality.day_totals as position where ${conditionsOf(filter)} group by paid_day, settled having sum(lines_count) > 0
  ), lost as (
    select code, min(level) as level, sum(amount_minor) as amount, sum(settled_minor) as settled, sum(lines_count) as lines
    from quality.day_losses as position where ${conditionsOf(filter)} group by code having sum(lines_count) > 0
  )`;

/**
 * The bridge Paid -> Net -> Clean -> QGMV over the lines of a filter, settled and provisional apart, with every lost fen
 * by code. One statement, so that its parts are of one moment and add up.
 */
export async function bridgeTotals(database: Queryable, filter: LineFilter): Promise<BridgeTotals> {
  const byLine = filter.creatorId ?? filter.contentId ?? filter.categoryId ?? filter.scene;
  const { answer } = await database.one<{ answer: Answer }>(sql`
    with ${byLine ? chosenLines(filter) : chosenDays(filter)}, parts as (
      select settled, sum(lines)::int as lines, sum(paid)::text as paid, sum(net)::text as net, sum(clean)::text as clean,
        sum(qgmv)::text as qgmv, sum(sacrificed)::text as sacrificed
      from totals group by settled
    ), losses as (
      select code, level, amount::text, settled::text, lines::int from lost order by lost.amount desc, code
    ), days as (
      select paid_day::text as day, sum(paid)::text as paid, coalesce(sum(qgmv) filter (where settled), 0)::text as settled,
        coalesce(sum(qgmv) filter (where not settled), 0)::text as provisional
      from totals group by paid_day order by paid_day
    ), groups as (
      select category_id as category, shop_id as shop, scene, sum(paid_minor)::float8 as paid,
        sum(paid_minor::float8 * paid_minor::float8) as squares, sum(qgmv_minor)::float8 as known
      from quality.positions as position where reached = 'P' and ${conditionsOf(filter)}
      group by category_id, shop_id, scene, net_minor > 0
    )
    select jsonb_build_object(
      'parts', coalesce((select jsonb_agg(parts) from parts), '[]'),
      'losses', coalesce((select jsonb_agg(losses) from losses), '[]'),
      'days', coalesce((select jsonb_agg(days) from days), '[]'),
      'groups', coalesce((select jsonb_agg(groups) from groups), '[]')) as answer`);
  const groups = answer.groups.map((group) => ({
    categoryId: group.category,
    shopId: group.shop,
    scene: group.scene,
    paidMinor: group.paid,
    paidSquares: group.squares,
    knownQgmvMinor: group.known,
  }));
  const rates = await readKeepRates(database, groups);
  return {
    settled: toPart(answer.parts.find((part) => part.settled)),
    provisional: toPart(answer.parts.find((part) => !part.settled)),
    losses: answer.losses.map((loss) => ({
      code: loss.code,
      level: loss.level,
      amountMinor: BigInt(loss.amount),
      settledMinor: BigInt(loss.settled),
      linesCount: loss.lines,
    })),
    days: answer.days.map((day) => ({
      day: day.day,
      paidMinor: BigInt(day.paid),
      settledQgmvMinor: BigInt(day.settled),
      provisionalQgmvMinor: BigInt(day.provisional),
    })),
    forecast: forecastQgmv(groups, rates, rulesetOf()),
  };
}

function toPart(part: Answer['parts'][number] | undefined): BridgePart {
  return {
    linesCount: part?.lines ?? 0,
    paidMinor: BigInt(part?.paid ?? 0),
    netMinor: BigInt(part?.net ?? 0),
    cleanMinor: BigInt(part?.clean ?? 0),
    qgmvMinor: BigInt(part?.qgmv ?? 0),
    sacrificedMinor: BigInt(part?.sacrificed ?? 0),
  };
}
