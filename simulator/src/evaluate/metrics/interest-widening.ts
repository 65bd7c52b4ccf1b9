import type { Town } from '../town-state.ts';

const entropy = (counts: ReadonlyMap<number, number>): number => {
  let total = 0;
  for (const count of counts.values()) total += count;
  let sum = 0;
  for (const count of counts.values()) sum -= (count / total) * Math.log(count / total);
  return sum;
};

/**
 * How much wider the categories became in which people keep what they buy (DOMAIN 3.6): entropy over past and course
 * less entropy of the past alone, in nats, mean over people who kept something.
 */
export function interestWidening(town: Town): number {
  const kept = new Map<number, Map<number, number>>();
  for (const line of town.lines) {
    if (line.fake || line.cleanMinor <= 0) continue;
    const counts = kept.get(line.viewer.index) ?? new Map<number, number>();
    kept.set(line.viewer.index, counts);
    counts.set(line.product.category, (counts.get(line.product.category) ?? 0) + 1);
  }
  let sum = 0;
  for (const [index, counts] of kept) {
    const before = town.pastCategories[index]!;
    const both = new Map(before);
    for (const [category, count] of counts) both.set(category, (both.get(category) ?? 0) + count);
    sum += entropy(both) - (before.size === 0 ? 0 : entropy(before));
  }
  return kept.size === 0 ? 0 : sum / kept.size;
}
