import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parsePolicy } from '@haowu/interest-engine';
import { compare } from './compare.ts';
import type { Measures } from './metrics/index.ts';
import { checkOffPolicy } from './off-policy-check.ts';
import { policyNames } from './policies/index.ts';
import { readJsonFile } from './read-json-file.ts';
import { type Job, type JobResult, runJobs } from './run-jobs.ts';
import { readWorld, type World } from './world-file.ts';

const help = `npm run simulate -- --world FILE [--world FILE2 …] [options]
npm run simulate -- --http URL [--viewers 50] [--seconds 30] [--out FILE]

Lives a town under every policy and prints one JSON object: each measure with its 95 % interval over seeds, then ratios
on the same seeds. Or sends the town's people to a running server and measures it. Progress goes to standard error.

  --world FILE             a town, such as simulator/worlds/everyday.json; may be given again
  --days N                 days a course is served (60)
  --seeds N                courses of every policy (5); one seed has no intervals
  --policies A,B           of ${policyNames.join(', ')} (all)
  --policy-file NAME=FILE  another policy of the engine, as JSON; may be given again
  --viewers N              so many people instead of the world's; with --http, so many at once (50)
  --jobs N                 worker threads (as many as there are cores)
  --off-policy TARGET      also judges TARGET by logs of the other policies; TARGET=FILE writes the places as a table too
  --out FILE               the result also goes there
  --json                   changes nothing: the result is JSON anyway
  --progress               says after every day the share of all days lived
  --http URL               the server to drive instead of a town
  --seconds N              how long to drive it (30)
`;

