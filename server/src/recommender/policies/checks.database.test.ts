import { defaultPolicy, type ValueComponents } from '@haowu/interest-engine';
import { expect, test } from 'vitest';
import { useTestWorld } from '../../../../tests/support/world.ts';
import { signImpression } from '../../interactions/index.ts';
import { recordActions } from '../../interactions/record-actions.ts';
import { newId, runDueWork, sql } from '../../kernel/index.ts';
import { policyCheckJson } from '../contract.ts';
import { sweeps } from '../jobs.ts';
import { type DrawnSlot, recordDrawnSlots } from '../slots/drawn-slot.ts';
import { packComponents, unpackComponents } from '../slots/pack-components.ts';
import { subscribers } from '../subscribers.ts';
import { askCheck } from './ask-check.ts';
import { createDraft, editDraft } from './edit-policy.ts';
import { estimateFromLog } from './estimate-from-log.ts';
import { builtInPolicyId } from './policy-row.ts';
import { pageChecks } from './read-checks.ts';

const town = useTestWorld();
let drafts = 0;

/** Two kinds of things: one is clicked, one is watched; a policy prefers one or the other. */
const componentsOf = (kind: 'clicked' | 'watched'): ValueComponents => ({
  heads: {
    watch: kind === 'watched' ? 0.8 : 0.1,
    engage: 0.01,
    click: kind === 'clicked' ? 0.8 : 0.05,
    buy: 0.01,
    keep: 0.9,
    deduct: 0.02,
    harm: 0.001,
  },
  priceMinor: 0,
  ignorance: 0.5,
  asleep: 0,
  woken: 0,
  load: { commercial: false, goods: false, fatigue: 0, seen: 0 },
  multiplier: 1,
});

async function showSlots(count: number): Promise<void> {
  const { world } = town;
  const slots: DrawnSlot[] = [];
  const reports: Parameters<typeof recordActions>[2][number][] = [];
  const viewerId = newId();
  for (let index = 0; index < count; index += 1) {
    const kind = index % 2 === 0 ? 'clicked' : 'watched';
    const pool = (['clicked', 'watched'] as const).map((each) => ({ itemId: newId(), components: componentsOf(each) }));
    const itemId = pool[kind === 'clicked' ? 0 : 1]?.itemId ?? '';
    const issuedAt = world.clock.now();
    const slot = {
      requestId: newId(),
      position: 3,
      shownAt: world.businessClock.now(),
      issuedAt,
      viewerId,
      itemId,
      pool,
      propensity: 0.5,
      policyVersion: 'default',
    };
    slots.push(slot);
    const impressionToken = signImpression(world.secret, {
      ...slot,
      itemKind: 'video',
      surface: 'recommended',
      source: 'trending',
    });
    const occurredAt = issuedAt.toISOString();
    reports.push({ impressionToken, kind: 'impression', occurredAt });
    // Clicked eight times in ten, watched four times in ten.
    if (kind === 'clicked' && index % 10 < 8) reports.push({ impressionToken, kind: 'click_goods', occurredAt });
    if (kind === 'watched' && index % 10 < 5) reports.push({ impressionToken, kind: 'finish', occurredAt });
  }
  for (let at = 0; at < slots.length; at += 500) await recordDrawnSlots(world, slots.slice(at, at + 500));
  for (let at = 0; at < reports.length; at += 40) {
    const person = newId();
    // Another viewer each time would be refused: the token names the viewer.
    await recordActions(world, { viewerId, deviceId: person }, reports.slice(at, at + 40));
    world.clock.advance(60_000);
  }
}

/** Somebody sees the first card of a page that a policy filled. */
async function seePage(policyVersion: string): Promise<void> {
  const { world } = town;
  const [viewerId, issuedAt] = [newId(), world.clock.now()];
  const impressionToken = signImpression(world.secret, {
    viewerId,
    itemId: newId(),
    itemKind: 'video',
    surface: 'recommended',
    position: 0,
    requestId: newId(),
    source: 'trending',
    policyVersion,
    propensity: 1,
    issuedAt,
  });
  const report = { impressionToken, kind: 'impression', occurredAt: issuedAt.toISOString() } as const;
  await recordActions(world, { viewerId, deviceId: newId() }, [report]);
}

async function draftOf(behaviours: Record<string, number>) {
  const draft = await town.world.act((act) =>
    createDraft(act, { fromId: builtInPolicyId, version: `checked-${drafts++}`, note: '' }),
  );
  const policy = { ...draft.policy, value: { ...defaultPolicy.value, behaviours } };
  return town.world.act((act) => editDraft(act, draft.id, { revision: 1, note: '', policy }));
}

async function checked(id: string, kind: 'off_policy' | 'simulation', settings: { days: number; seeds?: number }) {
  await town.world.act((act) => askCheck(act, id, kind, settings));
  await runDueWork(town.world, sweeps);
  const [check] = (await pageChecks(town.world, id, { limit: 1 })).items;
  expect(policyCheckJson.safeParse(check).error?.issues ?? []).toEqual([]);
  return check;
}

test('without drawn places, or with too few, the answer is why and what to do', async () => {
  const draft = await draftOf({ watch: 0, engage: 0, click: 1 });
  for (const version of [defaultPolicy.version, defaultPolicy.version, 'town']) await seePage(version);
  town.world.clock.advance(1_000);
  const none = await checked(draft.id, 'off_policy', { days: 30 });
  expect(none).toMatchObject({
    state: 'done',
    offPolicy: {
      slotsCount: 0,
      estimates: [],
      // The town's page does not count. 500 must speak for the draft, one draw in 8 does, on one page in 20.
      refusal: { code: 'no_slots', params: { pages: 2, sharePercent: 5, pool: 8, needed: 500, pagesNeeded: 80_000 } },
    },
  });
  const undrawn = { ...defaultPolicy, exploration: { ...defaultPolicy.exploration, uniformShare: 0 } };
  const never = await estimateFromLog(town.world, { draft: defaultPolicy, published: undrawn }, 30);
  expect(never.refusal).toMatchObject({ code: 'no_draws' });
  await showSlots(60);
  const few = await checked(draft.id, 'off_policy', { days: 30 });
  expect(few?.offPolicy?.refusal).toMatchObject({ code: 'effective_sample', params: { needed: 500 } });
  expect(few?.offPolicy?.estimates).toEqual([]);
});

