import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { estimatePolicy } from './estimate-policy.ts';
import type { LogRow } from './log-row.ts';

const row = (
  reward: number,
  loggedPropensity: number,
  targetProbability: number,
  more: Partial<LogRow> = {},
): LogRow => ({
  reward,
  loggedPropensity,
  targetProbability,
  ...more,
});
const repeat = (count: number, ...rows: LogRow[]): LogRow[] => Array.from({ length: count }, () => rows).flat();
const answer = (rows: LogRow[], options = {}) => {
  const result = estimatePolicy(rows, { draws: 200, ...options });
  if (result.refused !== undefined) throw new Error(`refused: ${result.refused}, needs ${result.needed}`);
  return result;
};

describe('closed forms', () => {
  // Two actions at chance 1/2 each, earning 1 and 0; the target takes the first with chance 3/4.
  const rows = repeat(500, row(1, 0.5, 0.75), row(0, 0.5, 0.25));

  test('all estimators agree with the arithmetic', () => {
    const { estimates, logged, effectiveSample, meanWeight, maxWeight } = answer(rows);
    expect(logged.value).toBeCloseTo(0.5, 12);
    expect(estimates.ips.value).toBeCloseTo(0.75, 12);
    expect(estimates.snips.value).toBeCloseTo(0.75, 12);
    expect(effectiveSample).toBeCloseTo(1000 / 1.25, 9);
    expect(meanWeight).toBeCloseTo(1, 12);
    expect(maxWeight).toBe(1.5);
  });

  test('the clipped estimate cuts weights at its limit and nothing else', () => {
    expect(answer(rows, { weightMax: 1.2 }).estimates.clippedIps.value).toBeCloseTo(0.6, 12);
    expect(answer(rows, { weightMax: 1.5 }).estimates.clippedIps.value).toBeCloseTo(0.75, 12);
  });

  test('DM and DR only with both model values; DR is exact with a wrong model and true chances', () => {
    expect(answer(rows).estimates.dr).toBeUndefined();
    const modelled = repeat(
      500,
      row(1, 0.5, 0.75, { loggedModelValue: 0.3, targetModelValue: 0.275 }),
      row(0, 0.5, 0.25, { loggedModelValue: 0.2, targetModelValue: 0.275 }),
    );
    const { estimates } = answer(modelled);
    expect(estimates.dm?.value).toBeCloseTo(0.275, 12);
    expect(estimates.dr?.value).toBeCloseTo(0.75, 12);
    expect(answer([...modelled, row(1, 0.5, 0.75)]).estimates.dr).toBeUndefined();
  });

  test('a perfect model leaves DR without spread', () => {
    const { dr } = answer(
      repeat(
        500,
        row(1, 0.5, 0.75, { loggedModelValue: 1, targetModelValue: 0.75 }),
        row(0, 0.5, 0.25, { loggedModelValue: 0, targetModelValue: 0.75 }),
      ),
    ).estimates;
    expect(dr).toEqual({ value: 0.75, low: 0.75, high: 0.75 });
  });
});

