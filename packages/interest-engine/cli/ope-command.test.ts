import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from './ope-command.ts';

let folder = '';
let printed = '';
let said = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ope-'));
  printed = '';
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function judge(lines: string[]): Promise<Record<string, unknown>> {
  const file = join(folder, 'log.tsv');
  await writeFile(file, `${lines.join('\n')}\n`);
  await run(['--log', file, '--json', '--draws', '100']);
  return JSON.parse(printed) as Record<string, unknown>;
}
const repeat = (count: number, ...lines: string[]) => Array.from({ length: count }, () => lines).flat();

test('estimates by column name, in any order, and counts broken rows', async () => {
  const lines = ['pi_new\treward\tnote\tpscore\tq_new\tq_logged'];
  lines.push(...repeat(400, '0.75\t1\tx\t0.5\t0.6\t0.7', '0.25\t0\tx\t0.5\t0.6\t0.3'));
  lines.push('0.5\tnan\tx\t0.5\t0\t0', '0.5\t1\tx\t0\t0\t0', '1.5\t1\tx\t0.5\t0\t0', '0.5\t1\tx\t\t0\t0');
  const result = await judge(lines);
  expect(result).toMatchObject({
    refused: null,
    rows: 804,
    badRows: 4,
    bad: { reward: 1, logged_propensity: 2, target_probability: 1 },
    meanWeight: 1,
  });
  for (const name of ['ips', 'snips', 'dr']) expect(result[name]).toMatchObject({ value: expect.closeTo(0.75, 9) });
  expect(result.dm).toEqual({
    value: expect.closeTo(0.6, 9),
    low: expect.closeTo(0.6, 9),
    high: expect.closeTo(0.6, 9),
  });
});

test('a reward or model value beyond all measure breaks its row and does not drown the rest', async () => {
  const lines = ['reward pscore pi_new q_logged q_new', ...repeat(300, '1 0.5 0.5 1 1', '0 0.5 0.5 0 0')];
  lines.push('1e308 0.5 0.5 0 0', '-1e308 0.5 0.5 0 0', '1 0.5 0.5 1e308 0');
  const result = await judge(lines);
  expect(result).toMatchObject({ refused: null, badRows: 3, bad: { reward: 2, model_value: 1 } });
  for (const name of ['logged', 'ips', 'snips', 'dm', 'dr'])
    expect(result[name]).toMatchObject({ value: expect.closeTo(0.5, 9) });
});

test('says that the row of a value it cannot use is left out', async () => {
  await judge(['reward pscore pi_new', ...repeat(300, '1 0.5 0.5', '0 0.5 0.5'), 'NaN 0.5 0.5', '1 x y']);
  expect(said).toContain('line 602: reward is "NaN", its row is left out as broken');
  expect(said).toContain('602 rows, 0 refused, 3 values that break their rows');
  expect(said).not.toMatch(/taken as|replaced/);
});

test('knows the columns of other logs by their names', async () => {
  const rows = repeat(300, '1,0.5,0.5', '0,0.5,0.5');
  for (const header of ['click,propensity_score,pi_new', 'reward,propensity,pi_new']) {
    printed = '';
    expect(await judge([header, ...rows])).toMatchObject({ refused: null, badRows: 0 });
  }
  // Where both are there, the own name counts.
  printed = '';
  const both = ['click,reward,pscore,pi_new', ...rows.map((row) => `7,${row}`)];
  expect(await judge(both)).toMatchObject({ logged: { value: expect.closeTo(0.5, 9) } });
});

test('a refusal names its reason and carries no estimate', async () => {
  const result = await judge(['reward pscore pi_new', ...repeat(200, '1 0.5 0.5', '0 0.5 0.5')]);
  expect(result).toMatchObject({ refused: 'effective_sample', effectiveSample: 400 });
  for (const name of ['logged', 'ips', 'clippedIps', 'snips', 'dm', 'dr']) expect(result).not.toHaveProperty(name);
});

test('rows of one request are resampled together', async () => {
  const alone = ['reward pscore pi_new', ...repeat(300, '1 0.5 0.5', '0 0.5 0.5')];
  const width = async (lines: string[]) => {
    printed = '';
    const { snips } = (await judge(lines)) as { snips: { low: number; high: number } };
    return snips.high - snips.low;
  };
  const loose = await width(alone);
  const tied = await width(
    alone.map((line, at) => (at === 0 ? `${line} request` : `${line} r${Math.floor(at / 40)}x${at % 2}`)),
  );
  expect(tied).toBeGreaterThan(2 * loose);
});
