import { describe, expect, test } from 'vitest';
import { formulaLines } from './formula.ts';
import { type Candidate, scoreSum, termParts } from './terms.ts';

const chance = (value: number) => ({ chance: value, error: value / 10 });
const candidate: Candidate = {
  itemId: '0193f2d6-0000-7000-8000-000000000001',
  title: '手作粗陶茶壶',
  posterUrl: null,
  authorName: '陶匠老周',
  sources: ['item-item', 'trending'],
  reasons: [{ code: 'wanted_together', params: {} }],
  features: {},
  heads: {
    watch: chance(0.31),
    engage: chance(0.052),
    click: chance(0.08),
    buy: chance(0.05),
    keep: chance(0.9),
    deduct: chance(0.02),
    harm: chance(0.004),
  },
  terms: {
    behaviours: 0.4 * 0.31 + 0.6 * 0.052 + 0.15 * 0.08,
    settledQuality: 0.08 * 0.05 * 0.88 * 58,
    harm: -4 * 0.004,
    explore: 0.06 * 0.5,
    load: -0.01,
  },
  multiplier: 0.8,
  multiplierReason: 'seller_score',
  score: 0,
  scoreError: 0.02,
  rank: 0,
  position: 0,
  propensity: 1,
  placement: 'ranked',
  decidedBy: 'ranked',
  drawnFrom: null,
  pool: null,
  poolStatus: null,
};
const sum = Object.values(candidate.terms).reduce((total, value) => total + value, 0);
const policy = {
  value: { behaviours: { watch: 0.4, engage: 0.6, click: 0.15 }, settledQuality: 1, harm: 4, explore: 0.06 },
};

describe('the sum of a score', () => {
  test('terms less what is held back come to the score', () => {
    const result = scoreSum({ ...candidate, score: sum * 0.8 });
    expect(result.adds).toBe(true);
    expect(result.sum).toBeCloseTo(sum);
    expect(result.heldBack).toBeCloseTo(0.2 * sum);
  });

  test('below zero, holding back lowers further', () => {
    const terms = { behaviours: 0, settledQuality: -1, harm: 0, explore: 0, load: 0 };
    expect(scoreSum({ terms, multiplier: 0.5, score: -1.5 })).toMatchObject({ total: -1.5, heldBack: 0.5, adds: true });
  });

  test('a score that does not add up is said so', () => {
    const result = scoreSum({ ...candidate, score: sum });
    expect(result.adds).toBe(false);
    expect(result.off).toBeCloseTo(0.2 * sum);
  });

  test('parts are in the order of the formula', () => {
    expect(termParts(candidate.terms).map(({ key }) => key)).toEqual([
      'behaviours',
      'settledQuality',
      'explore',
      'harm',
      'load',
    ]);
  });
});

describe('the formula with its numbers', () => {
  test('terms are taken apart by the weights of their policy, and the parts come to the term', () => {
    const lines = formulaLines(candidate, policy);
    const behaviours = lines[0];
    expect(behaviours?.kind).toBe('products');
    if (behaviours?.kind === 'products')
      expect(behaviours.factors.reduce((total, { weight, value }) => total + weight * value, 0)).toBeCloseTo(
        candidate.terms.behaviours,
      );
    const harm = lines.find(({ key }) => key === 'harm');
    expect(harm).toMatchObject({ kind: 'products', factors: [{ of: 'harm', weight: -4, value: 0.004 }] });
    expect(lines.reduce((total, { value }) => total + value, 0)).toBeCloseTo(sum);
  });

  test('what is given to interests that sleep and wake stands in lines of its own', () => {
    const weighed = { value: { ...policy.value, asleep: 5, woken: 10 } };
    const sound = 0.88 ** 2;
    const explore = 0.06 * 0.5 + sound * 5 * 0.08 * 0.31 ** 2 + 10 * 0.02;
    const found = { ...candidate, terms: { ...candidate.terms, explore } };
    const features = { interestOpen: 0.4, interestAsleep: 0.08, interestWoken: 0.02, priceMinor: 5_800 };
    const line = formulaLines({ ...found, features }, weighed).find(({ key }) => key === 'explore');
    if (line?.kind !== 'products') throw new Error('not taken apart');
    expect(line.factors.map(({ of }) => of)).toEqual(['ignorance', 'waking', 'woken']);
    expect(line.factors[0]?.value).toBeCloseTo(0.5);
    const foreign = { ...found, terms: { ...found.terms, explore: explore + 1 }, features };
    expect(formulaLines(foreign, weighed).find(({ key }) => key === 'explore')).toMatchObject({ kind: 'whole' });
    // Candidates beside the page carry no features.
    expect(formulaLines(found, weighed).find(({ key }) => key === 'explore')).toMatchObject({ kind: 'whole' });
  });

  test('expected quality shows the price it worked with', () => {
    const line = formulaLines(candidate, policy)[1];
    expect(line).toMatchObject({ kind: 'quality', weight: 1, click: 0.08, buy: 0.05 });
    if (line?.kind === 'quality') expect(line.price).toBeCloseTo(58);
    const nothingToBuy = {
      ...candidate,
      heads: { ...candidate.heads, buy: chance(0) },
      terms: { ...candidate.terms, settledQuality: 0 },
    };
    expect(formulaLines(nothingToBuy, policy)[1]).toMatchObject({ kind: 'quality', price: null });
  });

  test('parts that do not come to the term are not shown as if they did', () => {
    const other = { value: { ...policy.value, behaviours: { watch: 1, engage: 0, click: 0 } } };
    expect(formulaLines(candidate, other)[0]).toMatchObject({ key: 'behaviours', kind: 'whole' });
    expect(formulaLines(candidate, null).every(({ kind }) => kind === 'whole')).toBe(true);
  });
});
