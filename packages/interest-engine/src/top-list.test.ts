import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTally } from './tally.ts';
import { createTopList } from './top-list.ts';

test('the list is the head of a full sort', () => {
  const offers = fc.uniqueArray(fc.tuple(fc.nat(500), fc.integer({ min: -5, max: 5 })), { selector: ([key]) => key });
  fc.assert(
    fc.property(offers, fc.nat(12), (list, capacity) => {
      const top = createTopList(capacity);
      for (const [key, score] of list) if (score >= top.floor) top.offer(key, score);
      const sorted = list.map(([key, score]) => ({ key, score })).sort((a, b) => b.score - a.score || a.key - b.key);
      expect(top.sorted()).toEqual(sorted.slice(0, capacity));
    }),
    { numRuns: 500 },
  );
});

test('a tally adds up, names the largest giver, grows, and forgets when opened', () => {
  const tally = createTally();
  tally.open();
  tally.add(3, 1, 10);
  tally.add(3, 2, 11);
  tally.add(900, -1, 12);
  tally.add(3, 1, 13);
  expect(tally.keys).toEqual([3, 900]);
  expect([tally.sumOf(3), tally.giverOf(3)]).toEqual([4, 11]);
  expect([tally.sumOf(900), tally.giverOf(900)]).toEqual([-1, -1]);
  tally.open();
  expect(tally.keys).toEqual([]);
  expect([tally.sumOf(3), tally.giverOf(3)]).toEqual([0, -1]);
});
