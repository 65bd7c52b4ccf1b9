import { expect, test } from 'vitest';
import { createDraws } from './draws.ts';
import { checkOffPolicy } from './off-policy-check.ts';
import type { OffPolicySlot } from './off-policy-log.ts';
import { playRun } from './play-run.ts';
import { smallWorld } from './test-worlds.ts';

test('a course logs its evenly drawn places with the truth beside them', () => {
  const run = playRun({
    world: smallWorld('everyday', 60),
    policy: 'quality',
    seed: 2,
    days: 6,
    offPolicyTarget: 'gmv',
  });
  expect(run.offPolicy.length).toBeGreaterThan(30);
  for (const slot of run.offPolicy) {
    expect(slot.pscore).toBeGreaterThan(0);
    expect(slot.pi_new).toBeGreaterThanOrEqual(0);
    expect(slot.pi_new).toBeLessThanOrEqual(1);
    expect(slot.truth).toBeGreaterThanOrEqual(0);
    expect(slot.truth).toBeLessThanOrEqual(1);
  }
});

test('intervals from logs hold a known truth, and short logs are refused', () => {
  const draws = createDraws(5);
  const rates = [0.02, 0.05, 0.1, 0.2];
  const wants = [0.1, 0.2, 0.3, 0.4];
  const truth = rates.reduce((sum, rate, index) => sum + rate * wants[index]!, 0);
  const slots: OffPolicySlot[] = Array.from({ length: 120_000 }, (_, index) => {
    const shown = Math.floor(4 * draws.unit(1, index));
    return {
      viewer: `p${index}`,
      reward: Number(draws.unit(2, index) < rates[shown]!),
      pscore: 0.25,
      pi_new: wants[shown]!,
      q_logged: rates[shown]!,
      q_new: truth,
      truth,
    };
  });
  const check = checkOffPolicy('gmv', [slots]);
  expect(check.logs).toBe(20);
  expect(check.answered).toBe(20);
  expect(check.shortLogsRefused).toBe(20);
  expect(check.coverage.snips).toBeGreaterThanOrEqual(0.85);
});
