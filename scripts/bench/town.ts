import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Interval, pairedRatio } from '../../simulator/src/evaluate/intervals.ts';
import { type BenchOptions, type BenchResult, commitId, machine, round } from './measure.ts';

const root = path.resolve(import.meta.dirname, '../..');
const worlds = ['everyday', 'fashion-street', 'county-fair', 'rough-market', 'curious-youth'];
const days = 60;
const seeds = 5;
const offPolicySeeds = 2;

/** Of the output of `npm run simulate`, what is read here. */
type Outcome = {
  worlds: {
    world: string;
    people: number;
    policies: Record<string, Record<string, { mean: number; values: number[] }>>;
    ratios: Record<string, Record<string, Interval | null>>;
  }[];
  courses: number;
  cpuSecondsPerCourse: number;
  wallSeconds: number;
  offPolicy?: Record<string, unknown>;
};

/** The figures of the issue: which measure of ours, against which policy. */
const claims = [
  ['qualityGmvYuan', 'gmv'],
  ['qualityGmvYuan', 'popularity'],
  ['qualityGmvYuan', 'engagement'],
  ['badOutcomesPerThousandOrders', 'gmv'],
  ['latentDiscoveryRate', 'engagement'],
  ['latentDiscoverySeen', 'engagement'],
  ['newSellerSurvival', 'popularity'],
] as const;

/**
 * The town: five worlds, five policies, five seeds, sixty days each; ratios of the same seeds, by world and over all of
 * them, then whether estimates from logs of evenly drawn places hold the truth, which only a town knows.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-town-'));
  try {
    const outcome = await simulate(folder, ['--days', String(days), '--seeds', String(seeds)]);
    const logs: Record<string, unknown>[] = [];
    for (const target of ['gmv', 'engagement']) {
      const checked = await simulate(folder, [
        ...['--days', String(days), '--seeds', String(offPolicySeeds), '--policies', 'quality', '--off-policy', target],
      ]);
      logs.push(checked.offPolicy ?? {});
    }
    return {
      name: 'town',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: 0,
      ratePerSecond: null,
      p50Ms: null,
      p99Ms: null,
      serverCpuMsPerUnit: null,
      postgresCpuMsPerUnit: null,
      sqlPerUnit: null,
      rssMb: null,
      readyMs: null,
      days,
      seeds,
      courses: outcome.courses,
      cpuSecondsPerCourse: outcome.cpuSecondsPerCourse,
      wallMinutes: round(outcome.wallSeconds / 60, 1),
      ratios: Object.fromEntries(
        claims.map(([measure, against]) => [`${measure} ÷ ${against}`, ratios(outcome, measure, against)]),
      ),
      means: Object.fromEntries(outcome.worlds.map(({ world, policies }) => [world, meansOf(policies)])),
      offPolicy: logs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Mean, low and high of the ratio: over all worlds and seeds, and in each world. */
function ratios(outcome: Outcome, measure: string, against: string): Record<string, (number | null)[] | null> {
  const triple = (interval: Interval | null | undefined): (number | null)[] | null =>
    interval
      ? [interval.mean, interval.low, interval.high].map((value) => (value === null ? null : round(value, 3)))
      : null;
  const valuesOf = (policy: string): number[] =>
    outcome.worlds.flatMap(({ policies }) => policies[policy]?.[measure]?.values ?? []);
  return {
    all: triple(pairedRatio(valuesOf('quality'), valuesOf(against))),
    ...Object.fromEntries(
      outcome.worlds.map(({ world, ratios }) => [world, triple(ratios[`quality against ${against}`]?.[measure])]),
    ),
  };
}

const shown = [
  'qualityGmvYuan',
  'paidGmvYuan',
  'settledRate',
  'badOutcomesPerThousandOrders',
  'badExposureShare',
  'latentDiscoveryRate',
  'latentDiscoverySeen',
  'interestWidening',
  'regretRate',
  'newSellerSurvival',
  'watchHours',
  'snowball',
];

const meansOf = (policies: Outcome['worlds'][number]['policies']): Record<string, Record<string, number>> =>
  Object.fromEntries(
    Object.entries(policies).map(([policy, figures]) => [
      policy,
      Object.fromEntries(
        shown.map((name) => {
          const mean = figures[name]?.mean ?? Number.NaN;
          return [name, round(mean, mean > 100 ? 0 : 4)];
        }),
      ),
    ]),
  );

function simulate(folder: string, args: readonly string[]): Promise<Outcome> {
  const out = path.join(folder, 'out.json');
  const files = worlds.flatMap((world) => ['--world', path.join(root, 'simulator/worlds', `${world}.json`)]);
  const child = spawn(process.execPath, [path.join(root, 'simulator/simulate.ts'), ...files, ...args, '--out', out], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(readFileSync(out, 'utf8')) as Outcome);
      else reject(new Error(`simulate left with code ${code}`));
    });
  });
}
