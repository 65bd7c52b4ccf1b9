import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEngine,
  defaultPolicy,
  type Engine,
  type EventKind,
  type FeedRequest,
  type RankedItem,
} from './index.ts';
import { anyEvent, catalogue, dayMs, engineOf, event, start, video } from './test-town.ts';

const request = (more: Partial<FeedRequest> = {}): FeedRequest => ({
  requestId: 'r1',
  at: start + 60_000,
  viewerId: 'u',
  size: 10,
  ...more,
});
const ids = (page: readonly RankedItem[]): string[] => page.map(({ itemId }) => itemId);
const facts = new Map(catalogue().map((item) => [item.itemId, item]));
const scoreOf = (engine: Engine, itemId: string, more: Partial<FeedRequest> = {}): number =>
  engine.explain(request(more)).candidates.find((one) => one.itemId === itemId)!.score;

/** Everybody meets everything, so that the catalogue has an ordinary public standing. */
function warm(engine: Engine): Engine {
  for (const { itemId } of catalogue()) {
    for (const viewer of ['w1', 'w2', 'w3']) engine.ingest(event(viewer, 'impression', itemId));
    engine.ingest(event('w1', 'finish', itemId));
  }
  return engine;
}

describe('the very next page', () => {
  test.each<EventKind>(['watch', 'skip', 'like', 'click', 'paid', 'refunded', 'not_interested', 'report'])(
    'changes after a %s',
    (kind) => {
      const engine = warm(engineOf());
      const before = engine.recommend(request());
      const target = ids(before)[0]!;
      engine.ingest(event('u', kind, target));
      const after = engine.recommend(request());
      expect(ids(after)).not.toContain(target);
      expect(ids(after)).not.toEqual(ids(before));
    },
  );

  test('a like lifts the category and author, a skip lowers them, a refund lowers them more than the skip', () => {
    const score = (kind?: EventKind): number => {
      const engine = warm(engineOf());
      if (kind) engine.ingest(event('u', 'paid', 'v1'));
      if (kind) engine.ingest(event('u', kind, 'v1'));
      return scoreOf(engine, 'v21');
    };
    expect(facts.get('v21')).toMatchObject({
      authorId: facts.get('v1')!.authorId,
      categoryIds: facts.get('v1')!.categoryIds,
    });
    const bought = score('delivered');
    const refunded = score('refunded');
    expect(bought).toBeGreaterThan(score());
    expect(refunded).toBeLessThan(bought);

    const plain = warm(engineOf());
    const skipped = warm(engineOf());
    skipped.ingest(event('u', 'skip', 'v1'));
    const liked = warm(engineOf());
    liked.ingest(event('u', 'like', 'v1'));
    expect(scoreOf(skipped, 'v21')).toBeLessThan(scoreOf(plain, 'v21'));
    expect(scoreOf(liked, 'v21')).toBeGreaterThan(scoreOf(plain, 'v21'));
  });

  test('"not interested" takes the item away for good and damps its category and author', () => {
    const engine = warm(engineOf());
    const before = scoreOf(engine, 'v21');
    engine.ingest(event('u', 'not_interested', 'v1'));
    expect(scoreOf(engine, 'v21')).toBeLessThan(before);
    const later = request({ at: start + 300 * dayMs, allowSeen: true, size: 50 });
    expect(engine.retrieve(later).map(({ itemId }) => itemId)).not.toContain('v1');
  });

  test('what one person wants together moves what another is shown', () => {
    const engine = warm(engineOf());
    const anchor = (): string[] =>
      engine
        .retrieve(request({ viewerId: 'other' }))
        .filter(({ sources }) => sources.includes('item-item'))
        .map(({ itemId }) => itemId);
    engine.ingest(event('other', 'like', 'v2'));
    expect(anchor()).not.toContain('v33');
    for (const viewer of ['f1', 'f2']) {
      engine.ingest(event(viewer, 'like', 'v2'));
      engine.ingest(event(viewer, 'like', 'v33'));
    }
    expect(anchor()).toContain('v33');
    const shown = engine.explain(request({ viewerId: 'other' })).candidates.find(({ itemId }) => itemId === 'v33')!;
    expect(shown.reasons).toContainEqual({ code: 'wanted_together', params: ['v2'] });
    for (const viewer of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7']) {
      engine.ingest(event(viewer, 'like', 'v2'));
      engine.ingest(event(viewer, 'report', 'v33'));
    }
    expect(anchor()).not.toContain('v33');
  });
});

