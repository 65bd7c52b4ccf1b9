import type { Nearest } from './plain-scan.ts';
import { scanModule } from './scan-module.ts';

/** Vectors in the memory of a WebAssembly module, where its scan can read them without a copy. */
export interface ScanMemory {
  buffer(): ArrayBuffer;
  /** Makes room for so many floats and returns all of them; earlier views are void. */
  grow(floats: number): Float32Array<ArrayBuffer>;
  scan(query: Float32Array, rows: number, k: number, floor: number): Nearest[];
}

const pageBytes = 65_536;
const longestQuery = 4_096;
const mostResults = 4_096;
/** The query, then scores, then rows, then the vectors from the second page on. */
const queryAt = 0;
const scoresAt = queryAt + 4 * longestQuery;
const rowsAt = scoresAt + 4 * mostResults;
const vectorsAt = pageBytes;

type ScanFunction = (
  vectors: number,
  count: number,
  dims: number,
  query: number,
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

/** Null where WebAssembly, or SIMD in it, is missing. */
export function createScanMemory(): ScanMemory | null {
  const module = moduleOrNull();
  if (!module) return null;
  const memory = new WebAssembly.Memory({ initial: 2 });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const scan = instance.exports.scan as ScanFunction;
  return {
    buffer: () => memory.buffer,
    grow(floats) {
      const pages = Math.ceil((vectorsAt + 4 * floats) / pageBytes);
      const missing = pages - memory.buffer.byteLength / pageBytes;
      if (missing > 0) memory.grow(missing);
      return new Float32Array(memory.buffer, vectorsAt, floats);
    },
    scan(query, rows, k, floor) {
      const wanted = Math.min(k, mostResults);
      new Float32Array(memory.buffer, queryAt, query.length).set(query);
      const count = scan(vectorsAt, rows, query.length, queryAt, wanted, floor, scoresAt, rowsAt);
      const scores = new Float32Array(memory.buffer, scoresAt, count);
      const found = new Int32Array(memory.buffer, rowsAt, count);
      const nearest = Array.from(found, (row, index): Nearest => ({ row, score: scores[index]! }));
      return nearest.sort((a, b) => b.score - a.score || a.row - b.row);
    },
  };
}
