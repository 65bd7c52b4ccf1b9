// Dot products of one query with every row, the best k kept in a heap: compiled to WebAssembly by scripts/build-wasm.ts.
// Sums go lane by lane in one fixed order, so that src/vectors/plain-scan.ts gives the same bits.

/** Whether the first entry is worse than the second: lower score, or the same and a higher row. */
function isWorse(scoreA: f32, rowA: i32, scoreB: f32, rowB: i32): bool {
  return scoreA < scoreB || (scoreA == scoreB && rowA > rowB);
}

function siftUp(scores: usize, rows: usize, from: i32): void {
  let child = from;
  const score = load<f32>(scores + ((<usize>child) << 2));
  const row = load<i32>(rows + ((<usize>child) << 2));
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const parentScore = load<f32>(scores + ((<usize>parent) << 2));
    const parentRow = load<i32>(rows + ((<usize>parent) << 2));
    if (!isWorse(score, row, parentScore, parentRow)) break;
    store<f32>(scores + ((<usize>child) << 2), parentScore);
    store<i32>(rows + ((<usize>child) << 2), parentRow);
    child = parent;
  }
  store<f32>(scores + ((<usize>child) << 2), score);
  store<i32>(rows + ((<usize>child) << 2), row);
}

function siftDown(scores: usize, rows: usize, size: i32, score: f32, row: i32): void {
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= size) break;
    let childScore = load<f32>(scores + ((<usize>child) << 2));
    let childRow = load<i32>(rows + ((<usize>child) << 2));
    if (child + 1 < size) {
      const rightScore = load<f32>(scores + ((<usize>(child + 1)) << 2));
      const rightRow = load<i32>(rows + ((<usize>(child + 1)) << 2));
      if (isWorse(rightScore, rightRow, childScore, childRow)) {
        child++;
        childScore = rightScore;
        childRow = rightRow;
      }
    }
    if (!isWorse(childScore, childRow, score, row)) break;
    store<f32>(scores + ((<usize>parent) << 2), childScore);
    store<i32>(rows + ((<usize>parent) << 2), childRow);
    parent = child;
  }
  store<f32>(scores + ((<usize>parent) << 2), score);
  store<i32>(rows + ((<usize>parent) << 2), row);
}

/** The exact dot product of a row and the query. */
function dotOf(row: usize, query: usize, bytes: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 64) {
    a = f32x4.add(a, f32x4.mul(v128.load(row + at), v128.load(query + at)));
    b = f32x4.add(b, f32x4.mul(v128.load(row + at, 16), v128.load(query + at, 16)));
    c = f32x4.add(c, f32x4.mul(v128.load(row + at, 32), v128.load(query + at, 32)));
    d = f32x4.add(d, f32x4.mul(v128.load(row + at, 48), v128.load(query + at, 48)));
  }
  const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
}

/** Products of 8 whole numbers of a row with 8 of the query, which lie ready as 16 bits each, added up in pairs. */
function codeProducts(row: usize, query: v128): v128 {
  return i32x4.dot_i16x8_s(v128.load8x8_s(row), query);
}

/**
 * Scans `count` rows of `dims` numbers (a multiple of 16) against the query and keeps the best `k` with a score above
 * `floor` as a heap in `scores` and `rows`, worst first. Returns how many there are. A quarter of the memory is read:
 * each row has also a code of bytes with its scale and the length of what the code leaves out, so that a row whose code
 * says it cannot be good enough is passed over; every other is computed exactly, so the answer is exact.
 */
export function scan(
  vectors: usize,
  codes: usize,
  scales: usize,
  errors: usize,
  count: i32,
  dims: i32,
  query: usize,
  queryCode: usize,
  queryScale: f32,
  queryLength: f32,
  queryError: f32,
  k: i32,
  floor: f32,
  scores: usize,
  rows: usize,
): i32 {
  let size = 0;
  let least = floor;
  let row = vectors;
  let code = codes;
  const bytes = <usize>dims << 2;
  // The first 64 numbers of the query's code, wide, so that they stay in registers.
  const a = v128.load8x8_s(queryCode);
  const b = v128.load8x8_s(queryCode, 8);
  const c = v128.load8x8_s(queryCode, 16);
  const d = v128.load8x8_s(queryCode, 24);
  const e = v128.load8x8_s(queryCode, 32);
  const f = v128.load8x8_s(queryCode, 40);
  const g = v128.load8x8_s(queryCode, 48);
  const h = v128.load8x8_s(queryCode, 56);
  for (let index = 0; index < count; index++, row += bytes, code += dims) {
    const scale = load<f32>(scales + (<usize>index << 2)) * queryScale;
    const doubt = load<f32>(errors + (<usize>index << 2)) * queryLength + queryError;
    let sum: v128;
    let at: usize;
    if (dims >= 64) {
      sum = i32x4.add(
        i32x4.add(
          i32x4.add(codeProducts(code, a), codeProducts(code + 8, b)),
          i32x4.add(codeProducts(code + 16, c), codeProducts(code + 24, d)),
        ),
        i32x4.add(
          i32x4.add(codeProducts(code + 32, e), codeProducts(code + 40, f)),
          i32x4.add(codeProducts(code + 48, g), codeProducts(code + 56, h)),
        ),
      );
      at = 64;
    } else {
      sum = i32x4.splat(0);
      at = 0;
    }
    for (; at < <usize>dims; at += 8) {
      sum = i32x4.add(sum, codeProducts(code + at, v128.load8x8_s(queryCode + at)));
    }
    const product =
      i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
    if (!(<f32>product * scale + doubt > least)) continue;
    const score = dotOf(row, query, bytes);
    if (!(score > least)) continue;
    if (size < k) {
      store<f32>(scores + (<usize>size << 2), score);
      store<i32>(rows + (<usize>size << 2), index);
      siftUp(scores, rows, size);
      size++;
    } else {
      siftDown(scores, rows, size, score, index);
    }
    if (size == k) least = load<f32>(scores);
  }
  return size;
}
