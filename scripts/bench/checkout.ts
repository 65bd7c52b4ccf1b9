import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../server/src/kernel/embedded-postgres/index.ts';
import { openDatabase, sql } from '../../server/src/kernel/index.ts';
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

const warmSeconds = 4;
const address = {
  name: '张三',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  detail: '文一西路969号',
};

/** Guest orders, cart to paid: one POST with two variants and an address, then one GET that waits until it is paid. */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const server = await startLivedServer(options.dataDir);
  try {
    const send = createClient(server.url, options.clients);
    const products = await send<{ items: { id: string }[] }>('GET', '/api/v1/products?limit=50');
    const skus: string[] = [];
    for (const { id } of products.body.items) {
      const page = await send<{ skus: { id: string; stock: number }[] }>('GET', `/api/v1/products/${id}`);
      skus.push(...page.body.skus.filter((sku) => sku.stock > 0).map((sku) => sku.id));
    }
    await addStock(server.dataDir, skus);
    let turn = options.seed;
    const order = async () => {
      const visitor = cookieHeader((await send('GET', '/api/v1/sessions/current')).cookies);
      turn += 1;
      const items = [skus[turn % skus.length], skus[(turn * 7 + 3) % skus.length]].map((skuId) => ({
        skuId,
        quantity: 1,
      }));
      const placed = await send<{ payment: { id: string } }>('POST', '/api/v1/checkouts', {
        cookie: visitor,
        key: randomUUID(),
        body: { items, address },
      });
      if (placed.status !== 201) throw new Error(JSON.stringify(placed.body).slice(0, 300));
      const paid = await send<{ state: string }>('GET', `/api/v1/payments/${placed.body.payment.id}?waitMs=10000`, {
        cookie: visitor,
      });
      if (paid.body.state !== 'captured') throw new Error(`payment ${paid.body.state}`);
    };
    await load(options.clients, warmSeconds, order);
    const before = await server.usage();
    const run = await load(options.clients, options.seconds, order);
    const after = await server.usage();
    return {
      name: 'checkout',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: options.clients,
      ratePerSecond: round(run.count / run.seconds, 1),
      p50Ms: percentile(run.latenciesMs, 0.5),
      p99Ms: percentile(run.latenciesMs, 0.99),
      serverCpuMsPerUnit: round((after.serverCpuMs - before.serverCpuMs) / run.count),
      postgresCpuMsPerUnit: round((after.postgresCpuMs - before.postgresCpuMs) / run.count),
      sqlPerUnit: round((after.statements - before.statements) / run.count, 1),
      rssMb: round(server.rssMb(), 0),
      readyMs: round(server.readyMs, 0),
      sandboxCpuMsPerUnit: round((after.sandboxCpuMs - before.sandboxCpuMs) / run.count),
      orders: run.count,
      failures: run.failures,
      requestsPerUnit: 3,
    };
  } finally {
    await server.stop();
  }
}

const addedPieces = 100_000;

/** A benchmark sells more than the town has; stock is put in beside the running server, on its own database. */
async function addStock(dataDir: string, skus: readonly string[]): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), log: () => {} });
  const database = openDatabase({ connectionString: postgres.connectionString, poolSize: 1 });
  await database.run(
    sql`update inventory.stock set put_in = put_in + ${addedPieces} where sku_id = any(${skus}::uuid[])`,
  );
  await database.end();
  postgres.detach();
}
