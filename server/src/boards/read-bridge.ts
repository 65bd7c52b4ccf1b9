import type { z } from 'zod';
import { dayCounts, itemDayCounts } from '../interactions/index.ts';
import { toMoneyJson, type World } from '../kernel/index.ts';
import { type BridgeTotals, bridgeTotals, currentRulesetVersion, type LineFilter } from '../quality/index.ts';
import type { bridgeJson, readBridge as contract } from './contract.ts';
import { daysBetween, type Period, periodOf } from './period.ts';
import { contentsOf } from './store.ts';

type BridgeJson = z.input<typeof bridgeJson>;
type BridgeQuery = z.output<NonNullable<(typeof contract)['query']>>;

/**
 * The quality-GMV bridge of a period and the one before. Known figures are split into settled and provisional and add up
 * to the fen; the forecast stands beside them.
 */
export async function readBridge(world: World, query: BridgeQuery): Promise<BridgeJson> {
  const now = world.businessClock.now();
  const period = periodOf(query, now, world.config.zone);
  const filter = filterOf(query);
  const [current, previous, impressions] = await Promise.all([
    bridgeTotals(world.database, { ...filter, fromDay: period.fromDay, toDay: period.toDay }),
    bridgeTotals(world.database, { ...filter, ...period.previous }),
    impressionsOf(world, query, period),
  ]);
  const expected = expectedOf(current);
  const previousExpected = expectedOf(previous);
  const previousLosses = new Map(previous.losses.map((loss) => [loss.code, loss.amountMinor]));
  const paid = current.settled.paidMinor + current.provisional.paidMinor;
  const qgmv = current.settled.qgmvMinor + current.provisional.qgmvMinor;
  const lost = current.losses.reduce((sum, loss) => sum + loss.amountMinor, 0n);
  const split = (pick: (part: BridgeTotals['settled']) => bigint) => ({
    settled: toMoneyJson(pick(current.settled)),
    provisional: toMoneyJson(pick(current.provisional)),
  });
  return {
    asOf: now.toISOString(),
    rulesetVersion: currentRulesetVersion,
    linesCount: current.settled.linesCount + current.provisional.linesCount,
    settledLinesCount: current.settled.linesCount,
    paid: split((part) => part.paidMinor),
    net: split((part) => part.netMinor),
    clean: split((part) => part.cleanMinor),
    qgmv: split((part) => part.qgmvMinor),
    reasons: current.losses.map((loss) => ({
      code: loss.code,
      level: loss.level,
      amount: toMoneyJson(loss.amountMinor),
      settledAmount: toMoneyJson(loss.settledMinor),
      linesCount: loss.linesCount,
      previousAmount: toMoneyJson(previousLosses.get(loss.code) ?? 0n),
    })),
    expectedQgmv: {
      amount: toMoneyJson(expected),
      low: toMoneyJson(current.settled.qgmvMinor + current.forecast.lowMinor),
      high: toMoneyJson(current.settled.qgmvMinor + current.forecast.highMinor),
    },
    previous: { paid: toMoneyJson(paidOf(previous)), qgmv: toMoneyJson(previousExpected) },
    perHundred: perHundred(expected, paid),
    previousPerHundred: perHundred(previousExpected, paidOf(previous)),
    qgpm: impressions ? toMoneyJson((expected * 1_000n) / BigInt(impressions)) : null,
    // Needs the first exposure of each buyer to each category (DOMAIN 3.6), which nothing records yet.
    latentShare: null,
    sacrificed: toMoneyJson(current.settled.sacrificedMinor + current.provisional.sacrificedMinor),
    adds: paid - lost === qgmv,
    days: daySeries(current, period),
  };
}

/** The filter of the book that a query means. */
export function filterOf(query: Omit<BridgeQuery, 'from' | 'to'>): LineFilter {
  const { shopId, creatorId, contentId, categoryId, scene } = query;
  return { shopId, creatorId, contentId, categoryId, scene };
}

const paidOf = (totals: BridgeTotals) => totals.settled.paidMinor + totals.provisional.paidMinor;
const expectedOf = (totals: BridgeTotals) => totals.settled.qgmvMinor + totals.forecast.amountMinor;

/** Expected QGMV per 100 paid, two decimals; null when nothing was paid. */
function perHundred(qgmvMinor: bigint, paidMinor: bigint): number | null {
  return paidMinor === 0n ? null : Math.round((Number(qgmvMinor) * 10_000) / Number(paidMinor)) / 100;
}

/** Impressions behind a figure: of everything, of a content, or of a creator's contents; other filters have none of their own. */
async function impressionsOf(world: World, query: BridgeQuery, period: Period): Promise<number | null> {
  if (query.shopId || query.categoryId || query.scene) return null;
  const days = { from: period.fromDay, to: period.toDay };
  let counts: { kind: string; count: number }[];
  if (query.contentId) counts = await itemDayCounts(world.database, [query.contentId], days);
  else if (query.creatorId) {
    counts = await itemDayCounts(world.database, await contentsOf(world.database, query.creatorId), days);
  } else counts = await dayCounts(world.database, days);
  const impressions = counts.reduce((sum, each) => sum + (each.kind === 'impression' ? each.count : 0), 0);
  return impressions > 0 ? impressions : null;
}

function daySeries(totals: BridgeTotals, period: Period): BridgeJson['days'] {
  const byDay = new Map(totals.days.map((day) => [day.day, day]));
  return daysBetween(period.fromDay, period.toDay).map((day) => {
    const known = byDay.get(day);
    return {
      day,
      paid: toMoneyJson(known?.paidMinor ?? 0n),
      qgmvSettled: toMoneyJson(known?.settledQgmvMinor ?? 0n),
      qgmvProvisional: toMoneyJson(known?.provisionalQgmvMinor ?? 0n),
    };
  });
}
