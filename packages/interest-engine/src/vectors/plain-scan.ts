/** A row and its score, best first. */
export interface Nearest {
  readonly row: number;
  readonly score: number;
}

/** The best `k` rows with a score above `floor`, best first, ties by row. */
export type Scan = (query: Float32Array, k: number, floor: number) => Nearest[];

/**
 * The scan without WebAssembly, for few vectors and old machines: the same additions in the same order, rounded to 32
 * bits after each, so that it gives exactly the bits of assembly/scan.ts.
 */
export function plainScan(
  vectors: Float32Array,
  count: number,
  dims: number,
  query: Float32Array,
  k: number,
  floor: number,
): Nearest[] {
  const { fround } = Math;
  const lanes = new Float32Array(16);
  const best: Nearest[] = [];
  let least = fround(floor);
  for (let row = 0; row < count; row++) {
    lanes.fill(0);
    const start = row * dims;
    for (let at = 0; at < dims; at += 16) {
      for (let lane = 0; lane < 16; lane++) {
        lanes[lane] = lanes[lane]! + fround(vectors[start + at + lane]! * query[at + lane]!);
      }
    }
    const score = sumOfLanes(lanes);
    if (!(score > least)) continue;
    insertSorted(best, { row, score });
    if (best.length > k) best.pop();
    if (best.length === k) least = best[k - 1]!.score;
  }
  return best;
}

function sumOfLanes(lanes: Float32Array): number {
  const { fround } = Math;
  const lane = (index: number): number =>
    fround(fround(lanes[index]! + lanes[4 + index]!) + fround(lanes[8 + index]! + lanes[12 + index]!));
  return fround(fround(lane(0) + lane(1)) + fround(lane(2) + lane(3)));
}

function insertSorted(best: Nearest[], entry: Nearest): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = best[middle]!;
    if (other.score < entry.score || (other.score === entry.score && other.row > entry.row)) high = middle;
    else low = middle + 1;
  }
  best.splice(low, 0, entry);
}
