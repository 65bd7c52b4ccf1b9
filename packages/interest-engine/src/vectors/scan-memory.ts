import { bestFirst } from '../best-first.ts';
import type { Nearest } from './plain-scan.ts';
import { scanModule } from './scan-module.ts';

/** Vectors in the memory of a WebAssembly module, where its scan can read them without a copy, each with a code in bytes. */
export interface ScanMemory {
  buffer(): ArrayBuffer;
  /** Makes room for so many rows and returns all floats; earlier views are void, and every row must be coded again. */
  grow(rows: number): Float32Array<ArrayBuffer>;
  /** After the vector of a row was written. */
  code(row: number): void;
  scan(query: Float32Array, rows: number, k: number, floor: number): Nearest[];
}

const pageBytes = 65_536;
const longestQuery = 4_096;
const mostResults = 4_096;
/** The query and its code, then scores, then rows, then the vectors from the second page on. */
const queryAt = 0;
const queryCodeAt = queryAt + 4 * longestQuery;
const scoresAt = queryCodeAt + longestQuery;
const rowsAt = scoresAt + 4 * mostResults;
const vectorsAt = pageBytes;
/** More than all rounding in the bound of a score can come to, for vectors of length one. */
const roundingSlack = 1e-4;

type ScanFunction = (
  vectors: number,
  codes: number,
  scales: number,
  errors: number,
  count: number,
  dims: number,
  query: number,
  queryCode: number,
  queryScale: number,
  queryLength: number,
  queryError: number,
  k: number,
  floor: number,
  scores: number,
  rows: number,
) => number;

/** Compiled once, on first use: it never changes. */
let compiled: WebAssembly.Module | null | undefined;

function moduleOrNull(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  try {
    compiled = new WebAssembly.Module(Uint8Array.from(atob(scanModule), (letter) => letter.charCodeAt(0)));
  } catch {
    compiled = null;
  }
  return compiled;
}

/** Null where WebAssembly, or SIMD in it, is missing. `dims`: floats of a vector, a multiple of 16. */
export function createScanMemory(dims: number): ScanMemory | null {
  const module = moduleOrNull();
  if (!module) return null;
  const memory = new WebAssembly.Memory({ initial: 2 });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const scan = instance.exports.scan as ScanFunction;
  let vectors = new Float32Array(memory.buffer, vectorsAt, 0);
  let codes = new Int8Array(memory.buffer, vectorsAt, 0);
  let scales = vectors;
  let errors = vectors;
  let codesEnd = vectorsAt;
  /** The longest vector there was. */
  let longest = 0;
  const queryCode = new Int8Array(dims);
  const facts: CodeFacts = { scale: 0, error: 0, length: 0 };

  return {
    buffer: () => memory.buffer,
    grow(rows) {
      // Growing leaves views without their memory, so their length is read before.
      const kept = vectors.byteLength;
      const codesAt = vectorsAt + 4 * rows * dims;
      const scalesAt = codesAt + rows * dims;
      const errorsAt = scalesAt + 4 * rows;
      const missing = Math.ceil((errorsAt + 4 * rows) / pageBytes) - memory.buffer.byteLength / pageBytes;
      if (missing > 0) memory.grow(missing);
      // The codes lay where vectors come to lie now.
      new Uint8Array(memory.buffer, vectorsAt + kept, codesEnd - vectorsAt - kept).fill(0);
      codesEnd = errorsAt + 4 * rows;
      vectors = new Float32Array(memory.buffer, vectorsAt, rows * dims);
      codes = new Int8Array(memory.buffer, codesAt, rows * dims);
      scales = new Float32Array(memory.buffer, scalesAt, rows);
      errors = new Float32Array(memory.buffer, errorsAt, rows);
      return vectors;
    },
    code(row) {
      const start = row * dims;
      encode(vectors, codes, start, dims, facts);
      scales[row] = facts.scale;
      errors[row] = facts.error;
      if (facts.length > longest) longest = facts.length;
    },
    scan(query, rows, k, floor) {
      new Float32Array(memory.buffer, queryAt, dims).set(query);
      encode(query, queryCode, 0, dims, facts);
      new Int8Array(memory.buffer, queryCodeAt, dims).set(queryCode);
      // v·q = code·code + code·rest of q + rest of v·q; by lengths, the last two are at most this far from nothing.
      const { scale, error, length } = facts;
      const doubt = error * longest * 1.02 + roundingSlack * Math.max(1, longest * length);
      const found = scan(
        vectorsAt,
        codes.byteOffset,
        scales.byteOffset,
        errors.byteOffset,
        rows,
        dims,
        queryAt,
        queryCodeAt,
        scale,
        length,
        doubt,
        Math.min(k, mostResults),
        floor,
        scoresAt,
        rowsAt,
      );
      const scores = new Float32Array(memory.buffer, scoresAt, found);
      const places = new Int32Array(memory.buffer, rowsAt, found);
      const nearest: Nearest[] = [];
      for (const place of bestFirst(Float64Array.from(scores), places)) {
        nearest.push({ row: places[place]!, score: scores[place]! });
      }
      return nearest;
    },
  };
}

interface CodeFacts {
  /** A step of the code. */
  scale: number;
  /** Length of what the code leaves out. */
  error: number;
  /** Length of the vector. */
  length: number;
}

/** Writes a vector as whole numbers from -127 to 127, at the same place. */
function encode(vectors: Float32Array, codes: Int8Array, start: number, dims: number, into: CodeFacts): void {
  let most = 0;
  for (let index = start; index < start + dims; index++) most = Math.max(most, Math.abs(vectors[index]!));
  const scale = Math.fround(most / 127);
  let left = 0;
  let length = 0;
  for (let index = start; index < start + dims; index++) {
    const number = vectors[index]!;
    const code = scale === 0 ? 0 : Math.round(number / scale);
    codes[index] = code;
    left += (number - code * scale) ** 2;
    length += number ** 2;
  }
  into.scale = scale;
  // Rounded up by more than 32 bits can round it down.
  into.error = Math.sqrt(left) * 1.00001;
  into.length = Math.sqrt(length);
}
