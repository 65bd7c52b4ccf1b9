import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ExplainedCandidate,
  type Explanation,
  packExplanation,
  policyNumbers,
  unpackExplanation,
} from './index.ts';
import { anyEvent, catalogue, dayMs, engineOf, event, policyWith, request, start, video, warm } from './test-town.ts';

const uuidOf = (index: number): string => `0190a1b2-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
/** A hundred and sixty items by UUID and five by other names. */
const items = [
  ...Array.from({ length: 160 }, (_, index) =>
    video(uuidOf(index), {
      authorId: `a${index % 40}`,
      categoryIds: [`c${index % 8}`],
      hasGoods: index % 2 === 0,
      priceMinor: 3_000 + index,
      shopId: `s${index % 20}`,
    }),
  ),
  ...catalogue().slice(0, 5),
];

describe('a page with its explanation', () => {
  test('is the same page, explained as it would be alone', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 60 }), fc.string({ minLength: 1 }), (events, requestId) => {
        const engine = engineOf();
        for (const one of events) engine.ingest(one);
        const wanted = request({ requestId, viewerId: 'u1', at: start + 21 * dayMs });
        const { page, explanation } = engine.recommendExplained(wanted, undefined, 10_000);
        expect(page).toEqual(engine.recommend(wanted));
        const whole = engine.explain(wanted);
        const shown = (one: ExplainedCandidate) => (one.position === null ? { ...one, features: {} } : one);
        expect(explanation).toEqual({ ...whole, candidates: whole.candidates.map(shown) });
        expect(explanation.considered).toBe(explanation.candidates.length);
        for (const item of page) {
          const explained = explanation.candidates.find(({ itemId }) => itemId === item.itemId)!;
          expect(explained).toMatchObject({
            position: item.position,
            propensity: item.propensity,
            decidedBy: item.placement,
            score: item.score,
            reasons: item.reasons,
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('can be had step by step too, with the multipliers of the host', () => {
    const engine = warm(engineOf());
    const wanted = request();
    const candidates = engine
      .retrieve(wanted)
      .map((one) => ({ ...one, multiplier: 0.5, multiplierReason: 'shop_score' }));
    const scored = engine.score(candidates, wanted);
    const { page, explanation } = engine.mixExplained(scored, wanted, 20);
    expect(page).toEqual(engine.mix(scored, wanted));
    expect(explanation.candidates).toHaveLength(20);
    expect(explanation.considered).toBe(scored.length);
    expect(
      explanation.candidates.every(
        ({ multiplier, multiplierReason }) => multiplier === 0.5 && multiplierReason === 'shop_score',
      ),
    ).toBe(true);
  });

  test('names what each number is: counts, leanings, errors, pool and the rule', () => {
    const engine = warm(engineOf());
    engine.ingest(event('u', 'like', 'v1'));
    const candidates = engine.explain(request()).candidates;
    const liked = candidates.find(({ itemId }) => itemId === 'v21')!;
    expect(liked.features).toMatchObject({ impressions: 3, watches: 1, buys: 0 });
    expect(liked.features.viewerEngageOdds).toBeGreaterThan(1);
    expect(liked.errors!.watch).toBeGreaterThan(0);
    expect(liked.valueError).toBeGreaterThan(0);
    expect(liked.pool).toEqual({ pool: 1, status: 'open', owedShare: 1 - 3 / 200 });
    expect(new Set(candidates.map(({ decidedBy }) => decidedBy)).size).toBeGreaterThan(2);
  });

  test('does not call a score too low that beats one on the page: then likeness kept it out', () => {
    const engine = warm(engineOf(items, policyWith({ mix: { diversity: 1 } })));
    const { candidates } = engine.explain(request());
    const ranked = candidates.filter(({ decidedBy }) => decidedBy === 'ranked');
    const lastScore = Math.min(...ranked.map(({ score }) => score));
    const keptOut = candidates.filter(({ position }) => position === null);
    expect(keptOut.filter(({ decidedBy }) => decidedBy === 'likeness').length).toBeGreaterThan(0);
    for (const { decidedBy, score } of keptOut) {
      if (decidedBy === 'likeness') expect(score).toBeGreaterThan(lastScore);
      if (decidedBy === 'below_the_page') expect(score).toBeLessThanOrEqual(lastScore);
    }
  });
});

describe('a packed explanation', () => {
  const explained = (): Explanation => {
    const engine = engineOf(items, policyWith({ exploration: { uniformShare: 1 }, sources: { explore: 200 } }));
    for (let index = 0; index < 200; index++)
      engine.ingest(event(`w${index % 20}`, 'click', items[index % items.length]!.itemId));
    return engine.recommendExplained(
      request({ viewerId: 'w1', allowSeen: true }),
      (candidate) => {
        if (candidate.slot % 3 === 0) Object.assign(candidate, { multiplier: 0.7, multiplierReason: 'young_shop' });
        return true;
      },
      10_000,
    ).explanation;
  };

  test('comes back whole for the page, and with all that the formula needs for the rest', () => {
    const whole = explained();
    expect(whole.candidates.length).toBeGreaterThan(130);
    const unpacked = unpackExplanation(packExplanation(whole, { most: 10_000 }));
    expect({ ...unpacked, candidates: [] }).toEqual({ ...whole, candidates: [] });
    expect(unpacked.candidates).toHaveLength(whole.candidates.length);
    whole.candidates.forEach((one, index) => {
      const back = unpacked.candidates[index]!;
      const close = (a: number, b: number) =>
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(a)));
      for (const key of [
        'itemId',
        'sources',
        'rank',
        'position',
        'propensity',
        'drawnFrom',
        'decidedBy',
        'multiplierReason',
      ] as const) {
        expect(back[key]).toEqual(one[key]);
      }
      expect(back.pool?.status).toBe(one.pool?.status);
      for (const key of ['score', 'valueError', 'multiplier'] as const) close(one[key], back[key]);
      for (const [name, chance] of Object.entries(one.heads))
        close(chance, back.heads[name as keyof typeof back.heads]);
      for (const [name, term] of Object.entries(one.terms)) close(term, back.terms[name as keyof typeof back.terms]);
      close(one.components.ignorance, back.components.ignorance);
      expect(back.components.load.goods).toBe(one.components.load.goods);
      if (one.position === null) {
        expect(back).toMatchObject({ features: {}, errors: null, reasons: [] });
        return;
      }
      expect(back.reasons).toEqual(one.reasons);
      for (const [name, feature] of Object.entries(one.features)) close(feature, back.features[name]!);
      for (const [name, error] of Object.entries(one.errors!))
        close(error, back.errors![name as keyof typeof back.heads]);
    });
  });

  test('keeps the page and the best of the rest in about ninety bytes a candidate', () => {
    const whole = explained();
    const packed = packExplanation(whole, { most: 120 });
    const unpacked = unpackExplanation(packed);
    expect(unpacked.candidates).toHaveLength(120);
    expect(unpacked.considered).toBe(whole.considered);
    expect(unpacked.candidates.filter(({ position }) => position !== null)).toHaveLength(10);
    expect(packed.length).toBeLessThan(120 * 90 + 5_000);
  });

  test('an empty one is possible, one cut short is refused', () => {
    const empty = engineOf([]).recommendExplained(request()).explanation;
    expect(unpackExplanation(packExplanation(empty))).toEqual(empty);
    const packed = packExplanation(explained());
    for (const length of [0, 3, 100, packed.length - 1]) {
      expect(() => unpackExplanation(packed.slice(0, length))).toThrow(/./);
    }
  });
});

test('the policy table names every number once', () => {
  const paths = [...policyNumbers()].map(([path]) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toContain('exploration.uniformShare');
});
