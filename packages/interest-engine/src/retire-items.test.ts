import { expect, test } from 'vitest';
import { createEngine, defaultPolicy, type Policy } from './index.ts';
import { dayMs, engineOf, event, start, video } from './test-town.ts';

const policyWith = (limits: Partial<Policy['limits']>): Policy => ({
  ...defaultPolicy,
  limits: { ...defaultPolicy.limits, ...limits },
});
const request = { requestId: 'r', at: start + dayMs, viewerId: 'u', size: 10, allowSeen: true };

test('a catalogue that turns over for years stays bounded, and replays', () => {
  const policy = policyWith({ items: 60, removedItems: 10, entities: 200 });
  const live = engineOf([], policy);
  const replay = engineOf([], policy);
  for (let index = 0; index < 400; index++) {
    for (const engine of [live, replay]) {
      expect(engine.upsertItem(video(`v${index}`, { tags: [`t${index}`] }))).toBe(true);
      for (const viewer of ['u', 'w']) {
        engine.ingest({ ...event(viewer, 'like', `v${index}`), id: `${viewer}-${index}`, at: start + index * 1_000 });
      }
      if (index >= 30) engine.removeItem(`v${index - 30}`);
    }
    if (index % 97 === 0) replay.restore(live.snapshot());
  }
  expect(live.stats().items).toBeLessThanOrEqual(60);
  expect(live.stats().itemsAlive).toBe(30);
  expect(replay.snapshot()).toEqual(live.snapshot());
  const again = createEngine({ seed: 'test', policy });
  again.restore(live.snapshot());
  expect(again.snapshot()).toEqual(live.snapshot());
  expect(again.recommend(request)).toEqual(live.recommend(request));
});

test('a new item in an old number inherits nothing', () => {
  const policy = policyWith({ items: 4, removedItems: 1 });
  const engine = engineOf([video('old'), video('second'), video('third'), video('fourth')], policy);
  for (const viewer of ['u', 'w1', 'w2']) {
    engine.ingest(event(viewer, 'paid', 'old'));
    engine.ingest(event(viewer, 'like', 'second'));
  }
  engine.ingest(event('u', 'not_interested', 'old'));
  engine.removeItem('old');
  expect(engine.publicStanding('old', start)?.buys).toBe(3);
  expect(engine.upsertItem(video('new'))).toBe(true);
  expect(engine.publicStanding('old', start)).toBeNull();
  expect(engine.publicStanding('new', start)).toMatchObject({ impressions: 0, buys: 0, trend: 0 });
  expect(engine.admits('new', { ...request, allowSeen: false })).toBe(true);
  const together = engine.retrieve({ ...request, sources: ['item-item', 'repurchase'] });
  expect(together.map(({ itemId }) => itemId)).not.toContain('new');
  // The same people may speak of the new one as of any other.
  engine.ingest(event('u', 'like', 'new'));
  expect(engine.publicStanding('new', start)?.impressions).toBe(1);
});

test('a removed item that comes back in time keeps its standing; when all are alive a new one is refused', () => {
  const engine = engineOf([video('a'), video('b')], policyWith({ items: 2, removedItems: 2 }));
  engine.ingest(event('u', 'click', 'a'));
  engine.removeItem('a');
  expect(engine.upsertItem(video('a'))).toBe(true);
  expect(engine.publicStanding('a', start)?.clicks).toBe(1);
  expect(engine.upsertItem(video('c'))).toBe(false);
  expect(engine.stats().itemsRefused).toBe(1);
});
