import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPolicy, type Policy, type RankedItem } from './index.ts';
import { anyEvent, catalogue, dayMs, engineOf, event, policyWith, request, start, video, warm } from './test-town.ts';

const ids = (page: readonly RankedItem[]): string[] => page.map(({ itemId }) => itemId);
const facts = new Map(catalogue().map((item) => [item.itemId, item]));

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

const sectionsOf = ({ version: _version, ...sections }: Policy): Omit<Policy, 'version'> => sections;

const drawnOnly = policyWith({
  exploration: { share: 0, latentShare: 0, uniformShare: 0 },
  pools: { share: 0 },
  exposure: { share: 0, fresh: 0, longTail: 0, craft: 0, newSeller: 0 },
});

describe('propensities', () => {
  test('of a place drawn by Thompson come true over many requests, and none is zero', () => {
    const items = Array.from({ length: 5 }, (_, index) =>
      video(`v${index}`, { authorId: `a${index}`, categoryIds: [`c${index}`] }),
    );
    const engine = engineOf(items);
    for (let index = 0; index < 30; index++) engine.ingest(event(`w${index}`, 'finish', 'v0'));
    for (let index = 0; index < 30; index++) engine.ingest(event(`w${index}`, 'skip', 'v1'));
    const drawn = new Map<string, { times: number; weights: number; squares: number }>();
    const rounds = 3000;
    for (let index = 0; index < rounds; index++) {
      const [only] = engine.recommend(request({ requestId: `p${index}`, size: 1 }));
      expect(only!.placement).toBe('explore_draw');
      expect(only!.propensity).toBeGreaterThan(0);
      const row = drawn.get(only!.itemId) ?? { times: 0, weights: 0, squares: 0 };
      row.times++;
      row.weights += 1 / only!.propensity;
      row.squares += 1 / only!.propensity ** 2;
      drawn.set(only!.itemId, row);
    }
    expect(drawn.size).toBe(5);
    // Inverse propensities add up to the number of rounds for each item: the log can be used to judge other policies.
    for (const { weights, squares } of drawn.values()) {
      expect(Math.abs(weights / rounds - 1)).toBeLessThan((4 * Math.sqrt(squares)) / rounds);
    }
    // What is believed to be good is tried more often than what is known to be skipped.
    expect(drawn.get('v0')!.times).toBeGreaterThan(3 * drawn.get('v1')!.times);
  });

  test('what the model knows less of is tried more often than its score alone would have it', () => {
    const engine = warm(engineOf(undefined, policyWith({ exploration: { pool: 2, spread: 0.001 } })));
    const tries = request({ size: 1 });
    const candidates = engine.retrieve(tries).map((one) => ({
      ...one,
      sources: ['explore' as const],
      reasons: [{ code: 'explore' as const, params: [] }],
    }));
    const [better, worse] = engine.score(candidates, tries);
    const chanceOf = (valueError: number): number => {
      const [only] = engine.mix([better!.withScore(1, 0), worse!.withScore(0.9, valueError)], tries);
      return only!.itemId === worse!.itemId ? only!.propensity : 1 - only!.propensity;
    };
    expect(chanceOf(0)).toBeLessThan(0.01);
    expect(chanceOf(0.5)).toBeGreaterThan(0.25);
    expect(chanceOf(0.5)).toBeLessThan(0.6);
  });

  test('of an evenly drawn place are one of its pool, and every place in the pool comes up as often', () => {
    const engine = warm(
      engineOf(
        undefined,
        policyWith({ ...sectionsOf(drawnOnly), exploration: { ...drawnOnly.exploration, uniformShare: 1 } }),
      ),
    );
    const times = new Array<number>(8).fill(0);
    const rounds = 1600;
    for (let index = 0; index < rounds; index++) {
      const page = engine.recommend(request({ requestId: `u${index}` }));
      const drawn = page.filter(({ placement }) => placement === 'uniform_draw');
      expect(drawn).toHaveLength(1);
      const [{ itemId, drawnFrom, propensity }] = drawn as [RankedItem];
      expect(drawnFrom).toHaveLength(8);
      expect(propensity).toBe(1 / 8);
      times[drawnFrom!.indexOf(itemId)]!++;
    }
    for (const count of times) expect(Math.abs(count - rounds / 8)).toBeLessThan(4 * Math.sqrt((rounds / 8) * (7 / 8)));
  });

  test('of a place for a traffic pool come true', () => {
    const engine = engineOf(
      Array.from({ length: 4 }, (_, index) =>
        video(`v${index}`, { authorId: `a${index}`, categoryIds: [`c${index}`] }),
      ),
      policyWith({ ...sectionsOf(drawnOnly), pools: { share: 0.5 } }),
    );
    const sums = new Map<string, number>();
    let rounds = 0;
    for (let index = 0; index < 3000; index++) {
      const place = engine
        .recommend(request({ requestId: `p${index}`, size: 2 }))
        .find(({ placement }) => placement === 'pool_draw');
      if (place?.position !== 1) continue;
      expect(place.source).toBe('pool');
      expect(place.reasons).toEqual([{ code: 'pool', params: ['1'] }]);
      rounds++;
      sums.set(place.itemId, (sums.get(place.itemId) ?? 0) + 1 / place.propensity);
    }
    expect(rounds).toBeGreaterThan(2000);
    // The first place is ranked and the same each time: three are left to draw from.
    for (const sum of sums.values()) expect(Math.abs(sum / rounds - 1)).toBeLessThan(0.15);
    expect(sums.size).toBe(3);
  });

  test('about one page in so many has an evenly drawn place', () => {
    const engine = warm(engineOf(undefined, policyWith({ exploration: { uniformShare: 0.2 } })));
    let pages = 0;
    for (let index = 0; index < 1000; index++) {
      if (engine.recommend(request({ requestId: `s${index}` })).some(({ drawnFrom }) => drawnFrom)) pages++;
    }
    expect(Math.abs(pages - 200)).toBeLessThan(4 * Math.sqrt(1000 * 0.2 * 0.8));
  });
});

