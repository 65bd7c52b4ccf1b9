// The closed-form item model (EASE): which items stand for which others, by one inversion of the item-by-item matrix.
// It promises the same weights for the same input on every machine, in about size^3 steps and 4 * size^2 bytes, one matrix at a time.
// It never samples, and never looks at anything but the sparse matrix it is given.
import type { EaseInput, EaseRows } from '../serving.ts';
import { createSymmetricMatrix, type SymmetricMatrix } from './invert-symmetric.ts';

/** Sparse rows: the entries of row `r` stand at `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  readonly starts: Uint32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** A fitted dense model: the weight from item `i` to item `j` is `weights[i * stride + j]`; zero on the diagonal. */
export interface EaseWeights {
  readonly size: number;
  readonly stride: number;
  readonly weights: Float32Array;
}

/** Longer rows weigh in with their last entries only: the pairs of one row grow with the square of its length. */
const longestRow = 1500;

/** Adds the products of all pairs within each row, times the row's own weight, to the lower triangle. */
function addGram(matrix: SymmetricMatrix, rows: SparseRows, rowWeights?: Float32Array): void {
  const { entries, stride } = matrix;
  const { starts, columns, values } = rows;
  for (let row = 0; row + 1 < starts.length; row++) {
    const weight = rowWeights?.[row] ?? 1;
    const to = starts[row + 1]!;
    const from = Math.max(starts[row]!, to - longestRow);
    for (let a = from; a < to; a++) {
      const left = columns[a]!;
      const value = weight * values[a]!;
      for (let b = from; b <= a; b++) {
        const right = columns[b]!;
        const at = left >= right ? left * stride + right : right * stride + left;
        entries[at]! += value * values[b]!;
      }
    }
  }
}

/**
 * Weights for `size` items. `ridge` is added to the diagonal: the higher, the less is believed of rare items.
 * @throws RangeError when the matrix cannot be inverted, which a ridge above zero rules out for finite values.
 */
export function fitEaseWeights(rows: SparseRows, size: number, ridge: number, rowWeights?: Float32Array): EaseWeights {
  const matrix = createSymmetricMatrix(size);
  addGram(matrix, rows, rowWeights);
  const { entries, stride } = matrix;
  for (let item = 0; item < size; item++) entries[item * stride + item]! += ridge;
  matrix.invert();
  const scale = new Float32Array(stride);
  for (let item = 0; item < size; item++) scale[item] = -1 / entries[item * stride + item]!;
  for (let item = 0; item < size; item++) {
    const row = item * stride;
    for (let other = 0; other < size; other++) entries[row + other]! *= scale[other]!;
    entries[row + item] = 0;
  }
  return { size, stride, weights: entries };
}

export interface EaseOptions {
  /** Added to the diagonal. Default 200. */
  ridge?: number;
  /** Most neighbours kept of an item, the strongest by size. Default 200. */
  neighbours?: number;
}

/** Fits, and keeps for every item its strongest others: what the live engine serves with. Rows keep the order of `itemIds`. */
export function fitEase(input: EaseInput, options: EaseOptions = {}): EaseRows {
  const { ridge = 200, neighbours: kept = 200 } = options;
  const size = input.itemIds.length;
  const rows = { starts: input.starts, columns: input.items, values: input.values };
  const model = fitEaseWeights(rows, size, ridge);
  const each = Math.max(0, Math.min(kept, size - 1));
  const starts = new Uint32Array(size + 1);
  const neighbours = new Int32Array(size * each);
  const weights = new Float32Array(size * each);
  let filled = 0;
  for (let item = 0; item < size; item++) {
    const row = model.weights.subarray(item * model.stride, item * model.stride + size);
    const strong = strongest(row, item, each);
    for (const other of strong) {
      neighbours[filled] = other;
      weights[filled++] = row[other]!;
    }
    starts[item + 1] = filled;
  }
  return { itemIds: input.itemIds, starts, neighbours: neighbours.slice(0, filled), weights: weights.slice(0, filled) };
}

/** The columns farthest from zero, in order of column; of equal ones the earlier. */
function strongest(row: Float32Array, self: number, count: number): Int32Array {
  if (count === 0) return new Int32Array();
  const sizes = row.map(Math.abs);
  const floor = largest(sizes.slice(), count);
  const above: number[] = [];
  const level: number[] = [];
  for (let column = 0; column < row.length; column++) {
    if (column === self || sizes[column] === 0) continue;
    if (sizes[column]! > floor) above.push(column);
    else if (sizes[column] === floor) level.push(column);
  }
  return Int32Array.from([...above, ...level.slice(0, count - above.length)]).toSorted();
}

/** The `nth` largest of some numbers, 1 for the largest of all; their order is lost (Hoare's selection, without sorting all of them). */
function largest(numbers: Float32Array, nth: number): number {
  const wanted = numbers.length - nth;
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const pivot = numbers[(low + high) >>> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (numbers[left]! < pivot) left++;
      while (numbers[right]! > pivot) right--;
      if (left > right) break;
      const kept = numbers[left]!;
      numbers[left++] = numbers[right]!;
      numbers[right--] = kept;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return numbers[wanted]!;
}