/** The command: lives the town under every policy and prints one JSON object. Progress goes to stderr. */
export async function simulate(args: readonly string[]): Promise<number> {
  const input = readOptions(args);
  if (input === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if ('refused' in input) {
    process.stderr.write(`${input.refused}\nSee: npm run simulate -- --help\n`);
    return 2;
  }
  if (input.http) {
    const { driveServer } = await import('../load/drive-server.ts');
    print(await driveServer({ url: input.http, viewers: input.viewers ?? 50, seconds: input.seconds }), input.out);
    return 0;
  }
  if (input.seeds === 1) process.stderr.write('With one seed no interval can be told: low and high are null.\n');
  const startedAt = performance.now();
  const jobs = jobsOf(input);
  const results = await runJobs(jobs, input.jobs, {
    done({ world, policy, seed }, { measures, cpuSeconds }, finished) {
      const quality = Math.round(measures.qualityGmvYuan).toLocaleString('en');
      process.stderr.write(
        `${finished}/${jobs.length} ${world.name} ${policy} seed ${seed}: quality GMV ¥${quality}, ${cpuSeconds.toFixed(1)} s\n`,
      );
    },
    ...(input.progress ? { progress: (share) => process.stderr.write(`progress ${share.toFixed(4)}\n`) } : {}),
  });
  print(
    {
      name: 'simulate',
      days: input.days,
      seeds: input.seeds,
      worlds: input.worlds.map((world) => ({
        world: world.name,
        about: world.about,
        people: world.people.count,
        ...compare(measuresOf(world, jobs, results), judgedOf(input.policies)),
      })),
      ...(input.offPolicy
        ? {
            offPolicy: checkOffPolicy(
              input.offPolicy.target,
              results.map(({ offPolicy }) => offPolicy),
            ),
          }
        : {}),
      courses: jobs.length,
      cpuSecondsPerCourse: round(results.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / results.length),
      wallSeconds: round((performance.now() - startedAt) / 1_000),
    },
    input.out,
  );
  if (input.offPolicy?.file) writeOffPolicy(input.offPolicy.file, results);
  return 0;
}

/** Ours, where it takes part; else the first one named. */
const judgedOf = (policies: readonly string[]): string =>
  policies.includes('quality') ? 'quality' : (policies[0] ?? 'quality');

interface Options {
  readonly http?: string;
  readonly seconds: number;
  readonly worlds: readonly World[];
  readonly days: number;
  readonly seeds: number;
  readonly policies: readonly string[];
  readonly policyFiles: ReadonlyMap<string, unknown>;
  readonly viewers: number | null;
  readonly jobs: number;
  readonly out: string | null;
  readonly offPolicy: { target: string; file: string | null } | null;
  /** Says after every day how much has been lived, for a program that watches. */
  readonly progress: boolean;
}

/** @returns the options, or what is wrong with them, for people; help when that is asked for. */
function readOptions(args: readonly string[]): Options | 'help' | { refused: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        world: { type: 'string', multiple: true },
        days: { type: 'string', default: '60' },
        seeds: { type: 'string', default: '5' },
        policies: { type: 'string', default: policyNames.join(',') },
        'policy-file': { type: 'string', multiple: true },
        viewers: { type: 'string' },
        jobs: { type: 'string' },
        out: { type: 'string' },
        'off-policy': { type: 'string' },
        json: { type: 'boolean' },
        progress: { type: 'boolean' },
        http: { type: 'string' },
        seconds: { type: 'string', default: '30' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const policyFiles = new Map<string, unknown>();
    for (const pair of values['policy-file'] ?? []) {
      const [name, file] = splitPair(pair, '--policy-file NAME=FILE');
      if ((policyNames as readonly string[]).includes(name)) throw new Error(`"${name}" is a built-in policy.`);
      policyFiles.set(name, readPolicy(file));
    }
    const policies = [...new Set([...values.policies.split(',').filter(Boolean), ...policyFiles.keys()])];
    for (const name of policies) {
      if ((policyNames as readonly string[]).includes(name) || policyFiles.has(name)) continue;
      throw new Error(`There is no policy "${name}". Built in: ${policyNames.join(', ')}.`);
    }
    const viewers = values.viewers === undefined ? null : wholeNumber('--viewers', values.viewers);
    if (!values.http && (values.world ?? []).length === 0) throw new Error('Which town? --world FILE is missing.');
    const offPolicy = values['off-policy'] ? readTarget(values['off-policy']) : null;
    return {
      ...(values.http ? { http: values.http } : {}),
      seconds: wholeNumber('--seconds', values.seconds),
      worlds: (values.world ?? []).flatMap((files) => files.split(',')).map((file) => readWorldOf(file, viewers)),
      days: wholeNumber('--days', values.days),
      seeds: wholeNumber('--seeds', values.seeds),
      policies,
      policyFiles,
      viewers,
      jobs: values.jobs ? wholeNumber('--jobs', values.jobs) : os.availableParallelism(),
      out: values.out ?? null,
      offPolicy,
      progress: values.progress ?? false,
    };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

function readWorldOf(file: string, viewers: number | null): World {
  const world = readWorld(file);
  return viewers === null ? world : { ...world, people: { ...world.people, count: viewers } };
}

function readPolicy(file: string): unknown {
  const input = readJsonFile(file);
  try {
    return parsePolicy(input);
  } catch (error) {
    throw new Error(`"${file}" is not a policy: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes a whole number above 0, not "${text}".`);
  return value;
}

function readTarget(text: string): { target: string; file: string | null } {
  const [target, file] = text.includes('=') ? splitPair(text, '--off-policy TARGET=FILE') : [text, null];
  if (target === 'popularity' || !(policyNames as readonly string[]).includes(target)) {
    throw new Error(`"${target}" cannot be judged from a log. Try engagement, gmv, quality or random.`);
  }
  return { target, file };
}

function splitPair(text: string, shape: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new Error(`${shape} was expected, not "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function jobsOf({ worlds, policies, policyFiles, seeds, days, offPolicy }: Options): Job[] {
  return worlds.flatMap((world) =>
    policies.flatMap((policy) =>
      Array.from({ length: seeds }, (_, index) => ({
        world,
        policy,
        seed: index + 1,
        days,
        ...(policyFiles.has(policy) ? { policyFile: policyFiles.get(policy) } : {}),
        ...(offPolicy ? { offPolicyTarget: offPolicy.target } : {}),
      })),
    ),
  );
}

function measuresOf(world: World, jobs: readonly Job[], results: readonly JobResult[]): Map<string, Measures[]> {
  const byPolicy = new Map<string, Measures[]>();
  jobs.forEach((job, index) => {
    if (job.world !== world) return;
    byPolicy.set(job.policy, [...(byPolicy.get(job.policy) ?? []), results[index]!.measures]);
  });
  return byPolicy;
}

/** A table for `npm run engine -- ope`, with the truth beside it. */
function writeOffPolicy(file: string, results: readonly JobResult[]): void {
  const names = ['reward', 'pscore', 'pi_new', 'q_logged', 'q_new', 'truth'] as const;
  const rows = results.flatMap(({ offPolicy }) => offPolicy.map((slot) => names.map((name) => slot[name]).join('\t')));
  save(file, `${names.join('\t')}\n${rows.join('\n')}\n`);
}

function print(result: unknown, out: string | null): void {
  const text = `${JSON.stringify(result, (_, value) => (typeof value === 'number' ? round(value) : value), 2)}\n`;
  if (out) save(out, text);
  process.stdout.write(text);
}

function save(file: string, text: string): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

const round = (value: number): number => Number(value.toPrecision(6));