describe('what is kept steers, not what is sold', () => {
  test('a seller who sells more and gets it back ranks below one who sells less and is kept', () => {
    const pair = [
      video('bait', { authorId: 'bad', shopId: 'bad-shop', hasGoods: true, priceMinor: 9_900 }),
      video('honest', { authorId: 'good', shopId: 'good-shop', hasGoods: true, priceMinor: 9_900 }),
    ];
    const engine = engineOf([...catalogue(), ...pair]);
    for (let index = 0; index < 60; index++) {
      for (const id of ['bait', 'honest']) engine.ingest(event(`b${index}`, 'impression', id));
      if (index < 30) {
        engine.ingest(event(`b${index}`, 'paid', 'bait', { amountMinor: 9_900 }));
        engine.ingest(event(`b${index}`, 'delivered', 'bait'));
        if (index < 24) engine.ingest(event(`b${index}`, 'refunded', 'bait', { amountMinor: 9_900 }));
        if (index < 12) engine.ingest(event(`b${index}`, 'quality_fault', 'bait'));
      }
      if (index < 15) {
        engine.ingest(event(`b${index}`, 'paid', 'honest', { amountMinor: 9_900 }));
        engine.ingest(event(`b${index}`, 'delivered', 'honest'));
      }
    }
    expect(engine.publicStanding('bait', start)!.buys).toBe(30);
    expect(engine.publicStanding('honest', start)!.buys).toBe(15);
    const explained = engine.explain(request()).candidates;
    const bait = explained.find(({ itemId }) => itemId === 'bait')!;
    const honest = explained.find(({ itemId }) => itemId === 'honest')!;
    expect(bait.heads.buy).toBeGreaterThan(honest.heads.buy);
    expect(bait.terms.settledQuality).toBeLessThan(honest.terms.settledQuality);
    expect(bait.score).toBeLessThan(honest.score);
  });

  test('the amounts of sales do not reach the ranking at all', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 60 }), fc.integer({ min: 2, max: 10_000 }), (events, factor) => {
        const pages = [1, factor].map((times) => {
          const engine = engineOf();
          for (const one of events) engine.ingest({ ...one, amountMinor: 100 * times });
          return engine.explain(request({ at: start + 21 * dayMs }));
        });
        expect(pages[0]).toEqual(pages[1]);
      }),
      { numRuns: 30 },
    );
  });

  test('the terms add up to the score, and one good order does not beat a thousand', () => {
    const engine = warm(engineOf());
    for (const { score, terms } of engine.recommend(request())) {
      const sum = terms.behaviours + terms.settledQuality + terms.harm + terms.explore + terms.load;
      expect(score).toBeCloseTo(sum, 12);
    }
    engine.ingest(event('one', 'paid', 'v5'));
    engine.ingest(event('one', 'delivered', 'v5'));
    for (let index = 0; index < 1000; index++) {
      engine.ingest(event(`k${index}`, 'paid', 'v7'));
      engine.ingest(event(`k${index}`, 'delivered', 'v7'));
    }
    expect(engine.publicStanding('v7', start)!.keep).toBeGreaterThan(engine.publicStanding('v5', start)!.keep);
  });

  test('a multiplier of governance holds back and is explained', () => {
    const engine = warm(engineOf());
    const wanted = request();
    const candidates = engine.retrieve(wanted);
    const plain = engine.score(candidates, wanted);
    const held = engine.score(
      candidates.map((one) =>
        one.itemId === plain[0]!.itemId ? { ...one, multiplier: 0.1, multiplierReason: 'shop_score' } : one,
      ),
      wanted,
    );
    const same = held.find(({ itemId }) => itemId === plain[0]!.itemId)!;
    expect(same.score).toBeCloseTo(plain[0]!.score * 0.1, 12);
    expect(engine.mix(held, wanted)[0]!.itemId).not.toBe(plain[0]!.itemId);
    const explained = engine.explain(wanted, (candidate) => {
      candidate.multiplier = 0.5;
      return candidate.itemId !== 'v3';
    });
    expect(explained.candidates.every(({ multiplier }) => multiplier === 0.5)).toBe(true);
    expect(explained.candidates.some(({ itemId }) => itemId === 'v3')).toBe(false);
  });
});

