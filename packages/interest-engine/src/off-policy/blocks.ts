import { hash32 } from '../random.ts';
import { hasModel, type LogRow } from './log-row.ts';

/** Above this, rows (or whole clusters) share blocks by a hash of their place or cluster: same variance, bounded work. */
export const blocksMax = 10_000;

/** Sums over the rows of a block; each array has one number a block. */
export type BlockSums = {
  blocks: number;
  rows: Float64Array;
  weight: Float64Array;
  weightedReward: Float64Array;
  clippedReward: Float64Array;
  modelValue: Float64Array;
  correctedValue: Float64Array;
  reward: Float64Array;
};

/** Which block each row belongs to. Rows of one cluster always share a block. */
export function assignBlocks(rows: readonly LogRow[]): { blocks: number; blockOf: Int32Array } {
  const blockOf = new Int32Array(rows.length);
  const blockOfCluster = new Map<string | number, number>();
  let groups = 0;
  rows.forEach((row, place) => {
    let group = row.cluster === undefined ? undefined : blockOfCluster.get(row.cluster);
    if (group === undefined) {
      group = groups++;
      if (row.cluster !== undefined) blockOfCluster.set(row.cluster, group);
    }
    blockOf[place] = group;
  });
  if (groups <= blocksMax) return { blocks: groups, blockOf };
  const folded = Int32Array.from({ length: groups }, (_, group) => hash32(`block|${group}`) % blocksMax);
  for (let place = 0; place < blockOf.length; place++) blockOf[place] = folded[blockOf[place] as number] as number;
  return { blocks: blocksMax, blockOf };
}

export function sumBlocks(
  rows: readonly LogRow[],
  { blocks, blockOf }: { blocks: number; blockOf: Int32Array },
  weightMax: number,
): BlockSums {
  const zeros = () => new Float64Array(blocks);
  const sums: BlockSums = {
    blocks,
    rows: zeros(),
    weight: zeros(),
    weightedReward: zeros(),
    clippedReward: zeros(),
    modelValue: zeros(),
    correctedValue: zeros(),
    reward: zeros(),
  };
  rows.forEach((row, place) => {
    const block = blockOf[place] as number;
    const weight = row.targetProbability / row.loggedPropensity;
    add(sums.rows, block, 1);
    add(sums.weight, block, weight);
    add(sums.weightedReward, block, weight * row.reward);
    add(sums.clippedReward, block, Math.min(weight, weightMax) * row.reward);
    add(sums.reward, block, row.reward);
    if (!hasModel(row)) return;
    const expected = row.targetModelValue as number;
    add(sums.modelValue, block, expected);
    add(sums.correctedValue, block, expected + weight * (row.reward - (row.loggedModelValue as number)));
  });
  return sums;
}

function add(array: Float64Array, at: number, value: number): void {
  array[at] = (array[at] as number) + value;
}
