import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateLine, type LineReferences, type LineValue } from './evaluate-line.ts';
import { type FactType, factTypes, type LineFact, ratingType } from './fact.ts';
import { readRuleset } from './ruleset.ts';
import { ruleset202611 } from './rulesets/2026-11.ts';
import { rulesetOf } from './rulesets/index.ts';
import { unratedDeduction } from './unrated-prior.ts';

const ruleset = rulesetOf('2026-11');
const noReferences: LineReferences = { unratedBp: 200, price: null };

function fact(type: FactType, affectedMinor: bigint, rootFactId: string, id = `${type}:${rootFactId}`): LineFact {
  return { id, type, affectedMinor, rootFactId };
}

function evaluate(paidMinor: bigint, facts: LineFact[], references: LineReferences = noReferences): LineValue {
  return evaluateLine({ paidMinor, facts, references }, ruleset);
}

const sumOf = (values: readonly bigint[]) => values.reduce((sum, each) => sum + each, 0n);
const lossesOf = (value: LineValue) => sumOf(value.losses.map((loss) => loss.amountMinor));

/** Facts that say somebody was at fault: everything with a price. */
const faultTypes = factTypes.filter((type) => {
  const rule = ruleset.facts[type];
  return rule.kind === 'gate' || rule.kind === 'debit' || (rule.kind === 'deduction' && !type.startsWith('rating_'));
});
const refundTypes = factTypes.filter((type) => ruleset.facts[type].kind === 'net');
const roots = ['root-a', 'root-b', 'root-c'] as const;

const arbitraryFact = (types: readonly FactType[], paidMax: number) =>
  fc
    .record({
      type: fc.constantFrom(...types),
      affected: fc.integer({ min: 0, max: paidMax }),
      root: fc.constantFrom(...roots),
      id: fc.uuid(),
    })
    .map(({ type, affected, root, id }) => fact(type, BigInt(affected), root, id));
const arbitraryReferences: fc.Arbitrary<LineReferences> = fc.record({
  unratedBp: fc.integer({ min: 0, max: 4_000 }),
  price: fc.option(
    fc.record({
      unitMinor: fc.bigInt({ min: 0n, max: 50_000n }),
      referenceMinor: fc.bigInt({ min: 1n, max: 30_000n }),
      comparablesCount: fc.integer({ min: 0, max: 9 }),
    }),
  ),
});
const paidMax = 100_000;
const arbitraryLine = fc.record({
  paidMinor: fc.integer({ min: 0, max: paidMax }).map(BigInt),
  facts: fc
    .tuple(
      fc.array(arbitraryFact(faultTypes, paidMax), { maxLength: 7 }),
      fc.array(arbitraryFact(refundTypes, paidMax), { maxLength: 2 }),
      fc.array(
        fc.integer({ min: 1, max: 5 }).map((stars) => fact(ratingType(stars), 0n, 'review')),
        { maxLength: 1 },
      ),
    )
    .map((parts) => parts.flat()),
  references: arbitraryReferences,
});

