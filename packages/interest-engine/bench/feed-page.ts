// Measures one feed page of 10 over 5,000 items and 500 viewers with 60 encounters each: CPU of retrieve + score + mix.
// Run: npx node packages/interest-engine/bench/feed-page.ts [pages]
import { createEngine } from '../src/index.ts';
import { townOf, townStart } from './town.ts';

const pages = Number(process.argv[2] ?? 3000);
const { items, events } = townOf('bench', 5_000, 500, 30_000);
const engine = createEngine({ seed: 'bench' });
for (const item of items) engine.upsertItem(item);

const learnStart = process.cpuUsage();
for (const event of events) engine.ingest(event);
const learned = process.cpuUsage(learnStart);

const at = townStart + 30_000 * 5_000 + 1_000;
const page = (index: number): number => {
  const start = process.cpuUsage();
  const shown = engine.recommend({
    requestId: `r${index}`,
    at,
    viewerId: `viewer-${index % 500}`,
    size: 10,
    followedAuthorIds: [`author-${index % 200}`, `author-${(index * 7) % 200}`, `author-${(index * 13) % 200}`],
  });
  const spent = process.cpuUsage(start);
  if (shown.length !== 10) throw new Error(`A page came out with ${shown.length} items.`);
  return (spent.user + spent.system) / 1000;
};
for (let index = 0; index < 500; index++) page(index);
const times = Array.from({ length: pages }, (_, index) => page(index)).sort((a, b) => a - b);
const candidates = engine.retrieve({ requestId: 'count', at, viewerId: 'viewer-1', size: 10 }).length;

const snapshotStart = performance.now();
const snapshot = engine.snapshot();
const snapshotMs = performance.now() - snapshotStart;
const restoreStart = performance.now();
createEngine({ seed: 'bench' }).restore(snapshot);
const restoreMs = performance.now() - restoreStart;

const quantile = (share: number): number => Number(times[Math.floor(share * times.length)]!.toFixed(3));
console.log(
  JSON.stringify({
    name: 'interest-engine/feed-page',
    items: items.length,
    viewers: 500,
    events: events.length,
    candidates,
    pages,
    cpuMsP50: quantile(0.5),
    cpuMsP99: quantile(0.99),
    learnEventsPerCpuSecond: Math.round(events.length / ((learned.user + learned.system) / 1e6)),
    snapshotMegabytes: Number((snapshot.byteLength / 1e6).toFixed(1)),
    snapshotMs: Math.round(snapshotMs),
    restoreMs: Math.round(restoreMs),
    rssMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
