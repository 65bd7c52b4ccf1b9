import { type Queryable, sql } from '../kernel/index.ts';
import type { Ruleset } from './ruleset.ts';

/** What settled lines of one scope kept: Σ QGMV and Σ Paid, in fen. */
export type KeepRate = { linesCount: number; paidSum: number; qgmvSum: number };
export type KeepRates = {
  all: KeepRate;
  /** Σ paid², Σ qgmv², Σ paid·qgmv over all settled lines, for the spread. */
  squares: { paid: number; qgmv: number; products: number };
  byCategory: ReadonlyMap<string, KeepRate>;
  byShop: ReadonlyMap<string, KeepRate>;
  byScene: ReadonlyMap<string, KeepRate>;
};

/** Provisional lines that share category, shop and scene. */
export type ProvisionalGroup = {
  categoryId: string;
  shopId: string;
  scene: string;
  paidMinor: number;
  paidSquares: number;
  /** QGMV with the facts known so far; the forecast of a group is never above it. */
  knownQgmvMinor: number;
};

export type Forecast = { amountMinor: bigint; lowMinor: bigint; highMinor: bigint };

/** Standard deviations to each side of an interval that holds 80 % of a normal spread. */
const interval80 = 1.2816;

/**
 * E[Q] = P × ĥ(category, shop, scene) of provisional lines with an 80 % interval (DOMAIN 3.3), never above what is still
 * possible with the facts known. A figure for people to read: no posting, count or rank may use it (3.9 property 14).
 */
export function forecastQgmv(groups: readonly ProvisionalGroup[], rates: KeepRates, ruleset: Ruleset): Forecast {
  const start = ruleset.forecast.startKeepBp / 10_000;
  const overall = shrink(rates.all, start, ruleset.forecast.priorLines);
  let amount = 0;
  let variance = 0;
  let possible = 0;
  const spread = spreadOf(rates, overall, ruleset);
  for (const group of groups) {
    const keep = keepRateOf(group, rates, ruleset);
    const expected = Math.min(group.paidMinor * keep, group.knownQgmvMinor);
    amount += expected;
    possible += group.knownQgmvMinor;
    // A line that has already lost everything has nothing uncertain left.
    if (group.knownQgmvMinor > 0) variance += spread * spread * group.paidSquares;
  }
  const half = interval80 * Math.sqrt(variance);
  return {
    amountMinor: BigInt(Math.round(amount)),
    lowMinor: BigInt(Math.round(amount - half)),
    highMinor: BigInt(Math.round(Math.min(amount + half, Math.max(possible, amount)))),
  };
}

/** ĥ: the overall rate moved by category, shop and scene, each shrunk to the overall rate by its number of lines. */
export function keepRateOf(
  group: Pick<ProvisionalGroup, 'categoryId' | 'shopId' | 'scene'>,
  rates: KeepRates,
  ruleset: Ruleset,
): number {
  const prior = ruleset.forecast.priorLines;
  const overall = shrink(rates.all, ruleset.forecast.startKeepBp / 10_000, prior);
  if (overall <= 0) return overall;
  const factor = (rate: KeepRate | undefined) => (rate ? shrink(rate, overall, prior) / overall : 1);
  const keep =
    overall *
    factor(rates.byCategory.get(group.categoryId)) *
    factor(rates.byShop.get(group.shopId)) *
    factor(rates.byScene.get(group.scene));
  return Math.min(1, Math.max(-1, keep));
}

/** (Σ q + m·p̄·prior) / (Σ p + m·p̄): the prior weighs as much as `priorLines` average lines. */
function shrink(rate: KeepRate, towards: number, priorLines: number): number {
  if (rate.linesCount === 0 || rate.paidSum === 0) return towards;
  const priorPaid = (priorLines * rate.paidSum) / rate.linesCount;
  return (rate.qgmvSum + priorPaid * towards) / (rate.paidSum + priorPaid);
}

/** Spread of one line's Q/P around the overall rate, mixed with the start value while there is little history. */
function spreadOf(rates: KeepRates, overall: number, ruleset: Ruleset): number {
  const start = ruleset.forecast.startSpreadBp / 10_000;
  const { paid, qgmv, products } = rates.squares;
  if (paid === 0) return start;
  const measured = Math.max(0, qgmv - 2 * overall * products + overall * overall * paid) / paid;
  const weight = rates.all.linesCount / (rates.all.linesCount + ruleset.forecast.priorLines);
  return Math.sqrt(weight * measured + (1 - weight) * start * start);
}

const none: KeepRate = { linesCount: 0, paidSum: 0, qgmvSum: 0 };

/** The learned rates of the categories, shops and scenes a forecast needs. */
export async function readKeepRates(
  database: Queryable,
  groups: readonly Pick<ProvisionalGroup, 'categoryId' | 'shopId' | 'scene'>[],
): Promise<KeepRates> {
  const keys = (pick: (group: (typeof groups)[number]) => string) => [...new Set(groups.map(pick))];
  const rows = await database.rows<{
    scope: 'all' | 'category' | 'shop' | 'scene';
    key: string;
    lines_count: number;
    paid_sum: number;
    qgmv_sum: number;
    paid_squares: number;
    qgmv_squares: number;
    products_sum: number;
  }>(sql`
    select scope, key, lines_count::int, paid_sum::float8, qgmv_sum::float8, paid_squares::float8, qgmv_squares::float8, products_sum::float8
    from quality.keep_rates
    where scope = 'all' or (scope = 'category' and key = any(${keys((group) => group.categoryId)}::text[]))
      or (scope = 'shop' and key = any(${keys((group) => group.shopId)}::text[]))
      or (scope = 'scene' and key = any(${keys((group) => group.scene)}::text[]))`);
  const of = (scope: string) =>
    new Map(
      rows
        .filter((row) => row.scope === scope)
        .map((row) => [row.key, { linesCount: row.lines_count, paidSum: row.paid_sum, qgmvSum: row.qgmv_sum }]),
    );
  const all = rows.find((row) => row.scope === 'all');
  return {
    all: all ? { linesCount: all.lines_count, paidSum: all.paid_sum, qgmvSum: all.qgmv_sum } : none,
    squares: { paid: all?.paid_squares ?? 0, qgmv: all?.qgmv_squares ?? 0, products: all?.products_sum ?? 0 },
    byCategory: of('category'),
    byShop: of('shop'),
    byScene: of('scene'),
  };
}
