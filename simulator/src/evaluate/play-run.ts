import { createEngine, defaultPolicy, type Policy, parsePolicy } from '@haowu/interest-engine';
import { forgetOldNews, introduceShop, makeContent } from './content.ts';
import { followItemModel } from './item-model.ts';
import { createLatentLog } from './latent-log.ts';
import { livePast } from './live-past.ts';
import { type Measures, measure } from './metrics/index.ts';
import { createOffPolicyLog, type OffPolicySlot } from './off-policy-log.ts';
import { furnishTown, openTown } from './open-town.ts';
import { createCalendar, valueLine } from './outcomes.ts';
import { baselines, createRanker } from './policies/index.ts';
import { baselinePolicy, drawingEvenly, townPolicy } from './policies/town-policy.ts';
import { openNewShops, sellersReact } from './sellers.ts';
import { type Serving, type SlotObserver, serveDay } from './serve-day.ts';
import { stageOrders } from './stage-orders.ts';
import { createListener } from './tell-platform.ts';
import { type Town, timeOf } from './town-state.ts';
import { driftInterests, makeViewers } from './viewers.ts';
import type { World } from './world-file.ts';

export interface RunOptions {
  readonly world: World;
  /** A built-in policy, or the name given to a policy file. */
  readonly policy: string;
  /** The parsed policy file, when it is one. */
  readonly policyFile?: unknown;
  readonly seed: number;
  readonly days: number;
  /** Logs evenly drawn places for an off-policy estimate of this target. */
  readonly offPolicyTarget?: string;
  readonly observe?: SlotObserver;
  /** Called after each served day. */
  readonly onDay?: () => void;
}

/** Days after the last served one until nearly every line is settled. */
export const drainDays = 45;

export interface Run {
  readonly measures: Measures;
  readonly town: Town;
  readonly offPolicy: readonly OffPolicySlot[];
}

/** One course of the town under one policy: served for so many days, then followed until its orders are settled. */
export function playRun(options: RunOptions): Run {
  const { world, seed, days } = options;
  const town = openTown(world, seed);
  const base: Policy = options.policyFile === undefined ? defaultPolicy : parsePolicy(options.policyFile);
  const scaled = townPolicy(base, options.policy, world.placesPerPlace);
  const policy = options.offPolicyTarget ? drawingEvenly(scaled) : scaled;
  const engine = createEngine({
    seed: `town-${seed}`,
    policy: baselines.has(options.policy) ? baselinePolicy(policy) : policy,
  });
  const listener = createListener(town, engine);
  furnishTown(town, listener);
  const latentLog = createLatentLog(town.viewers.length, world.categories.length);
  livePast(town, listener, latentLog);
  const calendar = createCalendar(timeOf(0));
  const ranker = createRanker(options.policy, engine, seed);
  const log = options.offPolicyTarget ? createOffPolicyLog(options.offPolicyTarget, seed, policy) : null;
  const observe = log?.observe ?? options.observe;
  const serving: Serving = {
    town,
    listener,
    calendar,
    latentLog,
    ranker,
    ...(observe ? { observe } : {}),
  };
  const refitWhenDue = followItemModel(engine);
  // Whose accounts a staged order is paid from is nobody the feed ever serves.
  const [nobody] = makeViewers({ ...world, people: { ...world.people, count: 1 } }, town.draws);
  for (let day = 0; day < days; day++) {
    town.day = day;
    if (day > 0 && day % 7 === 0) startWeek(serving, day / 7, day);
    makeContent(town, listener, day);
    stageOrders(serving, day, nobody!);
    serveDay(serving, day);
    refitWhenDue(town.tally.events);
    options.onDay?.();
  }
  calendar.runTo(timeOf(days + drainDays));
  for (const line of town.lines) valueLine(line);
  return { measures: measure(town, days), town, offPolicy: log?.slots ?? [] };
}

function startWeek({ town, listener }: Serving, week: number, day: number): void {
  driftInterests(town.world, town.draws, town.viewers, week);
  const reopened = sellersReact(town, listener, day);
  const opened = openNewShops(town, listener, week, day);
  for (const shop of [...reopened, ...opened]) introduceShop(town, listener, shop, day);
  forgetOldNews(town);
}
