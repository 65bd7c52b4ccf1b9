import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createIdTable } from '../src/id-table.ts';
import { run as replay } from './prequential-command.ts';
import { readAskers } from './read-askers.ts';
import { parseTime, readTable } from './read-table.ts';
import { run } from './recommend-command.ts';
import { UsageError } from './usage-error.ts';

let folder = '';
let said = '';
let printed = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recommend-'));
  said = '';
  printed = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function write(name: string, lines: string[]): Promise<string> {
  const file = path.join(folder, name);
  const text = `${lines.join('\n')}\n`;
  await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}
async function recommend(...args: string[]): Promise<Map<string, string[]>> {
  const out = path.join(folder, 'out.txt');
  await run([...args, '--out', out]);
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0]!, line.split(' ').slice(1)]));
}
const bought = ['user\titem', 'ann\tcup', 'ann\tpot', 'ben\tcup', 'ben\tpot', 'ben\ttray', 'cem\tcup', 'cem\tjar'];

describe('recommend', () => {
  test('answers users of the log and further ones, never with what was met or masked', async () => {
    const train = await write('train.tsv.gz', bought);
    const mask = await write('mask.csv', ['item,user,label', 'tray,ann,1', 'jar,"dee",0']);
    const users = await write('users.txt', ['user', 'dee', 'eve', 'ann']);
    const lists = await recommend('--train', train, '--mask', mask, '--users', users, '--k', '3');
    expect([...lists.keys()]).toEqual(['ann', 'ben', 'cem', 'dee', 'eve']);
    expect(lists.get('ann')).toEqual(['jar']);
    expect(lists.get('ben')).toEqual(['jar']);
    expect(lists.get('dee')).not.toContain('jar');
    expect(lists.get('eve')).toHaveLength(3);
  });

  test('an empty country refuses no row', async () => {
    const train = await write('train.csv', [
      'user,item,country',
      ...bought.slice(1).map((row, at) => `${row.replace('\t', ',')},${at % 2 ? 'FR' : ''}`),
    ]);
    const users = await write('users.txt', ['user\tcountry', 'dee\tFR', 'eve\tnowhere', 'fay\t']);
    const lists = await recommend('--train', train, '--users', users, '--k', '2');
    expect([...lists.keys()]).toEqual(['ann', 'ben', 'cem', 'dee', 'eve', 'fay']);
    expect(said).not.toContain('refused');
  });

  test('of repeated users the first row with a country counts, also for users of the log', async () => {
    const names = createIdTable(['ann', 'ben']);
    const regions = createIdTable(['FR', 'IT']);
    const file = await write('users.csv', [
      'user,market',
      ...['dee,', 'dee,IT', 'dee,FR', 'dee,', 'ann,FR', 'eve,nowhere', 'ann,IT', 'ben,', 'fay,IT'],
    ]);
    const { askers, regionOf } = await readAskers(file, { known: 2, names, regions });
    expect(askers.map((user) => names.nameOf(user))).toEqual(['ann', 'ben', 'dee', 'eve', 'fay']);
    const countries = [...regionOf].map(([user, region]) => [names.nameOf(user), regions.nameOf(region)]);
    expect(Object.fromEntries(countries)).toEqual({ ann: 'FR', dee: 'IT', fay: 'IT' });
  });

  test('counts bad rows with line and reason, and goes on', async () => {
    const train = await write('train.tsv', [
      'user\titem\tts\tqty\tunit_price\trefund',
      'ann\tcup\t1000000\t1\t2.5\t0',
      'ben\tcup\tsoon\t1\t2.5\t0',
      '\tcup\t1000000\t1\t2.5\t0',
      'ben\tpot\t1086400\tNaN\t1e300\t0',
      'ann\tjar\t1100000\t-4\t2.5\t1',
      'cem',
      'cem\ttray\t1200000\t1\t2.5\t0',
    ]);
    const lists = await recommend('--train', train);
    expect(said).toContain('line 3 refused: ts is "soon"');
    expect(said).toContain('line 4 refused: user is missing');
    expect(said).toContain('line 5: qty is "NaN", taken as 1');
    expect(said).toContain('4 rows, 3 refused, 2 values replaced');
    expect(lists.get('ann')!.sort()).toEqual(['pot', 'tray']);
  });

  test('says in a sentence what is wrong with a call or a file', async () => {
    await expect(run([])).rejects.toThrow(UsageError);
    await expect(run(['--train', 'x', '--k', '0'])).rejects.toThrow('--k must be 1 to 1000');
    await expect(run(['--train', path.join(folder, 'none.tsv')])).rejects.toThrow(/There is no file/);
    const nameless = await write('nameless.tsv', ['1\t2', '3\t4']);
    await expect(run(['--train', nameless])).rejects.toThrow('has no column "user"; its header names 1, 2.');
    await expect(run(['--train', await write('semicolons.csv', ['user;item', '1;2'])])).rejects.toThrow(
      /no column "user".* separated by tabs, commas or spaces/,
    );
    const broken = path.join(folder, 'broken.tsv.gz');
    await writeFile(broken, gzipSync('user\titem\nann\tcup\n').subarray(0, 20));
    await expect(run(['--train', broken])).rejects.toThrow(/not a whole gzip file/);
    await expect(run(['--train', await write('empty.tsv', ['user\titem'])])).rejects.toThrow(/nothing to learn from/);
  });
});

