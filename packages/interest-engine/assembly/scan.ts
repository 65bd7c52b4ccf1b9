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

/** The products of a whole code with the query's, in four sums that are still to be added up. */
@inline
function codeSums(
  code: usize,
  dims: usize,
  queryCode: usize,
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  e: v128,
  f: v128,
  g: v128,
  h: v128,
): v128 {
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
  for (; at < dims; at += 8) {
    sum = i32x4.add(sum, codeProducts(code + at, v128.load8x8_s(queryCode + at)));
  }
  return sum;
}

/** Of each of four the sum of its four numbers, side by side. */
@inline
function sumsOfFour(first: v128, second: v128, third: v128, fourth: v128): v128 {
  const two = i32x4.add(
    i32x4.shuffle(first, second, 0, 4, 1, 5),
    i32x4.shuffle(first, second, 2, 6, 3, 7),
  );
  const more = i32x4.add(
    i32x4.shuffle(third, fourth, 0, 4, 1, 5),
    i32x4.shuffle(third, fourth, 2, 6, 3, 7),
  );
  return i32x4.add(i64x2.shuffle(two, more, 0, 2), i64x2.shuffle(two, more, 1, 3));
}

/**
 * Scans `count` rows of `dims` numbers (a multiple of 16) against the query and keeps the best `k` with a score above
 * `floor` as a heap in `scores` and `rows`, worst first. Returns how many there are. A quarter of the memory is read:
 * each row has also a code of bytes with its scale and the length of what the code leaves out, so that a row whose code
 * says it cannot be good enough is passed over, four rows at a time; every other is computed exactly, so the answer is
 * exact. The last rows of less than four are all computed.
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
  const bytes = <usize>dims << 2;
  const length = <usize>dims;
  // The first 64 numbers of the query's code, wide, so that they stay in registers.
  const a = v128.load8x8_s(queryCode);
  const b = v128.load8x8_s(queryCode, 8);
  const c = v128.load8x8_s(queryCode, 16);
  const d = v128.load8x8_s(queryCode, 24);
  const e = v128.load8x8_s(queryCode, 32);
  const f = v128.load8x8_s(queryCode, 40);
  const g = v128.load8x8_s(queryCode, 48);
  const h = v128.load8x8_s(queryCode, 56);
  const scaleOfQuery = f32x4.splat(queryScale);
  const lengthOfQuery = f32x4.splat(queryLength);
  const errorOfQuery = f32x4.splat(queryError);
  for (let index = 0; index < count; index += 4) {
    let hopeful = 15;
    if (index + 4 <= count) {
      const code = codes + <usize>index * length;
      const product = f32x4.convert_i32x4_s(
        sumsOfFour(
          codeSums(code, length, queryCode, a, b, c, d, e, f, g, h),
          codeSums(code + length, length, queryCode, a, b, c, d, e, f, g, h),
          codeSums(code + 2 * length, length, queryCode, a, b, c, d, e, f, g, h),
          codeSums(code + 3 * length, length, queryCode, a, b, c, d, e, f, g, h),
        ),
      );
      const at = <usize>index << 2;
      const scale = f32x4.mul(v128.load(scales + at), scaleOfQuery);
      const doubt = f32x4.add(f32x4.mul(v128.load(errors + at), lengthOfQuery), errorOfQuery);
      hopeful = i32x4.bitmask(f32x4.gt(f32x4.add(f32x4.mul(product, scale), doubt), f32x4.splat(least)));
    }
    for (; hopeful !== 0; hopeful &= hopeful - 1) {
      const row = index + ctz(hopeful);
      if (row >= count) break;
      const score = dotOf(vectors + <usize>row * bytes, query, bytes);
      if (!(score > least)) continue;
      if (size < k) {
        store<f32>(scores + (<usize>size << 2), score);
        store<i32>(rows + (<usize>size << 2), row);
        siftUp(scores, rows, size);
        size++;
      } else {
        siftDown(scores, rows, size, score, row);
      }
      if (size === k) least = load<f32>(scores);
    }
  }
  return size;
}
