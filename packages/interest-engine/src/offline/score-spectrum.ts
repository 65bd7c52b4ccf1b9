import { createRandom } from '../random.ts';
import { type SparseMatrix, times, timesTransposed } from './score-sparse.ts';

/** The strongest singular triplets, strongest first: `left` and `right` hold `width` numbers for each row and column. */
export type Spectrum = { width: number; left: Float64Array; right: Float64Array; strengths: Float64Array };

/** Truncated singular value decomposition by subspace iteration from a seeded start; a few more vectors than asked help it settle. */
export function findSpectrum(matrix: SparseMatrix, width: number, seed: string): Spectrum {
  const rounds = 8;
  const kept = Math.min(width, matrix.rows, matrix.columns);
  const wide = Math.min(kept + 6, matrix.rows, matrix.columns);
  const random = createRandom(seed);
  let right = Float64Array.from({ length: matrix.columns * wide }, () => random() - 0.5);
  for (let k = 0; k < matrix.columns; k++) right[k * wide] = 1;
  orthonormalise(right, matrix.columns, wide);
  let left = new Float64Array(0);
  for (let round = 0; round < rounds; round++) {
    left = times(matrix, right, wide) as typeof left;
    orthonormalise(left, matrix.rows, wide);
    right = timesTransposed(matrix, left, wide) as typeof right;
    if (round < rounds - 1) orthonormalise(right, matrix.columns, wide);
  }
  // right = transpose(matrix) × left: its small Gram matrix gives the strengths and the rotation of both sides.
  const gram = new Float64Array(wide * wide);
  for (let row = 0; row < matrix.columns; row++) {
    for (let a = 0; a < wide; a++) {
      const value = right[row * wide + a]!;
      if (value === 0) continue;
      for (let b = 0; b < wide; b++) gram[a * wide + b]! += value * right[row * wide + b]!;
    }
  }
  const { values, vectors } = symmetricEigen(gram, wide);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const strengths = new Float64Array(kept);
  order.slice(0, kept).forEach((from, k) => {
    strengths[k] = Math.sqrt(Math.max(0, values[from]!));
  });
  const chosen = order.slice(0, kept);
  const turn = (side: Float64Array, count: number, scale: (k: number) => number) => {
    const turned = new Float64Array(count * kept);
    for (let row = 0; row < count; row++) {
      for (let k = 0; k < kept; k++) {
        let total = 0;
        for (let a = 0; a < wide; a++) total += side[row * wide + a]! * vectors[a * wide + chosen[k]!]!;
        turned[row * kept + k] = total * scale(k);
      }
    }
    return turned;
  };
  return {
    width: kept,
    left: turn(left, matrix.rows, () => 1),
    right: turn(right, matrix.columns, (k) => (strengths[k]! > 1e-12 ? 1 / strengths[k]! : 0)),
    strengths,
  };
}

/** Gram-Schmidt, twice for safety; a column that vanishes becomes zero. */
function orthonormalise(matrix: Float64Array, rows: number, width: number): void {
  for (let column = 0; column < width; column++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < column; other++) {
        let dot = 0;
        for (let row = 0; row < rows; row++) dot += matrix[row * width + column]! * matrix[row * width + other]!;
        if (dot === 0) continue;
        for (let row = 0; row < rows; row++) matrix[row * width + column]! -= dot * matrix[row * width + other]!;
      }
    }
    let length = 0;
    for (let row = 0; row < rows; row++) length += matrix[row * width + column]! ** 2;
    const scale = length > 1e-20 ? 1 / Math.sqrt(length) : 0;
    for (let row = 0; row < rows; row++) matrix[row * width + column]! *= scale;
  }
}

/** All eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi rotations. */
export function symmetricEigen(source: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = source.slice();
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k++) vectors[k * size + k] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let whole = 0;
    for (let p = 0; p < size; p++) {
      for (let q = 0; q < size; q++) {
        whole += a[p * size + q]! ** 2;
        if (p !== q) off += a[p * size + q]! ** 2;
      }
    }
    if (off <= 1e-26 * whole) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
    }
  }
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k]!), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = a[p * size + q]!;
  if (Math.abs(between) < 1e-300) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * between);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(t * t + 1);
  const sine = t * cosine;
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p]!;
    const kq = a[k * size + q]!;
    a[k * size + p] = cosine * kp - sine * kq;
    a[k * size + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k]!;
    const qk = a[q * size + k]!;
    a[p * size + k] = cosine * pk - sine * qk;
    a[q * size + k] = sine * pk + cosine * qk;
  }
  for (let k = 0; k < size; k++) {
    const kp = vectors[k * size + p]!;
    const kq = vectors[k * size + q]!;
    vectors[k * size + p] = cosine * kp - sine * kq;
    vectors[k * size + q] = sine * kp + cosine * kq;
  }
}
