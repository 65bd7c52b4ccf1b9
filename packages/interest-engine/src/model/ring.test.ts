import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import {
  createEngine,
  createTraining,
  defaultPolicy,
  type EngineEvent,
  openRingTrainer,
  trainFromRing,
} from '../index.ts';
import { eventsByTime, hiddenTown } from './hidden-town.ts';

const policy = { ...defaultPolicy, limits: { ...defaultPolicy.limits, embeddings: 4_096 } };
const town = hiddenTown({ seed: 'ring', viewers: 40, items: 60, encounters: 1_500 });
const events = eventsByTime(town.encounters);

const engineOf = (training?: ReturnType<typeof createTraining>) => {
  const engine = createEngine({ seed: 'ring', policy, ...(training ? { training } : {}) });
  for (const item of town.items) engine.upsertItem(item);
  return engine;
};
const ingest = (engine: ReturnType<typeof engineOf>, list: readonly EngineEvent[]): void => {
  for (const event of list) engine.ingest(event, event.at);
};

describe('training beside ingest', () => {
  const inline = engineOf();
  ingest(inline, events);
  const expected = inline.snapshot('end');

  test('from a shared ring, at whatever pace, comes to the same state bit by bit', () => {
    const training = createTraining(policy, 512);
    const engine = engineOf(training);
    const trainer = openRingTrainer(training.ring, training.weights);
    for (const [index, event] of events.entries()) {
      engine.ingest(event, event.at);
      if (index % 37 === 0) trainer.train(1 + (index % 91));
      if (engine.trainingBacklog() > 256) trainer.train(200);
    }
    while (trainer.train(1_000) > 0);
    expect(engine.trainingBacklog()).toBe(0);
    expect(Buffer.compare(engine.snapshot('end'), expected)).toBe(0);
  });

  test('by a thread of its own, while this one ingests', async () => {
    const training = createTraining(policy, 512);
    const engine = engineOf(training);
    const worker = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads');
       import(workerData.module).then(({ openRingTrainer }) => {
         const trainer = openRingTrainer(workerData.training.ring, workerData.training.weights);
         let learned = 0;
         parentPort.postMessage('ready');
         let done = false;
         parentPort.on('message', () => { done = true; });
         const turn = () => {
           trainer.wait(5);
           learned += trainer.train(500);
           if (done) { parentPort.postMessage(learned); parentPort.close(); } else setImmediate(turn);
         };
         turn();
       });`,
      { eval: true, workerData: { training, module: new URL('./ring.ts', import.meta.url).href } },
    );
    try {
      await once(worker, 'message');
      ingest(engine, events);
      await expect.poll(() => engine.trainingBacklog(), { timeout: 20_000 }).toBe(0);
      worker.postMessage('done');
      const [learned] = await once(worker, 'message');
      expect(learned).toBeGreaterThan(1_000);
      expect(Buffer.compare(engine.snapshot('end'), expected)).toBe(0);
    } finally {
      await worker.terminate();
    }
  }, 30_000);

  test('a snapshot is refused while examples wait, and one taken elsewhere goes on in shared memory', () => {
    const half = engineOf();
    ingest(half, events.slice(0, 2_000));
    const training = createTraining(policy);
    const engine = engineOf(training);
    ingest(engine, events.slice(0, 300));
    expect(engine.trainingBacklog()).toBeGreaterThan(0);
    expect(engine.modelHealth()).toMatchObject({ backlog: engine.trainingBacklog(), backlogCapacity: 16_384 });
    expect(() => engine.snapshot()).toThrow('empty ring');
    while (trainFromRing(training.ring, training.weights) > 0);
    engine.restore(half.snapshot('half'));
    ingest(engine, events.slice(2_000));
    while (trainFromRing(training.ring, training.weights) > 0);
    expect(Buffer.compare(engine.snapshot('end'), expected)).toBe(0);
  });

  test('a state of earlier days restored over a later one leaves nothing of the later behind', () => {
    const early = engineOf();
    ingest(early, events.slice(0, 2_000));
    const training = createTraining(policy);
    const engine = engineOf(training);
    ingest(engine, events);
    while (trainFromRing(training.ring, training.weights) > 0);
    const rows = new Float32Array(training.weights.rows);
    const written = rows.findLastIndex((value) => value !== 0);
    engine.restore(early.snapshot('early'));
    const left = rows.findLastIndex((value) => value !== 0);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(written);
    expect(Buffer.compare(engine.snapshot('early'), early.snapshot('early'))).toBe(0);
    ingest(engine, events.slice(2_000));
    while (trainFromRing(training.ring, training.weights) > 0);
    expect(Buffer.compare(engine.snapshot('end'), expected)).toBe(0);
  });
});
