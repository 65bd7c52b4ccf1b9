import { expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import {
  answerOnce,
  drainSubscribers,
  handleNextBatch,
  newId,
  type RecordedFact,
  registerSubscribers,
  sql,
} from './index.ts';

const town = useTestWorld();

test('a fact is handled once per subscriber, in commit order, with its cursor', async () => {
  const { world } = town;
  const seen: RecordedFact[] = [];
  const subscriber = {
    name: 'test.once',
    types: ['thing.happened'],
    handle: async (_act: unknown, facts: readonly RecordedFact[]) => void seen.push(...facts),
  };
  await registerSubscribers(world, [subscriber]);
  for (let n = 0; n < 5; n += 1)
    await world.act(async (act) =>
      act.publish({ type: 'thing.happened', version: 1, subject: String(n), data: { n } }),
    );
  await drainSubscribers(world, [subscriber]);
  await drainSubscribers(world, [subscriber]);
  expect(seen.map((fact) => (fact.data as { n: number }).n)).toEqual([0, 1, 2, 3, 4]);
});

test('a fact of a rolled-back act is never seen', async () => {
  const { world } = town;
  const seen: string[] = [];
  const subscriber = {
    name: 'test.rollback',
    types: ['thing.rolled_back'],
    handle: async (_act: unknown, facts: readonly RecordedFact[]) =>
      void seen.push(...facts.map((fact) => fact.subject)),
  };
  await registerSubscribers(world, [subscriber]);
  await expect(
    world.act(async (act) => {
      act.publish({ type: 'thing.rolled_back', version: 1, subject: 'x', data: {} });
      await act.flushFacts();
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await drainSubscribers(world, [subscriber]);
  expect(seen).toEqual([]);
});

test('a fact that commits late is not missed', async () => {
  const { world } = town;
  const seen: string[] = [];
  const subscriber = {
    name: 'test.late',
    types: ['thing.late'],
    handle: async (_act: unknown, facts: readonly RecordedFact[]) =>
      void seen.push(...facts.map((fact) => fact.subject)),
  };
  await registerSubscribers(world, [subscriber]);
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let written: () => void = () => {};
  const firstWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const late = world.act(async (act) => {
    act.publish({ type: 'thing.late', version: 1, subject: 'late', data: {} });
    await act.flushFacts();
    written();
    await held;
  });
  await firstWritten;
  await world.act(async (act) => act.publish({ type: 'thing.late', version: 1, subject: 'early', data: {} }));
  // Draining would wait for the open transaction; one look shows what is readable beside it.
  await handleNextBatch(world, subscriber);
  letGo();
  await late;
  await drainSubscribers(world, [subscriber]);
  expect(seen.sort()).toEqual(['early', 'late']);
});

test('ten parallel sends of one idempotency key have one effect and one answer', async () => {
  const { world } = town;
  const personId = newId();
  let effects = 0;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      answerOnce(world, { personId, route: 'test', key: 'key-one-two', body: { a: 1 } }, async (act) => {
        await act.run(sql`select pg_sleep(0.01)`);
        effects += 1;
        return { effect: newId() };
      }),
    ),
  );
  expect(effects).toBe(1);
  expect(new Set(answers.map((answer) => answer.effect)).size).toBe(1);
  await expect(
    answerOnce(world, { personId, route: 'test', key: 'key-one-two', body: { a: 2 } }, async () => ({})),
  ).rejects.toMatchObject({ code: 'request.idempotency_key_reused' });
});

test('business time moves forward only, for everybody', async () => {
  const { world } = town;
  const before = world.businessClock.now().getTime();
  await world.businessClock.advance(86_400_000);
  expect(world.businessClock.now().getTime() - before).toBe(86_400_000);
  await expect(world.businessClock.advance(-1)).rejects.toThrow('forward only');
});
