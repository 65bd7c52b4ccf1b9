import { describe, expect, test } from 'vitest';
import { orderedFigures, verdictOf } from './simulation-figures.ts';

const interval = (value: number, low: number, high: number) => ({ value, low, high });
const figure = (code: string, low: number, high: number) => ({
  code,
  draft: interval(1, 1, 1),
  published: interval(1, 1, 1),
  ratio: interval((low + high) / 2, low, high),
});

describe('figures of a simulation', () => {
  test('quality GMV comes first, paid GMV last, the rest as it came', () => {
    const codes = orderedFigures(
      ['paidGmvYuan', 'watchHours', 'qualityGmvYuan', 'badOutcomesPerThousandOrders', 'gmv'].map((code) =>
        figure(code, 0.9, 1.1),
      ),
    ).map(({ code }) => code);
    expect(codes).toEqual(['qualityGmvYuan', 'watchHours', 'badOutcomesPerThousandOrders', 'paidGmvYuan', 'gmv']);
  });

  test('a figure speaks only with its whole interval, and fewer complaints are better', () => {
    const better = orderedFigures([
      figure('qualityGmvYuan', 1.02, 1.2),
      figure('badOutcomesPerThousandOrders', 0.5, 0.8),
      figure('badExposureShare', 1.1, 1.3),
      figure('watchHours', 0.9, 1.1),
      { ...figure('regretRate', 1, 1), ratio: null },
    ]);
    expect(Object.fromEntries(better.map(({ code, better: says }) => [code, says]))).toMatchObject({
      qualityGmvYuan: 'yes',
      badOutcomesPerThousandOrders: 'yes',
      badExposureShare: 'no',
      watchHours: 'unclear',
      regretRate: 'unclear',
    });
  });
});

describe('ratios of a simulation', () => {
  const complaints = {
    code: 'badOutcomesPerThousandOrders',
    draft: interval(81.31, -700, 900),
    published: interval(50.04, -500, 600),
    ratio: interval(2.82, 0.001, 97.4),
  };

  test('the ratio shown beside two means is theirs, not the mean over seeds', () => {
    const [read] = orderedFigures([complaints]);
    expect(read?.ratioOfMeans).toBeCloseTo(1.625, 3);
    expect(orderedFigures([{ ...complaints, published: interval(0, 0, 0) }])[0]?.ratioOfMeans).toBeNull();
  });

  test.each([
    ['on both sides of 1', 0.001, 97.4, 'unclear'],
    ['wider than fourfold', 1.5, 6.1, 'unclear'],
    ['narrow and above 1', 1.5, 5.9, 'no'],
    ['of nothing: every seed alike', 1, 1, 'same'],
  ])('an interval %s', (_where, low, high, better) => {
    expect(orderedFigures([{ ...complaints, ratio: interval(2.82, low, high) }])[0]?.better).toBe(better);
  });
});

describe('estimates from the log', () => {
  const estimate = (low: number, high: number) => ({
    method: 'dr' as const,
    draft: interval(0, 0, 0),
    published: interval(0, 0, 0),
    difference: interval((low + high) / 2, low, high),
  });

  test('all must agree before a draft is called better or worse', () => {
    expect(verdictOf([estimate(0.1, 0.2), estimate(0.01, 0.3)])).toBe('better');
    expect(verdictOf([estimate(-0.2, -0.1)])).toBe('worse');
    expect(verdictOf([estimate(0.1, 0.2), estimate(-0.1, 0.3)])).toBe('unclear');
    expect(verdictOf([])).toBe('unclear');
  });
});
