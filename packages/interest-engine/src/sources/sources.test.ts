import { describe, expect, test } from 'vitest';
import {
  createEngine,
  defaultPolicy,
  type Engine,
  type FeedRequest,
  type ItemFacts,
  type SourceName,
  sourceNames,
} from '../index.ts';
import { dayMs, engineOf, event, start, video } from '../test-town.ts';

const request = (more: Partial<FeedRequest> = {}): FeedRequest => ({
  requestId: 'r1',
  at: start + 60_000,
  viewerId: 'u',
  size: 10,
  ...more,
});

/** What one source puts forward, best first. */
const found = (engine: Engine, source: SourceName, more: Partial<FeedRequest> = {}) =>
  engine.retrieve(request({ sources: [source], ...more }));
const idsFound = (engine: Engine, source: SourceName, more: Partial<FeedRequest> = {}): string[] =>
  found(engine, source, more).map(({ itemId }) => itemId);

describe('content', () => {
  const cold = (itemId: string, tokens: string[], more: Partial<ItemFacts> = {}): ItemFacts =>
    video(itemId, { categoryIds: [`only-${itemId}`], tokens, ...more });

  test('finds an item that nobody has met by the rare words it shares with what was wanted', () => {
    const engine = engineOf([
      cold('liked', ['柴烧', '茶壶', '好物']),
      cold('kindred', ['柴烧', '茶杯', '好物']),
      cold('stranger', ['帐篷', '露营', '好物']),
    ]);
    engine.ingest(event('u', 'like', 'liked'));
    const [first, second] = found(engine, 'content');
    expect(first).toMatchObject({ itemId: 'kindred', reasons: [{ code: 'similar', params: ['liked'] }] });
    expect(second?.itemId).toBe('stranger');
  });

  test('words of what was refused do not find anything, and what everybody has met is not cold', () => {
    const engine = engineOf([
      cold('refused', ['盲盒']),
      cold('alike', ['盲盒']),
      cold('liked', ['茶壶']),
      cold('warm', ['茶壶']),
    ]);
    engine.ingest(event('u', 'skip', 'refused'));
    engine.ingest(event('u', 'like', 'liked'));
    expect(idsFound(engine, 'content')).toEqual(['warm']);
    for (let index = 0; index < 120; index++) engine.ingest(event(`w${index}`, 'impression', 'warm'));
    expect(idsFound(engine, 'content')).toEqual([]);
  });
});

describe('similar', () => {
  test('finds what is made of the same before anybody met it, and says what it is like', () => {
    const engine = engineOf([
      video('liked', { tags: ['stoneware', 'tea'] }),
      video('near', { tags: ['stoneware', 'tea'] }),
      video('far', { categoryIds: ['outdoor'], tags: ['tent'] }),
    ]);
    engine.ingest(event('u', 'like', 'liked'));
    expect(found(engine, 'similar')[0]).toMatchObject({
      itemId: 'near',
      reasons: [{ code: 'similar', params: ['liked'] }],
    });
  });

  test('moves towards what it is wanted with, whatever it is made of', () => {
    const items = ['a', 'b', 'c', 'd'].map((itemId) => video(itemId, { categoryIds: [itemId] }));
    const engine = engineOf(items);
    const rankOfB = () => {
      engine.ingest(event('u', 'like', 'a', { at: start + 1 }));
      return idsFound(engine, 'similar').indexOf('b');
    };
    for (let index = 0; index < 12; index++) {
      engine.ingest(event(`w${index}`, 'like', 'a'));
      engine.ingest(event(`w${index}`, 'like', 'b'));
    }
    expect(rankOfB()).toBe(0);
  });

  test('a pinned interest speaks for a viewer of whom nothing else is known', () => {
    const engine = engineOf([video('tea', { categoryIds: ['tea'] }), video('tent', { categoryIds: ['outdoor'] })]);
    engine.setViewerTags('u', [{ kind: 'category', id: 'tea', weight: 1, state: 'pinned' }]);
    expect(idsFound(engine, 'similar')[0]).toBe('tea');
  });

  test('above the bound for exact scans the index of the host is asked, once it was told of the items', () => {
    const asked: number[] = [];
    const known = new Map<number, Float32Array>();
    const vectorIndex = {
      set: (key: number, vector: Float32Array) => void known.set(key, vector.slice()),
      remove: (key: number) => void known.delete(key),
      search: (_query: Float32Array, k: number) => {
        asked.push(k);
        return [{ key: 2, score: 0.9 }];
      },
    };
    const limits = { ...defaultPolicy.limits, exactVectors: 2 };
    const engine = createEngine({ seed: 'test', policy: { ...defaultPolicy, limits }, vectorIndex });
    for (const id of ['a', 'b', 'c', 'd']) engine.upsertItem(video(id));
    engine.ingest(event('u', 'like', 'a'));
    expect(idsFound(engine, 'similar')).toContain('b');
    expect(asked).toEqual([]);
    expect(engine.refreshVectorIndex(3)).toBe(1);
    expect(engine.refreshVectorIndex(3)).toBe(0);
    expect(known.size).toBe(4);
    expect(idsFound(engine, 'similar')).toEqual(['c']);
    expect(asked.length).toBe(1);
    engine.removeItem('c');
    expect(idsFound(engine, 'similar')).not.toContain('c');
    engine.refreshVectorIndex(10);
    expect(known.has(2)).toBe(false);
  });
});

