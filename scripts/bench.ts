import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchOptions, BenchResult } from './bench/measure.ts';

/**
 * `npm run bench -- NAME [--clients N] [--seconds N] [--seed N] [--record] [--json]`: starts its own server on its own data,
 * warms up, runs for a bounded time, prints one JSON object as its last line. `--record` appends it to docs/benchmarks.
 */
const benches: Record<string, () => Promise<{ run(options: BenchOptions): Promise<BenchResult> }>> = {
  start: () => import('./bench/start.ts'),
  feed: () => import('./bench/feed.ts'),
  checkout: () => import('./bench/checkout.ts'),
  list: () => import('./bench/list.ts'),
  swipe: () => import('./bench/swipe.ts'),
  learn: () => import('./bench/learn.ts'),
  engine: () => import('./bench/engine.ts'),
  town: () => import('./bench/town.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clients: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const loadBench = benches[name];
if (!loadBench) {
  console.error(`Which benchmark? There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const result = await (await loadBench()).run({
  clients: Number(values.clients),
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  dataDir: values.data,
});
if (!values.json)
  for (const [key, value] of Object.entries(result))
    console.log(`${key.padEnd(24)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
if (values.record) {
  const folder = path.resolve(import.meta.dirname, '../docs/benchmarks');
  mkdirSync(folder, { recursive: true });
  appendFileSync(
    path.join(folder, `${name}.jsonl`),
    `${JSON.stringify({ recordedAt: new Date().toISOString(), ...result })}\n`,
  );
}
console.log(JSON.stringify(result));
process.exit(0);
