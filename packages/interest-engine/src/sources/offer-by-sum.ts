import type { Tally } from '../tally.ts';
import type { TopList } from '../top-list.ts';

const bands = 128;

/**
 * Offers the keys of a tally with a sum above zero to a top list, those with large sums first, until no lift of what is
 * left could bring it in: most of thousands of keys are never asked whether they may be shown. `mostLift`: no score is
 * more than so many times its sum. `scoreOf` gives the score, or null for what may not come in. The list ends up as if
 * all had been offered.
 */
export function offerBySum(
  tally: Tally,
  top: TopList,
  mostLift: number,
  scoreOf: (key: number, sum: number) => number | null,
): void {
  const { keys } = tally;
  let most = 0;
  for (let place = 0; place < keys.length; place++) most = Math.max(most, tally.sumAt(place));
  if (most <= 0) return;
  const scale = bands / most;
  const bandAt = (place: number): number => Math.min(bands - 1, Math.floor(tally.sumAt(place) * scale));
  // By counting: how many lie in each band and above, then each to its place in the order.
  const ends = new Int32Array(bands + 1);
  for (let place = 0; place < keys.length; place++) if (tally.sumAt(place) > 0) ends[bandAt(place)]!++;
  for (let band = bands - 1; band >= 0; band--) ends[band]! += ends[band + 1]!;
  const inOrder = new Int32Array(ends[0]!);
  const next = ends.slice(1);
  for (let place = 0; place < keys.length; place++) {
    if (tally.sumAt(place) > 0) inOrder[next[bandAt(place)]!++] = place;
  }
  for (let band = bands - 1; band >= 0; band--) {
    // One band higher than its own end, so that no rounding can leave out what would have come in.
    if (((band + 2) / scale) * mostLift < top.floor) return;
    for (let index = ends[band + 1]!; index < ends[band]!; index++) {
      const place = inOrder[index]!;
      const sum = tally.sumAt(place);
      if (sum * mostLift < top.floor) continue;
      const key = keys[place]!;
      const score = scoreOf(key, sum);
      if (score !== null) top.offer(key, score);
    }
  }
}
