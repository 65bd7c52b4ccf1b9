import { beforeAll, describe, expect, test } from 'vitest';
import { completedCase, paidOrder, receiptOf, tell } from '../../../tests/support/paid-orders.ts';
import { useTestWorld } from '../../../tests/support/world.ts';
import type { Facts } from '../events/index.ts';
import { dayMs, drainSubscribers, hourMs, newId, registerSubscribers, runDueWork, sql } from '../kernel/index.ts';
import {
  bridgeTotals,
  checkChains,
  checkPositions,
  findLine,
  type LineDetail,
  listLines,
  matureLines,
  replayPositions,
  subscribers,
  sweeps,
} from './index.ts';

const town = useTestWorld();
beforeAll(() => registerSubscribers(town.world, subscribers));

const drain = () => drainSubscribers(town.world, subscribers);
const runDue = () => runDueWork(town.world, sweeps);
const now = () => town.world.businessClock.now();
async function line(lineId: string | undefined): Promise<LineDetail> {
  const found = await findLine(town.world.database, lineId ?? '');
  if (!found) throw new Error('the line is not in the book');
  return found;
}
const figures = (read: LineDetail) => [read.paidMinor, read.netMinor, read.cleanMinor, read.qgmvMinor].map(Number);

describe('facts become figures', () => {
  test('a paid order opens its lines at P; an unrated line carries the start prior of 200 bp', async () => {
    const order = paidOrder(town.world, { lines: [{ paidMinor: 20_000 }, { paidMinor: 333 }] });
    await tell(town.world, 'order.paid', order);
    await drain();
    expect(figures(await line(order.lines[0]?.lineId))).toEqual([20_000, 20_000, 20_000, 19_600]);
    const second = await line(order.lines[1]?.lineId);
    expect(figures(second)).toEqual([333, 333, 333, 326]);
    expect(second.stages.map((stage) => stage.kind)).toEqual(['P']);
    expect(second.losses).toEqual([{ code: 'unrated', level: 'clean_to_qgmv', amountMinor: 7n }]);
  });

  test('the same events told twice, and two events for one fact, have one effect', async () => {
    const order = paidOrder(town.world);
    const received = receiptOf(order, now());
    await tell(town.world, 'order.paid', order, order);
    await tell(town.world, 'order.received', received, received);
    await drain();
    const read = await line(order.lines[0]?.lineId);
    expect(read.facts.map((fact) => fact.type).sort()).toEqual(['paid', 'received']);
    expect(read.stages).toHaveLength(1);
  });

  test('3.9-11 order of arrival does not matter: every permutation ends at the same figures and dates', async () => {
    const at = now();
    const results = new Set<string>();
    for (const turn of [0, 1, 2, 3]) {
      const order = paidOrder(town.world, { lines: [{ paidMinor: 9_999, categoryId: `turn-${turn}` }] });
      const caseId = newId();
      const lineId = order.lines[0]?.lineId ?? '';
      const steps = [
        () => tell(town.world, 'order.paid', order),
        () => tell(town.world, 'order.received', receiptOf(order, at)),
        () =>
          tell(town.world, 'aftersale.opened', {
            caseId,
            lineId,
            orderId: order.orderId,
            buyerId: order.buyerId,
            shopId: order.shopId,
            kind: 'return_and_refund',
          }),
        () =>
          tell(
            town.world,
            'aftersale.completed',
            completedCase(order, 0, at, { caseId, refundMinor: 3_333, reason: 'damaged', fault: 'merchant' }),
          ),
      ];
      for (let index = 0; index < steps.length; index += 1) {
        await steps[(index + turn) % steps.length]?.();
        await drain();
      }
      const read = await line(lineId);
      results.add(JSON.stringify([figures(read), read.matures.settlesAt, read.facts.map((fact) => fact.type).sort()]));
    }
    expect(results.size).toBe(1);
  });

  const cases: { name: string; change: Partial<Facts['aftersale.completed']>; expected: number[] }[] = [
    { name: 'a no-reason return takes only itself', change: {}, expected: [10_000, 0, 0, 0] },
    {
      name: 'an accepted quality fault is charged half',
      change: { reason: 'quality', fault: 'merchant' },
      expected: [10_000, 0, 0, -5_000],
    },
    {
      name: 'a partial refund for a fault that was wrongly refused: half of it, and 2,500 bp as a root of its own',
      change: { reason: 'damaged', fault: 'merchant', refundMinor: 2_000, wronglyRefused: true },
      expected: [10_000, 8_000, 8_000, 8_000 - 160 - 2_000 - 1_000],
    },
    {
      name: 'not as described, upheld, costs 1,500 bp of what was kept',
      change: { reason: 'not_as_described', fault: 'merchant', refundMinor: 1_000 },
      expected: [10_000, 9_000, 9_000, 9_000 - 180 - 1_350],
    },
  ];
  test.each(cases)('$name', async ({ change, expected }) => {
    const order = paidOrder(town.world, { lines: [{ categoryId: newId() }] });
    await tell(town.world, 'order.paid', order);
    await tell(town.world, 'aftersale.completed', completedCase(order, 0, now(), change));
    await drain();
    expect(figures(await line(order.lines[0]?.lineId))).toEqual(expected);
  });

  test('a merchant who cancels is charged a tenth; a buyer who cancels is not', async () => {
    const orders = [paidOrder(town.world), paidOrder(town.world)];
    await tell(town.world, 'order.paid', ...orders);
    const by = ['merchant', 'buyer'] as const;
    for (const [index, order] of orders.entries()) {
      await tell(town.world, 'order.cancelled', {
        orderId: order.orderId,
        purchaseId: order.purchaseId,
        buyerId: order.buyerId,
        shopId: order.shopId,
        by: by[index] ?? 'buyer',
        wasPaid: true,
        cancelledAt: now().toISOString(),
        lines: order.lines,
      });
    }
    await drain();
    expect(figures(await line(orders[0]?.lines[0]?.lineId))).toEqual([10_000, 0, 0, -1_000]);
    expect(figures(await line(orders[1]?.lines[0]?.lineId))).toEqual([10_000, 0, 0, 0]);
  });

  test.each([
    [1, 500],
    [24, 500],
    [30, 1_000],
    [48, 1_000],
    [49, 2_000],
    [0, 0],
  ])('a pick-up %i h late takes %i bp, with five stars', async (hours, bp) => {
    const order = paidOrder(town.world);
    const promisedBy = now();
    await tell(town.world, 'order.paid', order);
    await tell(town.world, 'parcel.picked_up', {
      parcelId: newId(),
      orderId: order.orderId,
      shopId: order.shopId,
      pickedUpAt: new Date(promisedBy.getTime() + hours * hourMs).toISOString(),
      promisedBy: promisedBy.toISOString(),
      lineIds: order.lines.map((each) => each.lineId),
    });
    await tell(town.world, 'review.posted', review(order, 5, true));
    await drain();
    expect(Number((await line(order.lines[0]?.lineId)).qgmvMinor)).toBe(10_000 - bp);
  });

  test('stars count, a held-back review and an answer "not as shown" alone do not', async () => {
    const orders = [paidOrder(town.world), paidOrder(town.world), paidOrder(town.world)];
    await tell(town.world, 'order.paid', ...orders);
    const [rated, heldBack, notShown] = orders;
    if (!rated || !heldBack || !notShown) throw new Error('three orders');
    await tell(
      town.world,
      'review.posted',
      review(rated, 2, true),
      { ...review(heldBack, 1, false), counted: false },
      review(notShown, 5, false),
    );
    await drain();
    const worth = async (order: typeof rated) => Number((await line(order.lines[0]?.lineId)).qgmvMinor);
    expect(await worth(rated)).toBe(7_500);
    expect(await worth(heldBack)).toBe(9_800);
    expect(await worth(notShown)).toBe(10_000);
    expect((await line(notShown.lines[0]?.lineId)).facts.map((fact) => fact.type)).toContain('not_as_shown');
  });

  test('a confirmed harm voids the line and is charged beside it', async () => {
    const order = paidOrder(town.world, { lines: [{ paidMinor: 50_000 }] });
    await tell(town.world, 'order.paid', order);
    await tell(town.world, 'harm.confirmed', {
      rootFactId: newId(),
      type: 'fake_trade',
      lines: [{ lineId: order.lines[0]?.lineId ?? '', affectedMinor: 50_000 }],
      occurredAt: now().toISOString(),
      evidence: 'cluster of shared devices',
    });
    await drain();
    expect(figures(await line(order.lines[0]?.lineId))).toEqual([50_000, 50_000, 0, -5_000]);
  });
});

