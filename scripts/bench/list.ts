import { cookieHeader, createClient } from './http-client.ts';
import {
  type BenchOptions,
  type BenchResult,
  commitId,
  load,
  machine,
  percentile,
  round,
  startLivedServer,
} from './measure.ts';

/** A product list of 20 with the price of this viewer and stock, over sorts, categories and pages. */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const server = await startLivedServer(options.dataDir);
  try {
    const send = createClient(server.url, options.clients);
    const viewers = await Promise.all(
      Array.from({ length: 50 }, async () => cookieHeader((await send('GET', '/api/v1/sessions/current')).cookies)),
    );
    const first = await send<{ nextCursor: string | null }>('GET', '/api/v1/products?limit=20');
    const paths = [
      ...['recommended', 'sales', 'price_up', 'price_down', 'newest'].map(
        (sort) => `/api/v1/products?limit=20&sort=${sort}`,
      ),
      ...['fresh', 'home', 'fashion', 'culture'].map((category) => `/api/v1/products?limit=20&categoryId=${category}`),
      ...(first.body.nextCursor
        ? [`/api/v1/products?limit=20&cursor=${encodeURIComponent(first.body.nextCursor)}`]
        : []),
    ];
    let turn = options.seed;
    const list = async () => {
      turn += 1;
      const answer = await send<{ items: unknown[] }>('GET', paths[turn % paths.length] ?? '', {
        cookie: viewers[turn % viewers.length] ?? '',
      });
      if (answer.status !== 200 || answer.body.items.length === 0) throw new Error(`list ${answer.status}`);
    };
    await load(options.clients, 3, list);
    const before = await server.usage();
    const run = await load(options.clients, options.seconds, list);
    const after = await server.usage();
    return {
      name: 'list',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: options.clients,
      ratePerSecond: round(run.count / run.seconds, 0),
      p50Ms: percentile(run.latenciesMs, 0.5),
      p99Ms: percentile(run.latenciesMs, 0.99),
      serverCpuMsPerUnit: round((after.serverCpuMs - before.serverCpuMs) / run.count, 3),
      postgresCpuMsPerUnit: round((after.postgresCpuMs - before.postgresCpuMs) / run.count, 3),
      sqlPerUnit: round((after.statements - before.statements) / run.count, 3),
      rssMb: round(server.rssMb(), 0),
      readyMs: round(server.readyMs, 0),
      failures: run.failures,
    };
  } finally {
    await server.stop();
  }
}
