import { describe, expect, test } from 'vitest';
import { fullestPool, poolSteps } from './pool-steps.ts';

const pool = (number: number, itemsCount: number, graduatedCount = 0, heldCount = 0, demotedCount = 0) => ({
  pool: number,
  quotaImpressions: 200,
  itemsCount,
  impressionsCount: 0,
  graduatedCount,
  heldCount,
  demotedCount,
});

describe('the six pools as steps', () => {
  test('bars stand in order on one scale, parted by what became of the items', () => {
    const steps = poolSteps([pool(2, 50, 6, 10, 4), pool(1, 100, 30, 20, 0)]);
    expect(steps.map((step) => step.pool)).toEqual([1, 2]);
    expect(steps[0]).toMatchObject({ trialCount: 80, trial: 0.8, held: 0.2, demoted: 0, graduationRate: 0.6 });
    expect(steps[1]).toMatchObject({ trialCount: 36, held: 0.1, demoted: 0.04, graduationRate: 0.3 });
  });

  test('nothing judged is not nothing graduated, and empty pools have no height', () => {
    expect(poolSteps([pool(1, 0)])[0]).toMatchObject({ trial: 0, graduationRate: null });
    expect(poolSteps([])).toEqual([]);
  });

  test('probation stands first, but only while something is in it', () => {
    expect(poolSteps([pool(1, 4), pool(0, 0)]).map((step) => step.pool)).toEqual([1]);
    expect(poolSteps([pool(1, 4), pool(0, 2)]).map((step) => step.pool)).toEqual([0, 1]);
  });

  test('the fullest pool leads the page', () => {
    expect(fullestPool([pool(1, 3), pool(2, 9)])?.pool).toBe(2);
    expect(fullestPool([pool(1, 0)])).toBeNull();
  });
});
