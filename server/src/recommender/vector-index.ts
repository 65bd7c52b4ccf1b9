import { createRequire } from 'node:module';
import type { VectorIndex } from '@haowu/interest-engine';

/** What is used of usearch; its own types describe the module entry, which does not load. */
type NativeIndex = {
  add(key: bigint, vector: Float32Array, threads?: number): void;
  remove(key: bigint): void;
  contains(key: bigint): boolean;
  search(vector: Float32Array, k: number, threads?: number): { keys: BigUint64Array; distances: Float32Array };
  size(): number;
};
type NativeModule = { Index: new (config: Record<string, unknown>) => NativeIndex };

const connectivity = 16;
const expansionAdd = 128;
const expansionSearch = 64;
/** One core serves; a second thread would take it from the requests beside. */
const threads = 1;

/**
 * Nearest neighbours by a graph (usearch, HNSW), for catalogues above `limits.exactVectors`: approximate, about 0.2 ms a
 * question at 100,000 vectors. A vector costs some 0.3 ms to add and five times that to move, so tell it of a few hundred
 * a second. It is no part of the learned state: it is filled anew after a start.
 * `set` throws when the native library is missing.
 */
export function createVectorIndex(dimensions: number): VectorIndex {
  // The module entry of the package fails to find its binary; the CommonJS one does not.
  const openIndex = (): NativeIndex => {
    const { Index } = createRequire(import.meta.url)('usearch') as NativeModule;
    return new Index({
      dimensions,
      metric: 'cos',
      quantization: 'f32',
      connectivity,
      expansion_add: expansionAdd,
      expansion_search: expansionSearch,
      multi: false,
    });
  };
  /** Opened by the first vector: most towns never need it. */
  let index: NativeIndex | undefined;
  return {
    set(key, vector) {
      const name = BigInt(key);
      index ??= openIndex();
      if (index.contains(name)) index.remove(name);
      index.add(name, vector, threads);
    },
    remove(key) {
      const name = BigInt(key);
      if (index?.contains(name)) index.remove(name);
    },
    search(query, k) {
      const wanted = index ? Math.min(k, index.size()) : 0;
      if (!index || wanted === 0) return [];
      const { keys, distances } = index.search(query, wanted, threads);
      return Array.from(keys, (key, place) => ({ key: Number(key), score: 1 - distances[place]! })).filter(
        ({ key, score }) => Number.isSafeInteger(key) && Number.isFinite(score),
      );
    },
  };
}
