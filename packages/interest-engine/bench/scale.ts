// Measures a large town in one process: 100,000 items, 100,000 viewers of 40 encounters each; then its snapshot, written
// and restored, and the replay of a million events.
// Run: npx node --heap-growing-percent=40 packages/interest-engine/bench/scale.ts [items] [viewers]
// Prints one JSON object. As in life, items that lie near each other have category, tags and maker in common, a viewer
// keeps to a few such places (about 25 leanings), and some 2,000 viewers are about at once, each for 10 encounters.
import { createEngine, type Engine, type ItemFacts } from '../src/index.ts';
import { createRandom } from '../src/random.ts';
import { townEncounter, townItem, townStart } from './town.ts';

const itemCount = Number(process.argv[2] ?? 100_000);
const viewerCount = Number(process.argv[3] ?? 100_000);
const encountersPerSession = 10;
const sessionsPerViewer = 4;
const about = 2_000;

const engine = createEngine({ seed: 'scale' });
const random = createRandom('scale');
for (let index = 0; index < itemCount; index++) engine.upsertItem(placedItem(index));
const itemsMb = rssMb();

const sessions = Array.from({ length: Math.min(about, viewerCount) }, () => ({ viewer: -1, left: 0 }));
let nextViewer = 0;
let encounter = 0;
const encounters = viewerCount * sessionsPerViewer * encountersPerSession;
let events = 0;
let millionStartMs = 0;
let millionMs = 0;
const firstOfLastMillion = Math.max(0, encounters * 2.1 - 1_000_000);

const startMs = performance.now();
const cpuStart = process.cpuUsage();
for (; encounter < encounters; encounter++) events += live(engine, encounter);
const learnMs = performance.now() - startMs;
const learnCpu = process.cpuUsage(cpuStart);
const learnedMb = rssMb();
const learned = {
  heap: Math.round(process.memoryUsage().heapUsed / 1e6),
  arrays: Math.round(process.memoryUsage().arrayBuffers / 1e6),
};

const writeStartMs = performance.now();
const snapshot = engine.snapshot('end');
const snapshotMs = performance.now() - writeStartMs;
const restored = createEngine({ seed: 'scale' });
const restoreStartMs = performance.now();
restored.restore(snapshot);
const restoreMs = performance.now() - restoreStartMs;
console.log(
  JSON.stringify({
    name: 'interest-engine/scale',
    items: itemCount,
    viewers: engine.stats().viewers,
    events,
    learnEventsPerSecond: Math.round((1000 * events) / learnMs),
    learnCpuSecondsPerMillion: Number(((learnCpu.user + learnCpu.system) / events).toFixed(1)),
    replayOfLastMillionSeconds: millionMs === 0 ? null : Number((millionMs / 1000).toFixed(1)),
    rssWithItemsMb: itemsMb,
    rssMb: learnedMb,
    heapMb: learned.heap,
    arraysMb: learned.arrays,
    snapshotMb: Math.round(snapshot.byteLength / 1e6),
    snapshotSeconds: Number((snapshotMs / 1000).toFixed(2)),
    restoreSeconds: Number((restoreMs / 1000).toFixed(2)),
    rssWithTwoEnginesMb: rssMb(),
  }),
);

function live(target: Engine, index: number): number {
  const session = sessions[Math.floor(random() * sessions.length)]!;
  if (session.left === 0) {
    session.viewer = nextViewer++ % viewerCount;
    session.left = encountersPerSession;
  }
  session.left--;
  const itemId = `item-${itemFor(session.viewer)}`;
  const made = townEncounter(`e${index}`, townStart + index * 100, `viewer-${session.viewer}`, itemId, random);
  if (millionStartMs === 0 && events >= firstOfLastMillion) millionStartMs = performance.now();
  for (const event of made) target.ingest(event);
  if (millionMs === 0 && events + made.length >= firstOfLastMillion + 1_000_000) {
    millionMs = performance.now() - millionStartMs;
  }
  return made.length;
}

function placedItem(index: number): ItemFacts {
  return {
    ...townItem(index, random),
    authorId: `author-${Math.floor(index / 250)}`,
    shopId: `shop-${Math.floor(index / 500)}`,
    categoryIds: [`category-${Math.floor(index / 2_500)}`],
    tags: [1_000, 500, 125].map((width) => `tag-${width}-${Math.floor(index / width)}`),
  };
}

/** One of three places of some 250 items each, now and then anything; better liked ones more often. */
function itemFor(viewer: number): number {
  if (random() < 0.05) return Math.floor(random() * itemCount);
  const place = Math.floor(
    (((viewer * 7_919 + Math.floor(random() * 3) * 104_729) % 1_000_003) / 1_000_003) * (itemCount / 250),
  );
  return Math.min(itemCount - 1, place * 250 + Math.floor(random() ** 2 * 250));
}

function rssMb(): number {
  return Math.round(process.memoryUsage().rss / 1e6);
}
