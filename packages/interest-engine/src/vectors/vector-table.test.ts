import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { plainScan } from './plain-scan.ts';
import { createVectorTable } from './vector-table.ts';

const dims = 32;

function fill(rows: number, seed: string, dims = 32) {
  const random = createRandom(seed);
  const table = createVectorTable(dims);
  const plain = new Float32Array(rows * dims);
  for (let row = 0; row < rows; row++) {
    // Few distinct values, so that ties happen.
    const vector = Float32Array.from({ length: dims }, () => Math.round(random() * 4 - 2) / 8 + (row % 3) * random());
    table.set(row, vector);
    plain.set(vector, row * dims);
  }
  const query = Float32Array.from({ length: dims }, () => random() - 0.3);
  return { table, plain, query };
}

test('WebAssembly and plain TypeScript find the same rows with the same bits', () => {
  const rows = 5_000;
  const { table, plain, query } = fill(rows, 'scan');
  for (const [k, floor] of [
    [1, 0],
    [10, 0],
    [120, 0.25],
    [4_000, 0],
  ] as const) {
    const found = table.nearest(query, k, floor);
    expect(found).toEqual(plainScan(plain, rows, dims, query, k, floor));
    expect(found.length).toBeGreaterThan(0);
  }
});

test('and so they do for vectors of any length and rows that do not come out even', () => {
  for (const long of [16, 64, 80, 128]) {
    for (const rows of [4_001, 4_002, 4_003]) {
      const { table, plain, query } = fill(rows, `long ${long}`, long);
      expect(table.nearest(query, 60, 0)).toEqual(plainScan(plain, rows, long, query, 60, 0));
    }
  }
});

test('the plain scan is right: a full sort of dot products in the same precision class', () => {
  const { plain, query } = fill(300, 'plain');
  const dots = Array.from({ length: 300 }, (_, row) => {
    let sum = 0;
    for (let index = 0; index < dims; index++) sum += plain[row * dims + index]! * query[index]!;
    return { row, sum };
  }).sort((a, b) => b.sum - a.sum);
  const found = plainScan(plain, 300, dims, query, 10, 0);
  expect(found.map(({ row }) => row)).toEqual(dots.slice(0, 10).map(({ row }) => row));
  for (const [index, { score }] of found.entries()) expect(score).toBeCloseTo(dots[index]!.sum, 4);
});

test('ties go to the lower row, on both sides of the size where WebAssembly takes over', () => {
  for (const rows of [100, 4_000]) {
    const table = createVectorTable(16);
    for (let row = 0; row < rows; row++) table.set(row, new Float32Array(16).fill(row % 10 === 7 ? 1 : 0.5));
    const found = table.nearest(new Float32Array(16).fill(1), 5, 0);
    expect(found.map(({ row }) => row)).toEqual([7, 17, 27, 37, 47]);
  }
});

test('rows grow, are overwritten and cleared; what is not set is not found', () => {
  const table = createVectorTable(16);
  const one = new Float32Array(16).fill(0.25);
  table.set(3_000, one);
  expect(table.nearest(one, 10, 0)).toEqual([{ row: 3_000, score: 1 }]);
  table.set(9_000, new Float32Array(16).fill(0.5));
  expect(table.nearest(one, 10, 0).map(({ row }) => row)).toEqual([9_000, 3_000]);
  expect(table.at(3_000)).toEqual(one);
  expect(table.at(2_999)).toBeNull();
  table.clear(9_000);
  expect(table.at(9_000)).toBeNull();
  expect(table.nearest(one, 10, 0).map(({ row }) => row)).toEqual([3_000]);
});

test('passing rows over by their codes never loses one: any scale, crowded directions, rows set again', () => {
  for (const [seed, scale] of [
    ['small', 0.001],
    ['unit', 1],
    ['large', 50],
  ] as const) {
    const random = createRandom(seed);
    const rows = 4_500;
    const table = createVectorTable(dims);
    const plain = new Float32Array(rows * dims);
    const centre = Float32Array.from({ length: dims }, () => random() - 0.5);
    for (let step = 0; step < rows * 1.2; step++) {
      const row = step < rows ? step : Math.floor(random() * rows);
      // Three in four lie so close to one direction that a byte cannot tell them apart.
      const spread = random() < 0.75 ? 0.002 : 1;
      const vector = centre.map((number) => scale * (number + spread * (random() - 0.5)));
      table.set(row, vector);
      plain.set(vector, row * dims);
    }
    for (let question = 0; question < 10; question++) {
      const query = centre.map((number) => number + (question / 10) * (random() - 0.5));
      expect(table.nearest(query, 150, 0)).toEqual(plainScan(plain, rows, dims, query, 150, 0));
    }
  }
});
