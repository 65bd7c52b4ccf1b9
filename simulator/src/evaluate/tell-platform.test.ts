import { createEngine, type EngineEvent, type ItemFacts } from '@haowu/interest-engine';
import { expect, test } from 'vitest';
import { openTown } from './open-town.ts';
import { openShop } from './sellers.ts';
import { createListener } from './tell-platform.ts';
import { smallWorld } from './test-worlds.ts';
import { type Clip, timeOf } from './town-state.ts';

/** An engine that writes down all it is told, and learns it too. */
function listen() {
  const real = createEngine({ seed: 'test' });
  const events: EngineEvent[] = [];
  const items: ItemFacts[] = [];
  const engine = {
    ...real,
    ingest(event: EngineEvent, knownAt?: number) {
      events.push(event);
      return real.ingest(event, knownAt);
    },
    upsertItem(facts: ItemFacts) {
      items.push(facts);
      return real.upsertItem(facts);
    },
  };
  const town = openTown(smallWorld('everyday', 10), 1);
  const listener = createListener(town, engine);
  const shop = openShop(town, listener, 55, 0, 'honest');
  const product = town.products[shop.products[0]!]!;
  const clip: Clip = {
    index: 0,
    id: 'v0',
    key: 1,
    authorId: shop.authorId,
    category: product.category,
    tags: product.tags,
    product: product.index,
    shop: shop.index,
    skill: 0.5,
    hook: 0.5,
    durationMs: 20_000,
    publishedAt: timeOf(0),
    shown: true,
    views: 0,
  };
  town.clips.push(clip);
  listener.clipChanged(clip);
  return { real, events, items, listener, shop, product, clip };
}

test('a clip with goods becomes the item the server would make of it', () => {
  const { items, product, shop } = listen();
  const item = items.find(({ itemId }) => itemId === 'v0')!;
  expect(item).toMatchObject({
    kind: 'video',
    shopId: shop.id,
    hasGoods: true,
    priceMinor: product.priceMinor,
    newSeller: true,
  });
  expect(item.categoryIds).toHaveLength(1);
  expect(item.tokens?.length).toBeGreaterThan(0);
});

test('acts, orders and outcomes reach the engine in its own kinds, none of them refused', () => {
  const { real, events, listener, shop, product, clip } = listen();
  const act = {
    viewerId: 'p1',
    itemId: 'v0',
    watchMs: 9_000,
    requestId: 'r1',
    position: 2,
    source: 'fresh',
    at: timeOf(1),
  };
  listener.acted({ ...act, kind: 'impression', productId: null });
  listener.acted({ ...act, kind: 'watch', productId: null });
  listener.acted({ ...act, kind: 'click', productId: product.id });
  const sale = { id: 'l0', buyerId: 'p1', clip, product, shop, paidMinor: product.priceMinor };
  listener.placed(sale, timeOf(1.01));
  listener.paid(sale, timeOf(1.02));
  listener.delivered(sale, timeOf(4));
  listener.reviewed(sale, 1, false, timeOf(5));
  listener.refunded(sale, true, timeOf(6));
  listener.complained(sale, timeOf(6.5));
  listener.settled(sale, { netMinor: 0, cleanMinor: 0, qualityMinor: -100, rulesetVersion: '2026-11' }, timeOf(20));
  expect(events.map(({ kind }) => kind)).toEqual([
    'impression',
    'watch',
    'click',
    'order',
    'paid',
    'delivered',
    'review',
    'as_described_no',
    'refunded',
    'quality_fault',
    'report',
    'settled',
  ]);
  expect(events[0]).toMatchObject({ requestId: 'r1', position: 2, source: 'fresh', itemId: 'v0' });
  expect(events.at(-1)).toMatchObject({ lineId: 'l0', paidMinor: sale.paidMinor, qualityMinor: -100 });
  expect(Object.values(real.stats().refused).reduce((sum, count) => sum + count, 0)).toBe(0);
});

test('a withdrawn clip is shown no more', () => {
  const { real, listener, clip } = listen();
  const request = { requestId: 'r', at: timeOf(2), viewerId: 'p1', size: 5, kinds: ['video' as const] };
  expect(real.recommend(request).map(({ itemId }) => itemId)).toEqual(['v0']);
  clip.shown = false;
  listener.clipChanged(clip);
  expect(real.recommend(request)).toEqual([]);
});