function review(order: ReturnType<typeof paidOrder>, stars: number, asShown: boolean | null): Facts['review.posted'] {
  return {
    reviewId: newId(),
    orderId: order.orderId,
    lineId: order.lines[0]?.lineId ?? '',
    productId: order.lines[0]?.productId ?? '',
    shopId: order.shopId,
    buyerId: order.buyerId,
    stars,
    asShown,
    contentId: null,
    postedAt: now().toISOString(),
    counted: true,
  };
}

describe('DOMAIN 3.3: maturity on the business clock', () => {
  test('S at receipt + 15 d, M + 30 d, L + 90 d; a later fact is a dated adjustment and tells a restatement', async () => {
    const { world } = town;
    const order = paidOrder(world);
    const lineId = order.lines[0]?.lineId ?? '';
    const receivedAt = now();
    await tell(world, 'order.paid', order);
    await tell(world, 'order.received', receiptOf(order, receivedAt));
    await drain();
    const stageAfterDays = async (days: number) => {
      await world.businessClock.advance(receivedAt.getTime() + days * dayMs - now().getTime());
      await runDue();
      return (await line(lineId)).stage;
    };
    expect(await stageAfterDays(14.99)).toBe('P');
    expect(await stageAfterDays(15)).toBe('S');
    expect(await stageAfterDays(29.99)).toBe('S');
    expect(await stageAfterDays(30)).toBe('M');
    expect(await stageAfterDays(90)).toBe('L');
    await tell(world, 'aftersale.completed', completedCase(order, 0, now(), { refundMinor: 1_000 }));
    await drain();
    const read = await line(lineId);
    expect(read.stages.map((stage) => [stage.kind, Number(stage.qgmvMinor)])).toEqual([
      ['P', 9_800],
      ['S', 9_800],
      ['M', 9_800],
      ['L', 9_800],
      ['adjustment', 8_820],
    ]);
    expect(read.stages[1]?.occurredAt).toEqual(new Date(receivedAt.getTime() + 15 * dayMs));
    const told = await world.database.rows<{ type: string }>(
      sql`select type from kernel.outbox where subject = ${lineId} and type like 'quality-line.%' order by position`,
    );
    expect(told.map((fact) => fact.type)).toEqual([
      'quality-line.settled',
      'quality-line.matured',
      'quality-line.locked',
      'quality-line.restated',
    ]);
  });

  test('an open case keeps a line from settling; it settles when the case is closed', async () => {
    const { world } = town;
    const order = paidOrder(world);
    const lineId = order.lines[0]?.lineId ?? '';
    const caseId = newId();
    await tell(world, 'order.paid', order);
    await tell(world, 'order.received', receiptOf(order, now()));
    await tell(world, 'aftersale.opened', {
      caseId,
      lineId,
      orderId: order.orderId,
      buyerId: order.buyerId,
      shopId: order.shopId,
      kind: 'refund_only',
    });
    await drain();
    await world.businessClock.advance(20 * dayMs);
    await runDue();
    expect((await line(lineId)).stage).toBe('P');
    await tell(world, 'aftersale.closed', {
      caseId,
      lineId,
      orderId: order.orderId,
      buyerId: order.buyerId,
      shopId: order.shopId,
      outcome: 'withdrawn',
    });
    await drain();
    await runDue();
    expect((await line(lineId)).stage).toBe('S');
  });

  test('a line that ended without receipt takes its end time', async () => {
    const { world } = town;
    const order = paidOrder(world);
    await tell(world, 'order.paid', order);
    await tell(world, 'aftersale.completed', completedCase(order, 0, now(), { reason: 'before_dispatch' }));
    await drain();
    await world.businessClock.advance(15 * dayMs);
    await runDue();
    expect((await line(order.lines[0]?.lineId)).stage).toBe('S');
  });

  test('the prior of an unrated line is frozen at S; a bad product has a larger one', async () => {
    const { world } = town;
    const productId = newId();
    const categoryId = newId();
    const orders = Array.from({ length: 31 }, () => paidOrder(world, { lines: [{ productId, categoryId }] }));
    const silent = orders[30];
    if (!silent) throw new Error('31 orders');
    await tell(world, 'order.paid', ...orders);
    await tell(world, 'review.posted', ...orders.slice(0, 30).map((order) => review(order, 1, null)));
    await tell(world, 'order.received', ...orders.map((order) => receiptOf(order, now())));
    await drain();
    expect(Number((await line(silent.lines[0]?.lineId)).qgmvMinor)).toBe(9_800);
    await world.businessClock.advance(15 * dayMs);
    await runDue();
    // category: (30·4000 + 20·200) / 50 = 2480; product: (30·4000 + 20·2480) / 50 = 3392
    expect(Number((await line(silent.lines[0]?.lineId)).qgmvMinor)).toBe(10_000 - 3_392);
  });
});

