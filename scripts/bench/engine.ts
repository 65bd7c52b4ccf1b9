import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BenchOptions, type BenchResult, commitId, machine, startFlags } from './measure.ts';

const root = path.resolve(import.meta.dirname, '../..');
const dataDir = path.resolve(root, process.env.HAOWU_TEST_DATA ?? '../shared/data');
const judgesDir = path.resolve(root, process.env.HAOWU_JUDGES ?? '../shared/bench');
const run_ = promisify(execFile);

type Figures = Record<string, unknown>;

/**
 * The engine as a library: speed and memory at 100,000 items, training, and accuracy on the public data sets by the
 * judges beside this project. Each part is a process of its own; what cannot run says so in `skipped`.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const skipped: string[] = [];
  const library: Figures = {};
  for (const name of ['recommend', 'train', 'scale']) {
    // The heap as the server has it.
    library[name] = await lastObject(['packages/interest-engine/bench', `${name}.ts`].join('/'), [], startFlags);
  }
  const accuracy = await judge(skipped);
  const recommend = library.recommend as Figures;
  return {
    name: 'engine',
    commit: commitId(),
    seed: options.seed,
    machine: machine(),
    clients: 1,
    ratePerSecond: numberOf(recommend.perSecond),
    p50Ms: numberOf(recommend.p50Ms),
    p99Ms: numberOf(recommend.p99Ms),
    serverCpuMsPerUnit: null,
    postgresCpuMsPerUnit: null,
    sqlPerUnit: null,
    rssMb: numberOf((library.scale as Figures).rssMb),
    readyMs: null,
    ...library,
    ...accuracy,
    skipped,
  };
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Runs a script of ours and reads the JSON object it prints last. */
async function lastObject(
  script: string,
  args: readonly string[],
  nodeFlags: readonly string[] = [],
): Promise<Figures> {
  process.stderr.write(`${[script, ...args].join(' ')}\n`);
  const startedAt = performance.now();
  const { stdout } = await run_(process.execPath, [...nodeFlags, path.join(root, script), ...args], {
    maxBuffer: 2 ** 26,
    cwd: root,
  });
  const start = stdout.trimEnd().lastIndexOf('\n{') + 1;
  const object = JSON.parse(stdout.slice(start)) as Figures;
  return { ...object, wallSeconds: Math.round((performance.now() - startedAt) / 100) / 10 };
}

async function engineCommand(args: readonly string[]): Promise<number> {
  process.stderr.write(`engine ${args.join(' ')}\n`);
  const startedAt = performance.now();
  await run_(process.execPath, [path.join(root, 'packages/interest-engine/cli/engine.ts'), ...args], {
    maxBuffer: 2 ** 26,
    cwd: root,
  });
  return Math.round((performance.now() - startedAt) / 100) / 10;
}

async function evaluate(args: readonly string[]): Promise<Figures> {
  const { stdout } = await run_('python3', [path.join(judgesDir, 'reco_eval.py'), ...args, '--json']);
  return JSON.parse(stdout) as Figures;
}

/** Accuracy by the judges; each data set that is absent is named in `skipped`. */
async function judge(skipped: string[]): Promise<Figures> {
  if (!existsSync(path.join(judgesDir, 'reco_eval.py'))) {
    skipped.push('accuracy: no reco_eval.py; set HAOWU_JUDGES to its folder');
    return {};
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-accuracy-'));
  const figures: Figures = {};
  try {
    const retail = path.join(dataDir, 'online-retail');
    const kuairec = path.join(dataDir, 'kuairec-signed');
    const out = (name: string): string => path.join(folder, name);
    if (existsSync(retail)) {
      const [train, test] = [path.join(retail, 'fit_test.tsv.gz'), path.join(retail, 'test.tsv.gz')];
      const seconds = await engineCommand(['recommend', '--train', train, '--k', '20', '--out', out('retail.txt')]);
      const judged = await evaluate(['topn', '--train', train, '--test', test, '--pred', out('retail.txt')]);
      figures.onlineRetail = { ...judged, seconds };
      figures.prequential = await lastObject('packages/interest-engine/cli/engine.ts', [
        'prequential',
        '--events',
        path.join(retail, 'events.tsv.gz'),
        '--from',
        '2011-11-01',
        '--k',
        '20',
        '--json',
      ]);
    } else skipped.push('online-retail is not there; set HAOWU_TEST_DATA');
    if (existsSync(kuairec)) {
      const [train, valid, test] = ['train', 'valid', 'test'].map((name) => path.join(kuairec, `${name}.tsv.gz`)) as [
        string,
        string,
        string,
      ];
      const seconds = await engineCommand([
        'recommend',
        '--train',
        train,
        '--mask',
        valid,
        '--k',
        '20',
        '--out',
        out('kuairec.txt'),
      ]);
      const positives = out('positives.tsv');
      await writePositives(test, positives);
      const judged = await evaluate([
        'topn',
        '--train',
        train,
        '--mask',
        valid,
        '--test',
        positives,
        '--pred',
        out('kuairec.txt'),
      ]);
      figures.kuairecTop = { ...judged, seconds };
      const scoring = await engineCommand([
        'score',
        '--train',
        train,
        '--train',
        valid,
        '--rows',
        test,
        '--out',
        out('scores.txt'),
      ]);
      figures.kuairecScore = {
        ...(await evaluate(['auc', '--labels', test, '--scores', out('scores.txt')])),
        seconds: scoring,
      };
    } else skipped.push('kuairec-signed is not there; set HAOWU_TEST_DATA');
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Targets are the positives of the test rows (RECOMMENDER 2). */
async function writePositives(source: string, target: string): Promise<void> {
  const { gunzipSync } = await import('node:zlib');
  const { readFileSync, writeFileSync } = await import('node:fs');
  const lines = gunzipSync(readFileSync(source)).toString('utf8').split('\n');
  const positives = lines
    .filter((line) => line.split('\t')[2] === '1')
    .map((line) => line.split('\t').slice(0, 2).join('\t'));
  writeFileSync(target, `user\titem\n${positives.join('\n')}\n`);
}
