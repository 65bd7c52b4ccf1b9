/** What a place of a list is worth: 1 for the first, falling with the logarithm. */
export const discountAt = (place: number): number => 1 / Math.log2(place + 2);

/** Discounted gain of a list of `count` against the best possible; every wanted item gains the same. */
export function ndcgOf(
  list: Int32Array,
  wanted: { readonly size: number; has(item: number): boolean },
  count: number,
): number {
  let gained = 0;
  let possible = 0;
  for (let place = 0; place < count; place++) {
    if (place < wanted.size) possible += discountAt(place);
    if (place < list.length && wanted.has(list[place]!)) gained += discountAt(place);
  }
  return possible > 0 ? gained / possible : 0;
}
