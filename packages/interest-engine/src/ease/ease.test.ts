import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { fitEase, fitEaseWeights, type SparseRows } from './fit-ease.ts';
import { createSymmetricMatrix } from './invert-symmetric.ts';

/** Gauss-Jordan in double precision: slow and plain, to compare with. */
function invertNaively(matrix: number[][]): number[][] {
  const size = matrix.length;
  const wide = matrix.map((row, index) => [...row, ...row.map((_, column) => (column === index ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot++) {
    const scale = wide[pivot]![pivot]!;
    wide[pivot] = wide[pivot]!.map((value) => value / scale);
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = wide[row]![pivot]!;
      wide[row] = wide[row]!.map((value, column) => value - factor * wide[pivot]![column]!);
    }
  }
  return wide.map((row) => row.slice(size));
}

function drawRows(users: number, items: number, seed: string): { dense: number[][]; rows: SparseRows } {
  const random = createRandom(seed);
  const dense = Array.from({ length: users }, () =>
    Array.from({ length: items }, (_, item) => (random() < 0.4 / (1 + item / 20) ? (random() < 0.8 ? 1 : -0.5) : 0)),
  );
  const starts = new Uint32Array(users + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const [user, row] of dense.entries()) {
    for (const [item, value] of row.entries()) {
      if (value === 0) continue;
      columns.push(item);
      values.push(value);
    }
    starts[user + 1] = columns.length;
  }
  return { dense, rows: { starts, columns: Int32Array.from(columns), values: Float32Array.from(values) } };
}

describe('the closed-form item model', () => {
  test('equals the inverse computed naively, over more than one block', () => {
    const items = 75;
    const { dense, rows } = drawRows(300, items, 'naive');
    const gram = Array.from({ length: items }, (_, a) =>
      Array.from({ length: items }, (_, b) => dense.reduce((sum, row) => sum + row[a]! * row[b]!, a === b ? 5 : 0)),
    );
    const inverse = invertNaively(gram);
    const { weights, stride } = fitEaseWeights(rows, items, 5);
    for (let a = 0; a < items; a++)
      for (let b = 0; b < items; b++)
        expect(weights[a * stride + b]).toBeCloseTo(a === b ? 0 : -inverse[a]![b]! / inverse[b]![b]!, 4);
  });

  test('plain code and WebAssembly give the same bits', () => {
    const fast = createSymmetricMatrix(130);
    const plain = createSymmetricMatrix(130, { plain: true });
    const random = createRandom('bits');
    for (let row = 0; row < 130; row++)
      for (let column = 0; column <= row; column++)
        plain.entries[row * plain.stride + column] = fast.entries[row * fast.stride + column] =
          row === column ? 40 + random() : random() - 0.5;
    fast.invert();
    plain.invert();
    expect(fast.entries.every((value, index) => value === plain.entries[index])).toBe(true);
    expect(fast.entries[0]).not.toBe(0);
  });

  test('refuses a matrix that has no inverse of the kind', () => {
    const matrix = createSymmetricMatrix(3);
    expect(() => matrix.invert()).toThrow(RangeError);
  });

  test('keeps the strongest neighbours, in order, and the same every time', () => {
    const { rows } = drawRows(200, 40, 'kept');
    const input = {
      itemIds: Array.from({ length: 40 }, (_, i) => `i${i}`),
      starts: rows.starts,
      items: rows.columns,
      values: rows.values,
    };
    const kept = fitEase(input, { ridge: 10, neighbours: 7 });
    const dense = fitEaseWeights(rows, 40, 10);
    expect(kept.starts[40]).toBe(kept.neighbours.length);
    for (let item = 0; item < 40; item++) {
      const row = [...kept.neighbours.subarray(kept.starts[item], kept.starts[item + 1])];
      expect(row).toHaveLength(7);
      const best = Array.from({ length: 40 }, (_, other) => other)
        .filter((other) => other !== item)
        .sort(
          (a, b) =>
            Math.abs(dense.weights[item * dense.stride + b]!) - Math.abs(dense.weights[item * dense.stride + a]!),
        )
        .slice(0, 7)
        .sort((a, b) => a - b);
      expect(row).toEqual(best);
    }
    expect(fitEase(input, { ridge: 10, neighbours: 7 })).toEqual(kept);
  });

  test('one item, or none, has no neighbours', () => {
    const one = { itemIds: ['a'], starts: Uint32Array.of(0, 1), items: Int32Array.of(0), values: Float32Array.of(1) };
    expect(fitEase(one).neighbours).toHaveLength(0);
    expect(
      fitEase({ itemIds: [], starts: Uint32Array.of(0), items: new Int32Array(), values: new Float32Array() }).starts,
    ).toEqual(Uint32Array.of(0));
  });
});
