import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BenchOptions, type BenchResult, commitId, machine, percentile, round, startServer } from './measure.ts';

const warmRuns = 5;
const learnSeconds = 20;
const idleSeconds = 20;

/** First start on an empty folder (database, demo town), then warm starts, then memory at rest. */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'haowu-bench-start-'));
  try {
    const first = await startServer({ dataDir, town: true });
    // The recommender learns the town's past and keeps a snapshot; later starts begin from it.
    await new Promise((resolve) => setTimeout(resolve, learnSeconds * 1_000));
    await first.stop();
    const warmMs: number[] = [];
    let idleRssMb = 0;
    for (let index = 0; index < warmRuns; index += 1) {
      const server = await startServer({ dataDir, town: true });
      warmMs.push(server.readyMs);
      if (index === warmRuns - 1) {
        await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
        idleRssMb = server.rssMb();
      }
      await server.stop();
    }
    warmMs.sort((a, b) => a - b);
    return {
      name: 'start',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: 0,
      ratePerSecond: null,
      p50Ms: percentile(warmMs, 0.5),
      p99Ms: percentile(warmMs, 0.99),
      serverCpuMsPerUnit: null,
      postgresCpuMsPerUnit: null,
      sqlPerUnit: null,
      rssMb: round(idleRssMb, 0),
      readyMs: percentile(warmMs, 0.5),
      firstStartMs: round(first.readyMs, 0),
      warmStartsMs: warmMs.map((ms) => Math.round(ms)),
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
