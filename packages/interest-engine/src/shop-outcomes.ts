import { type CountTable, columns } from './item-counts.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';

/**
 * What becomes of purchases at a shop nobody knows: the mean over shops, each counting about once, not over lines. Most
 * lines come from shops that did well, so the mean line is better than the shop one has not met (measured in the town of
 * the simulator: of lines among a shop's first three, 1.7 times as many go wrong).
 */
export interface ShopOutcomes {
  /** Before the counts of a shop change. */
  leave(shop: number, counts: CountTable): void;
  /** After they have. */
  join(shop: number, counts: CountTable): void;
  /** Mean share of a line that is kept and that is deducted; `lines`: the mean over lines, until some shops are known. */
  meanOf(what: 'kept' | 'deducted', lines: number): number;
  save(writer: SnapshotWriter): void;
}

/** So many shops must be known for theirs to count half. */
const priorShops = 5;
/** A shop with one line counts half, with many once: one line is a noisy witness. */
const weightOf = (settled: number): number => settled / (settled + 1);

export function createShopOutcomes(saved?: SnapshotReader): ShopOutcomes {
  const sums = saved?.f64('shopOutcomes') ?? new Float64Array(3);
  const add = (shop: number, counts: CountTable, sign: 1 | -1): void => {
    const settled = counts.at(shop, columns.settled);
    if (settled <= 0) return;
    const weight = sign * weightOf(settled);
    sums[0]! += weight;
    sums[1]! += (weight * counts.at(shop, columns.kept)) / settled;
    sums[2]! += (weight * counts.at(shop, columns.deducted)) / settled;
  };
  return {
    leave: (shop, counts) => add(shop, counts, -1),
    join: (shop, counts) => add(shop, counts, 1),
    meanOf: (what, lines) =>
      (Math.max(0, sums[what === 'kept' ? 1 : 2]!) + priorShops * lines) / (Math.max(0, sums[0]!) + priorShops),
    save: (writer) => writer.section('shopOutcomes', sums),
  };
}
