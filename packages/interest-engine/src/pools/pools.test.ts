import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEngine,
  type Engine,
  type ItemFacts,
  type Policy,
  type PoolItem,
  type TransitionReason,
} from '../index.ts';
import { anyChange, anyEvent, apply, dayMs, engineOf, event, policyWith, request, start, video } from '../test-town.ts';

/** Small quotas, so that a test needs few events. */
const policy = policyWith({
  pools: { probation: 10, first: 40, second: 80, third: 160, fourth: 320, fifth: 640, sixth: 1280, comparables: 3 },
});

const goods = (itemId: string, more: Partial<ItemFacts> = {}): ItemFacts =>
  video(itemId, {
    authorId: `a-${itemId}`,
    shopId: `s-${itemId}`,
    categoryIds: ['tea'],
    hasGoods: true,
    priceMinor: 10_000,
    publishedAt: start,
    ...more,
  });

let people = 0;
/** `count` new people meet the item; the first of them click, of those the first buy, and lines end as told. */
function meet(
  engine: Engine,
  itemId: string,
  count: number,
  acts: { clicks?: number; buys?: number; kept?: number; refunded?: number; watched?: number } = {},
  at = start,
): void {
  const { clicks = 0, buys = 0, kept = 0, refunded = 0, watched = 0 } = acts;
  for (let index = 0; index < count; index++) {
    const person = `person-${people++}`;
    if (index < watched) engine.ingest(event(person, 'finish', itemId, { at }));
    if (index < clicks) engine.ingest(event(person, 'click', itemId, { at }));
    if (index < buys) engine.ingest(event(person, 'paid', itemId, { at }));
    if (index < kept) engine.ingest(event(person, 'delivered', itemId, { at }));
    else if (index < kept + refunded) engine.ingest(event(person, 'refunded', itemId, { at }));
    engine.ingest(event(person, 'impression', itemId, { at }));
  }
}

const itemOf = (engine: Engine, itemId: string): PoolItem =>
  engine.poolItems({ limit: 200, offset: 0 }).items.find((one) => one.itemId === itemId)!;
const reasonsOf = (engine: Engine, itemId: string): TransitionReason[] =>
  engine
    .poolTransitions({ limit: 200, offset: 0 })
    .transitions.filter((one) => one.itemId === itemId)
    .map(({ reason }) => reason)
    .reverse();

/** Ten ordinary works that came to the end of the first pool: what others are held against. */
function withComparables(more: readonly ItemFacts[] = [], used: Policy = policy): Engine {
  const ordinary = Array.from({ length: 10 }, (_, index) => goods(`usual-${index}`));
  const engine = engineOf([...ordinary, ...more], used);
  for (const { itemId } of ordinary) meet(engine, itemId, 40, { clicks: 4, buys: 1, kept: 1 });
  return engine;
}

