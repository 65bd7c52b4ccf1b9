import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { comparePolicies } from './compare-policies.ts';
import { estimatePolicy } from './estimate-policy.ts';
import { poolChances, readSlotLog, type SlotRecord } from './slot-log.ts';

const record = (more: Partial<SlotRecord> = {}): SlotRecord => ({
  requestId: 'r1',
  viewerId: 'v1',
  poolValues: [1, 3, 2],
  chosenIndex: 1,
  propensity: 1 / 3,
  reward: 1,
  ...more,
});

describe('chances over a pool', () => {
  test('greedy takes the best, and shares it among equals', () => {
    expect(poolChances([1, 3, 2], { kind: 'greedy' })).toEqual([0, 1, 0]);
    expect(poolChances([3, 1, 3], { kind: 'greedy' })).toEqual([0.5, 0, 0.5]);
  });

  test('softmax adds up to 1, grows with the value, and tends to greedy and to uniform', () => {
    const [low, high, middle] = poolChances([1, 3, 2], { kind: 'softmax', temperature: 1 }) as [number, number, number];
    expect(low + high + middle).toBeCloseTo(1, 12);
    expect(high / middle).toBeCloseTo(Math.E, 12);
    expect(poolChances([1, 3, 2], { kind: 'softmax', temperature: 1e-6 })[1]).toBeCloseTo(1, 12);
    expect(poolChances([1, 3, 2], { kind: 'softmax', temperature: 1e9 })[0]).toBeCloseTo(1 / 3, 6);
    expect(poolChances([1e306, -1e306], { kind: 'softmax', temperature: 1e-6 })).toEqual([1, 0]);
  });
});

describe('rows of a slot log', () => {
  test('carry propensity, chance, model values and cluster', () => {
    const [row] = readSlotLog([record({ poolModelValues: [0.1, 0.5, 0.2] })], { cluster: 'request' });
    expect(row).toEqual({
      reward: 1,
      loggedPropensity: 1 / 3,
      targetProbability: 1,
      loggedModelValue: 0.5,
      targetModelValue: 0.5,
      cluster: 'r1',
    });
    expect(readSlotLog([record()])[0]?.cluster).toBe('v1');
    expect(readSlotLog([record()], { cluster: 'none' })[0]?.cluster).toBeUndefined();
  });

  test('a broken pool becomes a row that the estimate counts as bad', () => {
    const rows = readSlotLog([
      record({ chosenIndex: 7 }),
      record({ poolValues: [Number.NaN, 1, 2] }),
      record({ poolValues: [] }),
    ]);
    expect(estimatePolicy(rows).bad.target_probability).toBe(3);
  });

  test('a temperature that is not above 0 is refused', () => {
    expect(() => readSlotLog([record()], { choice: { kind: 'softmax', temperature: 0 } })).toThrow(RangeError);
  });

  test('a uniform slice finds the better of two policies, and what it earns', () => {
    const random = createRandom('slice');
    const records: { good: SlotRecord; bad: SlotRecord }[] = [];
    for (let place = 0; place < 6000; place++) {
      const qualities = Array.from({ length: 4 }, () => random());
      const chosenIndex = Math.floor(random() * 4);
      const shared = {
        requestId: `r${place}`,
        viewerId: `v${place % 900}`,
        chosenIndex,
        propensity: 0.25,
        reward: Number(random() < 0.2 * (qualities[chosenIndex] as number)),
      };
      const good = { ...shared, poolValues: qualities };
      records.push({ good, bad: { ...shared, poolValues: qualities.map(() => random()) } });
    }
    const goodRows = readSlotLog(records.map(({ good }) => good));
    const badRows = readSlotLog(records.map(({ bad }) => bad));
    const result = estimatePolicy(goodRows, { draws: 300 });
    if (result.refused !== undefined) throw new Error(result.refused);
    // The best of four uniform qualities is 0.8 on average.
    expect(result.estimates.snips.low).toBeLessThan(0.16);
    expect(result.estimates.snips.high).toBeGreaterThan(0.16);
    const comparison = comparePolicies(goodRows, badRows, { draws: 300 });
    if (comparison.refused !== undefined) throw new Error(comparison.refused);
    expect(comparison.difference.snips.low).toBeGreaterThan(0);
  });
});

describe('comparison', () => {
  const rows = readSlotLog(
    Array.from({ length: 1200 }, (_, place) =>
      record({ viewerId: `v${place}`, chosenIndex: place % 3, reward: place % 3 }),
    ),
    { choice: { kind: 'softmax', temperature: 2 } },
  );

  test('a policy does not differ from itself, and not by a hair', () => {
    const result = comparePolicies(rows, rows, { draws: 100 });
    expect(result).toMatchObject({
      difference: { ips: { value: 0, low: 0, high: 0 }, snips: { value: 0, low: 0, high: 0 } },
    });
  });

  test('refuses two logs, and names the side that the log cannot carry', () => {
    const other = rows.map((row, at) => (at === 5 ? { ...row, reward: 9 } : row));
    expect(comparePolicies(rows, other)).toEqual({ refused: 'different_logs', place: 5 });
    expect(comparePolicies(rows, rows.slice(1))).toMatchObject({ refused: 'different_logs' });
    const far = rows.map((row, at) => ({ ...row, targetProbability: at < 100 ? 1 : 0 }));
    expect(comparePolicies(rows, far)).toMatchObject({ refused: 'b', reason: { refused: 'effective_sample' } });
  });
});
