import { expect, test } from 'vitest';
import { createVectorIndex } from './vector-index.ts';

const dims = 32;
/** Unit vectors, the same in every run. */
function vectorOf(seed: number): Float32Array {
  const vector = Float32Array.from({ length: dims }, (_, index) => Math.sin(seed * 12.9898 + index * 78.233));
  const length = Math.hypot(...vector);
  return vector.map((number) => number / length);
}
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, number, index) => sum + number * b[index]!, 0);

test('finds nearly what a full comparison finds, with its cosine', () => {
  const index = createVectorIndex(dims);
  const vectors = Array.from({ length: 1_000 }, (_, key) => vectorOf(key));
  for (const [key, vector] of vectors.entries()) index.set(key, vector);
  let hits = 0;
  for (let question = 0; question < 20; question++) {
    const query = vectorOf(question + 0.37);
    const exact = vectors.map((vector, key) => ({ key, score: dot(vector, query) })).sort((a, b) => b.score - a.score);
    const found = index.search(query, 10);
    expect(found).toHaveLength(10);
    expect(found[0]!.score).toBeCloseTo(exact[0]!.score, 3);
    const best = new Set(exact.slice(0, 10).map(({ key }) => key));
    hits += found.filter(({ key }) => best.has(key)).length;
  }
  expect(hits).toBeGreaterThan(180);
});

test('a key moves, leaves, and an empty index finds nothing', () => {
  const index = createVectorIndex(dims);
  expect(index.search(vectorOf(1), 5)).toEqual([]);
  index.set(7, vectorOf(1));
  index.set(8, vectorOf(2));
  index.set(7, vectorOf(3));
  expect(index.search(vectorOf(3), 1)[0]).toMatchObject({ key: 7 });
  expect(index.search(vectorOf(3), 10)).toHaveLength(2);
  index.remove(7);
  index.remove(7);
  expect(index.search(vectorOf(3), 10).map(({ key }) => key)).toEqual([8]);
});
