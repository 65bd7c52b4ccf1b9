import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The figures this process publishes at /metrics. */
export type Metrics = {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<'route' | 'status'>;
  readonly factsHandled: Counter<'subscriber' | 'outcome'>;
  readonly subscriptionLagFacts: Gauge<'subscriber'>;
  readonly sweptRows: Counter<'sweep'>;
  readonly counter: (name: string, help: string, labelNames?: string[]) => Counter<string>;
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'haowu_request_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    factsHandled: new Counter({
      name: 'haowu_facts_handled_total',
      help: 'Facts taken by a subscriber, by outcome',
      labelNames: ['subscriber', 'outcome'],
      registers,
    }),
    subscriptionLagFacts: new Gauge({
      name: 'haowu_subscription_batch_facts',
      help: 'Facts in the last batch a subscriber read; the batch bound means it is behind',
      labelNames: ['subscriber'],
      registers,
    }),
    sweptRows: new Counter({
      name: 'haowu_swept_rows_total',
      help: 'Due rows handled, by sweep',
      labelNames: ['sweep'],
      registers,
    }),
    counter: (name, help, labelNames = []) => {
      const known = registry.getSingleMetric(name);
      return known instanceof Counter ? known : new Counter({ name, help, labelNames, registers });
    },
  };
}
