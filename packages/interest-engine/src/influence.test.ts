import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCoOccurrence, pairAmount } from './co-occurrence.ts';
import { createEngineState, type EngineState } from './engine-state.ts';
import type { EventKind } from './event.ts';
import { createInfluence, type Influence } from './influence.ts';
import { type ItemFacts, storeItem } from './item.ts';
import { learnEvent } from './learn-event.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { createSnapshotReader, createSnapshotWriter } from './snapshot-sections.ts';
import { anyEvent, dayMs, engineOf, event, start, video } from './test-town.ts';
import { createViewerStore } from './viewer-store.ts';

/** The best and the worst three ordinary viewers can do: each sees, watches, clicks, likes, buys and keeps; or sees, dislikes and reports. */
function threeOrdinary(kinds: readonly EventKind[]) {
  const engine = engineOf();
  for (const viewer of ['x', 'y', 'z']) for (const kind of kinds) engine.ingest(event(viewer, kind, 'v1'));
  return engine.publicStanding('v1', start)!;
}

/** The bare state behind an engine, to look at what no question shows. */
function stateOf(items: readonly ItemFacts[], policy: Policy): EngineState {
  const state = createEngineState(policy);
  for (const facts of items) {
    const slot = state.itemIds.intern(facts.itemId);
    state.items[slot] = storeItem(facts, state.entities);
    state.shelves.put(slot, state.items[slot]);
    state.traits.put(slot, state.items[slot]);
  }
  return state;
}

