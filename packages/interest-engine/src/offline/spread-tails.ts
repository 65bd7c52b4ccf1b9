/** One user's candidates, best first. */
export interface RankedUser {
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** Accuracy given up for breadth at most, as a share of NDCG. */
const accuracyGivenUp = 0.01;
/** Breadth beyond this share of the catalogue is not sought. */
const breadthSought = 0.4;
const tailPlacesMost = 3;

/**
 * Lists of `count`: all but the last `tailPlaces` by score; those go to the user's best candidates among items shown least
 * so far, so that long lists together reach more of the catalogue. Users are served in the order given.
 */
export function spreadTails(
  ranked: readonly RankedUser[],
  count: number,
  tailPlaces: number,
  items: number,
): Int32Array[] {
  const heads = Math.max(0, count - tailPlaces);
  const shown = new Uint32Array(items);
  const lists = ranked.map(({ items: best }) => best.slice(0, tailPlaces === 0 ? count : Math.min(count, heads)));
  if (tailPlaces === 0) return lists;
  for (const list of lists) for (const item of list) shown[item]!++;
  return lists.map((list, user) => {
    const { items: best, scores } = ranked[user]!;
    const rest = Uint32Array.from({ length: Math.max(0, best.length - heads) }, (_, index) => heads + index);
    const worth = Float64Array.from(rest, (place) => scores[place]! - Math.log1p(shown[best[place]!]!));
    const order = rest.map((_, index) => index).sort((a, b) => worth[b]! - worth[a]! || a - b);
    const tail = Array.from(order.subarray(0, count - heads), (index) => best[rest[index]!]!);
    for (const item of tail) shown[item]!++;
    return Int32Array.from([...list, ...tail]);
  });
}

/** As many tail places as breadth still gains by, while accuracy on the trials stays within one part in a hundred of the best. */
export function chooseTailPlaces(
  ranked: readonly RankedUser[],
  wanted: readonly ReadonlyMap<number, number>[],
  count: number,
  items: number,
  say: (line: string) => void,
): number {
  let chosen = 0;
  let best = 0;
  for (let places = 0; places <= Math.min(tailPlacesMost, count - 1); places++) {
    const lists = spreadTails(ranked, count, places, items);
    const accuracy = meanNdcg(lists, wanted, count);
    const breadth = new Set(lists.flatMap((list) => [...list])).size / Math.max(1, items);
    say(`own validation with ${places} places for breadth: NDCG ${accuracy.toFixed(4)}, breadth ${breadth.toFixed(3)}`);
    if (places === 0) best = accuracy;
    else if (accuracy < best * (1 - accuracyGivenUp)) break;
    chosen = places;
    if (breadth >= breadthSought) break;
  }
  return chosen;
}

export function meanNdcg(
  lists: readonly Int32Array[],
  wanted: readonly ReadonlyMap<number, number>[],
  count: number,
): number {
  let total = 0;
  for (const [user, list] of lists.entries()) total += ndcgOf(list, wanted[user]!, count);
  return lists.length > 0 ? total / lists.length : 0;
}

/** Discounted gain of a list of `count` against the best possible; every wanted item gains the same. */
export function ndcgOf(
  list: Int32Array,
  wanted: { readonly size: number; has(item: number): boolean },
  count: number,
): number {
  let gained = 0;
  let possible = 0;
  for (let place = 0; place < count; place++) {
    const discount = 1 / Math.log2(place + 2);
    if (place < wanted.size) possible += discount;
    if (place < list.length && wanted.has(list[place]!)) gained += discount;
  }
  return possible > 0 ? gained / possible : 0;
}
