// Measures what learning costs: events a second through the whole path, labelled examples a second with the building of
// their features, and scoring of 600 candidates with all heads. One core, CPU time.
// Run: npx node packages/interest-engine/bench/train.ts [encounters]
import { createEngineState } from '../src/engine-state.ts';
import { headCount } from '../src/heads.ts';
import { storeItem } from '../src/item.ts';
import { learnEvent } from '../src/learn-event.ts';
import { healthOf } from '../src/model/health.ts';
import { createHeadScorer } from '../src/model/score.ts';
import { defaultPolicy } from '../src/policy.ts';
import { createViewerLens } from '../src/viewer-lens.ts';
import { townOf, townStart } from './town.ts';

const encounters = Number(process.argv[2] ?? 60_000);
const { items, events } = townOf('bench', 5_000, 2_000, encounters);
const policy = defaultPolicy;
const state = createEngineState(policy);
for (const facts of items) {
  const slot = state.itemIds.intern(facts.itemId);
  state.items[slot] = storeItem(facts, state.entities);
  state.shelves.put(slot, state.items[slot]);
}

const cpuSeconds = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};
const examplesSoFar = (): number => healthOf(state.model).heads.click.examples;

const learn = (from: number, to: number): void => {
  for (let index = from; index < to; index++) learnEvent(state, policy, events[index]!, undefined);
};
const warm = Math.floor(events.length / 3);
learn(0, warm);
const before = examplesSoFar();
const eventSeconds = cpuSeconds(() => learn(warm, events.length));
const examples = examplesSoFar() - before;

/** The same encounters again through the model alone: what an example costs, from features to weights. */
const impressions = events.filter(({ kind }) => kind === 'impression').slice(0, 30_000);
const rounds = 2;
const again = createEngineState(policy);
for (const facts of items) {
  const slot = again.itemIds.intern(facts.itemId);
  again.items[slot] = storeItem(facts, again.entities);
}
const known = (viewerId: string) => state.viewers.get(viewerId)!;
const span = 5_000 * encounters;
const trainAll = (round: number): void => {
  for (const [index, event] of impressions.entries()) {
    const slot = again.itemIds.find(event.itemId!);
    const item = again.items[slot]!;
    // A name of its own for each encounter, so that every one of them opens an impression.
    const viewer = round * impressions.length + index;
    const shown = { ...event, at: event.at + round * span };
    again.model.advance(shown.at, true);
    again.model.observe(again, policy, known(event.viewerId), shown, slot);
    again.model.show(shown, viewer, viewer, item, slot);
    again.model.tell({ ...shown, kind: 'watch', watchMs: (index * 977) % 30_000 }, viewer, slot, 1, item);
  }
};
trainAll(0);
const started = healthOf(again.model).heads.click.examples;
const trainSeconds = cpuSeconds(() => {
  for (let round = 1; round <= rounds; round++) trainAll(round);
});
const trained = healthOf(again.model).heads.click.examples - started;

const candidates = Array.from({ length: 600 }, (_, index) => (index * 7) % items.length);
const things = {
  slots: candidates,
  sources: candidates.map(() => 'interest'),
};
const chances = new Float64Array(headCount * candidates.length);
const errors = new Float64Array(headCount * candidates.length);
const at = townStart + encounters * 5_000;
const scoreOnce = (request: number): void => {
  const id = `viewer-${request % 2_000}`;
  const viewer = state.viewers.get(id)!;
  const lens = createViewerLens(state, policy, viewer, at);
  const scorer = createHeadScorer(state, policy, lens, { id, state: viewer }, at);
  scorer.score(things, chances, errors);
};
for (let request = 0; request < 300; request++) scoreOnce(request);
const requests = 400;
const scoreSeconds = cpuSeconds(() => {
  for (let request = 0; request < requests; request++) scoreOnce(request);
});

const { heads, embeddings, join } = healthOf(state.model);
const round = (value: number, digits = 4): number => Number(value.toFixed(digits));
console.log(
  JSON.stringify({
    name: 'interest-engine/train',
    items: items.length,
    viewers: 2_000,
    events: events.length,
    eventsPerCpuSecond: Math.round((events.length - warm) / eventSeconds),
    examplesWithinEventPath: examples,
    examplesPerCpuSecond: Math.round(trained / trainSeconds),
    score600CpuMs: round((1000 * scoreSeconds) / requests, 3),
    embeddings,
    join,
    heads: Object.fromEntries(
      Object.entries(heads).map(([name, { examples, logLoss, logLossOfCounts, expectedCalibrationError, gate }]) => [
        name,
        {
          examples,
          logLoss: round(logLoss),
          logLossOfCounts: round(logLossOfCounts),
          expectedCalibrationError: round(expectedCalibrationError),
          gate: round(gate, 2),
        },
      ]),
    ),
    rssMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