describe('ease', () => {
  test('is silent without rows, follows them when given, and forgets them when taken away', () => {
    const engine = engineOf(['a', 'b', 'c'].map((id) => video(id, { categoryIds: [id] })));
    engine.ingest(event('u', 'like', 'a'));
    expect(idsFound(engine, 'ease')).toEqual([]);
    const rows = {
      itemIds: ['a', 'b', 'c', 'gone'],
      starts: Uint32Array.from([0, 3, 3, 3, 3]),
      neighbours: Int32Array.from([1, 2, 3]),
      weights: Float32Array.from([0.2, 0.6, 0.9]),
    };
    engine.setEaseRows(rows);
    const [first, second, third] = found(engine, 'ease');
    expect(first).toMatchObject({ itemId: 'c', reasons: [{ code: 'wanted_together', params: ['a'] }] });
    expect(second?.itemId).toBe('b');
    expect(third).toBeUndefined();
    engine.setEaseRows(null);
    expect(idsFound(engine, 'ease')).toEqual([]);
  });

  test('rows that do not fit together are refused and the ones before stay', () => {
    const engine = engineOf([video('a')]);
    const rows = { itemIds: ['a'], starts: Uint32Array.from([0, 1]), weights: Float32Array.from([0.5]) };
    expect(() => engine.setEaseRows({ ...rows, neighbours: Int32Array.from([7]) })).toThrow(RangeError);
    expect(() =>
      engine.setEaseRows({ ...rows, neighbours: Int32Array.from([0]), weights: Float32Array.from([Number.NaN]) }),
    ).toThrow(RangeError);
  });

  test('the input to a fit holds what the latest viewers wanted and refused, bounded', () => {
    const engine = engineOf(['a', 'b', 'c'].map((id) => video(id)));
    for (const viewer of ['u1', 'u2', 'u3']) {
      engine.ingest(event(viewer, 'like', 'a'));
      engine.ingest(event(viewer, 'skip', viewer === 'u3' ? 'c' : 'b'));
    }
    const { itemIds, starts, items, values } = engine.easeInput({ viewers: 2, items: 2 });
    expect(itemIds).toEqual(['a', 'b']);
    expect([...starts]).toEqual([0, 1, 3]);
    expect([...items].map((column) => itemIds[column])).toEqual(['a', 'a', 'b']);
    expect([...values].map((value) => Number(value.toFixed(2)))).toEqual([0.6, 0.6, -0.3]);
  });
});

describe('live', () => {
  const room = (itemId: string, onAir: boolean, authorId = `host-of-${itemId}`): ItemFacts =>
    video(itemId, { kind: 'live', authorId, onAir, durationMs: undefined });

  test('rooms on air come, those of followed authors first; a room off air is nowhere', () => {
    const engine = engineOf([room('busy', true), room('followed', true), room('closed', false)]);
    for (let index = 0; index < 20; index++) engine.ingest(event(`w${index}`, 'like', 'busy'));
    const more = { followedAuthorIds: ['host-of-followed'] };
    expect(found(engine, 'live', more)).toMatchObject([
      { itemId: 'followed', reasons: [{ code: 'live_now', params: ['host-of-followed', 'followed'] }] },
      { itemId: 'busy', reasons: [{ code: 'live_now', params: ['host-of-busy'] }] },
    ]);
    engine.upsertItem(room('busy', false));
    engine.upsertItem(room('closed', true));
    engine.ingest(event('w1', 'like', 'closed'));
    expect(idsFound(engine, 'live', more)).toEqual(['followed', 'closed']);
    expect(engine.recommend(request({ kinds: ['live'] })).map(({ itemId }) => itemId)).not.toContain('busy');
    expect(idsFound(engine, 'live', { ...more, personalised: false })).toEqual(['closed', 'followed']);
  });
});

