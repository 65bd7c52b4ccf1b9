import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offerBySum } from './sources/offer-by-sum.ts';
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

test('offering by falling sums ends as if every key above zero had been offered, and asks of fewer', () => {
  const amounts = fc.array(fc.tuple(fc.nat(300), fc.double({ min: -1, max: 4, noNaN: true })), { maxLength: 400 });
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.double({ min: 0.25, max: 2, noNaN: true })),
      (list, capacity, lifts) => {
        const tally = createTally();
        tally.open();
        for (const [key, amount] of list) tally.add(key, amount, 0);
        const liftOf = new Map(tally.keys.map((key) => [key, lifts.next().value as number]));
        const scoreOf = (key: number, sum: number) => (key % 7 === 0 ? null : sum * (liftOf.get(key) ?? 1));
        const all = createTopList(capacity);
        for (const key of tally.keys) {
          const score = tally.sumOf(key) > 0 ? scoreOf(key, tally.sumOf(key)) : null;
          if (score !== null) all.offer(key, score);
        }
        const few = createTopList(capacity);
        offerBySum(tally, few, 2, scoreOf);
        expect(few.sorted()).toEqual(all.sorted());
      },
    ),
    { numRuns: 500 },
  );
  const tally = createTally();
  tally.open();
  for (let key = 0; key < 5_000; key++) tally.add(key, (key % 1_000) / 1_000, 0);
  let asked = 0;
  offerBySum(tally, createTopList(20), 1, (_key, sum) => {
    asked++;
    return sum;
  });
  expect(asked).toBeLessThan(100);
});
