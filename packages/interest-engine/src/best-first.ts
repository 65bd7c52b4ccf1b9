/** Runs of so many are sorted by insertion before they are merged. */
const runLength = 8;

/**
 * The places of the things by falling score, ties by rising key. On flat arrays: for hundreds of things nearly all the
 * cost of the built-in sort is calling back for each pair (for fewer than about a hundred it is the faster one). No score may be NaN.
 */
export function bestFirst(scores: Float64Array, keys: Int32Array): Int32Array {
  const count = scores.length;
  const isAfter = (a: number, b: number): boolean =>
    scores[a]! < scores[b]! || (scores[a] === scores[b] && keys[a]! > keys[b]!);
  let order = new Int32Array(count);
  for (let at = 0; at < count; at++) order[at] = at;
  for (let start = 0; start < count; start += runLength) {
    const end = Math.min(count, start + runLength);
    for (let next = start + 1; next < end; next++) {
      const held = order[next]!;
      let at = next;
      for (; at > start && isAfter(order[at - 1]!, held); at--) order[at] = order[at - 1]!;
      order[at] = held;
    }
  }
  let merged = new Int32Array(count);
  for (let width = runLength; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(count, start + width);
      const end = Math.min(count, start + 2 * width);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const takeRight = left >= middle || (right < end && isAfter(order[left]!, order[right]!));
        merged[at] = takeRight ? order[right++]! : order[left++]!;
      }
    }
    [order, merged] = [merged, order];
  }
  return order;
}

export function inOrder<Thing>(things: readonly Thing[], order: Int32Array): Thing[] {
  const sorted: Thing[] = [];
  for (let at = 0; at < order.length; at++) sorted.push(things[order[at]!]!);
  return sorted;
}