describe('latent interests', () => {
  const categories = ['tea', 'kitchen', 'lacquer', 'outdoor', 'weaving', 'toys'];
  const items = Array.from({ length: 90 }, (_, index) =>
    video(`v${index}`, { authorId: `a${index % 30}`, categoryIds: [categories[index % 6]!] }),
  );

  const policy = policyWith({ exploration: { ...defaultPolicy.exploration, share: 0.15, latentShare: 0.15 } });

  test('a viewer who watches nothing but tea gets a place or two where an interest may sleep, and is told so', () => {
    const engine = engineOf(items, policy);
    for (let index = 0; index < 15; index++) engine.ingest(event('u', 'finish', `v${6 * index}`));
    const met = new Set<string>();
    let places = 0;
    for (let index = 0; index < 60; index++) {
      const page = engine.recommend(request({ requestId: `l${index}`, size: 10 }));
      const latent = page.filter(({ placement }) => placement === 'latent_draw');
      expect([1, 2]).toContain(latent.length);
      places += latent.length;
      for (const { reasons, itemId, propensity } of latent) {
        const category = items[Number(itemId.slice(1))]!.categoryIds[0]!;
        expect(category).not.toBe('tea');
        expect(reasons).toEqual([{ code: 'latent', params: [category] }]);
        expect(propensity).toBeGreaterThan(0);
        met.add(category);
      }
    }
    expect(met.size).toBeGreaterThan(2);
    expect(places / 60).toBeGreaterThan(1.3);
    expect(places / 60).toBeLessThan(1.7);
  });

  test('a category passed over again and again keeps no such place, one never met does', () => {
    const engine = engineOf(items, policy);
    for (let index = 0; index < 15; index++) {
      for (const step of [1, 2, 3, 4]) {
        for (const kind of ['impression', 'skip'] as const) engine.ingest(event('u', kind, `v${6 * index + step}`));
      }
      engine.ingest(event('u', 'finish', `v${6 * index}`));
    }
    const seen = new Set<string>();
    for (let index = 0; index < 40; index++) {
      const page = engine.recommend(request({ requestId: `p${index}`, size: 10, allowSeen: true }));
      for (const { placement, itemId } of page) {
        if (placement === 'latent_draw') seen.add(items[Number(itemId.slice(1))]!.categoryIds[0]!);
      }
    }
    expect([...seen]).toEqual(['toys']);
  });

  test('what has woken lately is followed, what was always watched as before', () => {
    const place = (woken: number): number => {
      const { value, exploration } = defaultPolicy;
      const engine = engineOf(items, policyWith({ value: { ...value, woken, asleep: 0 }, exploration }));
      for (let index = 0; index < 6; index++) {
        engine.ingest(event('u', 'skip', `v${6 * index + 1}`));
        engine.ingest(event('u', 'finish', `v${6 * index}`));
      }
      for (let index = 6; index < 9; index++) engine.ingest(event('u', 'finish', `v${6 * index + 1}`));
      const scored = engine.score(engine.retrieve(request({ allowSeen: true })), request({ allowSeen: true }));
      return scored.findIndex(({ itemId }) => items[Number(itemId.slice(1))]!.categoryIds[0] === 'kitchen');
    };
    expect(place(0)).toBeGreaterThan(0);
    expect(place(20)).toBe(0);
  });

  test('a viewer of whom nothing is known gets none', () => {
    const engine = engineOf(items, policy);
    for (let index = 0; index < 20; index++) {
      const page = engine.recommend(request({ requestId: `l${index}`, viewerId: 'stranger' }));
      expect(page.some(({ placement }) => placement === 'latent_draw')).toBe(false);
      expect(page.some(({ placement }) => placement === 'explore_draw')).toBe(true);
    }
  });
});

