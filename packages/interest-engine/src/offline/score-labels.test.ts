import { expect, test, vi } from 'vitest';
import { createRandom } from '../random.ts';
import { fitLabelScorer } from './score-labels.ts';
import { type LabelledRows, sigmoid } from './score-rows.ts';

// Fits take seconds alone, and many times that beside a busy neighbour.
vi.setConfig({ testTimeout: 90_000 });

/** Users with a strictness and one of two tastes, items with a quality and one of two kinds; who meets what is chance. */
function makeTown(seed: string, count: number): { rows: LabelledRows; chances: Float64Array } {
  const random = createRandom(seed);
  const userCount = 200;
  const itemCount = 120;
  const leniency = Array.from({ length: userCount }, () => 2 * random() - 2);
  const quality = Array.from({ length: itemCount }, () => 3 * random() - 1.5);
  const rows: LabelledRows = {
    userCount,
    itemCount,
    users: new Int32Array(count),
    items: new Int32Array(count),
    labels: new Uint8Array(count),
  };
  const chances = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const user = Math.floor(random() * userCount);
    const item = Math.floor(random() * itemCount);
    const match = user % 2 === item % 2 ? 1.2 : -1.2;
    chances[at] = sigmoid(leniency[user]! + quality[item]! + match);
    rows.users[at] = user;
    rows.items[at] = item;
    rows.labels[at] = Number(random() < chances[at]!);
  }
  return { rows, chances };
}

function areaUnderCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: labels.length }, (_, at) => at).sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  let positives = 0;
  order.forEach((at, rank) => {
    if (labels[at] !== 1) return;
    ranks += rank + 1;
    positives++;
  });
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (labels.length - positives));
}

const take = (rows: LabelledRows, from: number, to: number): LabelledRows => ({
  ...rows,
  users: rows.users.slice(from, to),
  items: rows.items.slice(from, to),
  labels: rows.labels.slice(from, to),
});

test('finds strictness, quality and taste, comes near to what can be known, and its chances come true', () => {
  const { rows, chances } = makeTown('town', 24_000);
  const asked = take(rows, 18_000, 24_000);
  const scores = fitLabelScorer(take(rows, 0, 18_000)).score(asked);
  const best = areaUnderCurve(chances.slice(18_000), asked.labels);
  const reached = areaUnderCurve(scores, asked.labels);
  const itemsAlone = areaUnderCurve(itemMeans(take(rows, 0, 18_000), asked), asked.labels);
  expect(reached).toBeGreaterThan(best - 0.03);
  expect(reached).toBeGreaterThan(itemsAlone + 0.08);
  let promised = 0;
  let kept = 0;
  let certain = 0;
  scores.forEach((score, at) => {
    if (score < 0.5) return;
    promised += score;
    kept += asked.labels[at]!;
    certain++;
  });
  expect(certain).toBeGreaterThan(500);
  expect(Math.abs(promised - kept) / certain).toBeLessThan(0.03);
});

function itemMeans(rows: LabelledRows, asked: LabelledRows): Float64Array {
  const positives = new Float64Array(rows.itemCount);
  const counts = new Float64Array(rows.itemCount);
  rows.items.forEach((item, at) => {
    positives[item]! += rows.labels[at]!;
    counts[item]!++;
  });
  return Float64Array.from(asked.items, (item) => (positives[item]! + 1) / (counts[item]! + 2));
}

test('the same rows and seed give the same chances, to the bit', () => {
  const { rows } = makeTown('again', 3000);
  const asked = { users: Int32Array.of(0, 5, 9), items: Int32Array.of(3, 4, 8) };
  expect(fitLabelScorer(rows, { parts: 3 }).score(asked)).toEqual(fitLabelScorer(rows, { parts: 3 }).score(asked));
});

test('no one draw of parts decides: another seed says nearly the same', () => {
  const { rows } = makeTown('draws', 3000);
  const asked = take(rows, 0, 500);
  const [one, other] = ['one', 'other'].map((seed) => fitLabelScorer(rows, { parts: 3, seed }).score(asked));
  const apart = one!.reduce((sum, chance, at) => sum + Math.abs(chance - other![at]!) / asked.labels.length, 0);
  expect(apart).toBeGreaterThan(0);
  // A single split of the parts leaves 0.04 to 0.05.
  expect(apart).toBeLessThan(0.035);
});

test('unknown users and items get a chance from what is known of the rest', () => {
  const { rows } = makeTown('cold', 8000);
  const scorer = fitLabelScorer(rows, { parts: 4 });
  const overall = rows.labels.reduce((sum, label) => sum + label, 0) / rows.labels.length;
  const [neither] = scorer.score({ users: Int32Array.of(-1), items: Int32Array.of(-1) });
  expect(neither).toBeGreaterThan(overall / 3);
  expect(neither).toBeLessThan(3 * overall);
});

test('few rows, one class, one user: chances strictly between 0 and 1, never broken', () => {
  const small = (labels: number[]): LabelledRows => ({
    userCount: 1,
    itemCount: 3,
    users: Int32Array.from(labels, () => 0),
    items: Int32Array.from(labels, (_, at) => at % 3),
    labels: Uint8Array.from(labels),
  });
  for (const labels of [[1], [0, 0, 0, 0], [1, 1, 1, 1, 1], [0, 1, 0, 1, 1, 0, 1]]) {
    const scores = fitLabelScorer(small(labels)).score({
      users: Int32Array.of(0, 0, -1),
      items: Int32Array.of(0, 2, 1),
    });
    for (const score of scores) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
    }
  }
});

test('no label at all is refused', () => {
  const none = {
    userCount: 0,
    itemCount: 0,
    users: new Int32Array(0),
    items: new Int32Array(0),
    labels: new Uint8Array(0),
  };
  expect(() => fitLabelScorer(none)).toThrow('no labelled row');
});