test('with enough of them the estimates find the policy that earns more, with intervals', async () => {
  await showSlots(2_400);
  const watch = {
    ...defaultPolicy,
    value: { ...defaultPolicy.value, behaviours: { watch: 1, engage: 0, click: 0.9 } },
  };
  const click = {
    ...defaultPolicy,
    value: { ...defaultPolicy.value, behaviours: { watch: 0, engage: 0, click: 0.9 } },
  };
  const { estimates, refusal, effectiveSample, meanWeight } = await estimateFromLog(
    town.world,
    { draft: click, published: watch },
    30,
  );
  expect(refusal).toBeNull();
  expect(effectiveSample).toBeGreaterThan(500);
  expect(meanWeight).toBeCloseTo(1, 1);
  expect(estimates.map(({ method }) => method)).toEqual(['ips', 'snips', 'dr']);
  for (const { draft, published, difference } of estimates) {
    expect(difference.low).toBeLessThanOrEqual(difference.value);
    expect(difference.high).toBeGreaterThanOrEqual(difference.value);
    expect(draft.value - published.value).toBeCloseTo(difference.value, 6);
  }
  // By the reward of the policy in force: a clicked thing brings 0.9 × 8/10, a watched one 1 × 4/10.
  const snips = estimates.find(({ method }) => method === 'snips');
  expect(snips?.draft.value).toBeCloseTo(0.72, 1);
}, 30_000);

test('a purchase is tied to the drawn place that led to it, and counts at what is kept of it', async () => {
  const { world } = town;
  const [buyerId, itemId, lineId, requestId] = [newId(), newId(), newId(), newId()] as [string, string, string, string];
  const pool = [itemId, newId()].map((id) => ({
    itemId: id,
    components: { ...componentsOf('clicked'), priceMinor: 9_900 },
  }));
  const shownAt = world.businessClock.now();
  await recordDrawnSlots(world, [
    {
      requestId,
      position: 0,
      shownAt,
      issuedAt: shownAt,
      viewerId: buyerId,
      itemId,
      pool,
      propensity: 0.5,
      policyVersion: 'd',
    },
  ]);
  const line = {
    lineId,
    productId: newId(),
    skuId: newId(),
    categoryId: 'tea',
    quantity: 1,
    unitPriceMinor: 9_900,
    paidMinor: 9_900,
    subsidyMinor: 0,
    scene: 'video',
    contentId: itemId,
    creatorId: null,
    commissionRateBp: 0,
  } as const;
  const order = {
    orderId: newId(),
    purchaseId: newId(),
    orderNumber: '1',
    buyerId,
    shopId: newId(),
    currency: 'CNY',
    totalMinor: 9_900,
    freightMinor: 0,
    placedAt: shownAt.toISOString(),
    lines: [line],
    paidAt: shownAt.toISOString(),
    paymentId: newId(),
  };
  const subscriber = subscribers.find(({ name }) => name === 'recommender.slot-lines');
  const tell = (type: 'order.paid' | 'quality-line.settled', data: unknown) =>
    world.act(
      (act) =>
        subscriber?.handle(act, [
          {
            id: newId(),
            type,
            version: 1,
            occurredAt: shownAt,
            recordedAt: shownAt,
            subject: lineId,
            actor: null,
            data,
          },
        ]) ?? Promise.resolve(),
    );
  await tell('order.paid', order);
  await tell('order.paid', order);
  const lines = () =>
    world.database.rows(
      sql`select request_id, paid_minor, quality_minor from recommender.slot_lines where line_id = ${lineId}`,
    );
  expect(await lines()).toEqual([{ request_id: requestId, paid_minor: 9_900n, quality_minor: null }]);
  await tell('quality-line.settled', { lineId, qgmvMinor: 4_000 });
  expect(await lines()).toEqual([{ request_id: requestId, paid_minor: 9_900n, quality_minor: 4_000n }]);
});

test('what the formula takes in survives packing to 32 bits', () => {
  const pool = [
    componentsOf('clicked'),
    { ...componentsOf('watched'), load: { commercial: true, goods: false, fatigue: 0.25, seen: 0 } },
  ];
  const again = unpackComponents(packComponents(pool));
  expect(again).toHaveLength(2);
  expect(again[1]?.load).toEqual(pool[1]?.load);
  expect(again[0]?.heads.watch).toBeCloseTo(0.1, 6);
  expect(() => unpackComponents(Buffer.from([9]))).toThrow(RangeError);
});

test('a simulation lives the town with both policies and keeps what came of it', async () => {
  const draft = await draftOf({ watch: 1, engage: 1, click: 0 });
  const simulated = await checked(draft.id, 'simulation', { days: 3, seeds: 2 });
  expect(simulated).toMatchObject({ kind: 'simulation', state: 'done', progress: 1, failure: null });
  const figures = simulated?.simulation?.figures ?? [];
  expect(figures.map(({ code }) => code)).toContain('qualityGmvYuan');
  expect(figures.find(({ code }) => code === 'watchHours')?.ratio?.value).toBeGreaterThan(0);
}, 180_000);