describe('caps and floors', () => {
  test('no author, seller or category stands more often in ten than allowed, over the edges of pages, whatever fills the places', () => {
    const items = Array.from({ length: 240 }, (_, index) =>
      video(`v${index}`, {
        authorId: `a${index % 60}`,
        categoryIds: [`c${index % 12}`],
        ...(index % 3 === 0 ? { hasGoods: true, shopId: `s${index % 40}`, priceMinor: 5_000 } : {}),
        craft: index % 9 === 0,
        newSeller: index % 12 === 0,
      }),
    );
    const known = new Map(items.map((item) => [item.itemId, item]));
    fc.assert(
      fc.property(
        fc.array(anyEvent(), { maxLength: 60 }),
        fc.string(),
        fc.integer({ min: 4, max: 12 }),
        (events, seed, size) => {
          const engine = engineOf(
            items,
            policyWith({ exploration: { uniformShare: 0.5 }, exposure: { share: 0.3, craft: 0.2 } }),
          );
          for (const one of events) engine.ingest(one);
          const shown: string[] = [];
          for (let page = 0; page < 3; page++) {
            const wanted = request({ requestId: `${seed}${page}`, size, seenItemIds: shown, recentItemIds: shown });
            shown.push(...ids(engine.recommend(wanted)));
          }
          for (let from = 0; from + 10 <= shown.length; from++) {
            const ten = shown.slice(from, from + 10).map((id) => known.get(id)!);
            const most = (keyOf: (index: number) => string | undefined): number => {
              const counts = new Map<string, number>();
              ten.forEach((_, index) => {
                const key = keyOf(index);
                if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
              });
              return Math.max(0, ...counts.values());
            };
            expect(most((index) => ten[index]!.authorId)).toBeLessThanOrEqual(2);
            expect(most((index) => ten[index]!.shopId)).toBeLessThanOrEqual(2);
            expect(most((index) => ten[index]!.categoryIds[0])).toBeLessThanOrEqual(4);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('each kind of exposure has its own share over many pages', () => {
    const items = Array.from({ length: 120 }, (_, index) =>
      video(`v${index}`, {
        authorId: `a${index}`,
        categoryIds: [`c${index % 20}`],
        craft: index >= 90 && index < 100,
        newSeller: index >= 100 && index < 110,
        ...(index >= 110 ? { publishedAt: start - dayMs } : {}),
      }),
    );
    const shares = { share: 0, craft: 0.15, newSeller: 0.1, fresh: 0.05, longTail: 0 };
    const engine = engineOf(items, policyWith({ ...sectionsOf(drawnOnly), exposure: shares }));
    for (let viewer = 0; viewer < 12; viewer++) {
      for (const { itemId } of items) {
        engine.ingest(event(`w${viewer}`, Number(itemId.slice(1)) < 90 ? 'finish' : 'skip', itemId));
      }
    }
    const counts = { craft: 0, newSeller: 0, fresh: 0 };
    const pages = 300;
    for (let index = 0; index < pages; index++) {
      for (const { itemId } of engine.recommend(request({ requestId: `x${index}`, viewerId: 'new' }))) {
        const item = items[Number(itemId.slice(1))]!;
        if (item.craft) counts.craft++;
        if (item.newSeller) counts.newSeller++;
        if (item.publishedAt === start - dayMs) counts.fresh++;
      }
    }
    for (const kind of ['craft', 'newSeller', 'fresh'] as const) {
      expect(counts[kind] / (10 * pages)).toBeGreaterThan(shares[kind] - 0.015);
      expect(counts[kind] / (10 * pages)).toBeLessThan(shares[kind] + 0.05);
    }
  });

  test('a category the viewer keeps skipping stands at most once in ten', () => {
    const items = Array.from({ length: 80 }, (_, index) =>
      video(`v${index}`, { authorId: `a${index}`, categoryIds: [index % 2 ? 'noise' : `c${index % 16}`] }),
    );
    const engine = engineOf(
      items,
      policyWith({
        ...sectionsOf(drawnOnly),
        learning: { viewerPrior: 1e6 },
        value: { load: { ...drawnOnly.value.load, fatigue: 0 } },
      }),
    );
    for (let index = 0; index < 40; index++)
      for (let item = 1; item < 80; item += 2) engine.ingest(event(`f${index}`, 'like', `v${item}`));
    for (let item = 1; item < 25; item += 2) engine.ingest(event('u', 'skip', `v${item}`));
    const page = engine.recommend(request());
    expect(ids(page).filter((id) => Number(id.slice(1)) % 2 === 1).length).toBeLessThanOrEqual(1);
    expect(engine.explain(request()).candidates.map(({ decidedBy }) => decidedBy)).toContain('fatigue');
  });

  test('the same request on the same state gives the same page, on every engine', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 80 }), fc.string({ minLength: 1 }), (events, requestId) => {
        const [one, other] = [engineOf(), engineOf()];
        for (const each of events) for (const engine of [one, other]) engine.ingest(each);
        const wanted = request({ requestId, viewerId: 'u1', at: start + 21 * dayMs });
        const page = one.recommend(wanted);
        one.recommend({ ...wanted, requestId: 'another' });
        expect(one.recommend(wanted)).toEqual(page);
        expect(other.recommend(wanted)).toEqual(page);
      }),
      { numRuns: 30 },
    );
  });
});