describe('the book cannot be bent', () => {
  test('3.9-8 the database refuses to change or remove lines, facts, stage rows and roots', async () => {
    for (const table of ['lines', 'facts', 'stages']) {
      await expect(town.world.database.script(`update quality.${table} set line_id = line_id`)).rejects.toThrow(
        /append-only/,
      );
      await expect(town.world.database.script(`delete from quality.${table}`)).rejects.toThrow(/append-only/);
      await expect(town.world.database.script(`truncate quality.${table} cascade`)).rejects.toThrow(/append-only/);
    }
    await expect(town.world.database.script('truncate quality.daily_roots')).rejects.toThrow(/append-only/);
  });

  test('3.9-8 replay equals store: the projection is rebuilt from facts and stage rows alone', async () => {
    const { world } = town;
    await drain();
    const read = () =>
      world.database.rows(sql`
        select position.*, (select jsonb_agg(loss order by code) from quality.losses loss where loss.line_id = position.line_id) as losses
        from quality.positions position order by line_id`);
    const stored = await read();
    expect(await checkPositions(world.database), 'the totals of days are kept with every change').toEqual([]);
    const ids = await world.database.rows<{ line_id: string }>(sql`select line_id from quality.lines`);
    await world.database.script(`update quality.positions set reached = 'P', revision = 0, net_minor = 0, clean_minor = 0, qgmv_minor = 0,
      open_cases = 9, matures_from = null, due_at = null, unrated_bp = 0; delete from quality.losses;`);
    expect(await checkPositions(world.database)).not.toEqual([]);
    await world.act((act) =>
      replayPositions(
        act,
        ids.map((row) => row.line_id),
      ),
    );
    expect(await read()).toEqual(stored);
    expect(await checkPositions(world.database)).toEqual([]);
  });

  test('the hash chains and the daily roots fit; one bent row is found', async () => {
    const { world } = town;
    await world.businessClock.advance(2 * dayMs);
    await runDue();
    expect(await checkChains(world.database)).toEqual([]);
    const { days } = await world.database.one<{ days: number }>(
      sql`select count(*)::int as days from quality.daily_roots`,
    );
    expect(days).toBeGreaterThan(3);
    const { chain_day } = await world.database.one<{ chain_day: string }>(
      sql`select max(chain_day)::text as chain_day from quality.stages`,
    );
    await world.database.script(`alter table quality.stages disable trigger append_only;
      update quality.stages set qgmv_minor = qgmv_minor - 1 where (shop_id, chain_day, chain_index) = (select shop_id, chain_day, chain_index from quality.stages where chain_day = '${chain_day}' limit 1);
      alter table quality.stages enable trigger append_only;`);
    expect((await checkChains(world.database)).map((difference) => difference.kind)).toEqual(['chain']);
  });
});

