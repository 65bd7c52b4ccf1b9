import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { binColumns, findCuts } from './score-bins.ts';
import { sigmoid } from './score-rows.ts';
import { defaultTrees, forestLogOdds, growForest } from './score-trees.ts';

test('trees learn what no single column tells', () => {
  const random = createRandom('either-or');
  const count = 4000;
  const columns = [0, 1, 2].map(() => Float32Array.from({ length: count }, () => random()));
  const truth = (at: number) => (columns[0]![at]! > 0.5 !== columns[1]![at]! > 0.3 ? 0.9 : 0.1);
  const labels = Uint8Array.from({ length: count }, (_, at) => Number(random() < truth(at)));
  const table = { names: ['a', 'b', 'noise'], groups: [], columns };
  const bins = binColumns(table, findCuts(table));
  const half = Int32Array.from({ length: count / 2 }, (_, at) => at);
  const forest = growForest(bins, labels, half, { ...defaultTrees, trees: 60, featureShare: 1 });
  const logOdds = forestLogOdds(forest, bins, count);
  let error = 0;
  for (let at = count / 2; at < count; at++) error += Math.abs(sigmoid(logOdds[at]!) - truth(at)) / (count / 2);
  expect(error).toBeLessThan(0.06);
});

test('watched rows see what the finished forest says of them, and watching may end the growth', () => {
  const random = createRandom('watch');
  const columns = [Float32Array.from({ length: 600 }, () => random())];
  const labels = Uint8Array.from(columns[0]!, (value) => Number(value + random() > 1));
  const table = { names: ['a'], groups: [], columns };
  const bins = binColumns(table, findCuts(table));
  const inside = Int32Array.from({ length: 400 }, (_, at) => at);
  const outside = Int32Array.from({ length: 200 }, (_, at) => at + 400);
  let seen = new Float64Array(0);
  const forest = growForest(bins, labels, inside, defaultTrees, outside, (logOdds, trees) => {
    seen = logOdds.slice();
    return trees < 7;
  });
  expect(forest.trees.length).toBe(7);
  const said = forestLogOdds(forest, bins, 600);
  for (let at = 0; at < 600; at++) expect(said[at]).toBeCloseTo(seen[at]!, 12);
});

test('bins hold at most 64 values each side of a cut, also for columns of one value', () => {
  const table = {
    names: ['same', 'two'],
    groups: [],
    columns: [new Float32Array(100).fill(3), Float32Array.from({ length: 100 }, (_, at) => at % 2)],
  };
  const cuts = findCuts(table);
  expect(cuts.map((each) => each.length)).toEqual([0, 1]);
  expect([...binColumns(table, cuts)[1]!.slice(0, 4)]).toEqual([0, 1, 0, 1]);
});