describe('DOMAIN 3.10: the worked example, to the fen', () => {
  const yuan = (amount: number) => BigInt(Math.round(amount * 100));
  const fiveStars = fact('rating_5', 0n, 'review');
  const rows: { paid: number; facts: LineFact[]; references?: LineReferences; n: number; c: number; q: number }[] = [
    { paid: 100, facts: [fiveStars], n: 100, c: 100, q: 100 },
    { paid: 200, facts: [], n: 200, c: 200, q: 196 },
    { paid: 150, facts: [fact('cancelled', yuan(150), 'cancel')], n: 0, c: 0, q: 0 },
    { paid: 300, facts: [fact('refund_no_reason', yuan(300), 'case')], n: 0, c: 0, q: 0 },
    {
      paid: 80,
      facts: [fact('refund_quality', yuan(80), 'case'), fact('quality_fault', yuan(80), 'case')],
      n: 0,
      c: 0,
      q: -40,
    },
    { paid: 500, facts: [fact('fake_trade', yuan(500), 'cluster')], n: 500, c: 0, q: -50 },
    {
      paid: 120,
      facts: [fact('late_pickup_48h', yuan(120), 'parcel'), fact('rating_3', 0n, 'review')],
      n: 120,
      c: 120,
      q: 96,
    },
    {
      paid: 60,
      facts: [fact('refund_other', yuan(60), 'appraisal'), fact('counterfeit', yuan(60), 'appraisal')],
      n: 0,
      c: 0,
      q: -180,
    },
    {
      paid: 250,
      facts: [
        fact('refund_quality', yuan(50), 'case'),
        fact('quality_fault', yuan(50), 'case'),
        fact('wrongly_refused', yuan(50), 'refusal'),
        fact('rating_4', 0n, 'review'),
      ],
      references: { unratedBp: 200, price: { unitMinor: 13_000n, referenceMinor: 10_000n, comparablesCount: 8 } },
      n: 200,
      c: 200,
      q: 102.78,
    },
    { paid: 240, facts: [fiveStars], n: 240, c: 240, q: 240 },
  ];
  const values = rows.map((row) => evaluate(yuan(row.paid), row.facts, row.references));

  test.each(rows.map((row, index) => ({ ...row, line: index + 1 })))('line $line is worth $q', ({ line, n, c, q }) => {
    const value = values[line - 1] as LineValue;
    expect([value.netMinor, value.cleanMinor, value.qgmvMinor]).toEqual([yuan(n), yuan(c), yuan(q)]);
    expect(value.paidMinor - value.qgmvMinor).toBe(lossesOf(value));
  });

  test('the totals: Paid 2,000, Net 1,360, Clean 860, QGMV 464.78; refunds 640, fake 500, quality 100.22, debits 295', () => {
    expect(sumOf(values.map((value) => value.paidMinor))).toBe(yuan(2_000));
    expect(sumOf(values.map((value) => value.netMinor))).toBe(yuan(1_360));
    expect(sumOf(values.map((value) => value.cleanMinor))).toBe(yuan(860));
    expect(sumOf(values.map((value) => value.qgmvMinor))).toBe(yuan(464.78));
    const losses = values.flatMap((value) => value.losses);
    const isDebit = (code: string) => code.endsWith('_debit');
    const total = (keep: (loss: (typeof losses)[number]) => boolean) =>
      sumOf(losses.filter(keep).map((loss) => loss.amountMinor));
    expect(total((loss) => loss.level === 'paid_to_net')).toBe(yuan(640));
    expect(total((loss) => loss.level === 'net_to_clean')).toBe(yuan(500));
    expect(total((loss) => loss.level === 'clean_to_qgmv' && !isDebit(loss.code))).toBe(yuan(100.22));
    expect(total((loss) => loss.level === 'clean_to_qgmv' && isDebit(loss.code))).toBe(yuan(295));
    expect(total(() => true)).toBe(yuan(1_535.22));
  });

  test('without the counterfeit the session is worth 644.78: one fake item costs 180', () => {
    const without = values.filter((_, index) => index !== 7);
    expect(sumOf(without.map((value) => value.qgmvMinor))).toBe(yuan(644.78));
  });
});