describe('totals', () => {
  test('3.9-3 the bridge over any partition adds up, and Paid − losses = QGMV', async () => {
    const { world } = town;
    const total = await bridgeTotals(world.database, {});
    const sum = (values: bigint[]) => values.reduce((all, each) => all + each, 0n);
    const paid = total.settled.paidMinor + total.provisional.paidMinor;
    const qgmv = total.settled.qgmvMinor + total.provisional.qgmvMinor;
    expect(paid - sum(total.losses.map((loss) => loss.amountMinor))).toBe(qgmv);
    expect(total.settled.linesCount + total.provisional.linesCount).toBe(
      (await world.database.one<{ lines: number }>(sql`select count(*)::int as lines from quality.positions`)).lines,
    );
    const scenes = await Promise.all([
      bridgeTotals(world.database, { scene: 'video' }),
      bridgeTotals(world.database, { scene: 'cart' }),
    ]);
    expect(scenes[0]).toEqual(total);
    expect(scenes[1]?.losses).toEqual([]);
    const { shops } = await world.database.one<{ shops: string[] }>(
      sql`select array_agg(distinct shop_id) as shops from quality.positions`,
    );
    const parts = await Promise.all(shops.map((shopId) => bridgeTotals(world.database, { shopId })));
    expect(sum(parts.map((part) => part.settled.qgmvMinor + part.provisional.qgmvMinor))).toBe(qgmv);
    expect(sum(total.days.map((day) => day.paidMinor))).toBe(paid);
    expect(
      total.forecast.lowMinor <= total.forecast.amountMinor && total.forecast.amountMinor <= total.forecast.highMinor,
    ).toBe(true);
  });

  test('pages of lines meet without gap or repeat, in every order', async () => {
    const { world } = town;
    const { total } = await world.database.one<{ total: number }>(
      sql`select count(*)::int as total from quality.positions`,
    );
    const { cursorAfter } = await import('./index.ts');
    for (const sort of ['paid_at', 'lost', 'paid'] as const) {
      const seen = new Set<string>();
      let after: ReturnType<typeof cursorAfter> | undefined;
      for (;;) {
        const page = await listLines(world.database, {}, { sort, after, limit: 7 });
        for (const each of page.slice(0, 7)) seen.add(each.lineId);
        const last = page[6];
        if (page.length <= 7 || !last) break;
        after = cursorAfter(last, sort);
      }
      expect(seen.size).toBe(total);
    }
  });

  test('two sweeps at once settle every line once', async () => {
    const { world } = town;
    const orders = Array.from({ length: 60 }, () => paidOrder(world));
    await tell(world, 'order.paid', ...orders);
    await tell(world, 'order.received', ...orders.map((order) => receiptOf(order, now())));
    await drain();
    await world.businessClock.advance(15 * dayMs);
    const counts = await Promise.all([matureLines(world, 40), matureLines(world, 40), matureLines(world, 40)]);
    await runDue();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(60);
    const { settled } = await world.database.one<{ settled: number }>(sql`
      select count(*)::int as settled from quality.stages where kind = 'S' and line_id = any(${orders.map((order) => order.lines[0]?.lineId)}::uuid[])`);
    expect(settled).toBe(60);
  });
});