describe('graduation', () => {
  test('an item enters the first pool when it is admitted, and uses up its quota by impressions', () => {
    const engine = engineOf([goods('new')], policy);
    expect(itemOf(engine, 'new')).toMatchObject({
      pool: 1,
      status: 'open',
      quota: 40,
      impressions: 0,
      enteredAt: start,
      median: null,
    });
    meet(engine, 'new', 15);
    expect(itemOf(engine, 'new')).toMatchObject({ pool: 1, status: 'open', impressions: 15 });
    meet(engine, 'new', 25);
    expect(itemOf(engine, 'new').status).toBe('held');
  });

  test('goes by the lower bound against the median of the category', () => {
    const engine = withComparables([goods('good'), goods('plain')]);
    meet(engine, 'good', 40, { clicks: 20, buys: 14, kept: 14 });
    meet(engine, 'plain', 40, { clicks: 4, buys: 1, kept: 1 });
    const moves = engine.poolTransitions({ limit: 200, offset: 0 }).transitions;
    for (const { lowerBound, median, mean, reason } of moves) {
      expect(lowerBound).toBeLessThan(mean);
      expect(reason).toBe(lowerBound >= median ? 'graduated' : 'held');
    }
    expect(itemOf(engine, 'good')).toMatchObject({ pool: 2, status: 'open', impressions: 0, quota: 80 });
    expect(itemOf(engine, 'plain')).toMatchObject({ pool: 1, status: 'held' });
    expect(moves.find(({ itemId }) => itemId === 'good')).toMatchObject({ from: 1, to: 2, impressions: 40 });
  });

  test('one lucky order does not graduate an item', () => {
    const engine = withComparables([goods('lucky')]);
    meet(engine, 'lucky', 40, { clicks: 1, buys: 1, kept: 1 });
    expect(reasonsOf(engine, 'lucky')).toEqual(['held']);
  });

  test('a higher price with more bought does not help when it comes back', () => {
    const ended = (kept: boolean): PoolItem => {
      const engine = withComparables([goods('bait', { priceMinor: 20_000 })]);
      for (let index = 0; index < 20; index++) {
        engine.ingest(event(`b${index}`, 'paid', 'bait'));
        engine.ingest(event(`b${index}`, kept ? 'delivered' : 'refunded', 'bait'));
        if (!kept) engine.ingest(event(`b${index}`, 'quality_fault', 'bait'));
      }
      meet(engine, 'bait', 20);
      return itemOf(engine, 'bait');
    };
    expect(ended(true)).toMatchObject({ pool: 2, status: 'open' });
    expect(ended(false)).toMatchObject({ pool: 1, status: 'held' });
  });

  test('content without goods is held against content without goods', () => {
    const clips = Array.from({ length: 8 }, (_, index) =>
      video(`clip-${index}`, { authorId: `c${index}`, categoryIds: ['tea'], publishedAt: start }),
    );
    const engine = withComparables(clips);
    for (const [index, { itemId }] of clips.entries()) meet(engine, itemId, 40, { watched: index === 7 ? 36 : 10 });
    expect(itemOf(engine, 'clip-7')).toMatchObject({ pool: 2, status: 'open', value: { unit: 'points' } });
    expect(itemOf(engine, 'clip-3')).toMatchObject({ pool: 1, status: 'held', value: { unit: 'points' } });
  });

  test('a held item whose facts change is looked at again', () => {
    const engine = withComparables([goods('late')]);
    meet(engine, 'late', 40, { clicks: 6, buys: 1 });
    expect(itemOf(engine, 'late').status).toBe('held');
    meet(engine, 'late', 30, { clicks: 25, buys: 20, kept: 20 });
    expect(reasonsOf(engine, 'late').slice(0, 2)).toEqual(['held', 'facts_changed']);
    expect(itemOf(engine, 'late').pool).toBeGreaterThan(1);
  });

  test('a held item that is reviewed anew starts again; one taken away is owed nothing until it is back', () => {
    const engine = withComparables([goods('edited')]);
    meet(engine, 'edited', 40);
    expect(itemOf(engine, 'edited').status).toBe('held');
    engine.upsertItem(goods('edited', { priceMinor: 9_000 }));
    expect(itemOf(engine, 'edited').status).toBe('held');
    engine.upsertItem(goods('edited', { reviewedAt: start + dayMs }));
    expect(itemOf(engine, 'edited')).toMatchObject({ pool: 1, status: 'open', impressions: 0 });
    engine.removeItem('edited');
    expect(engine.pools(start)[1]!.items).toBe(0);
    engine.upsertItem(goods('edited', { reviewedAt: start + dayMs }));
    expect(engine.pools(start)[1]!.items).toBe(1);
  });
});

