import type { z } from 'zod';
import { countLowStock } from '../catalog/index.ts';
import { itemDayCounts } from '../interactions/index.ts';
import { businessDay, notFound, type Principal, type World } from '../kernel/index.ts';
import { dispatchDue } from '../orders/index.ts';
import { dayFigures, openCasesOf } from '../quality/index.ts';
import { commissionDays } from '../settlement/index.ts';
import type { todayJson } from './contract.ts';
import { addDays, daysBetween } from './period.ts';
import { contentsOf } from './store.ts';

type Today = z.input<typeof todayJson>;
type Series = { code: string; money: boolean; values: ReadonlyMap<string, number> };

const seriesDays = 7;
const nothingDue = { awaitingDispatch: 0, lateSoon: 0, late: 0, aftersales: 0, lowStock: 0 };

/**
 * What is due and how today goes: for one shop, for all shops the caller works for, and for the caller's own content.
 * Every figure has the last seven business days; `previous` is yesterday. @throws Problem for a shop of somebody else.
 */
export async function readToday(world: World, principal: Principal, shopId: string | undefined): Promise<Today> {
  if (shopId && !principal.shopIds.includes(shopId)) throw notFound();
  const shopIds = shopId ? [shopId] : [...principal.shopIds];
  const today = businessDay(world.businessClock.now(), world.config.zone);
  const days = daysBetween(addDays(today, 1 - seriesDays), today);
  const creatorId = principal.roles.has('creator') && !shopId ? principal.accountId : undefined;
  const series = [
    ...(shopIds.length > 0 ? await shopSeries(world, shopIds, days) : []),
    ...(creatorId ? await creatorSeries(world, creatorId, days, shopIds.length === 0) : []),
  ];
  return {
    shopId: shopId ?? null,
    due: shopIds.length > 0 ? await dueOf(world, shopIds) : nothingDue,
    figures: series.map(({ code, money, values }) => {
      const points = days.map((day) => values.get(day) ?? 0);
      return { code, money, value: points.at(-1) ?? 0, previous: points.at(-2) ?? 0, series: points };
    }),
  };
}

async function dueOf(world: World, shopIds: readonly string[]): Promise<Today['due']> {
  const [dispatch, aftersales, lowStock] = await Promise.all([
    dispatchDue(world.database, shopIds, world.businessClock.now()),
    openCasesOf(world.database, shopIds),
    countLowStock(world.database, shopIds),
  ]);
  return { ...dispatch, aftersales, lowStock };
}

async function shopSeries(world: World, shopIds: readonly string[], days: readonly string[]): Promise<Series[]> {
  return lineSeries(world, { shopIds, fromDay: days[0] });
}

/** @param withLines also what the creator's content sold, when the caller has no shop whose figures have the same names. */
async function creatorSeries(
  world: World,
  creatorId: string,
  days: readonly string[],
  withLines: boolean,
): Promise<Series[]> {
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const contentIds = await contentsOf(world.database, creatorId);
  const counts = contentIds.length > 0 ? await itemDayCounts(world.database, contentIds, { from, to }) : [];
  const ofKind = (kind: string) => {
    const values = new Map<string, number>();
    for (const each of counts) if (each.kind === kind) values.set(each.day, (values.get(each.day) ?? 0) + each.count);
    return values;
  };
  const commissions = await commissionDays(world.database, creatorId, { fromDay: from, zone: world.config.zone });
  return [
    ...(withLines ? await lineSeries(world, { creatorId, fromDay: from }) : []),
    { code: 'views', money: false, values: ofKind('impression') },
    { code: 'likes', money: false, values: ofKind('like') },
    {
      code: 'commission',
      money: true,
      values: new Map(commissions.map((each) => [each.day, Number(each.amountMinor)])),
    },
  ];
}

async function lineSeries(world: World, filter: Parameters<typeof dayFigures>[1]): Promise<Series[]> {
  const figures = await dayFigures(world.database, filter);
  return [
    { code: 'paid', money: true, values: new Map(figures.map((each) => [each.day, Number(each.paidMinor)])) },
    { code: 'qgmv', money: true, values: new Map(figures.map((each) => [each.day, Number(each.qgmvMinor)])) },
    { code: 'orders', money: false, values: new Map(figures.map((each) => [each.day, each.ordersCount])) },
  ];
}
