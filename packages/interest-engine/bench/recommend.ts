// Measures a page of 10 end to end over 100,000 items: retrieve about 600 candidates, rank, re-rank; one core.
// Run: npx node packages/interest-engine/bench/recommend.ts [items] [viewers] [pages]   Prints one JSON object.
import { createEngine, type Engine } from '../src/index.ts';
import { createRandom } from '../src/random.ts';
import { townOf, townStart } from './town.ts';

const itemCount = Number(process.argv[2] ?? 100_000);
const viewerCount = Number(process.argv[3] ?? 5_000);
const pages = Number(process.argv[4] ?? 1_500);
const encountersPerViewer = 40;

const { items, events } = townOf('bench', itemCount, viewerCount, viewerCount * encountersPerViewer);
const engine = createEngine({ seed: 'bench' });
for (const item of items) engine.upsertItem(item);
const learnStartMs = performance.now();
for (const event of events) engine.ingest(event);
const learnMs = performance.now() - learnStartMs;
giveEaseRows(engine);

const at = townStart + viewerCount * encountersPerViewer * 5_000 + 1_000;
const requestOf = (index: number) => ({
  requestId: `r${index}`,
  at,
  viewerId: `viewer-${(index * 7919) % viewerCount}`,
  size: 10,
  followedAuthorIds: [1, 7, 13, 29, 71].map((step) => `author-${(index * step) % 200}`),
});
const times: number[] = [];
const cpuStart = process.cpuUsage();
for (let index = -200; index < pages; index++) {
  const startMs = performance.now();
  const shown = engine.recommend(requestOf(index + 200));
  if (index >= 0) times.push(performance.now() - startMs);
  if (shown.length !== 10) throw new Error(`A page came out with ${shown.length} items.`);
}
const { user, system } = process.cpuUsage(cpuStart);
const candidates = Array.from({ length: 200 }, (_, index) => engine.retrieve(requestOf(index)).length);

const quantile = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.floor(share * list.length)]!;
const rounded = (value: number): number => Number(value.toFixed(2));
console.log(
  JSON.stringify({
    name: 'interest-engine/recommend',
    items: itemCount,
    viewers: viewerCount,
    events: events.length,
    pages,
    candidatesP50: quantile(candidates, 0.5),
    p50Ms: rounded(quantile(times, 0.5)),
    p99Ms: rounded(quantile(times, 0.99)),
    perSecond: Math.round((1000 * pages) / times.reduce((sum, ms) => sum + ms, 0)),
    cpuMsPerPage: rounded((user + system) / 1000 / (pages + 200)),
    learnEventsPerSecond: Math.round((1000 * events.length) / learnMs),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  }),
);

/** Rows as a fit would give them: the most met items, a hundred neighbours each. */
function giveEaseRows(target: Engine): void {
  const { itemIds } = target.easeInput();
  const random = createRandom('rows');
  const neighboursEach = 100;
  const entries = itemIds.length * neighboursEach;
  target.setEaseRows({
    itemIds,
    starts: Uint32Array.from({ length: itemIds.length + 1 }, (_, row) => row * neighboursEach),
    neighbours: Int32Array.from({ length: entries }, () => Math.floor(random() * itemIds.length)),
    weights: Float32Array.from({ length: entries }, () => random() ** 3 - 0.05),
  });
}