describe('the second look', () => {
  test('demotes what settled facts contradict, and starts the next work of its author on probation', () => {
    const engine = withComparables([goods('bait', { authorId: 'cheat' })]);
    meet(engine, 'bait', 40, { clicks: 20, buys: 14 });
    expect(itemOf(engine, 'bait').pool).toBe(2);
    for (let index = 0; index < 20; index++) {
      const person = `returner-${index}`;
      engine.ingest(event(person, 'paid', 'bait', { at: start + dayMs }));
      engine.ingest(event(person, 'refunded', 'bait', { at: start + 5 * dayMs }));
      engine.ingest(event(person, 'quality_fault', 'bait', { at: start + 6 * dayMs }));
    }
    expect(reasonsOf(engine, 'bait')).toEqual(['graduated']);
    meet(engine, 'usual-0', 1, {}, start + 16 * dayMs);
    expect(reasonsOf(engine, 'bait')).toEqual(['graduated', 'contradicted']);
    const demotion = engine.poolTransitions({ limit: 1, offset: 0 }).transitions[0]!;
    expect(demotion.mean).toBeLessThan(0.6 * demotion.median);
    expect(itemOf(engine, 'bait')).toMatchObject({ pool: 1, status: 'open' });
    expect(engine.pools(start)[2]).toMatchObject({ pool: 2, demoted: 1 });
    engine.upsertItem(goods('next', { authorId: 'cheat' }));
    engine.upsertItem(goods('other', { authorId: 'honest' }));
    expect(itemOf(engine, 'next')).toMatchObject({ pool: 0, quota: 10, status: 'open' });
    expect(itemOf(engine, 'other')).toMatchObject({ pool: 1, quota: 40 });
  });

  test('lifts the probation of an author whose next work keeps its promise', () => {
    const engine = withComparables([goods('bait', { authorId: 'turncoat' })]);
    meet(engine, 'bait', 40, { clicks: 20, buys: 14 });
    for (let index = 0; index < 20; index++) {
      engine.ingest(event(`t${index}`, 'paid', 'bait'));
      engine.ingest(event(`t${index}`, 'refunded', 'bait'));
      engine.ingest(event(`t${index}`, 'quality_fault', 'bait'));
    }
    meet(engine, 'usual-0', 1, {}, start + 16 * dayMs);
    engine.upsertItem(goods('better', { authorId: 'turncoat' }));
    expect(itemOf(engine, 'better').pool).toBe(0);
    meet(engine, 'better', 10, { clicks: 10, buys: 10, kept: 10 }, start + 17 * dayMs);
    expect(itemOf(engine, 'better').pool).toBe(1);
    meet(engine, 'usual-0', 1, {}, start + 33 * dayMs);
    expect(reasonsOf(engine, 'better')).toEqual(['graduated', 'borne_out']);
    engine.upsertItem(goods('third', { authorId: 'turncoat' }));
    expect(itemOf(engine, 'third').pool).toBe(1);
  });

  test('leaves what kept its promise where it is', () => {
    const engine = withComparables([goods('good', { authorId: 'maker' })]);
    meet(engine, 'good', 40, { clicks: 20, buys: 14, kept: 14 });
    meet(engine, 'usual-0', 1, {}, start + 16 * dayMs);
    expect(itemOf(engine, 'good')).toMatchObject({ pool: 2, status: 'open' });
    expect(reasonsOf(engine, 'good')).toEqual(['graduated']);
  });

  test('does not come before its time', () => {
    const engine = withComparables([goods('bait')]);
    meet(engine, 'bait', 40, { clicks: 20, buys: 14 });
    for (let index = 0; index < 20; index++)
      engine.ingest(event(`r${index}`, 'refunded', 'bait', { at: start + dayMs }));
    meet(engine, 'usual-0', 1, {}, start + 14 * dayMs);
    expect(reasonsOf(engine, 'bait')).toEqual(['graduated']);
  });
});

describe('places for items that are owed impressions', () => {
  test('come to the share of the policy, and end with the quota', () => {
    const items = Array.from({ length: 60 }, (_, index) =>
      video(`v${index}`, { authorId: `a${index}`, categoryIds: [`c${index % 12}`] }),
    );
    const engine = engineOf(items, policyWith({ pools: { ...policy.pools, share: 0.2 } }));
    for (let index = 10; index < 60; index++) meet(engine, `v${index}`, 40);
    let places = 0;
    for (let index = 0; index < 100; index++) {
      const drawn = engine
        .recommend(request({ requestId: `p${index}` }))
        .filter(({ placement }) => placement === 'pool_draw');
      places += drawn.length;
      for (const { itemId } of drawn) expect(Number(itemId.slice(1))).toBeLessThan(10);
    }
    expect(places).toBe(200);
    for (let index = 0; index < 10; index++) meet(engine, `v${index}`, 40);
    expect(engine.pools(start)[1]!.items).toBe(0);
    expect(engine.recommend(request()).some(({ placement }) => placement === 'pool_draw')).toBe(false);
  });
});

