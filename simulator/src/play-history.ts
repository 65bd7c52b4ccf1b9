import { confirmHarm, decideReport, fileReport } from '../../server/src/governance/index.ts';
import { handleNextBatch, hourMs, newId, runDueWork, sql, type World } from '../../server/src/kernel/index.ts';
import { markRead } from '../../server/src/notices/index.ts';
import * as data from '../town/index.ts';
import { aftersaleWish, askForMoneyBack, buy, cancel, experience, receive, review } from './buy.ts';
import { publishClip } from './found-town.ts';
import { dispatch, dispatchDelayHours, workOnCase } from './keep-shop.ts';
import type { Person } from './people.ts';
import { appeal } from './people.ts';
import type { Random } from './random.ts';
import type { Town, TownProduct, TownShop, TownVideo } from './town.ts';
import type { createTownProvider } from './town-provider.ts';
import { watchSession } from './watch.ts';

/** What an order of the town is waiting for, in the heads of its people. Due times are business time. */
type Plan =
  | { kind: 'dispatch'; at: number; orderId: string; shop: TownShop }
  | { kind: 'cancel'; at: number; orderId: string; person: Person }
  | { kind: 'receive'; at: number; orderId: string; person: Person; late: boolean }
  | { kind: 'judge'; at: number; orderId: string; person: Person; late: boolean }
  | { kind: 'case'; at: number; caseId: string };

export type HistoryOptions = {
  days: number;
  stepsPerDay: number;
  moveClock: (byMs: number) => void;
  provider: ReturnType<typeof createTownProvider>;
  tell: (day: number) => void;
};

/** Plays the town's past, step by step: people watch, want, buy, receive and judge; shops send; the operator decides. */
export async function playHistory(town: Town, options: HistoryOptions): Promise<void> {
  const plans: Plan[] = [];
  const stepMs = (24 * hourMs) / options.stepsPerDay;
  const files = new Set(data.clipFiles.map((file) => file.video));
  const rendered = data.videos.filter((video) => files.has(video.slug));
  const releases = rendered.map((video, index) => ({
    video,
    day: index < 24 ? 0 : Math.floor(((index - 24) / Math.max(1, rendered.length - 24)) * (options.days - 2)),
  }));
  for (let step = 0; step < options.days * options.stepsPerDay; step += 1) {
    const day = Math.floor(step / options.stepsPerDay);
    const random = town.random.fork(`step ${step}`);
    if (step % options.stepsPerDay === 0) {
      for (const { video } of releases.filter((release) => release.day === day))
        town.videos.push(await publishClip(town, video));
      options.tell(day);
    }
    await liveStep(town, plans, random, { ...options, day });
    await settle(town, options.provider);
    await planPaidOrders(town, plans, random);
    options.moveClock(stepMs);
    await settle(town, options.provider);
    await followPlans(town, plans, random);
    await settle(town, options.provider);
  }
  await readNotices(town);
  await decideViolations(town, town.random.fork('violations'));
  await settle(town, options.provider);
}

const settledFrom = new WeakMap<Town, Date>();

/** Sweeps that move orders, money, parcels and figures; the others have nothing to do in a played past. */
const businessSweeps = /^(?:orders|payments|shipping|aftersale|quality)\./;

/** Lets everything that can happen now happen. Only readers of facts that were just written are asked. */
async function settle(town: Town, provider: HistoryOptions['provider']): Promise<void> {
  const { world, composition } = town;
  const pending = pendingTopics(world);
  await runDueWork(
    world,
    composition.sweeps.filter((sweep) => businessSweeps.test(sweep.name)),
  );
  await provider.deliver(world);
  for (let round = 0; round < 50 && pending.size > 0; round += 1) {
    const topics = new Set(pending);
    pending.clear();
    for (const subscriber of composition.subscribers) {
      if (!subscriber.types.some((type) => topics.has(type))) continue;
      while ((await handleNextBatch(world, subscriber)) > 0);
    }
    if (topics.has('purchase.placed') || topics.has('payments.refund')) {
      await runDueWork(
        world,
        composition.sweeps.filter((sweep) => sweep.name.startsWith('payments.')),
      );
      await provider.deliver(world);
    }
  }
}

const topicsOf = new WeakMap<World, Set<string>>();

