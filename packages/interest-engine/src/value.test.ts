import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyEvent, catalogue, dayMs, engineOf, event, request, start, video, warm } from './test-town.ts';

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
