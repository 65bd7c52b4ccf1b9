import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Policy } from '@haowu/interest-engine';
import { z } from 'zod';
import type { policyCheckJson } from '../contract.ts';

export type SimulationResult = NonNullable<z.input<typeof policyCheckJson>['simulation']>;

/** The simulator could not run or answer: a sentence for the operator. */
export class SimulationFailed extends Error {}

const folder = path.resolve(import.meta.dirname, '../../../../simulator');
const viewers = 1_000;
const timeoutMs = 30 * 60_000;
const errorTextMax = 2_000;
/** Behind everything that serves. */
const niceness = 15;

const measured = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const answerShape = z.object({
  worlds: z
    .array(
      z.object({
        world: z.string(),
        policies: z.object({ draft: z.record(z.string(), measured), published: z.record(z.string(), measured) }),
        ratios: z.record(z.string(), z.record(z.string(), measured.nullable())),
      }),
    )
    .length(1),
});

/**
 * Lives the small town with both policies on the same random numbers, in a child process of low priority.
 * @throws SimulationFailed with what to do; the signal's reason when it was stopped.
 */
export async function runSimulation(
  policies: { draft: Policy; published: Policy },
  settings: { days: number; seeds: number },
  options: { onProgress(progress: number): void; signal: AbortSignal },
): Promise<SimulationResult> {
  const entry = path.join(folder, 'simulate.ts');
  if (!existsSync(entry)) {
    throw new SimulationFailed(
      'This installation has no simulator. Install the whole repository to simulate policies.',
    );
  }
  const work = await mkdtemp(path.join(os.tmpdir(), 'haowu-simulation-'));
  try {
    const files = Object.entries(policies).map(([name, policy]) => ({
      name,
      file: path.join(work, `${name}.json`),
      policy,
    }));
    for (const { file, policy } of files) await writeFile(file, JSON.stringify(policy));
    const out = path.join(work, 'answer.json');
    await runChild(
      [
        '--disable-warning=ExperimentalWarning',
        entry,
        ...['--world', path.join(folder, 'worlds', 'everyday.json')],
        ...['--viewers', String(viewers), '--days', String(settings.days), '--seeds', String(settings.seeds)],
        ...['--policies', 'draft,published', '--jobs', '1', '--out', out, '--json', '--progress'],
        ...files.flatMap(({ name, file }) => ['--policy-file', `${name}=${file}`]),
      ],
      options,
    );
    return readAnswer(JSON.parse(await readFile(out, 'utf8')), settings);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function runChild(
  args: readonly string[],
  { onProgress, signal }: { onProgress(progress: number): void; signal: AbortSignal },
): Promise<void> {
  signal.throwIfAborted();
  // A clean environment: no secret, no database address.
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (child.pid) os.setPriority(child.pid, niceness);
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  let lastSaid = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    const share = /^progress ([\d.]+)$/.exec(line)?.[1];
    if (share) onProgress(Number(share));
    else if (line.trim()) lastSaid = line.trim().slice(0, errorTextMax);
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal.throwIfAborted();
    if (code === 0) return;
    if (code === null)
      throw new SimulationFailed('The simulation was stopped after 30 minutes. Ask for fewer days or seeds.');
    throw new SimulationFailed(`The simulation ended with an error: ${lastSaid}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function readAnswer(answer: unknown, settings: { days: number; seeds: number }): SimulationResult {
  const [town] = answerShape.parse(answer).worlds;
  if (!town) throw new SimulationFailed('The simulator gave no answer.');
  const { draft, published } = town.policies;
  const ratios = town.ratios['draft against published'] ?? {};
  return {
    world: town.world,
    ...settings,
    viewers,
    figures: Object.entries(draft).flatMap(([code, measure]) => {
      const against = published[code];
      const ratio = ratios[code];
      if (!against) return [];
      return { code, draft: interval(measure), published: interval(against), ratio: ratio ? interval(ratio) : null };
    }),
  };
}

const interval = ({ mean, low, high }: z.output<typeof measured>) => ({ value: mean, low, high });
