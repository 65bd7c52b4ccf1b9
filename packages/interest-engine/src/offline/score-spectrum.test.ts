import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { compressRows } from './score-sparse.ts';
import { findSpectrum, symmetricEigen } from './score-spectrum.ts';

test('eigenvectors of a symmetric matrix rebuild it', () => {
  const source = Float64Array.of(4, 1, 0.5, 1, 3, -1, 0.5, -1, 2);
  const { values, vectors } = symmetricEigen(source, 3);
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      let rebuilt = 0;
      for (let k = 0; k < 3; k++) rebuilt += vectors[a * 3 + k]! * values[k]! * vectors[b * 3 + k]!;
      expect(rebuilt).toBeCloseTo(source[a * 3 + b]!, 10);
    }
  }
});

test('a matrix of two patterns is rebuilt from its two strongest triplets', () => {
  const random = createRandom('patterns');
  const vector = (length: number) => Array.from({ length }, () => random() - 0.3);
  const [left, right, left2, right2] = [vector(40), vector(25), vector(40), vector(25)] as const;
  const rowOf: number[] = [];
  const columnOf: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < 40; row++) {
    for (let column = 0; column < 25; column++) {
      rowOf.push(row);
      columnOf.push(column);
      values.push(5 * left[row]! * right[column]! + left2[row]! * right2[column]!);
    }
  }
  const spectrum = findSpectrum(compressRows(40, 25, rowOf, columnOf, Float64Array.from(values)), 2, 'seed');
  expect(spectrum.strengths[0]).toBeGreaterThan(spectrum.strengths[1]!);
  values.forEach((value, at) => {
    const l = rowOf[at]! * 2;
    const r = columnOf[at]! * 2;
    const rebuilt = [0, 1].reduce(
      (sum, k) => sum + spectrum.left[l + k]! * spectrum.strengths[k]! * spectrum.right[r + k]!,
      0,
    );
    expect(rebuilt).toBeCloseTo(value, 8);
  });
});