test.each([
  ['a folder', '.', /is a folder, not a file/],
  ['a name that is only a folder', 'new/', /is a folder, not a file/],
  ['a folder that is not there', 'none/out.txt', /There is no folder ".*none"/],
  ['a file taken for a folder', 'file.txt/out.txt', /"[^"]*file.txt" is no folder/],
])('%s as --out is refused before the work', async (_, name, sentence) => {
  await write('file.txt', ['kept']);
  const call = run(['--train', 'not-read', '--out', `${folder}/${name}`]);
  await expect(call).rejects.toThrow(UsageError);
  await expect(call).rejects.toThrow(sentence);
  expect(await readFile(path.join(folder, 'file.txt'), 'utf8')).toBe('kept\n');
});

test('help names what else columns may be called', async () => {
  for (const command of [run, replay]) {
    printed = '';
    await command(['--help']);
    for (const name of ['user_id', 'item_id', 'timestamp', 'time', 'quantity', 'price', 'region', 'market'])
      expect(printed.split(/\W+/).filter((word) => word === name)).toHaveLength(1);
  }
});

describe('prequential', () => {
  test('prints one object, the start as a date or in seconds', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, row) => `u${row % 12}\ti${(row * 7) % 25}\t${86_400 * (20_000 + row / 3)}`,
    );
    const events = await write('events.tsv', ['user\titem\tts', ...rows]);
    await replay(['--events', events, '--from', `${86_400 * 20_060}`, '--json']);
    const bySeconds = JSON.parse(printed) as Record<string, unknown>;
    printed = '';
    await replay(['--events', events, '--from', '2024-12-03', '--json']);
    const byDate = JSON.parse(printed) as Record<string, unknown>;
    expect({ ...byDate, seconds: 0 }).toEqual({ ...bySeconds, seconds: 0 });
    expect(bySeconds.userDays).toBeGreaterThan(20);
    expect(Object.keys(bySeconds)).toEqual(['userDays', 'recall', 'ndcg', 'hit', 'unseen', 'k', 'seconds']);
  });

  test('a start after the end of the log is refused', async () => {
    const events = await write('events.tsv', ['user\titem\tts', 'ann\tcup\t2011-11-01', 'ben\tcup\t2011-12-09 12:00']);
    const call = replay(['--events', events, '--from', '2011-12-10']);
    await expect(call).rejects.toThrow(UsageError);
    await expect(call).rejects.toThrow(
      '--from 2011-12-10 is after the end of the log, 2011-12-09: nothing to measure.',
    );
  });

  test('asks for a start it can read', async () => {
    await expect(replay(['--events', 'x', '--from', 'yesterday'])).rejects.toThrow('--from must be');
  });
});

describe('reading a table', () => {
  test('spaces, comments, a mark of byte order, and a refused row kept in its place', async () => {
    const file = await write('rows.txt', [
      '\uFEFFuser item score',
      '# a remark',
      'ann  cup 0.5',
      'ben jar x',
      '',
      'cem pot 7',
    ]);
    const names = createIdTable();
    const table = await readTable(
      file,
      [
        { name: 'user', kind: 'id', names, required: true },
        { name: 'score', kind: 'number', max: 10 },
        { name: 'missing', kind: 'number' },
      ],
      { keepRefused: true, say: () => {} },
    );
    expect([...table.ids.user!]).toEqual([0, -1, 1]);
    expect([...table.numbers.score!]).toEqual([0.5, Number.NaN, 7]);
    expect(table.numbers.missing).toBeUndefined();
    expect(names.names()).toEqual(['ann', 'cem']);
  });

  test('says how many lines after the header it skipped as comments', async () => {
    const columns = () => [{ name: 'user', kind: 'id', names: createIdTable(), required: true }] as const;
    const remarks: string[] = [];
    const say = (line: string) => void remarks.push(line);
    const file = await write('rows.txt', ['\uFEFF# made by hand', 'user', 'ann', '#1', '#2', 'ben']);
    expect((await readTable(file, [...columns()], { say })).rows).toBe(2);
    expect(remarks).toEqual([`${file}: lines skipped as comments, as they begin with #: 2`]);
    const plain = await write('plain.txt', ['# made by hand', 'user', 'ann']);
    await readTable(plain, [...columns()], { say });
    expect(remarks).toHaveLength(1);
  });

  test.each([
    ['1320105600', 1_320_105_600],
    ['1320105600000', 1_320_105_600],
    ['2011-11-01', 1_320_105_600],
    ['2011-11-01 08:00:00+08:00', 1_320_105_600],
    ['2011-11-01T00:00', 1_320_105_600],
    ['-5', Number.NaN],
    ['1e30', Number.NaN],
    ['', Number.NaN],
  ])('reads the time %s', (text, seconds) => {
    expect(parseTime(text)).toBe(seconds);
  });
});