describe('repurchase', () => {
  const goods = (itemId: string): ItemFacts =>
    video(itemId, { kind: 'product', categoryIds: ['tea'], hasGoods: true, priceMinor: 5_000 });

  /** Others buy tea every thirty days. */
  function teaTown(): Engine {
    const engine = engineOf([goods('tea'), goods('other-tea')]);
    for (const viewer of ['w1', 'w2', 'w3']) {
      for (const day of [0, 30, 60]) engine.ingest(event(viewer, 'paid', 'tea', { at: start + day * dayMs }));
    }
    return engine;
  }
  const dueAfter = (engine: Engine, days: number): string[] =>
    idsFound(engine, 'repurchase', { at: start + days * dayMs });

  test('what was bought and kept comes again when it is about used up, not before and not for ever', () => {
    const engine = teaTown();
    engine.ingest(event('u', 'paid', 'tea', { at: start }));
    engine.ingest(event('u', 'delivered', 'tea', { at: start + dayMs }));
    expect(dueAfter(engine, 10)).toEqual([]);
    expect(dueAfter(engine, 30)).toEqual(['tea']);
    expect(dueAfter(engine, 200)).toEqual([]);
    const [due] = found(engine, 'repurchase', { at: start + 30 * dayMs });
    expect(due?.reasons).toEqual([{ code: 'buy_again', params: ['30'] }]);
  });

  test('what was given back does not come again; its category speaks for an item with no repeats of its own', () => {
    const engine = teaTown();
    engine.ingest(event('u', 'paid', 'tea', { at: start }));
    engine.ingest(event('u', 'refunded', 'tea', { at: start + dayMs }));
    expect(dueAfter(engine, 30)).toEqual([]);
    engine.ingest(event('u', 'paid', 'other-tea', { at: start }));
    expect(dueAfter(engine, 30)).toEqual(['other-tea']);
  });

  test('one viewer who buys every day moves what is usual by three repeats, no more', () => {
    const engine = teaTown();
    for (let day = 0; day < 60; day++) engine.ingest(event('flood', 'paid', 'tea', { at: start + day * dayMs }));
    engine.ingest(event('u', 'paid', 'tea', { at: start }));
    expect(dueAfter(engine, 6)).toEqual([]);
    expect(dueAfter(engine, 30)).toEqual(['tea']);
  });
});

describe('trending', () => {
  test('drift lifts what moves in a category that moves faster than it used to', () => {
    const engine = engineOf([
      video('steady', { categoryIds: ['steady'] }),
      video('rising', { categoryIds: ['rising'] }),
    ]);
    // Long ago everybody wanted the steady category; lately both get the same.
    for (let index = 0; index < 40; index++)
      engine.ingest(event(`o${index}`, 'like', 'steady', { at: start - 30 * dayMs }));
    for (let index = 0; index < 6; index++) {
      engine.ingest(event(`s${index}`, 'like', 'steady'));
      engine.ingest(event(`r${index}`, 'like', 'rising'));
    }
    expect(found(engine, 'trending')[0]).toMatchObject({
      itemId: 'rising',
      reasons: [{ code: 'trending', params: ['rising'] }],
    });
  });
});

describe('a source that fails', () => {
  test('is left out and counted; the page comes from the others', () => {
    const vectorIndex = {
      set: () => undefined,
      remove: () => undefined,
      search: () => {
        throw new Error('the index is broken');
      },
    };
    const limits = { ...defaultPolicy.limits, exactVectors: 0 };
    const engine = createEngine({ seed: 'test', policy: { ...defaultPolicy, limits }, vectorIndex });
    for (let index = 0; index < 20; index++) engine.upsertItem(video(`v${index}`));
    engine.refreshVectorIndex(100);
    engine.ingest(event('u', 'like', 'v1'));
    expect(engine.recommend(request()).length).toBe(10);
    expect(engine.stats().sourceFailures).toEqual({ similar: 1 });
  });
});

test('a restored engine finds the same, by every source that is part of the state', () => {
  const engine = engineOf([
    video('liked', { tokens: ['柴烧'] }),
    video('kindred', { tokens: ['柴烧'], tags: ['stoneware'] }),
    video('room', { kind: 'live', onAir: true }),
    video('tea', { kind: 'product', hasGoods: true, priceMinor: 100, categoryIds: ['tea'] }),
    video('followed', { authorId: 'friend' }),
    video('gone'),
  ]);
  engine.removeItem('gone');
  for (const viewer of ['u', 'w1', 'w2']) {
    engine.ingest(event(viewer, 'like', 'liked'));
    engine.ingest(event(viewer, 'click', 'followed'));
    for (const day of [0, 20, 40]) engine.ingest(event(viewer, 'paid', 'tea', { at: start + day * dayMs }));
  }
  const restored = createEngine({ seed: 'test' });
  restored.restore(engine.snapshot());
  const later = request({ at: start + 60 * dayMs, followedAuthorIds: ['friend'] });
  const candidates = engine.retrieve(later);
  expect(restored.retrieve(later)).toEqual(candidates);
  const sources = new Set(candidates.flatMap((candidate) => candidate.sources));
  for (const source of sourceNames) if (source !== 'ease') expect([...sources]).toContain(source);
});
