import { expect, test } from 'vitest';
import { readItemFacts, voices } from './item-facts.ts';
import { Record } from './record.ts';

/** Item 0 goes into baskets of its own, item 1 into baskets of nine things, as often: the same two people on each of five ticks. */
function recordBaskets(): Record {
  const record = new Record(10);
  const learn = (user: number, item: number, tick: number) =>
    record.learn({ user, item, tick, wanted: true, logPrice: 0, logQuantity: 0 });
  for (let tick = 0; tick < 5; tick++) {
    learn(0, 0, tick);
    for (let item = 1; item < 10; item++) learn(1, item, tick);
  }
  return record;
}

const voiceOf = (record: Record, now: number, name: (typeof voices)[number]['name']) =>
  readItemFacts(record, now).voiced[voices.findIndex((voice) => voice.name === name)]!;

test('people who want little are heard beside those who want much', () => {
  const record = recordBaskets();
  const small = voiceOf(record, 5, 'small baskets');
  const smallest = voiceOf(record, 5, 'smallest baskets');
  expect(small[0]! - small[1]!).toBeGreaterThan(0.5);
  expect(smallest[0]! - smallest[1]!).toBeGreaterThan(small[0]! - small[1]!);
});

test('what first baskets hold tells apart what only regulars come back for', () => {
  const record = recordBaskets();
  const before = voiceOf(record, 5, 'first baskets');
  for (let user = 2; user < 6; user++)
    record.learn({ user, item: 2, tick: 5, wanted: true, logPrice: 0, logQuantity: 0 });
  const after = voiceOf(record, 6, 'first baskets');
  expect(before[2]).toBe(before[3]);
  expect(after[2]! - after[3]!).toBeGreaterThan(0);
  expect(after[4]).toBe(after[3]);
});