describe('DOMAIN 3.9: properties of every line', () => {
  test('3.9-1 bounded: Q <= C <= N <= P', () => {
    fc.assert(
      fc.property(arbitraryLine, (line) => {
        const value = evaluateLine(line, ruleset);
        expect(value.qgmvMinor <= value.cleanMinor).toBe(true);
        expect(value.cleanMinor <= value.netMinor).toBe(true);
        expect(value.netMinor <= value.paidMinor).toBe(true);
        expect(value.netMinor >= 0n && value.cleanMinor >= 0n).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('3.9-2 monotone: adding a fault never raises Q, whatever root it belongs to', () => {
    fc.assert(
      fc.property(arbitraryLine, arbitraryFact(faultTypes, paidMax), (line, fault) => {
        const before = evaluateLine(line, ruleset);
        const after = evaluateLine({ ...line, facts: [...line.facts, fault] }, ruleset);
        expect(after.qgmvMinor <= before.qgmvMinor).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('3.9-2 monotone: one star less never raises Q', () => {
    fc.assert(
      fc.property(arbitraryLine, fc.integer({ min: 1, max: 4 }), (line, stars) => {
        const others = line.facts.filter((each) => !each.type.startsWith('rating_'));
        const rated = (count: number) =>
          evaluateLine({ ...line, facts: [...others, fact(ratingType(count), 0n, 'review')] }, ruleset).qgmvMinor;
        expect(rated(stars) <= rated(stars + 1)).toBe(true);
      }),
    );
  });

  test('3.9-3 and 9 additive and itemised: P − Q is the sum of the reasons, level by level, over any set of lines', () => {
    fc.assert(
      fc.property(fc.array(arbitraryLine, { maxLength: 8 }), (lines) => {
        const values = lines.map((line) => evaluateLine(line, ruleset));
        for (const value of values) {
          const level = (name: string) =>
            sumOf(value.losses.filter((loss) => loss.level === name).map((loss) => loss.amountMinor));
          expect(level('paid_to_net')).toBe(value.paidMinor - value.netMinor);
          expect(level('net_to_clean')).toBe(value.netMinor - value.cleanMinor);
          expect(level('clean_to_qgmv')).toBe(value.cleanMinor - value.qgmvMinor);
          expect(value.losses.every((loss) => loss.amountMinor > 0n)).toBe(true);
        }
        const half = Math.floor(values.length / 2);
        const worth = (part: LineValue[]) => sumOf(part.map((value) => value.qgmvMinor));
        expect(worth(values.slice(0, half)) + worth(values.slice(half))).toBe(worth(values));
      }),
    );
  });

  test('3.9-4 split-proof: a line of n units is worth the same as n lines, within one fen a line', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 20_000n }),
        fc.bigInt({ min: 2n, max: 6n }),
        fc.array(arbitraryFact([...faultTypes, ...refundTypes], 20_000), { maxLength: 5 }),
        arbitraryReferences,
        (unitMinor, units, unitFacts, references) => {
          const perUnit = unitFacts.map((each) => ({ ...each, affectedMinor: each.affectedMinor % (unitMinor + 1n) }));
          const whole = perUnit.map((each) => ({ ...each, affectedMinor: each.affectedMinor * units }));
          const merged = evaluateLine({ paidMinor: unitMinor * units, facts: whole, references }, ruleset);
          const single = evaluateLine({ paidMinor: unitMinor, facts: perUnit, references }, ruleset);
          const difference = merged.qgmvMinor - single.qgmvMinor * units;
          expect(difference <= units && difference >= -units).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('3.9-4 split-proof: one returned and one counterfeit unit cost the same on one line and on two', () => {
    const one = evaluate(20_000n, [
      fact('refund_no_reason', 10_000n, 'case'),
      fact('counterfeit', 10_000n, 'appraisal'),
      fact('rating_5', 0n, 'review'),
    ]);
    const returned = evaluate(10_000n, [fact('refund_no_reason', 10_000n, 'case'), fact('rating_5', 0n, 'review')]);
    const counterfeit = evaluate(10_000n, [fact('counterfeit', 10_000n, 'appraisal'), fact('rating_5', 0n, 'review')]);
    expect(one.qgmvMinor).toBe(returned.qgmvMinor + counterfeit.qgmvMinor);
  });

  test('3.9-6 silence never pays: an unrated line is never better than the category mean', () => {
    const arbitrarySum = fc
      .record({ count: fc.bigInt({ min: 0n, max: 5_000n }), mean: fc.bigInt({ min: 0n, max: 4_000n }) })
      .map(({ count, mean }) => ({ ratingsCount: count, deductionSumBp: count * mean }));
    fc.assert(
      fc.property(arbitrarySum, arbitrarySum, (product, category) => {
        const nobody = { ratingsCount: 0n, deductionSumBp: 0n };
        expect(unratedDeduction(product, category, ruleset)).toBeGreaterThanOrEqual(
          unratedDeduction(nobody, category, ruleset),
        );
      }),
    );
    expect(
      unratedDeduction({ ratingsCount: 0n, deductionSumBp: 0n }, { ratingsCount: 0n, deductionSumBp: 0n }, ruleset),
    ).toBe(200);
  });

  test('3.9-6 silence never pays: a partial refund refused and later upheld costs more than one granted', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10_000n, max: 1_000_000n }), fc.bigInt({ min: 1n, max: 99n }), (paid, share) => {
        const refunded = (paid * share) / 100n;
        const granted = [fact('refund_quality', refunded, 'case'), fact('quality_fault', refunded, 'case')];
        const refused = [...granted, fact('wrongly_refused', refunded, 'refusal')];
        expect(evaluate(paid, refused).qgmvMinor < evaluate(paid, granted).qgmvMinor).toBe(true);
      }),
    );
  });

  test('3.9-10 shrinkage: one good order cannot beat 1,000 good orders', () => {
    const category = { ratingsCount: 2_000n, deductionSumBp: 600_000n };
    const one = unratedDeduction({ ratingsCount: 1n, deductionSumBp: 0n }, category, ruleset);
    const none = unratedDeduction({ ratingsCount: 0n, deductionSumBp: 0n }, category, ruleset);
    const bad = unratedDeduction({ ratingsCount: 1n, deductionSumBp: 4_000n }, category, ruleset);
    const thousandBad = unratedDeduction({ ratingsCount: 1_000n, deductionSumBp: 4_000_000n }, category, ruleset);
    expect(one).toBe(none);
    expect(bad).toBeGreaterThan(none);
    expect(bad).toBeLessThan(thousandBad / 5);
  });

  test('3.9-11 the order in which facts arrive does not matter', () => {
    fc.assert(
      fc.property(arbitraryLine, fc.infiniteStream(fc.nat()), (line, randoms) => {
        const shuffled = [...line.facts]
          .map((each) => ({ each, key: randoms.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(evaluateLine({ ...line, facts: shuffled }, ruleset)).toEqual(evaluateLine(line, ruleset));
      }),
    );
  });

  test('3.9-13 no fact is counted twice across dimensions: one root takes one consequence', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: paidMax }).map(BigInt),
        fc.array(fc.constantFrom(...faultTypes), { minLength: 1, maxLength: 6 }),
        (paid, types) => {
          const facts = [...new Set(types)].map((type) => fact(type, paid, 'one-harm'));
          const references = { unratedBp: 0, price: null };
          const together = evaluate(paid, facts, references);
          const apart = facts.map((each) => evaluate(paid, [each], references).qgmvMinor);
          const worst = [...apart].sort((a, b) => Number(a - b))[0];
          expect(together.qgmvMinor).toBe(worst);
          expect(together.countedFactIds.size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('DOMAIN 3.2: the rules one by one', () => {
  const good = fact('rating_5', 0n, 'review');

  test('within a dimension the maximum, across dimensions the sum', () => {
    const value = evaluate(10_000n, [
      fact('late_pickup_24h', 10_000n, 'parcel-1'),
      fact('late_pickup_48h', 10_000n, 'parcel-2'),
      fact('buyer_dissatisfied', 10_000n, 'case'),
      good,
    ]);
    expect(value.losses).toEqual([
      { code: 'late_pickup_48h', level: 'clean_to_qgmv', amountMinor: 1_000n },
      { code: 'buyer_dissatisfied', level: 'clean_to_qgmv', amountMinor: 1_000n },
    ]);
  });

  test('deductions stop at 10,000 bp; the last dimensions of the table get what is left', () => {
    const value = evaluate(10_000n, [
      fact('tracking_anomaly', 10_000n, 'a'),
      fact('rating_1', 0n, 'b'),
      fact('merchant_at_fault', 10_000n, 'c'),
      fact('complaint_upheld', 10_000n, 'd'),
    ]);
    expect(value.qgmvMinor).toBe(0n);
    expect(value.losses.map((loss) => [loss.code, loss.amountMinor])).toEqual([
      ['tracking_anomaly', 3_000n],
      ['rating_1', 4_000n],
      ['merchant_at_fault', 2_500n],
      ['complaint_upheld', 500n],
    ]);
  });

  test('a refund by right takes only itself; an accepted quality fault costs half of it more', () => {
    expect(evaluate(8_000n, [fact('refund_no_reason', 8_000n, 'case')]).qgmvMinor).toBe(0n);
    expect(
      evaluate(8_000n, [fact('refund_quality', 8_000n, 'case'), fact('quality_fault', 8_000n, 'case')]).qgmvMinor,
    ).toBe(-4_000n);
  });

  test('force majeure excuses lateness and nothing else; a buyer-abuse verdict gives back faults and debits, never Net', () => {
    const late = [fact('late_pickup_over_48h', 10_000n, 'parcel'), fact('rating_3', 0n, 'review')];
    expect(evaluate(10_000n, [...late, fact('force_majeure', 0n, 'storm')]).qgmvMinor).toBe(9_000n);
    const abused = evaluate(10_000n, [
      fact('refund_quality', 4_000n, 'case'),
      fact('quality_fault', 4_000n, 'case'),
      fact('rating_1', 0n, 'review'),
      fact('buyer_abuse', 0n, 'verdict'),
    ]);
    expect([abused.netMinor, abused.qgmvMinor]).toEqual([6_000n, 6_000n]);
  });

  test('a reversed root gives back its gate and its debit', () => {
    const value = evaluate(10_000n, [fact('fake_trade', 10_000n, 'cluster'), fact('reversed', 0n, 'cluster'), good]);
    expect(value.qgmvMinor).toBe(10_000n);
  });

  test('price fairness: 0 up to 1.05, linear to 2,000 bp at 1.50, silent with fewer than five comparables', () => {
    const at = (unitMinor: bigint, comparablesCount = 5) =>
      evaluate(1_000_000n, [good], {
        unratedBp: 200,
        price: { unitMinor, referenceMinor: 10_000n, comparablesCount },
      }).qgmvMinor;
    expect(at(10_500n)).toBe(1_000_000n);
    expect(at(15_000n)).toBe(800_000n);
    expect(at(90_000n)).toBe(800_000n);
    expect(at(12_750n)).toBe(900_000n);
    expect(at(90_000n, 4)).toBe(1_000_000n);
  });

  test('an answer "not as shown" alone is a fact; only upheld it costs 1,500 bp', () => {
    expect(evaluate(10_000n, [fact('not_as_shown', 10_000n, 'review'), good]).qgmvMinor).toBe(10_000n);
    expect(evaluate(10_000n, [fact('not_as_shown_upheld', 10_000n, 'case'), good]).qgmvMinor).toBe(8_500n);
  });
});

describe('the ruleset file', () => {
  test('refuses unknown keys, missing facts and impossible numbers', () => {
    expect(() => readRuleset({ ...ruleset202611, surprise: 1 })).toThrow(/surprise/);
    const { paid: _paid, ...withoutPaid } = ruleset202611.facts;
    expect(() => readRuleset({ ...ruleset202611, facts: withoutPaid })).toThrow(/paid/);
    const odd = { ...ruleset202611.facts, rating_1: { kind: 'deduction', dimension: 'rating', bp: 10_001 } };
    expect(() => readRuleset({ ...ruleset202611, facts: odd })).toThrow(/10000/);
    expect(() => rulesetOf('1999-01')).toThrow(RangeError);
  });
});
