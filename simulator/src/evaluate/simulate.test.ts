import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { simulate } from './simulate.ts';

const everyday = path.resolve(import.meta.dirname, '../../worlds/everyday.json');

afterEach(() => vi.restoreAllMocks());

async function refusal(args: string[]): Promise<string> {
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  expect(await simulate(args)).toBe(2);
  return said;
}

test('what cannot be done is refused with the reason and the usage', async () => {
  expect(await refusal([])).toMatch(/--world FILE is missing[\s\S]*npm run simulate/);
  expect(await refusal(['--world', everyday, '--policies', 'luck'])).toMatch(/There is no policy "luck"/);
  expect(await refusal(['--world', everyday, '--days', '0'])).toMatch(/--days takes a whole number/);
  expect(await refusal(['--world', everyday, '--wind', '3'])).toMatch(/--wind/);
  expect(await refusal(['--world', 'no-such-town.json'])).toMatch(/no-such-town/);
  expect(await refusal(['--world', everyday, '--off-policy', 'popularity'])).toMatch(/cannot be judged/);
});

test('help explains every option and is no mistake', async () => {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  expect(await simulate(['--help'])).toBe(0);
  const options = 'world days seeds policies policy-file viewers jobs off-policy out json progress http seconds';
  for (const option of options.split(' ')) expect(printed).toMatch(new RegExp(`^ +--${option}\\b`, 'm'));
});

test('a broken world file is told in a sentence', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-simulate-'));
  const file = path.join(folder, 'town.json');
  const told = async (text: string) => {
    writeFileSync(file, text);
    return (await refusal(['--world', file])).split('\n')[0];
  };
  expect(await told('')).toBe(`"${file}" is not JSON: the file is empty.`);
  expect(await told('{"name": }')).toMatch(/town\.json" is not JSON: /);
  const everydayWorld = JSON.parse(readFileSync(everyday, 'utf8'));
  const { governance: _left, ...rest } = everydayWorld;
  const people = { ...everydayWorld.people, trustStart: 2, mood: 1 };
  expect(await told(JSON.stringify({ ...rest, people }))).toMatch(
    /town\.json" is not a world: people\.trustStart: [^;]+; people: [^;]*"mood"; governance: missing\.$/,
  );
  expect(await told('{}')).toMatch(/^[^;]+: missing; [^;]+: missing; [^;]+: missing; and \d more\.$/);
  expect(await told('7')).toMatch(/is not a world: /);
  expect(await refusal(['--world', folder])).toContain(`"${folder}" is a folder, not a file.`);
  expect(await refusal(['--world', path.join(folder, 'no.json')])).toMatch(/^There is no file ".*no\.json"\.\n/);
  rmSync(folder, { recursive: true });
});

test('a policy file that would reward turnover does not start', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-simulate-'));
  const file = path.join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify({ version: 'x', value: { gmv: 1 } }));
  expect(await refusal(['--world', everyday, '--policy-file', `mine=${file}`])).toMatch(/turnover|gmv|policy/i);
  expect(await refusal(['--world', everyday, '--policy-file', `gmv=${file}`])).toMatch(/built-in/);
  rmSync(folder, { recursive: true });
});

test('whoever watches hears after every day how much has been lived', async () => {
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const town = ['--world', everyday, '--viewers', '50', '--days', '2', '--seeds', '2', '--policies', 'popularity'];
  expect(await simulate([...town, '--jobs', '1', '--progress'])).toBe(0);
  const shares = said.flatMap((line) => /^progress ([\d.]+)\n$/.exec(line)?.[1] ?? []);
  expect(shares).toEqual(['0.2500', '0.5000', '0.7500', '1.0000']);
  said.length = 0;
  expect(await simulate(town)).toBe(0);
  expect(said.join('')).not.toMatch(/progress/);
});

test('one seed has no interval, and says so', async () => {
  const [said, printed]: [string[], string[]] = [[], []];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const town = ['--world', everyday, '--viewers', '20', '--days', '1', '--policies', 'random'];
  expect(await simulate([...town, '--seeds', '1', '--jobs', '1'])).toBe(0);
  const [world] = JSON.parse(printed.join('')).worlds;
  expect(world.policies.random.watchHours).toMatchObject({ mean: expect.any(Number), low: null, high: null });
  expect(said.join('')).toContain('With one seed no interval can be told: low and high are null.');
});
