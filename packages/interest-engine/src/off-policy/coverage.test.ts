// Goal: where an answer is given, its 95 % interval holds the truth at least nine times in ten; where the log cannot carry an answer,
// there is none. Method: bandit worlds whose truth is known in closed form, 200 logs each, from plentiful to rare and money rewards.
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { comparePolicies } from './compare-policies.ts';
import { estimatePolicy } from './estimate-policy.ts';
import type { LogRow } from './log-row.ts';

const runs = 200;
const actions = 8;

type World = { name: string; rows: number; rate: number; money: boolean; skew: number; sizeOfCluster?: number };
const worlds: World[] = [
  { name: 'plentiful', rows: 1200, rate: 0.3, money: false, skew: 0.7 },
  { name: 'rare', rows: 1600, rate: 0.01, money: false, skew: 0.7 },
  { name: 'rare, far target', rows: 3000, rate: 0.01, money: false, skew: 1.2 },
  { name: 'money', rows: 2000, rate: 0.03, money: true, skew: 0.7 },
  { name: 'viewers with moods', rows: 2400, rate: 0.1, money: false, skew: 0.5, sizeOfCluster: 6 },
];

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function chances(random: Random, skew: number): number[] {
  const shares = Array.from({ length: actions }, () => Math.exp(skew * normal(random)));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

function draw(random: Random, shares: number[]): number {
  let rest = random();
  for (let action = 0; action < shares.length - 1; action++) {
    rest -= shares[action] as number;
    if (rest < 0) return action;
  }
  return shares.length - 1;
}

/** A log, the truth of two target policies, and rows for each; the model of rewards is deliberately poor. */
function liveWorld(world: World, seed: string) {
  const random = createRandom(seed);
  const logging = chances(random, 0.3);
  const targets = [chances(random, world.skew), chances(random, world.skew)];
  const rates = Array.from({ length: actions }, () => world.rate * (0.4 + 1.2 * random()));
  // Money is log-normal with a mean of exp(3 + 1.1^2 / 2).
  const mean = world.money ? Math.exp(3 + 1.1 ** 2 / 2) : 1;
  const truths = targets.map((target) =>
    target.reduce((sum, chance, at) => sum + chance * (rates[at] as number) * mean, 0),
  );
  const logs: LogRow[][] = targets.map(() => []);
  let mood = 1;
  for (let place = 0; place < world.rows; place++) {
    if (world.sizeOfCluster !== undefined && place % world.sizeOfCluster === 0) mood = random() < 0.5 ? 0.2 : 1.8;
    const action = draw(random, logging);
    const rewarded = random() < (rates[action] as number) * mood;
    const reward = rewarded ? (world.money ? Math.exp(3 + 1.1 * normal(random)) : 1) : 0;
    targets.forEach((target, index) => {
      const row: LogRow = {
        reward,
        loggedPropensity: logging[action] as number,
        targetProbability: target[action] as number,
        loggedModelValue: world.rate * mean * (action < 4 ? 1.3 : 0.7),
        targetModelValue: target.reduce(
          (sum, chance, at) => sum + chance * world.rate * mean * (at < 4 ? 1.3 : 0.7),
          0,
        ),
      };
      if (world.sizeOfCluster !== undefined) row.cluster = Math.floor(place / world.sizeOfCluster);
      (logs[index] as LogRow[]).push(row);
    });
  }
  return { logs, truths };
}

test.each(worlds)('$name: intervals hold the truth', { timeout: 120_000 }, (world) => {
  const held = { ips: 0, snips: 0, dr: 0, difference: 0 };
  let answered = 0;
  let compared = 0;
  for (let run = 0; run < runs; run++) {
    const { logs, truths } = liveWorld(world, `${world.name}-${run}`);
    const [first, second] = logs as [LogRow[], LogRow[]];
    const [truth, otherTruth] = truths as [number, number];
    const result = estimatePolicy(first, { draws: 200, seed: `${run}` });
    if (result.refused !== undefined) continue;
    answered++;
    for (const name of ['ips', 'snips', 'dr'] as const) {
      const { low, high } = result.estimates[name] as { low: number; high: number };
      if (low <= truth && truth <= high) held[name]++;
    }
    if (run % 2 === 1) continue;
    const comparison = comparePolicies(first, second, { draws: 200, seed: `${run}` });
    if (comparison.refused !== undefined) continue;
    compared++;
    const { low, high } = comparison.difference.snips;
    if (low <= truth - otherTruth && truth - otherTruth <= high) held.difference++;
  }
  expect(answered).toBeGreaterThan(0.6 * runs);
  for (const name of ['ips', 'snips', 'dr'] as const) {
    expect(held[name] / answered, `${name} in ${answered} answers`).toBeGreaterThanOrEqual(0.9);
  }
  expect(compared).toBeGreaterThan(0.25 * runs);
  expect(held.difference / compared, `difference in ${compared}`).toBeGreaterThanOrEqual(0.88);
});

test('a target that leaves the log is refused in every run, though a plain average would give a number', () => {
  const reasons = new Map<string, number>();
  for (let run = 0; run < runs; run++) {
    const random = createRandom(`away-${run}`);
    // The logging policy is nearly greedy; the target likes what is hardly ever logged.
    const rows = Array.from({ length: 4000 }, (): LogRow => {
      const rareAction = random() < 0.002;
      return {
        reward: Number(random() < 0.05),
        loggedPropensity: rareAction ? 0.002 : 0.998,
        targetProbability: rareAction ? 0.9 : 0.1,
      };
    });
    const { refused } = estimatePolicy(rows, { draws: 20 });
    reasons.set(refused ?? 'answered', (reasons.get(refused ?? 'answered') ?? 0) + 1);
  }
  expect(reasons.get('answered')).toBeUndefined();
  expect(reasons.get('effective_sample')).toBe(runs);
});
