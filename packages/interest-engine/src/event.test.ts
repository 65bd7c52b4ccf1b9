import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineEvent } from './index.ts';
import { longWatchMs, signalOf, signals, strengthOf } from './signal.ts';
import { engineOf, event, start, video } from './test-town.ts';

describe('what is refused', () => {
  const good = event('u', 'watch', 'v1');
  test.each<[string, Partial<Record<keyof EngineEvent, unknown>>]>([
    ['malformed', { id: '' }],
    ['malformed', { viewerId: 7 }],
    ['malformed', { itemId: 'x'.repeat(200) }],
    ['malformed', { itemId: undefined }],
    ['unknown_kind', { kind: 'stare' }],
    ['bad_time', { at: Number.NaN }],
    ['bad_time', { at: 1e300 }],
    ['future', { at: start + 3_600_000 }],
    ['bad_number', { watchMs: Number.NaN }],
    ['bad_number', { watchMs: -1 }],
    ['bad_number', { watchMs: undefined }],
    ['bad_number', { amountMinor: Number.POSITIVE_INFINITY }],
    ['bad_number', { amountMinor: 1e15 }],
    ['bad_number', { stars: 6 }],
    ['bad_number', { kind: 'refunded', share: 1.5 }],
    ['bad_number', { kind: 'refunded', share: Number.NaN }],
    ['bad_number', { kind: 'impression', position: -1 }],
    ['malformed', { deviceId: '' }],
    ['malformed', { requestId: 9 }],
    ['malformed', { kind: 'settled', paidMinor: 100, qualityMinor: 100 }],
    ['bad_number', { kind: 'settled', lineId: 'l' }],
    ['bad_number', { kind: 'settled', lineId: 'l', paidMinor: 0, qualityMinor: 0 }],
    ['bad_number', { kind: 'settled', lineId: 'l', paidMinor: 100, qualityMinor: 101 }],
    ['bad_number', { kind: 'settled', lineId: 'l', paidMinor: 100, qualityMinor: -301 }],
    ['bad_number', { kind: 'settled', lineId: 'l', paidMinor: 100, qualityMinor: Number.NaN }],
    ['bad_number', { kind: 'settled', lineId: 'l', paidMinor: Number.POSITIVE_INFINITY, qualityMinor: 1 }],
    ['unknown_item', { itemId: 'nobody-knows' }],
  ])('%s: %j', (code, change) => {
    const engine = engineOf();
    const before = engine.publicStanding('v1', start);
    expect(engine.ingest({ ...good, ...change } as EngineEvent, start)).toBe(code);
    expect(engine.stats().refused).toMatchObject({ [code]: 1 });
    expect(engine.stats().accepted).toBe(0);
    expect(engine.publicStanding('v1', start)).toEqual(before);
  });

  test('an event delivered twice counts once', () => {
    const engine = engineOf();
    const one = event('u', 'paid', 'v1');
    expect(engine.ingest(one)).toBeNull();
    expect(engine.ingest(one)).toBe('repeated');
    expect(engine.publicStanding('v1', start)!.buys).toBe(1);
  });

  test('an event that came before its item is welcome once the item is known', () => {
    const engine = engineOf([]);
    const one = event('u', 'like', 'late');
    expect(engine.ingest(one)).toBe('unknown_item');
    engine.upsertItem(video('late'));
    expect(engine.ingest(one)).toBeNull();
  });

  test('nothing that arrives makes a number that is not one', () => {
    const wild = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null), fc.constant(undefined));
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            id: fc.uuid(),
            at: wild,
            viewerId: fc.constant('u'),
            itemId: fc.constantFrom('v1', 'p1'),
            kind: fc.constantFrom('watch', 'paid', 'review', 'refunded', 'x'),
            watchMs: wild,
            stars: wild,
            amountMinor: wild,
          }),
        ),
        (events) => {
          const engine = engineOf();
          for (const one of events) engine.ingest(one as EngineEvent);
          for (const item of engine.recommend({ requestId: 'r', at: start, viewerId: 'u', size: 10 })) {
            expect(Number.isFinite(item.score)).toBe(true);
            expect(item.propensity).toBeGreaterThan(0);
            expect(item.propensity).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('unusable facts are refused and counted', () => {
    const engine = engineOf([]);
    for (const change of [
      { itemId: '' },
      { priceMinor: Number.NaN },
      { publishedAt: -1 },
      { categoryIds: 'tea' },
      { kind: 'radio' },
    ]) {
      expect(engine.upsertItem({ ...video('x'), ...change } as never)).toBe(false);
    }
    expect(engine.stats()).toMatchObject({ items: 0, itemsRefused: 5 });
  });
});

describe('what an event means', () => {
  test('a long watch grows with the clip, and a glance is a skip', () => {
    expect(longWatchMs(5_000)).toBe(3_500);
    expect(longWatchMs(60_000)).toBe(22_000);
    expect(signalOf(event('u', 'watch', 'v', { watchMs: 25_000 }), 60_000)).toBe(signals.watched);
    expect(signalOf(event('u', 'watch', 'v', { watchMs: 800 }), 60_000)).toBe(signals.skipped);
    expect(signalOf(event('u', 'watch', 'v', { watchMs: 6_000 }), 60_000)).toBe(signals.glanced);
    expect(signalOf(event('u', 'watch', 'v', { watchMs: 2_000 }), 2_000)).toBe(signals.watched);
  });

  test('a disappointment outweighs every want before it', () => {
    const bit = (signal: number) => 1 << signal;
    expect(strengthOf(bit(signals.paid) | bit(signals.liked))).toBe(1);
    expect(strengthOf(bit(signals.paid) | bit(signals.refunded))).toBe(-0.7);
    expect(strengthOf(bit(signals.skipped) | bit(signals.liked))).toBe(0.6);
  });
});