describe('properties', () => {
  const worlds = fc.record({ seed: fc.integer(), base: fc.double({ min: 0.05, max: 0.95, noNaN: true }) });
  const worldRows = ({ seed, base }: { seed: number; base: number }) => {
    const random = createRandom(`world-${seed}`);
    return Array.from({ length: 900 }, () => {
      const loggedPropensity = 0.25 + random() / 2;
      return row(Number(random() < base) * (1 + random()), loggedPropensity, loggedPropensity * (0.9 + random() / 5));
    });
  };

  test('a policy equal to the logging one is worth the logged mean, at a full effective sample', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = worldRows(world).map((each) => ({ ...each, targetProbability: each.loggedPropensity }));
        const { estimates, logged, effectiveSample } = answer(rows, { draws: 50 });
        expect(estimates.ips).toEqual(logged);
        expect(estimates.snips.value).toBeCloseTo(logged.value, 12);
        expect(effectiveSample).toBeCloseTo(rows.length, 6);
      }),
      { numRuns: 20 },
    );
  });

  test('estimates scale with the reward; SNIPS also follows a shift; every interval holds its value', () => {
    fc.assert(
      fc.property(worlds, fc.double({ min: 0.01, max: 1000, noNaN: true }), (world, scale) => {
        const rows = worldRows(world);
        const plain = answer(rows, { draws: 50 });
        const scaled = answer(
          rows.map((each) => ({ ...each, reward: each.reward * scale })),
          { draws: 50 },
        );
        const shifted = answer(
          rows.map((each) => ({ ...each, reward: each.reward + 7 })),
          { draws: 50 },
        );
        expect(scaled.estimates.ips.value / scale).toBeCloseTo(plain.estimates.ips.value, 9);
        expect(scaled.estimates.snips.high / scale).toBeCloseTo(plain.estimates.snips.high, 9);
        expect(shifted.estimates.snips.value - 7).toBeCloseTo(plain.estimates.snips.value, 9);
        for (const { value, low, high } of Object.values(plain.estimates)) {
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the same seed gives the same intervals, another seed almost the same', () => {
    const rows = worldRows({ seed: 4, base: 0.3 });
    const first = answer(rows, { seed: 'a', draws: 400 });
    expect(answer(rows, { seed: 'a', draws: 400 })).toEqual(first);
    const other = answer(rows, { seed: 'b', draws: 400 }).estimates.ips;
    expect(other).not.toEqual(first.estimates.ips);
    const width = first.estimates.ips.high - first.estimates.ips.low;
    expect(Math.abs(other.high - first.estimates.ips.high)).toBeLessThan(0.3 * width);
  });

  test('rows that repeat within a cluster do not make an interval narrower', () => {
    const rows = worldRows({ seed: 9, base: 0.3 }).map((each, cluster) => ({ ...each, cluster }));
    const width = (list: LogRow[]) => {
      const { low, high } = answer(list, { draws: 400 }).estimates.snips;
      return high - low;
    };
    const copied = rows.flatMap((each) => [each, each, each, each]);
    expect(width(copied) / width(rows)).toBeCloseTo(1, 9);
    const loose = copied.map(({ cluster: _, ...each }) => each);
    expect(width(loose) / width(rows)).toBeLessThan(0.62);
  });

  test('folding a large log into blocks keeps the width', () => {
    const random = createRandom('large');
    const rows = Array.from({ length: 40_000 }, () => row(Number(random() < 0.02), 0.5, random() < 0.5 ? 0.8 : 0.2));
    const { value, low, high } = answer(rows, { draws: 400 }).estimates.ips;
    const error = Math.sqrt(
      rows.reduce((sum, each) => sum + (each.targetProbability * 2 * each.reward - value) ** 2, 0) / rows.length ** 2,
    );
    expect((high - low) / (2 * 1.96 * error)).toBeGreaterThan(0.9);
    expect((high - low) / (2 * 1.96 * error)).toBeLessThan(1.2);
  });
});

describe('refusals', () => {
  const sound = repeat(500, row(1, 0.5, 0.5), row(0, 0.5, 0.5));
  const refusedFor = (rows: LogRow[], options = {}) => {
    const result = estimatePolicy(rows, { draws: 50, ...options });
    expect(result.refused === undefined || !('estimates' in result || 'logged' in result)).toBe(true);
    return result.refused;
  };

  test('an effective sample below 500, however many rows', () => {
    expect(refusedFor(sound.slice(0, 499))).toBe('effective_sample');
    expect(refusedFor(sound.slice(0, 500))).toBeUndefined();
    expect(refusedFor([...repeat(9990, row(0, 0.9, 0.001)), ...repeat(10, row(1, 0.001, 0.9))])).toBe(
      'effective_sample',
    );
    expect(refusedFor(repeat(800, row(1, 0.5, 0)))).toBe('effective_sample');
    expect(refusedFor(sound.slice(0, 100), { effectiveSampleMin: 100 })).toBeUndefined();
  });

  test('a mean weight outside 0.8 to 1.25', () => {
    const weighing = (weight: number) => repeat(1000, row(1, 0.5, 0.5 * weight), row(0, 0.5, 0.5 * weight));
    expect(refusedFor(weighing(0.79))).toBe('mean_weight');
    expect(refusedFor(weighing(0.81))).toBeUndefined();
    expect(refusedFor(weighing(1.24))).toBeUndefined();
    expect(refusedFor(weighing(1.26))).toBe('mean_weight');
    expect(refusedFor(weighing(1.26), { meanWeightMax: 1.3 })).toBeUndefined();
  });

  test('broken rows are left out and counted by reason, and too many of them refuse the log', () => {
    const broken = [row(Number.NaN, 0.5, 0.5), row(1, 0, 0.5), row(1, -1, 0.5), row(1, 1.5, 0.5), row(1, 0.5, 1.1)];
    broken.push(row(1, 0.5, -0.1), row(1, 0.5, Number.NaN), row(1, 0.5, 0.5, { loggedModelValue: Number.NaN }));
    broken.push(row(Number.POSITIVE_INFINITY, 0.5, 0.5));
    const result = answer([...sound, ...broken]);
    expect(result.bad).toEqual({ reward: 2, logged_propensity: 3, target_probability: 3, model_value: 1 });
    expect(result).toMatchObject({ rows: 1009, badRows: 9 });
    expect(result.estimates.ips).toEqual(answer(sound).estimates.ips);
    expect(refusedFor([...sound, ...repeat(60, row(1, 0, 0.5))])).toBe('bad_rows');
  });

  test('nothing, or nothing that varies', () => {
    expect(refusedFor([])).toBe('too_few_rows');
    expect(refusedFor(repeat(5000, row(0, 0.5, 0.5)))).toBe('too_few_rows');
    expect(refusedFor([...repeat(5000, row(0, 0.5, 0.5)), row(1, 0.5, 0.5), row(1, 0.5, 0.5)])).toBe('too_few_rows');
  });
});
