import type { FastifyInstance } from 'fastify';
import * as aftersale from '../aftersale/index.ts';
import * as boards from '../boards/index.ts';
import * as catalog from '../catalog/index.ts';
import * as content from '../content/index.ts';
import { feedRoutes, sweeps as feedSweeps, roomReaders } from '../feed/index.ts';
import * as governance from '../governance/index.ts';
import { type ExportParts, identityRoutes, resolvePrincipal } from '../identity/index.ts';
import * as interactions from '../interactions/index.ts';
import {
  type BoundRoute,
  buildServer,
  registerSubscribers,
  type Subscriber,
  type Sweep,
  sql,
  type World,
} from '../kernel/index.ts';
import * as media from '../media/index.ts';
import * as notices from '../notices/index.ts';
import * as orders from '../orders/index.ts';
import { type PaymentProvider, paymentRoutes, paymentSweeps } from '../payments/index.ts';
import * as pricing from '../pricing/index.ts';
import * as quality from '../quality/index.ts';
import * as recommender from '../recommender/index.ts';
import * as reviews from '../reviews/index.ts';
import * as settlement from '../settlement/index.ts';
import * as shipping from '../shipping/index.ts';
import * as shops from '../shops/index.ts';
import * as storefront from '../storefront/index.ts';
import { contracts } from './contracts.ts';

/** The rooms put together: what is served, what listens to facts, and what falls due. Holds no rule. */
export type Composition = { routes: BoundRoute[]; subscribers: Subscriber[]; sweeps: Sweep[] };

/** What each room keeps about a person, for the data export. */
const exportParts: ExportParts = {
  content: (world, accountId) => content.exportContent(world.database, accountId),
  cart: (world, accountId) => storefront.exportStorefront(world.database, accountId),
  history: (world, accountId) => interactions.exportHistory(world.database, accountId, 10_000),
  interests: (world, accountId) => recommender.exportChoices(world.database, accountId),
  orders: (world, accountId) => orders.exportOrders(world.database, accountId),
};

export function compose(parts: { provider: PaymentProvider }): Composition {
  const providerOf = () => parts.provider;
  return {
    routes: [
      ...identityRoutes(exportParts),
      ...shops.routes,
      ...catalog.routes,
      ...interactions.routes,
      ...media.routes,
      ...recommender.routes,
      ...content.routes,
      ...storefront.routes,
      ...feedRoutes(roomReaders()),
      ...settlement.routes,
      ...orders.routes,
      ...aftersale.routes,
      ...reviews.routes,
      ...notices.routes,
      ...shipping.routes,
      ...governance.routes,
      ...boards.routes,
      ...paymentRoutes(providerOf),
    ],
    subscribers: [
      ...interactions.subscribers,
      ...recommender.subscribers,
      ...content.subscribers,
      ...storefront.subscribers,
      ...quality.subscribers,
      ...settlement.subscribers,
      ...pricing.subscribers,
      ...orders.subscribers,
      ...aftersale.subscribers,
      ...reviews.subscribers,
      ...notices.subscribers,
      ...shipping.subscribers,
      ...boards.subscribers,
    ],
    sweeps: [
      ...paymentSweeps(providerOf),
      ...orders.sweeps,
      ...aftersale.sweeps,
      ...shipping.sweeps,
      ...shops.sweeps,
      ...interactions.sweeps,
      ...media.sweeps,
      ...content.sweeps,
      ...feedSweeps,
      ...quality.sweeps,
      ...recommender.sweeps,
    ],
  };
}

/** The HTTP server of a composition, with the addresses operators use; apps and media are mounted by `start`. */
export async function serveComposition(
  world: World,
  composition: Composition,
  options: { checkAnswers?: boolean } = {},
): Promise<FastifyInstance> {
  await registerSubscribers(world, composition.subscribers);
  const app = await buildServer({
    world,
    contracts,
    routes: composition.routes,
    resolvePrincipal,
    ...options,
  });
  app.get('/healthz', async (_request, reply) => {
    const startedAt = performance.now();
    const healthy = await world.database.maybe<{ one: number }>(sql`select 1 as one`).then(
      () => true,
      () => false,
    );
    return reply.status(healthy ? 200 : 503).send({
      status: healthy ? 'ok' : 'database unreachable',
      databaseMs: Math.round(performance.now() - startedAt),
      version: '0.1.0',
    });
  });
  app.get('/metrics', async (_request, reply) => {
    const lines = [
      '# HELP haowu_sql_statements_total Statements sent to the database',
      '# TYPE haowu_sql_statements_total counter',
      `haowu_sql_statements_total ${world.database.statementCount()}`,
      '# HELP haowu_process_resident_bytes Memory of this process',
      '# TYPE haowu_process_resident_bytes gauge',
      `haowu_process_resident_bytes ${process.memoryUsage.rss()}`,
      '# HELP haowu_process_cpu_seconds_total CPU of this process',
      '# TYPE haowu_process_cpu_seconds_total counter',
      `haowu_process_cpu_seconds_total ${(process.cpuUsage().user + process.cpuUsage().system) / 1e6}`,
      '',
    ].join('\n');
    return reply.type('text/plain; version=0.0.4').send(lines + (await world.metrics.registry.metrics()));
  });
  return app;
}
