import { type Nearest, plainScan } from './plain-scan.ts';
import { createScanMemory, type ScanMemory } from './scan-memory.ts';

/** Vectors of one length, by row; a row that was never set, or was cleared, is all zero and is never found. */
export interface VectorTable {
  /** Floats of a vector; a multiple of 16. */
  readonly dims: number;
  /** Rows in use, counted from 0. */
  readonly rows: number;
  /** Copies a vector in. Give vectors of length one where scores should be cosines. */
  set(row: number, vector: Float32Array): void;
  clear(row: number): void;
  /** A view, or null when the row is all zero. It holds until the next `set`. */
  at(row: number): Float32Array | null;
  /** The `k` rows with the greatest dot product above `floor` (0 or more), best first, ties by row: exact. */
  nearest(query: Float32Array, k: number, floor: number): Nearest[];
}

/** From so many rows on the scan runs in WebAssembly; below, its memory would cost more than it saves. */
const fewRows = 2048;
const firstRows = 64;

export function createVectorTable(dims: number): VectorTable {
  if (dims <= 0 || dims % 16 !== 0) throw new TypeError('A vector has a multiple of 16 numbers.');
  let rows = 0;
  let capacity = 0;
  let vectors = new Float32Array();
  /** Undefined: not tried yet. Null: this machine has no SIMD in WebAssembly. */
  let memory: ScanMemory | null | undefined;

  const reserve = (needed: number): void => {
    if (needed <= capacity) return;
    capacity = Math.max(needed, firstRows, Math.ceil(capacity * 1.25));
    if (capacity > fewRows && memory === undefined) memory = createScanMemory(dims);
    const before = vectors;
    if (memory) {
      // Growing keeps what the memory holds, but views of it must be taken anew.
      const wasInMemory = before.buffer === memory.buffer();
      vectors = memory.grow(capacity);
      if (!wasInMemory) vectors.set(before);
      for (let row = 0; row < rows; row++) memory.code(row);
    } else {
      vectors = new Float32Array(capacity * dims);
      vectors.set(before);
    }
  };

  return {
    dims,
    get rows() {
      return rows;
    },
    set(row, vector) {
      if (row >= rows) rows = row + 1;
      reserve(rows);
      vectors.set(vector, row * dims);
      memory?.code(row);
    },
    clear(row) {
      if (row >= rows) return;
      vectors.fill(0, row * dims, (row + 1) * dims);
      memory?.code(row);
    },
    at(row) {
      if (row < 0 || row >= rows) return null;
      const vector = vectors.subarray(row * dims, (row + 1) * dims);
      for (const number of vector) if (number !== 0) return vector;
      return null;
    },
    nearest(query, k, floor) {
      if (k <= 0 || rows === 0) return [];
      return memory ? memory.scan(query, rows, k, floor) : plainScan(vectors, rows, dims, query, k, floor);
    },
  };
}
