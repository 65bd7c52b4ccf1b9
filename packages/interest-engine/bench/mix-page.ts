// Measures mixing alone: 600 scored candidates to pages of 10 and 20, with its explanation and packing. CPU of one core.
// Run: npx node packages/interest-engine/bench/mix-page.ts [rounds]   Prints one JSON object.
import { createEngine, packExplanation } from '../src/index.ts';
import { townOf, townStart } from './town.ts';

const rounds = Number(process.argv[2] ?? 10);
const uuidOf = (index: number): string => `0190a1b2-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
const { items, events } = townOf('bench', 5_000, 500, 20_000);
const uuids = new Map(items.map(({ itemId }, index) => [itemId, uuidOf(index)]));
const engine = createEngine({ seed: 'bench' });
for (const item of items) engine.upsertItem({ ...item, itemId: uuids.get(item.itemId)! });
for (const event of events) engine.ingest({ ...event, itemId: uuids.get(event.itemId ?? '') ?? '' });

const at = townStart + 20_000 * 5_000 + 1_000;
const pages = Array.from({ length: 60 }, (_, index) => {
  const request = { requestId: `r${index}`, at, viewerId: `viewer-${(index * 7) % 500}`, size: 10 };
  const scored = engine.score(engine.retrieve(request), request).slice(0, 600);
  const { explanation } = engine.mixExplained(scored, request);
  return { request, longer: { ...request, size: 20 }, scored, explanation };
});
type Page = (typeof pages)[number];

/** Opening a request is paid by whoever asks first; here each mix opens its own, so it is measured and taken off. */
const opening = cpuMs((page) => engine.admits('nobody', page.request));
const result = {
  name: 'interest-engine/mix-page',
  candidatesMean: Math.round(pages.reduce((sum, { scored }) => sum + scored.length, 0) / pages.length),
  mixTenMs: rounded(cpuMs((page) => engine.mix(page.scored, page.request)) - opening),
  mixTwentyMs: rounded(cpuMs((page) => engine.mix(page.scored, page.longer)) - opening),
  mixTenExplainedMs: rounded(cpuMs((page) => engine.mixExplained(page.scored, page.request)) - opening),
  packMs: rounded(cpuMs((page) => packExplanation(page.explanation))),
  packedBytes: Math.round(
    pages.reduce((sum, page) => sum + packExplanation(page.explanation).length, 0) / pages.length,
  ),
};
console.log(JSON.stringify(result));

function cpuMs(run: (page: Page) => unknown): number {
  for (const page of pages) run(page);
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round++) for (const page of pages) run(page);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / rounds / pages.length;
}

function rounded(ms: number): number {
  return Number(ms.toFixed(3));
}
