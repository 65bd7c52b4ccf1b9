/** A sparse matrix of rows by columns, compressed by row; repeated cells are simply repeated. */
export type SparseMatrix = {
  rows: number;
  columns: number;
  starts: Int32Array;
  cells: Int32Array;
  values: Float64Array;
};

export function compressRows(
  rows: number,
  columns: number,
  rowOf: ArrayLike<number>,
  columnOf: ArrayLike<number>,
  values: Float64Array,
): SparseMatrix {
  const starts = new Int32Array(rows + 1);
  for (let at = 0; at < rowOf.length; at++) starts[rowOf[at]! + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice(0, rows);
  const cells = new Int32Array(rowOf.length);
  const sorted = new Float64Array(rowOf.length);
  for (let at = 0; at < rowOf.length; at++) {
    const place = next[rowOf[at]!]!++;
    cells[place] = columnOf[at]!;
    sorted[place] = values[at]!;
  }
  return { rows, columns, starts, cells, values: sorted };
}

/** `matrix × dense`, where dense has `width` numbers for each column of the matrix. */
export function times(matrix: SparseMatrix, dense: Float64Array, width: number): Float64Array {
  const result = new Float64Array(matrix.rows * width);
  for (let row = 0; row < matrix.rows; row++) {
    const to = row * width;
    for (let place = matrix.starts[row]!; place < matrix.starts[row + 1]!; place++) {
      const from = matrix.cells[place]! * width;
      const value = matrix.values[place]!;
      for (let k = 0; k < width; k++) result[to + k]! += value * dense[from + k]!;
    }
  }
  return result;
}

/** `transpose(matrix) × dense`, where dense has `width` numbers for each row of the matrix. */
export function timesTransposed(matrix: SparseMatrix, dense: Float64Array, width: number): Float64Array {
  const result = new Float64Array(matrix.columns * width);
  for (let row = 0; row < matrix.rows; row++) {
    const from = row * width;
    for (let place = matrix.starts[row]!; place < matrix.starts[row + 1]!; place++) {
      const to = matrix.cells[place]! * width;
      const value = matrix.values[place]!;
      for (let k = 0; k < width; k++) result[to + k]! += value * dense[from + k]!;
    }
  }
  return result;
}