describe('a new seller', () => {
  const others = Array.from({ length: 20 }, (_, index) => goods(`old-${index}`, { categoryIds: [`c${index}`] }));
  const newcomers = ['new-0', 'new-1'].map((itemId, index) =>
    goods(itemId, { shopId: 'newcomer', newSeller: true, categoryIds: [`d${index}`] }),
  );
  const shares = { share: 0.2, newSeller: 9 };
  const exposure = { share: 0, fresh: 0, longTail: 0, craft: 0, newSeller: 0.1, newSellerImpressions: 100 };
  const placesOf = (engine: Engine, placement: string): string[] =>
    Array.from({ length: 200 }, (_, index) => engine.recommend(request({ requestId: `p${index}` })))
      .flat()
      .filter((item) => item.placement === placement)
      .map(({ itemId }) => itemId);
  const shareOfNew = (places: readonly string[]): number =>
    places.filter((itemId) => itemId.startsWith('new')).length / Math.max(1, places.length);

  test('whom nobody has seen comes before others that are owed impressions, until the shop has been seen', () => {
    const policyOf = policyWith({ pools: { ...policy.pools, ...shares } });
    const all = { pools: policyOf.pools, exposure: { ...policyOf.exposure, ...exposure, newSeller: 0 } };
    const unseen = engineOf([...others, ...newcomers], policyWith(all));
    const equal = engineOf([...others, ...newcomers], policyWith({ ...all, pools: { ...all.pools, newSeller: 0 } }));
    const before = shareOfNew(placesOf(equal, 'pool_draw'));
    expect(shareOfNew(placesOf(unseen, 'pool_draw'))).toBeGreaterThan(2 * before);
    // One work of the shop is seen by a hundred people: the other is owed no more than anybody's.
    meet(unseen, 'new-0', 100);
    meet(equal, 'new-0', 100);
    const after = placesOf(unseen, 'pool_draw');
    expect(after).toEqual(placesOf(equal, 'pool_draw'));
    expect(after).toContain('new-1');
  });

  test('is nobody special where the policy ends it at no impressions at all', () => {
    const never = { ...policyWith({}).exposure, ...exposure, newSeller: 0, newSellerImpressions: 0 };
    const ended = { pools: { ...policy.pools, ...shares }, exposure: never };
    const usual = newcomers.map((item) => ({ ...item, newSeller: false }));
    const places = placesOf(engineOf([...others, ...newcomers], policyWith(ended)), 'pool_draw');
    expect(places.length).toBeGreaterThan(100);
    expect(places).toEqual(placesOf(engineOf([...others, ...usual], policyWith(ended)), 'pool_draw'));
  });

  test('has a floor of exposure until its shop has been seen', () => {
    const plain = policyWith({ exposure, pools: { ...policy.pools, share: 0 }, exploration: { share: 0 } });
    const engine = engineOf([...others, ...newcomers], plain);
    for (let index = 0; index < 20; index++) meet(engine, `old-${index}`, 20, { watched: 20 });
    const raised = placesOf(engine, 'exposure_floor');
    expect(raised.length).toBeGreaterThan(100);
    expect(shareOfNew(raised)).toBe(1);
    meet(engine, 'new-0', 100);
    expect(placesOf(engine, 'exposure_floor')).toEqual([]);
  });
});

describe('the overview', () => {
  test('counts every admitted item once', () => {
    // Met one after the other, later works gain by the lines of earlier ones that had no fault; here all ten are alike.
    const alike = policyWith({ pools: policy.pools, value: { fault: 0 } });
    const engine = withComparables([goods('good'), goods('fresh')], alike);
    meet(engine, 'good', 40, { clicks: 20, buys: 14, kept: 14 });
    meet(engine, 'fresh', 7);
    const rows = engine.pools(start + 2 * dayMs);
    expect(rows.map(({ pool }) => pool)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(rows.reduce((sum, { items, held }) => sum + items + held, 0)).toBe(12);
    expect(rows[1]).toMatchObject({ items: 1, impressions: 7, waitingDays: 2, graduated: 1, demoted: 0 });
    expect(rows[2]).toMatchObject({ items: 1, impressions: 0 });
    expect(engine.poolItems({ limit: 3, offset: 0, order: 'value' }).items[0]!.itemId).toBe('good');
    expect(engine.poolItems({ pool: 1, status: 'held', limit: 50, offset: 0 }).total).toBe(10);
    expect(engine.poolTransitions({ limit: 2, offset: 1 }).transitions).toHaveLength(2);
  });
});

test('pools follow from the events alone: a replay and a restored snapshot stand where the live engine stands', () => {
  const small = policyWith({
    pools: {
      probation: 1,
      first: 2,
      second: 3,
      third: 4,
      fourth: 5,
      fifth: 6,
      sixth: 7,
      comparables: 1,
      recheckDays: 1,
    },
  });
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 150 }), fc.array(anyEvent(), { maxLength: 60 }), (changes, after) => {
      const [live, replay] = [engineOf(undefined, small), engineOf(undefined, small)];
      for (const change of changes) for (const engine of [live, replay]) apply(engine, change);
      const restored = createEngine({ seed: 'test', policy: small });
      restored.restore(live.snapshot());
      for (const one of after) for (const engine of [live, replay, restored]) engine.ingest(one);
      const told = (engine: Engine) => [
        engine.pools(start),
        engine.poolItems({ limit: 200, offset: 0 }),
        engine.poolTransitions({ limit: 200, offset: 0 }),
        engine.recommend(request({ at: start + 21 * dayMs })),
      ];
      expect(told(replay)).toEqual(told(live));
      expect(told(restored)).toEqual(told(live));
      expect(Buffer.compare(restored.snapshot(), live.snapshot())).toBe(0);
      expect(Buffer.compare(replay.snapshot(), live.snapshot())).toBe(0);
    }),
    { numRuns: 40 },
  );
});
