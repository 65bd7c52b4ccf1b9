import type { EngineState } from './engine-state.ts';
import { type Heads, head, headPriors } from './heads.ts';
import type { Policy } from './policy.ts';

/** One standard error of each head, on the head's own scale. */
export type HeadErrors = Heads;

/** Errors of public chances: the spread of a Beta posterior of the item's encounters and its prior. */
export function countErrors(state: EngineState, policy: Policy, heads: Heads, slot: number): HeadErrors {
  const counted = (index: number, chance: number): number => {
    const spread = Math.max(1e-6, chance * Math.max(0.05, 1 - chance));
    const seen = state.itemCounts.at(slot, headPriors[index]!.chances) + policy.learning.itemPrior + 1;
    return Math.sqrt(spread / seen);
  };
  return {
    watch: counted(head.watch, heads.watch),
    engage: counted(head.engage, heads.engage),
    click: counted(head.click, heads.click),
    buy: heads.buy === 0 ? 0 : counted(head.buy, heads.buy),
    keep: counted(head.keep, heads.keep),
    deduct: counted(head.deduct, heads.deduct),
    harm: counted(head.harm, heads.harm),
  };
}