describe('the page', () => {
  const anyHistory = fc.array(anyEvent(), { maxLength: 120 });

  test('commercial cards, exploration, exposure and repeats keep their bounds on every page of a session', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 1, max: 12 }), fc.string(), (events, size, seed) => {
        const engine = engineOf();
        for (const one of events) engine.ingest(one);
        const shown: string[] = [];
        for (let page = 0; page < 4; page++) {
          const items = engine.recommend(
            request({
              requestId: `${seed}${page}`,
              at: start + 21 * dayMs,
              size,
              seenItemIds: shown,
              recentItemIds: shown,
            }),
          );
          expect(items.length).toBeLessThanOrEqual(size);
          const explored = items.filter(({ source }) => source === 'explore').length;
          expect(explored).toBeGreaterThanOrEqual(Math.ceil(0.1 * items.length));
          const exposed = items.filter(({ itemId }) => {
            const item = facts.get(itemId)!;
            return (
              item.craft ||
              engine.publicStanding(itemId, start)!.impressions < defaultPolicy.exposure.longTailImpressions
            );
          }).length;
          expect(exposed).toBeGreaterThanOrEqual(Math.ceil(0.05 * items.length));
          shown.push(...ids(items));
          expect(new Set(shown).size).toBe(shown.length);
        }
        const commercial = shown.map((id) => facts.get(id)!.kind === 'product');
        for (let end = 1; end <= commercial.length; end++) {
          expect(commercial.slice(Math.max(0, end - 6), end).filter(Boolean).length).toBeLessThanOrEqual(1);
          expect(commercial.slice(0, end).filter(Boolean).length).toBeLessThanOrEqual(Math.floor(end / 6));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('product cards do appear, and never crowd out content even when they score best', () => {
    const engine = engineOf(
      catalogue().filter(({ kind, itemId }) => kind === 'product' || Number(itemId.slice(1)) < 20),
    );
    for (let index = 0; index < 20; index++) {
      for (let card = 0; card < 8; card++) {
        engine.ingest(event(`b${index}`, 'paid', `p${card}`));
        engine.ingest(event(`b${index}`, 'delivered', `p${card}`));
      }
    }
    const page = engine.recommend(request({ size: 12 }));
    expect(page.filter(({ itemId }) => itemId.startsWith('p'))).toHaveLength(2);
    const rules = engine.explain(request({ size: 12 })).candidates.filter(({ itemId }) => itemId.startsWith('p'));
    expect(rules.map(({ decidedBy }) => decidedBy)).toContain('commercial_cap');
  });

  test('a page of product cards alone has no commercial cap', () => {
    expect(warm(engineOf()).recommend(request({ kinds: ['product'], size: 6 }))).toHaveLength(6);
  });

  test('an item of a craft takes a place on a page that has none, and says why', () => {
    const items = Array.from({ length: 30 }, (_, index) => video(`v${index}`, { categoryIds: [`c${index % 6}`] }));
    const engine = engineOf([...items, video('craft', { categoryIds: ['c9'], craft: true })], {
      ...defaultPolicy,
      exploration: { ...defaultPolicy.exploration, share: 0 },
      exposure: { ...defaultPolicy.exposure, longTailImpressions: 0 },
    });
    for (let index = 0; index < 40; index++)
      for (const { itemId } of items) engine.ingest(event(`u${index}`, 'finish', itemId));
    for (let index = 0; index < 40; index++) engine.ingest(event(`u${index}`, 'skip', 'craft'));
    const page = engine.recommend(request({ viewerId: 'new' }));
    const craft = page.find(({ itemId }) => itemId === 'craft')!;
    expect(craft.placement).toBe('exposure_floor');
    expect(craft.reasons[0]).toEqual({ code: 'exposure_craft', params: [] });
  });

  test('authors, sellers and categories are spread where there is a choice', () => {
    const engine = warm(engineOf());
    for (let index = 0; index < 30; index++)
      for (const id of ['v0', 'v10', 'v20', 'v30']) engine.ingest(event(`f${index}`, 'like', id));
    const page = engine.recommend(request());
    for (const authorId of new Set(ids(page).map((id) => facts.get(id)!.authorId))) {
      expect(ids(page).filter((id) => facts.get(id)!.authorId === authorId).length).toBeLessThanOrEqual(2);
    }
    for (const category of ['kitchen', 'tea', 'outdoor', 'craft']) {
      expect(ids(page).filter((id) => facts.get(id)!.categoryIds[0] === category).length).toBeLessThanOrEqual(4);
    }
  });

  test('a removed item is gone at once and keeps its standing when it returns', () => {
    const engine = warm(engineOf());
    engine.ingest(event('k', 'like', 'v4'));
    const standing = engine.publicStanding('v4', start);
    engine.removeItem('v4');
    expect(engine.retrieve(request({ size: 50 })).map(({ itemId }) => itemId)).not.toContain('v4');
    engine.upsertItem(facts.get('v4')!);
    expect(engine.publicStanding('v4', start)).toEqual(standing);
    expect(engine.retrieve(request({ size: 50 })).map(({ itemId }) => itemId)).toContain('v4');
  });

  test('when everything has been seen, the oldest come again first', () => {
    const engine = engineOf(
      Array.from({ length: 12 }, (_, index) =>
        video(`v${index}`, { authorId: `a${index}`, categoryIds: [`c${index}`] }),
      ),
    );
    const seen = Array.from({ length: 12 }, (_, index) => `v${index}`);
    expect(engine.recommend(request({ seenItemIds: seen }))).toHaveLength(0);
    const again = engine.recommend(request({ seenItemIds: seen, allowSeen: true, size: 4 }));
    const ranked = again.filter(({ placement }) => placement === 'ranked').map(({ itemId }) => Number(itemId.slice(1)));
    expect(Math.max(...ranked)).toBeLessThan(6);
  });

  test('a tab of followed authors holds nothing else', () => {
    const engine = warm(engineOf());
    const page = engine.recommend(request({ sources: ['following'], followedAuthorIds: ['a3', 'nobody'] }));
    expect(new Set(ids(page))).toEqual(new Set(['v3', 'v13', 'v23', 'v33']));
    expect(page[0]!.reasons).toEqual([{ code: 'following', params: ['a3'] }]);
  });
});

describe('the viewer decides', () => {
  test('with personalisation off nothing about the viewer is read', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 80 }), fc.boolean(), (events, bySetting) => {
        const engine = engineOf();
        for (const one of events) engine.ingest(one);
        if (bySetting) for (const viewer of ['u0', 'u1', 'stranger']) engine.setPersonalisation(viewer, false);
        const pages = ['u0', 'u1', 'stranger'].map((viewerId) =>
          engine.recommend(
            request({
              viewerId,
              at: start + 20 * dayMs,
              followedAuthorIds: [`a${viewerId.length}`],
              ...(bySetting ? {} : { personalised: false }),
            }),
          ),
        );
        expect(pages[1]).toEqual(pages[0]);
        expect(pages[2]).toEqual(pages[0]);
        for (const { sources } of pages[0]!) {
          expect(sources.every((source) => ['trending', 'fresh', 'explore', 'pool'].includes(source))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('switched off, nothing personal is kept or learned; the public counts go on', () => {
    const engine = engineOf();
    engine.ingest(event('u', 'like', 'v1'));
    expect(engine.viewerInterests('u', start).length).toBeGreaterThan(0);
    engine.setPersonalisation('u', false);
    engine.ingest(event('u', 'like', 'v2'));
    expect(engine.viewerInterests('u', start)).toEqual([]);
    expect(engine.publicStanding('v2', start)!.impressions).toBe(1);
    engine.setPersonalisation('u', true);
    expect(engine.viewerInterests('u', start)).toEqual([]);
  });

  test('learned interests are shown, pinned ones stand first, blocked ones never appear', () => {
    const engine = warm(engineOf());
    for (const id of ['v1', 'v5', 'v9']) engine.ingest(event('u', 'like', id));
    const [first] = engine.viewerInterests('u', start).filter(({ kind }) => kind === 'category');
    expect(first).toMatchObject({ id: 'tea', origin: 'learned' });
    engine.setViewerTags('u', [
      { kind: 'category', id: 'outdoor', weight: 1, state: 'pinned' },
      { kind: 'category', id: 'tea', weight: 0, state: 'blocked' },
      { kind: 'category', id: 'no-such-category', weight: 1 },
      { kind: 'tag', id: 't1', weight: Number.NaN },
    ]);
    const interests = engine.viewerInterests('u', start);
    expect(interests[0]).toEqual({ kind: 'category', id: 'outdoor', weight: 1, state: 'pinned', origin: 'edited' });
    expect(interests.some(({ id }) => id === 'no-such-category' || id === 'NaN')).toBe(false);
    const categories = engine.retrieve(request({ size: 50 })).map(({ itemId }) => facts.get(itemId)!.categoryIds[0]);
    expect(categories).not.toContain('tea');
    expect(categories).toContain('outdoor');
  });

  test('signing in brings the history along, and the old viewer is gone', () => {
    const engine = warm(engineOf());
    engine.ingest(event('anonymous', 'like', 'v1'));
    engine.ingest(event('anonymous', 'not_interested', 'v2'));
    engine.ingest(event('account', 'like', 'v3'));
    engine.mergeViewers('anonymous', 'account');
    const categories = engine.viewerInterests('account', start).map(({ id }) => id);
    expect(categories).toEqual(expect.arrayContaining(['tea', 'craft']));
    const offered = engine
      .retrieve(request({ viewerId: 'account', allowSeen: true, size: 50 }))
      .map(({ itemId }) => itemId);
    expect(offered).not.toContain('v2');
    expect(engine.viewerInterests('anonymous', start)).toEqual([]);
    engine.forgetViewer('account');
    expect(engine.viewerInterests('account', start)).toEqual([]);
  });
});

describe('propensities', () => {
  test('of a drawn place come true over many requests', () => {
    const items = Array.from({ length: 5 }, (_, index) =>
      video(`v${index}`, { authorId: `a${index}`, categoryIds: [`c${index}`] }),
    );
    const engine = engineOf(items);
    const drawn = new Map<string, { times: number; sum: number }>();
    const rounds = 4000;
    for (let index = 0; index < rounds; index++) {
      const [only] = engine.recommend(request({ requestId: `p${index}`, size: 1 }));
      expect(only!.placement).toBe('explore_draw');
      const row = drawn.get(only!.itemId) ?? { times: 0, sum: 0 };
      drawn.set(only!.itemId, { times: row.times + 1, sum: row.sum + 1 / only!.propensity });
    }
    // Inverse propensities add up to the number of rounds for each item: the log can be used to judge other policies.
    for (const { sum } of drawn.values()) expect(sum / rounds).toBeCloseTo(1, 0.8);
    expect(drawn.size).toBe(5);
  });
});

test('whether an item may come again does not depend on how many the sources put forward', () => {
  const engine = createEngine({ seed: 'many' });
  for (let index = 0; index < 700; index++) engine.upsertItem(video(`m${index}`));
  engine.ingest(event('u', 'not_interested', 'm3'));
  const again = request({ allowSeen: true });
  const welcome = Array.from({ length: 700 }, (_, index) => `m${index}`).filter((id) => engine.admits(id, again));
  expect(welcome).toHaveLength(699);
  expect(welcome).not.toContain('m3');
  expect(engine.admits('nobody-knows-it', again)).toBe(false);
});