describe('bounded influence', () => {
  test('whatever one viewer sends, an item stands no better than with three ordinary fans, no worse than with three ordinary foes', () => {
    const fans = threeOrdinary(['impression', 'finish', 'click', 'like', 'paid', 'delivered']);
    const foes = threeOrdinary(['impression', 'report', 'not_interested']);
    const upset = threeOrdinary(['paid', 'refunded', 'quality_fault', 'as_described_no']);
    fc.assert(
      fc.property(
        fc.array(anyEvent(fc.constant('flooder'), fc.constantFrom('v1', 'v2', 'v3')), { maxLength: 400 }),
        (events) => {
          const engine = engineOf();
          for (const one of events) engine.ingest({ ...one, at: start });
          const standing = engine.publicStanding('v1', start)!;
          expect(standing.impressions).toBeLessThanOrEqual(3);
          expect(standing.clicks).toBeLessThanOrEqual(3);
          expect(standing.buys).toBeLessThanOrEqual(3);
          expect(standing.settled).toBeLessThanOrEqual(3);
          expect(standing.trend).toBeLessThanOrEqual(fans.trend);
          expect(standing.watch).toBeLessThanOrEqual(fans.watch + 1e-12);
          expect(standing.click).toBeLessThanOrEqual(fans.click + 1e-12);
          expect(standing.engage).toBeLessThanOrEqual(fans.engage + 1e-12);
          expect(standing.harm).toBeLessThanOrEqual(foes.harm + 1e-12);
          expect(standing.trend).toBeGreaterThanOrEqual(foes.trend);
          expect(standing.keep).toBeGreaterThanOrEqual(upset.keep - 1e-12);
          expect(standing.deduct).toBeLessThanOrEqual(upset.deduct + 1e-12);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('nor whatever a hundred names on one device send', () => {
    const best = threeOrdinary(['impression', 'finish', 'click', 'like', 'paid', 'delivered']);
    const worst = threeOrdinary(['impression', 'report', 'not_interested']);
    const crowd = fc.integer({ min: 0, max: 99 }).map((index) => `puppet${index}`);
    fc.assert(
      fc.property(fc.array(anyEvent(crowd, fc.constantFrom('v1', 'v2')), { maxLength: 400 }), (events) => {
        const engine = engineOf();
        for (const one of events) engine.ingest({ ...one, at: start, deviceId: 'farm' });
        const standing = engine.publicStanding('v1', start)!;
        for (const count of ['impressions', 'clicks', 'buys', 'settled'] as const) {
          expect(standing[count]).toBeLessThanOrEqual(3);
        }
        expect(standing.watch).toBeLessThanOrEqual(best.watch + 1e-12);
        expect(standing.click).toBeLessThanOrEqual(best.click + 1e-12);
        expect(standing.engage).toBeLessThanOrEqual(best.engage + 1e-12);
        expect(standing.harm).toBeLessThanOrEqual(worst.harm + 1e-12);
        expect(standing.trend).toBeLessThanOrEqual(best.trend);
        expect(standing.trend).toBeGreaterThanOrEqual(worst.trend);
      }),
      { numRuns: 30 },
    );
  });

  test('a viewer with many devices is still one, and two who spoke elsewhere gain no third voice on one device', () => {
    const engine = engineOf();
    for (let device = 0; device < 20; device++) {
      for (const kind of ['impression', 'finish', 'click', 'paid'] as const) {
        engine.ingest(event('roamer', kind, 'v1', { deviceId: `d${device}` }));
      }
    }
    expect(engine.publicStanding('v1', start)).toMatchObject({ impressions: 3, clicks: 3, buys: 3 });
    const shared = engineOf();
    shared.ingest(event('a', 'impression', 'v1', { deviceId: 'da' }));
    shared.ingest(event('b', 'impression', 'v1', { deviceId: 'db' }));
    shared.ingest(event('a', 'click', 'v1', { deviceId: 'db' }));
    expect(shared.publicStanding('v1', start)).toMatchObject({ impressions: 2, clicks: 0 });
    expect(shared.stats().unheard).toBe(1);
  });

  test('a family on one device has a voice together, of three at most', () => {
    const engine = engineOf();
    for (const viewer of ['mother', 'father', 'son', 'aunt']) {
      engine.ingest(event(viewer, 'impression', 'v1', { deviceId: 'tablet' }));
    }
    expect(engine.publicStanding('v1', start)!.impressions).toBe(3);
  });

  test('a flood over many items does not wash away what was already said', () => {
    const items = Array.from({ length: 600 }, (_, index) => video(`v${index}`));
    const engine = engineOf(items);
    for (let round = 0; round < 8; round++) {
      for (const { itemId } of items) {
        engine.ingest(event('flooder', 'finish', itemId));
        engine.ingest(event('flooder', 'paid', itemId));
      }
    }
    const standing = engine.publicStanding('v5', start)!;
    expect(standing).toMatchObject({ impressions: 3, clicks: 3, buys: 3 });
  });

  test('one viewer moves a pair of items by at most 1.3 of one full want, however he toggles', () => {
    const items = Array.from({ length: 80 }, (_, index) => video(`v${index}`));
    // Two items over and over, and others to push them out of the short history.
    const pairOrOther = fc.oneof(fc.constantFrom('v0', 'v1'), fc.constantFrom(...items.map((item) => item.itemId)));
    fc.assert(
      fc.property(
        fc.array(anyEvent(fc.constant('flooder'), pairOrOther), {
          minLength: 50,
          maxLength: 300,
        }),
        (events) => {
          const policy = {
            ...defaultPolicy,
            limits: { ...defaultPolicy.limits, touchesPerViewer: 5, neighboursPerItem: 200 },
          };
          const state = stateOf(items, policy);
          for (const one of events) learnEvent(state, policy, { ...one, at: start }, undefined);
          for (let other = 1; other < items.length; other++) {
            expect(Math.abs(state.coOccurrence.pairAt(0, other, start))).toBeLessThanOrEqual(1.3 + 1e-9);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('liking and unliking, with the other item pushed out of sight in between, adds nothing', () => {
    const items = Array.from({ length: 45 }, (_, index) => video(`v${index}`));
    const state = stateOf(items, defaultPolicy);
    const say = (kind: EventKind, itemId: string) =>
      learnEvent(state, defaultPolicy, event('u', kind, itemId), undefined);
    say('like', 'v1');
    say('skip', 'v0');
    for (let round = 0; round < 20; round++) {
      say('impression', 'v1');
      say('like', 'v0');
      for (let other = 2; other < 40; other++) say('impression', `v${other}`);
      say('unlike', 'v0');
    }
    expect(state.coOccurrence.pairAt(0, 1, start)).toBeGreaterThan(0);
    expect(state.coOccurrence.pairAt(0, 1, start)).toBeLessThanOrEqual(1.3);
  });

  test('what a viewer has said outlives a generation of others, and is forgotten only after two', () => {
    const influence = createInfluence(3);
    influence.set(11, 7, 5);
    for (let slot = 0; slot < 4; slot++) influence.set(22, slot, 1);
    expect(influence.get(11, 7)).toBe(5);
    for (let slot = 4; slot < 7; slot++) influence.set(22, slot, 1);
    expect(influence.get(11, 7)).toBe(0);
    const bytesOf = (one: Influence): Uint8Array => {
      const writer = createSnapshotWriter();
      one.save(writer);
      return writer.finish('');
    };
    const saved = bytesOf(influence);
    expect(bytesOf(createInfluence(3, createSnapshotReader(saved)))).toEqual(saved);
  });

  test('taking back is exact: a like and an unlike leave the public counts as an impression would', () => {
    const liked = engineOf();
    liked.ingest(event('u', 'like', 'v1'));
    liked.ingest(event('u', 'unlike', 'v1'));
    const seen = engineOf();
    seen.ingest(event('u', 'impression', 'v1'));
    expect(liked.publicStanding('v1', start)).toEqual(seen.publicStanding('v1', start));
  });

  test('a refund before or after the delivery report ends the same', () => {
    const standings = [
      ['paid', 'delivered', 'refunded'],
      ['paid', 'refunded', 'delivered'],
    ].map((kinds) => {
      const engine = engineOf();
      for (const kind of kinds) engine.ingest(event('u', kind as 'paid', 'v1'));
      return engine.publicStanding('v1', start)!;
    });
    expect(standings[0]!.keep).toBe(standings[1]!.keep);
    expect(standings[0]!.settled).toBe(1);
    expect(standings[0]!.keep).toBeLessThan(engineOf().publicStanding('v1', start)!.keep);
  });
});

test('the reports of one encounter may arrive in any order', () => {
  const kinds = [
    'impression',
    'finish',
    'click',
    'like',
    'order',
    'paid',
    'delivered',
    'refunded',
    'quality_fault',
  ] as const;
  const told = (order: readonly (typeof kinds)[number][]) => {
    const engine = engineOf();
    for (const kind of order) engine.ingest(event('u', kind, 'v1'));
    return engine.publicStanding('v1', start);
  };
  fc.assert(
    fc.property(fc.subarray([...kinds]), fc.infiniteStream(fc.nat()), (some, picks) => {
      const shuffled = some.map((kind) => ({ kind, key: picks.next().value as number })).sort((a, b) => a.key - b.key);
      expect(told(shuffled.map(({ kind }) => kind))).toEqual(told(some));
    }),
  );
});

describe('what is left of a sale', () => {
  const standing = (events: Parameters<typeof event>[]) => {
    const engine = engineOf();
    for (const one of events) engine.ingest(event(...one));
    return engine.publicStanding('v1', start)!;
  };
  const bought: Parameters<typeof event>[] = [
    ['u', 'paid', 'v1', { lineId: 'l' }],
    ['u', 'delivered', 'v1', { lineId: 'l' }],
  ];
  /** The same with the outcome told by settled lines: what the parts before it should come to. */
  const settledAt = (qualityMinor: number) =>
    standing([...bought, ['u', 'settled', 'v1', { lineId: 'l', paidMinor: 1_000, qualityMinor }]]);

  test('a partial refund takes back its share, and parts add up to the whole and no more', () => {
    const part = standing([...bought, ['u', 'refunded', 'v1', { lineId: 'l', share: 0.25 }]]);
    expect(part.keep).toBeCloseTo(settledAt(750).keep, 12);
    const whole = standing([...bought, ['u', 'refunded', 'v1', { lineId: 'l' }]]);
    const parts = [0.5, 0.25, 0.5].map(
      (share, index): Parameters<typeof event> => [
        'u',
        'refunded',
        'v1',
        { lineId: 'l', share, id: `refund-${index}` },
      ],
    );
    expect(standing([...bought, ...parts])).toEqual(whole);
  });

  test('a settled value replaces refunds, faults and ratings, and its correction replaces it', () => {
    const told: Parameters<typeof event>[] = [
      ...bought,
      ['u', 'refunded', 'v1', { lineId: 'l', share: 0.5 }],
      ['u', 'quality_fault', 'v1', { lineId: 'l' }],
      ['u', 'complaint', 'v1', { lineId: 'l' }],
      ['u', 'review', 'v1', { stars: 1 }],
    ];
    const settle = (qualityMinor: number): Parameters<typeof event> => [
      'u',
      'settled',
      'v1',
      { lineId: 'l', paidMinor: 1_000, qualityMinor },
    ];
    expect(standing([...told, settle(800)])).toMatchObject(outcome(settledAt(800)));
    expect(standing([...told, settle(800), settle(-3_000)])).toMatchObject(outcome(settledAt(-3_000)));
    expect(standing([...told, settle(-3_000), settle(900), settle(800)])).toMatchObject(outcome(settledAt(800)));
  });
  const outcome = ({ keep, deduct, settled, buys }: ReturnType<typeof standing>) => ({ keep, deduct, settled, buys });

  test('a counterfeit weighs three times its price: worse than any refund', () => {
    const refunded = standing([...bought, ['u', 'refunded', 'v1', { lineId: 'l' }]]);
    const counterfeit = settledAt(-3_000);
    expect(counterfeit.keep).toBe(refunded.keep);
    expect(counterfeit.keep - counterfeit.deduct).toBeLessThan(refunded.keep - refunded.deduct);
  });

  test('reports of lines may arrive in any order', () => {
    const kinds = ['paid', 'delivered', 'refunded', 'quality_fault', 'complaint', 'settled'] as const;
    const report = fc.record({ kind: fc.constantFrom(...kinds), line: fc.constantFrom('l1', 'l2', 'l3') });
    fc.assert(
      fc.property(
        fc.uniqueArray(report, { selector: ({ kind, line }) => kind + line, maxLength: 14 }),
        fc.infiniteStream(fc.nat()),
        (reports, keys) => {
          const told = (list: typeof reports) =>
            standing(
              list.map(({ kind, line }) => [
                'u',
                kind,
                'v1',
                {
                  lineId: line,
                  ...(kind === 'refunded' ? { share: 0.3 } : {}),
                  ...(kind === 'settled' ? { paidMinor: 900, qualityMinor: 600 } : {}),
                },
              ]),
            );
          const shuffled = reports
            .map((one) => ({ one, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          expect(told(shuffled)).toEqual(told(reports));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what is remembered is bounded', () => {
  test('rows, histories, leanings and viewers stay within the limits of the policy', () => {
    const limits = {
      ...defaultPolicy.limits,
      viewers: 3,
      touchesPerViewer: 7,
      leaningsPerViewer: 5,
      neighboursPerItem: 4,
      eventIds: 50,
    };
    const items = Array.from({ length: 60 }, (_, index) => video(`v${index}`, { tags: [`t${index}`] }));
    const engine = engineOf(items, { ...defaultPolicy, limits });
    for (let index = 0; index < 600; index++)
      engine.ingest(event(`u${index < 400 ? 0 : index % 5}`, 'like', `v${(index * 7) % 60}`));
    expect(engine.stats().viewers).toBe(3);
    expect(engine.stats().viewersForgotten).toBeGreaterThan(0);
    expect(engine.stats().pairsDropped).toBeGreaterThan(0);
    const saved = createSnapshotReader(engine.snapshot());
    for (const length of saved.u32('coOccurrence.lengths')) expect(length).toBeLessThanOrEqual(4);
    for (const [, viewer] of createViewerStore(saved).latest(3)) {
      expect(viewer.touches.length).toBeLessThanOrEqual(7);
      expect(viewer.leanings.size).toBeLessThanOrEqual(5);
    }
    expect(saved.f64('recentIds').length).toBeLessThanOrEqual(50);
  });
});

test('pairs fade by half every half-life and similarity is signed', () => {
  const pairs = createCoOccurrence(8, 30 * dayMs);
  pairs.addPair(0, 1, pairAmount(1, 0.5), start);
  pairs.addPair(0, 2, pairAmount(1, -1), start);
  expect(pairs.pairAt(1, 0, start + 30 * dayMs)).toBeCloseTo(0.25, 12);
  expect(pairs.pairAt(0, 2, start)).toBeCloseTo(-0.3, 12);
});
