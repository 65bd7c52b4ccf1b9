import { ndcgOf } from './ndcg.ts';

/** One user's candidates, best first. */
export interface RankedUser {
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** Accuracy given up for breadth at most, as a share of NDCG. */
const accuracyGivenUp = 0.006;
/** Breadth beyond this share of the catalogue is not sought. */
const breadthSought = 0.32;

/** The last `places` of each list, where having been shown to others counts against a candidate, `weight` times its logarithm. */
export interface Spreading {
  readonly places: number;
  readonly weight: number;
}

const noSpreading: Spreading = { places: 0, weight: 0 };

/**
 * Lists of `count`: all but the last places by score; those go to the user's best candidates among items shown least so far,
 * so that all lists together reach more of the catalogue. Users are served in the order given.
 */
export function spreadTails(
  ranked: readonly RankedUser[],
  count: number,
  { places, weight }: Spreading,
  items: number,
): Int32Array[] {
  const heads = Math.max(0, count - places);
  const shown = new Uint32Array(items);
  const lists = ranked.map(({ items: best }) => best.slice(0, heads));
  if (places === 0) return lists;
  for (const list of lists) for (const item of list) shown[item]!++;
  return lists.map((list, user) => {
    const { items: best, scores } = ranked[user]!;
    const rest = Uint32Array.from({ length: Math.max(0, best.length - heads) }, (_, index) => heads + index);
    const worth = Float64Array.from(rest, (place) => scores[place]! - weight * Math.log1p(shown[best[place]!]!));
    const order = rest.map((_, index) => index).sort((a, b) => worth[b]! - worth[a]! || a - b);
    const tail = Array.from(order.subarray(0, count - heads), (index) => best[rest[index]!]!);
    for (const item of tail) shown[item]!++;
    return Int32Array.from([...list, ...tail]);
  });
}

/**
 * The spreading that costs least on the trials among those that reach the breadth sought; where none does, the broadest that
 * stays within so little of the best accuracy.
 */
export function chooseSpreading(
  ranked: readonly RankedUser[],
  wanted: readonly ReadonlySet<number>[],
  count: number,
  items: number,
  say: (line: string) => void,
): Spreading {
  const judge = (spreading: Spreading) => {
    const lists = spreadTails(ranked, count, spreading, items);
    const breadth = new Set(lists.flatMap((list) => [...list])).size / Math.max(1, items);
    return { spreading, accuracy: meanNdcg(lists, wanted, count), breadth };
  };
  let chosen = judge(noSpreading);
  const floor = chosen.accuracy * (1 - accuracyGivenUp);
  say(`own validation: NDCG ${chosen.accuracy.toFixed(4)}, breadth ${chosen.breadth.toFixed(3)}`);
  const isEnough = ({ breadth }: typeof chosen) => breadth >= breadthSought;
  for (const places of [1, 2, 3].filter((tried) => tried < count)) {
    for (const weight of [0.25, 0.5, 1]) {
      const tried = judge({ places, weight });
      if (tried.accuracy < floor) continue;
      const better = isEnough(tried)
        ? !isEnough(chosen) || tried.accuracy > chosen.accuracy
        : !isEnough(chosen) && tried.breadth > chosen.breadth;
      if (better) chosen = tried;
    }
  }
  const { spreading, accuracy, breadth } = chosen;
  if (spreading.places > 0)
    say(`${spreading.places} places of a list for breadth: NDCG ${accuracy.toFixed(4)}, breadth ${breadth.toFixed(3)}`);
  return spreading;
}

function meanNdcg(lists: readonly Int32Array[], wanted: readonly ReadonlySet<number>[], count: number): number {
  let total = 0;
  for (const [user, list] of lists.entries()) total += ndcgOf(list, wanted[user]!, count);
  return lists.length > 0 ? total / lists.length : 0;
}
