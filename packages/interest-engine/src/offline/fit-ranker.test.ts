import { expect, test } from 'vitest';
import { featureNames, strangerFeatures } from './candidates.ts';
import { ListCollector } from './collect-lists.ts';
import { fitRankers, rankCandidates } from './fit-ranker.ts';

const width = featureNames.length;
const [first, second] = [...strangerFeatures] as [number, number];

/** Four candidates: 0 and 1 stand out in one feature, 2 and 3 in another. */
function candidates() {
  const features = new Float32Array(4 * width);
  for (const item of [0, 1]) features[item * width + first] = 1;
  for (const item of [2, 3]) features[item * width + second] = 1;
  return { items: Int32Array.of(0, 1, 2, 3), features };
}

test('strangers who want much do not speak for all strangers', () => {
  const collector = new ListCollector();
  for (let user = 0; user < 130; user++) {
    // Six in ten want one thing of the second kind; the rest want all of the first kind, and hundreds of things besides.
    const greedy = user % 5 < 2;
    const wanted = greedy ? { size: 400, has: (item: number) => item < 2 } : new Set([2 + (user % 2)]);
    collector.add(candidates(), { user, stranger: true, wanted });
  }
  const { items } = rankCandidates(fitRankers(collector.read()), candidates(), true, 4);
  expect([...items.slice(0, 2)]).toEqual([2, 3]);
});

test('weights are held less the more lists speak, and how much is asked anew when they are twice as many or half', () => {
  const collect = (people: number) => {
    const collector = new ListCollector();
    for (let user = 0; user < people; user++)
      collector.add(candidates(), { user, stranger: false, wanted: new Set([user % 3 === 0 ? 2 : 0]) });
    return collector.read();
  };
  const few = fitRankers(collect(100));
  const more = fitRankers(collect(190), few);
  expect(more.strength).toBe(few.strength);
  expect(Math.abs(more.known.weights[first]!)).toBeGreaterThan(Math.abs(few.known.weights[first]!));
  expect(fitRankers(collect(200), few).chosenOn).toBe(200);
  expect(fitRankers(collect(50), few).chosenOn).toBe(50);
});

test('where strangers are speaks in full before they do; one of them does not outvote it, many do', () => {
  const side = featureNames.indexOf('side');
  const collect = (contrary: number) => {
    const collector = new ListCollector();
    for (let user = 0; user < 500; user++) {
      const found = candidates();
      if (user < contrary) for (const item of [2, 3]) found.features[item * width + side] = 2;
      collector.add(found, { user, stranger: true, wanted: new Set([user % 2]) });
    }
    return fitRankers(collector.read()).unknown.weights[side]!;
  };
  expect(collect(0)).toBe(1);
  expect(collect(1)).toBeGreaterThan(0.8);
  expect(collect(400)).toBeLessThan(0.3);
});

test('with few lists the order is the plain one: popularity first', () => {
  const found = candidates();
  found.features[3 * width + featureNames.indexOf('popularity')] = 5;
  const rankers = fitRankers(new ListCollector().read());
  expect(rankCandidates(rankers, found, true, 1).items).toEqual(Int32Array.of(3));
});
