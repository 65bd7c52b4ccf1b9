/**
 * A nearest-neighbour index of the host, for catalogues too large to scan (`limits.exactVectors`). Keys are the engine's
 * item numbers. It may be approximate; the engine checks every answer against the item itself.
 */
export interface VectorIndex {
  /** Adds or replaces the vector of a key; the array is only lent. */
  set(key: number, vector: Float32Array): void;
  remove(key: number): void;
  /** Up to `k` keys near the query, nearest first, with their cosine. */
  search(query: Float32Array, k: number): { key: number; score: number }[];
}
