import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../index.ts';
import { defaultPolicy } from '../policy.ts';
import { hash32 } from '../random.ts';
import { createSnapshotWriter } from '../snapshot-sections.ts';
import { dayMs, event, start, video } from '../test-town.ts';
import { healthOf } from './health.ts';
import { labelsOf, stateWith, tell } from './test-state.ts';

const minuteMs = 60_000;
const goods = (itemId: string) => video(itemId, { hasGoods: true, shopId: 's', priceMinor: 5_000 });
const town = () => stateWith([goods('v1'), goods('v2'), video('v3')]);
/** Lets event time pass. */
const later = (ms: number): EngineEvent => event('somebody-else', 'impression', 'v3', { at: start + ms });

describe('which label belongs to which impression', () => {
  test('an encounter gathers watch, click, purchase and what was kept', () => {
    const state = town();
    tell(state, [
      event('u', 'impression', 'v1', { requestId: 'r1' }),
      event('u', 'watch', 'v1', { requestId: 'r1', watchMs: 12_000, at: start + 12_000 }),
      event('u', 'click', 'v1', { requestId: 'r1', at: start + 13_000 }),
      event('u', 'paid', 'v1', { lineId: 'l1', at: start + dayMs }),
      event('u', 'delivered', 'v1', { lineId: 'l1', at: start + 3 * dayMs }),
      event('u', 'refunded', 'v1', { lineId: 'l1', share: 0.25, at: start + 9 * dayMs }),
    ]);
    expect(labelsOf(state, 'u', 'v1')).toEqual([
      { at: start, watchMs: 12_000, clicked: true, bought: true, kept: 0.75 },
    ]);
  });

  test('a label goes to the impression its request names, else to the latest before it', () => {
    const state = town();
    tell(state, [
      event('u', 'impression', 'v1', { requestId: 'r1' }),
      event('u', 'impression', 'v1', { requestId: 'r2', at: start + minuteMs }),
      event('u', 'click', 'v1', { requestId: 'r1', at: start + 2 * minuteMs }),
      event('u', 'paid', 'v1', { at: start + 3 * minuteMs }),
    ]);
    expect(labelsOf(state, 'u', 'v1')).toMatchObject([
      { clicked: true, bought: false },
      { clicked: true, bought: true },
    ]);
  });

  test('each label has a window of its own', () => {
    const state = town();
    tell(state, [
      event('u', 'impression', 'v1'),
      event('u', 'click', 'v1', { at: start + 61 * minuteMs }),
      event('w', 'impression', 'v1'),
      event('w', 'paid', 'v1', { at: start + 2 * dayMs }),
    ]);
    expect(labelsOf(state, 'u', 'v1')).toMatchObject([{ clicked: false }]);
    expect(labelsOf(state, 'w', 'v1')).toMatchObject([{ bought: true }]);
    tell(state, [event('x', 'impression', 'v1', { at: start + 2 * dayMs })]);
    tell(state, [event('x', 'paid', 'v1', { at: start + 5.1 * dayMs })]);
    expect(labelsOf(state, 'x', 'v1').some(({ bought }) => bought)).toBe(false);
  });

  test('whatever the order of arrival, the labels are the same', () => {
    const act = fc.record({
      kind: fc.constantFrom('impression', 'watch', 'skip', 'click', 'paid', 'delivered', 'refunded', 'settled'),
      minutes: fc.integer({ min: 0, max: 50 }),
      request: fc.constantFrom(undefined, 'r1', 'r2'),
      line: fc.constantFrom('l1', 'l2'),
      watchMs: fc.integer({ min: 0, max: 20_000 }),
      share: fc.constantFrom(0.25, 0.5, 1),
      viewer: fc.constantFrom('u', 'w'),
    });
    fc.assert(
      fc.property(fc.array(act, { minLength: 2, maxLength: 14 }), fc.infiniteStream(fc.nat()), (acts, keys) => {
        const told = acts.map((one, index) =>
          event(one.viewer, one.kind as 'watch', 'v1', {
            id: `e${index}`,
            at: start + one.minutes * minuteMs + index,
            requestId: one.request,
            ...(one.kind === 'watch' ? { watchMs: one.watchMs } : {}),
            ...(['paid', 'delivered', 'refunded', 'settled'].includes(one.kind) ? { lineId: one.line } : {}),
            ...(one.kind === 'refunded' ? { share: one.share } : {}),
            // Settled once a line; which of two corrections counts is decided by order, as it must be.
            ...(one.kind === 'settled' ? { lineId: `l${index}`, paidMinor: 1_000, qualityMinor: 700 } : {}),
          }),
        );
        // Beyond three impressions or lines of one viewer the first ones count, whatever came later.
        for (const viewer of ['u', 'w']) {
          const own = told.filter(({ viewerId }) => viewerId === viewer);
          fc.pre(own.filter(({ kind }) => kind === 'impression').length <= 3);
          fc.pre(new Set(own.flatMap(({ lineId }) => lineId ?? [])).size <= 3);
        }
        const shuffled = told
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const states = [told, shuffled].map((events) => {
          const state = town();
          tell(state, events);
          return state;
        });
        for (const viewer of ['u', 'w']) {
          expect(labelsOf(states[1]!, viewer, 'v1')).toEqual(labelsOf(states[0]!, viewer, 'v1'));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('when an impression is learned from', () => {
  const examples = (state: ReturnType<typeof town>) => healthOf(state.model).heads.click.examples;
  const observed = (state: ReturnType<typeof town>, head: 'click' | 'keep') => {
    const { bins } = healthOf(state.model).heads[head];
    return bins.reduce((sum, { count, observed }) => sum + count * observed, 0);
  };

  test('a moment after its watch is reported; without a report when the window closes', () => {
    const state = town();
    tell(state, [event('u', 'impression', 'v1'), event('w', 'impression', 'v1')]);
    tell(state, [event('u', 'watch', 'v1', { at: start + 5_000 })]);
    expect(examples(state)).toBe(0);
    tell(state, [later(26_000)]);
    expect(examples(state)).toBe(1);
    tell(state, [later(10 * minuteMs)]);
    expect(examples(state)).toBe(2);
  });

  test('a click that comes after the provisional "no" corrects it, once', () => {
    const state = town();
    tell(state, [event('u', 'impression', 'v1'), event('u', 'skip', 'v1', { at: start + 900 }), later(2 * minuteMs)]);
    expect(observed(state, 'click')).toBe(0);
    tell(state, [event('u', 'click', 'v1', { at: start + 3 * minuteMs })]);
    expect(observed(state, 'click')).toBeGreaterThan(0.9);
    tell(state, [event('u', 'click', 'v1', { at: start + 4 * minuteMs })]);
    expect(observed(state, 'click')).toBeLessThanOrEqual(1);
    expect(examples(state)).toBe(1);
  });

  test('a late refund takes back "kept", a settled value replaces it, and a corrected one replaces that', () => {
    const state = town();
    tell(state, [
      event('u', 'impression', 'v1'),
      event('u', 'finish', 'v1', { at: start + 20_000 }),
      event('u', 'paid', 'v1', { lineId: 'l', at: start + minuteMs }),
      event('u', 'delivered', 'v1', { lineId: 'l', at: start + 2 * dayMs }),
    ]);
    const kept = () => labelsOf(state, 'u', 'v1')[0]?.kept;
    const standing = () => [observed(state, 'keep'), kept()];
    expect(standing()).toEqual([expect.closeTo(1, 2), 1]);
    tell(state, [event('u', 'refunded', 'v1', { lineId: 'l', at: start + 12 * dayMs })]);
    expect(standing()).toEqual([expect.closeTo(0, 2), 0]);
    const settled = (qualityMinor: number, days: number) =>
      event('u', 'settled', 'v1', { lineId: 'l', paidMinor: 1_000, qualityMinor, at: start + days * dayMs });
    tell(state, [settled(500, 18)]);
    expect(standing()).toEqual([expect.closeTo(0.5, 2), 0.5]);
    tell(state, [settled(-2_000, 33)]);
    expect(standing()).toEqual([expect.closeTo(0, 2), 0]);
    tell(state, [settled(750, 93)]);
    expect(standing()).toEqual([expect.closeTo(0.75, 2), 0.75]);
  });
});

describe('what is kept open is bounded', () => {
  test('the oldest impressions without a click make room; what was bought stays', () => {
    const policy = { ...defaultPolicy, limits: { ...defaultPolicy.limits, openImpressions: 64 } };
    const state = stateWith([goods('v1'), ...Array.from({ length: 300 }, (_, index) => video(`x${index}`))], policy);
    tell(state, [event('u', 'impression', 'v1'), event('u', 'paid', 'v1', { lineId: 'l' })], policy);
    for (let index = 0; index < 300; index++) tell(state, [event('u', 'impression', `x${index}`)], policy);
    expect(state.model.join.counts().open).toBeLessThanOrEqual(64);
    expect(labelsOf(state, 'u', 'x0')).toEqual([]);
    expect(labelsOf(state, 'u', 'v1')).toMatchObject([{ bought: true }]);
    expect(healthOf(state.model).heads.click.examples).toBeGreaterThanOrEqual(300 - 64);
  });

  test('impressions and labels are let go when their time is over', () => {
    const state = town();
    tell(state, [event('u', 'impression', 'v1'), event('w', 'impression', 'v2'), event('w', 'click', 'v2')]);
    expect(state.model.join.counts()).toMatchObject({ open: 2, labels: 1 });
    tell(state, [later(3.1 * dayMs), later(3.2 * dayMs)]);
    expect(state.model.join.counts()).toMatchObject({ labels: 0 });
    expect(labelsOf(state, 'u', 'v1')).toEqual([]);
  });

  test('a forgotten viewer leaves no open impression and no embedding, and nobody else loses any', () => {
    const state = town();
    for (let round = 0; round < 3; round++) {
      tell(state, [event('u', 'impression', 'v1'), event('w', 'impression', 'v2')]);
    }
    const held = state.model.slots.held;
    state.model.forgetViewer(hash32('w'));
    expect(labelsOf(state, 'w', 'v2')).toEqual([]);
    expect(labelsOf(state, 'u', 'v1')).toHaveLength(3);
    expect(state.model.slots.held).toBeLessThan(held);
    tell(state, [event('w', 'click', 'v2'), event('u', 'click', 'v1'), later(3.1 * dayMs), later(3.2 * dayMs)]);
    expect(state.model.join.counts().labels).toBe(0);
  });

  test('who signs in keeps what was shown before', () => {
    const state = town();
    tell(state, [event('guest', 'impression', 'v1', { requestId: 'r1' })]);
    tell(state, [event('account', 'impression', 'v1', { requestId: 'r2', at: start + 1_000 })]);
    tell(state, [event('guest', 'impression', 'v2', { requestId: 'r3', at: start + 2_000 })]);
    state.model.renameViewer(hash32('guest'), hash32('account'));
    tell(state, [
      event('account', 'click', 'v1', { requestId: 'r1', at: start + 3_000 }),
      event('account', 'paid', 'v2', { at: start + 4_000 }),
    ]);
    expect(labelsOf(state, 'account', 'v1')).toMatchObject([{ clicked: true }, { clicked: false }]);
    expect(labelsOf(state, 'account', 'v2')).toMatchObject([{ bought: true }]);
    expect(labelsOf(state, 'guest', 'v1')).toEqual([]);
  });

  test('one wild clock that nobody vouches for does not close every window', () => {
    const state = town();
    tell(state, [event('u', 'impression', 'v1', { requestId: 'r' })]);
    const wild = event('w', 'impression', 'v2', { at: start + 3_000 * dayMs });
    state.model.advance(wild.at, false);
    expect(state.model.clock).toBe(start + dayMs);
    tell(state, [event('u', 'paid', 'v1', { requestId: 'r', at: start + minuteMs })]);
    expect(labelsOf(state, 'u', 'v1')).toMatchObject([{ bought: true }]);
  });

  test('whoever floods many items is heard a thousand times a day by the model, under any name on one device', () => {
    const items = Array.from({ length: 1_500 }, (_, index) => video(`x${index}`));
    const state = stateWith(items);
    tell(
      state,
      items.map(({ itemId }, index) => event(`puppet${index}`, 'impression', itemId, { deviceId: 'farm' })),
    );
    expect(state.model.join.counts().open).toBe(1_000);
    expect(healthOf(state.model).join.unheard).toBe(500);
    tell(state, [event('u', 'impression', 'x0', { at: start + dayMs, deviceId: 'farm' })]);
    expect(healthOf(state.model).join.unheard).toBe(500);
  });

  test('a snapshot holds it all', () => {
    const state = town();
    tell(state, [event('u', 'impression', 'v1'), event('u', 'click', 'v1'), event('w', 'paid', 'v2')]);
    const writer = createSnapshotWriter();
    state.model.save(writer);
    expect(writer.finish('').byteLength).toBeGreaterThan(1_000);
  });
});