/** Types of facts written since they were last taken. */
function pendingTopics(world: World): Set<string> {
  let topics = topicsOf.get(world);
  if (!topics) {
    const fresh = new Set<string>();
    world.onWake((woken) => {
      for (const topic of woken ?? []) fresh.add(topic);
    });
    topicsOf.set(world, fresh);
    topics = fresh;
  }
  return topics;
}

/** Sessions of the people who are here in this step; the town grows over the weeks and is livelier at weekends. */
async function liveStep(
  town: Town,
  plans: Plan[],
  random: Random,
  options: HistoryOptions & { day: number },
): Promise<void> {
  const growth = 0.45 + 0.55 * (options.day / options.days);
  const weekday = new Date(town.world.businessClock.now()).getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? 1.3 : 1;
  const present = town.people.filter((person) =>
    random.chance((person.activity * growth * weekend) / options.stepsPerDay),
  );
  for (const person of present) {
    const finds = await watchSession(town, person, random);
    let bought = 0;
    for (const find of finds) {
      if (bought < 2 && random.chance(0.62 * person.spending))
        bought += (await order(town, plans, person, find.product, find.video, random, options)) ? 1 : 0;
    }
    if (bought === 0 && random.chance(0.35 * person.spending)) {
      const wanted = random.weighted(town.products, (product) => 0.02 + appeal(person, product.data.tags.interest));
      await order(town, plans, person, wanted, undefined, random, options);
    }
  }
  await fakeOrders(town, plans, random, options);
}

const fakes = new WeakMap<Town, { orderIds: string[] }>();

/** Shops that buy from themselves: a few people, again and again, found out later. */
async function fakeOrders(town: Town, plans: Plan[], random: Random, options: HistoryOptions): Promise<void> {
  const known = fakes.get(town) ?? { orderIds: [] };
  fakes.set(town, known);
  for (const shop of town.shops) {
    if (!random.chance(shop.data.hidden.fakeOrders * 1.5)) continue;
    const ring = town.people.slice(-4);
    const goods = town.products.filter((product) => product.shop === shop);
    const placed = await order(town, plans, random.pick(ring), random.pick(goods), undefined, random, options);
    if (placed) known.orderIds.push(...placed);
  }
}

async function order(
  town: Town,
  _plans: Plan[],
  person: Person,
  product: TownProduct,
  video: TownVideo | undefined,
  random: Random,
  options: HistoryOptions,
): Promise<string[] | undefined> {
  const placed = await buy(town, person, product, video, random);
  if (!placed) return undefined;
  if (random.chance(0.04)) options.provider.decline(placed.payment.id);
  return placed.orders.map((each) => each.id);
}

/** Orders that were just paid get their future: when the shop sends them, or that the buyer thinks better of it. */
async function planPaidOrders(town: Town, plans: Plan[], random: Random): Promise<void> {
  const since = settledFrom.get(town) ?? new Date(0);
  const now = town.world.businessClock.now();
  settledFrom.set(town, now);
  const rows = await town.world.database.rows<{ id: string; shop_id: string; buyer_id: string }>(sql`
    select id, shop_id, buyer_id from orders.orders where paid_at > ${since} and paid_at <= ${now} and state = 'awaiting_dispatch'`);
  for (const row of rows) {
    const shop = town.shops.find((each) => each.id === row.shop_id);
    const person = town.people.find((each) => each.id === row.buyer_id);
    if (!shop || !person) continue;
    const delay = dispatchDelayHours(shop, random) * hourMs;
    const late = delay > (shop.data.dispatchPromiseHours - 9) * hourMs;
    if (random.chance(0.05))
      plans.push({ kind: 'cancel', at: now.getTime() + Math.min(delay * 0.5, 5 * hourMs), orderId: row.id, person });
    plans.push({ kind: 'dispatch', at: now.getTime() + delay, orderId: row.id, shop });
    plans.push({
      kind: 'receive',
      at: now.getTime() + delay + (70 + random.next() * 90) * hourMs,
      orderId: row.id,
      person,
      late,
    });
  }
}

