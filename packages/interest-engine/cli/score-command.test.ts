import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRandom } from '../src/random.ts';
import { run } from './score-command.ts';
import { UsageError } from './usage-error.ts';

let folder = '';
let said = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-'));
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function put(name: string, lines: string[]): Promise<string> {
  await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
}

test('writes one chance a line in the order of the rows, also for strangers and broken rows', async () => {
  const random = createRandom('labels');
  const labelled = (count: number) => [
    'item\tuser\tnote\tlabel',
    ...Array.from({ length: count }, (_, row) => {
      const liked = random() < 0.5;
      return `${liked ? 'liked' : 'left'}\tu${row % 37}\tx\t${Number(random() < (liked ? 0.9 : 0.02))}`;
    }),
  ];
  const first = await put('first.tsv', labelled(400));
  const second = await put('second.tsv', labelled(400));
  const rows = await put('rows.tsv', [
    'user\titem\tlabel',
    'u1\tliked\t0',
    'u1\tleft\t1',
    'u1',
    'new\tliked\t1',
    'new\tnew\t1',
  ]);
  const out = join(folder, 'out.txt');
  await run(['--train', first, '--train', second, '--rows', rows, '--out', out]);
  expect(said).not.toContain('share of positives');
  const lines = (await readFile(out, 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.length).toBe(5);
  const [liked, left, broken, stranger, nothing] = lines.map(Number) as [number, number, number, number, number];
  expect(liked).toBeGreaterThan(0.7);
  expect(left).toBeLessThan(0.1);
  expect(stranger).toBeGreaterThan(left);
  for (const chance of [broken, nothing]) {
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1);
  }
});

test('says what is missing', async () => {
  await expect(run(['--train', 'x'])).rejects.toThrow(UsageError);
  const empty = await put('empty.tsv', ['user\titem\tlabel']);
  const call = run(['--train', empty, '--rows', empty, '--out', join(folder, 'out.txt')]);
  await expect(call).rejects.toThrow('no labelled row');
});

test.each([
  [
    'labels of one kind',
    Array.from({ length: 30 }, (_, row) => `u${row % 5}\ti${row % 7}\t1`),
    'All 30 labels are positive',
  ],
  ['few rows', ['u1\ti1\t1', 'u2\ti1\t0', 'u2\ti2\t0'], '3 labelled rows are few'],
])('says how little chances from %s mean', async (_, labelled, expected) => {
  const train = await put('train.tsv', ['user\titem\tlabel', ...labelled]);
  const rows = await put('rows.tsv', ['user\titem', 'u1\ti1']);
  await run(['--train', train, '--rows', rows, '--out', join(folder, 'out.txt')]);
  expect(said).toContain(`${expected}: the chances are little more than the share of positives.`);
});

test('a file that cannot be written is said before the work', async () => {
  const call = ['--train', 'not-read', '--rows', 'not-read', '--out'];
  await expect(run([...call, folder])).rejects.toThrow(UsageError);
  await expect(run([...call, join(folder, 'none', 'out.txt')])).rejects.toThrow(/There is no folder ".*none"/);
});
