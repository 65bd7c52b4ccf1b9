import type { SparseRows } from '../ease/fit-ease.ts';
import { createRandom } from '../random.ts';

/**
 * The strongest `rank` right directions of a sparse matrix, item by item: row-major, `columns` x `rank`. Subspace iteration
 * from a seeded start; the directions are orthonormal, in no promised order.
 */
export function truncatedSvd(rows: SparseRows, columns: number, rank: number, rounds = 6): Float32Array {
  const random = createRandom('truncated-svd');
  let basis = Float32Array.from({ length: columns * rank }, () => random() - 0.5);
  orthonormalise(basis, columns, rank);
  for (let round = 0; round < rounds; round++) {
    const next = new Float32Array(columns * rank);
    const projected = new Float32Array(rank);
    for (let row = 0; row + 1 < rows.starts.length; row++) {
      const from = rows.starts[row]!;
      const to = rows.starts[row + 1]!;
      if (from === to) continue;
      projected.fill(0);
      for (let entry = from; entry < to; entry++) {
        const at = rows.columns[entry]! * rank;
        const value = rows.values[entry]!;
        for (let k = 0; k < rank; k++) projected[k]! += value * basis[at + k]!;
      }
      for (let entry = from; entry < to; entry++) {
        const at = rows.columns[entry]! * rank;
        const value = rows.values[entry]!;
        for (let k = 0; k < rank; k++) next[at + k]! += value * projected[k]!;
      }
    }
    basis = next;
    orthonormalise(basis, columns, rank);
  }
  return basis;
}

/** Modified Gram-Schmidt over the columns of a row-major table, twice for numerical safety; a vanished direction becomes zero. */
function orthonormalise(table: Float32Array, rows: number, width: number): void {
  const column = new Float64Array(rows);
  for (let k = 0; k < width; k++) {
    for (let row = 0; row < rows; row++) column[row] = table[row * width + k]!;
    for (let pass = 0; pass < 2; pass++) {
      for (let earlier = 0; earlier < k; earlier++) {
        let product = 0;
        for (let row = 0; row < rows; row++) product += column[row]! * table[row * width + earlier]!;
        for (let row = 0; row < rows; row++) column[row]! -= product * table[row * width + earlier]!;
      }
    }
    let square = 0;
    for (let row = 0; row < rows; row++) square += column[row]! ** 2;
    const scale = square > 1e-18 ? 1 / Math.sqrt(square) : 0;
    for (let row = 0; row < rows; row++) table[row * width + k] = column[row]! * scale;
  }
}