async function followPlans(town: Town, plans: Plan[], random: Random): Promise<void> {
  const now = town.world.businessClock.now().getTime();
  const due = plans.filter((plan) => plan.at <= now);
  plans.splice(0, plans.length, ...plans.filter((plan) => plan.at > now));
  for (const plan of due) {
    if (plan.kind === 'dispatch') await dispatch(town, plan.shop, plan.orderId, random);
    else if (plan.kind === 'cancel') await cancel(town, plan.orderId, plan.person);
    else if (plan.kind === 'case') {
      if ((await workOnCase(town, plan.caseId, random)) === 'open')
        plans.push({ ...plan, at: now + (10 + random.next() * 40) * hourMs });
    } else if (plan.kind === 'receive') {
      // Four in ten let the clock receive for them.
      if (random.chance(0.6)) await receive(town, plan.orderId, plan.person);
      plans.push({ ...plan, kind: 'judge', at: now + (4 + random.next() * 60) * hourMs });
    } else await judge(town, plans, plan, random);
  }
}

/** The buyer looks at what came: keeps it, rates it, or wants the money back. */
async function judge(town: Town, plans: Plan[], plan: Plan & { kind: 'judge' }, random: Random): Promise<void> {
  const rows = await town.world.database.rows<{
    id: string;
    product_id: string;
    content_id: string | null;
    state: string;
  }>(sql`
    select line.id, line.product_id, line.content_id, o.state from orders.lines line join orders.orders o on o.id = line.order_id where o.id = ${plan.orderId}`);
  for (const row of rows) {
    const product = town.products.find((each) => each.id === row.product_id);
    if (!product || (row.state !== 'received' && row.state !== 'awaiting_receipt')) continue;
    const felt = experience(product, plan.late, random);
    const wish = aftersaleWish(product, felt, random);
    if (wish) {
      const caseId = await askForMoneyBack(town, plan.person, row.id, wish);
      if (caseId) plans.push({ kind: 'case', at: plan.at + 12 * hourMs, caseId });
    }
    if (row.state === 'received' && random.chance(wish ? 0.5 : 0.6))
      await review(town, plan.person, { id: row.id, product, fromVideo: row.content_id !== null }, felt, random);
  }
}

const noticesUnread = 6;

/** People open their notices now and then; the newest few are still unread. */
async function readNotices(town: Town): Promise<void> {
  const { world } = town;
  for (const person of town.people) {
    const newestRead = await world.database.maybe<{ id: string }>(sql`
      select id from notices.notices where viewer_id = ${person.id} order by id desc offset ${noticesUnread} limit 1`);
    if (newestRead) await markRead(world.database, person.id, newestRead.id, world.systemClock.now());
  }
}

/** The operator's desk: fake trade confirmed with its ring as evidence, and reports, some decided, some waiting. */
async function decideViolations(town: Town, random: Random): Promise<void> {
  const { world } = town;
  if (town.videos.length === 0) return;
  const found = (fakes.get(town)?.orderIds ?? []).filter(() => random.chance(0.8));
  const lines = await world.database.rows<{ id: string; paid_minor: bigint; shop_id: string }>(sql`
    select line.id, line.paid_minor, line.shop_id from orders.lines line join orders.orders o on o.id = line.order_id where o.id = any(${found}::uuid[]) and o.paid_at is not null`);
  const byShop = Map.groupBy(lines, (line) => line.shop_id);
  for (const [shopId, group] of byShop) {
    await world.act(
      (act) =>
        confirmHarm(act, {
          ruleId: 'fake-trade.ring',
          rootFactId: newId(),
          type: 'fake_trade',
          lines: group.map((line) => ({ lineId: line.id, affectedMinor: Number(line.paid_minor) })),
          occurredAt: world.businessClock.now().toISOString(),
          evidence: `同一设备与地址的 ${town.people.slice(-4).length} 个账号反复购买店铺 ${shopId.slice(0, 8)} 的商品`,
        }),
      town.operatorId,
    );
  }
  for (let index = 0; index < 14; index += 1) {
    const reporter = random.pick(town.people);
    const video = random.pick(town.videos);
    const id = await world.act(
      (act) =>
        fileReport(act, reporter.id, {
          subjectKind: 'video',
          subjectId: video.id,
          reason: random.pick(['false_claim', 'spam', 'vulgar', 'infringement'] as const),
          text: random.pick(['画面和商品不一致', '一直重复发', '觉得夸大了', '']),
        }),
      reporter.id,
    );
    if (index % 3 !== 0)
      await world.act(
        (act) =>
          decideReport(act, id, town.operatorId, {
            outcome: 'dismissed',
            restrict: [],
            text: '查看了视频与商品，没有发现问题',
          }),
        town.operatorId,
      );
  }
}
