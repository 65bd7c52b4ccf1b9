import type { EngineState } from './engine-state.ts';
import { type Heads, head, headPriors } from './heads.ts';
import type { Policy } from './policy.ts';

/** One standard error of each head, on the head's own scale. */
export type HeadErrors = Heads;

/** How far viewers' tastes lie apart, in log odds, as long as nothing is known of one viewer's. */
const tasteSpread = 0.7;

/**
 * Errors from counts: a Beta posterior of the item's encounters and its prior, and, for what a viewer does, how little
 * is known of this viewer's taste for such things (`unknown`, 0 to 1).
 */
export function countErrors(
  state: EngineState,
  policy: Policy,
  heads: Heads,
  slot: number,
  unknown: number,
): HeadErrors {
  const { itemCounts } = state;
  const { itemPrior } = policy.learning;
  const counted = (index: number, chance: number, taste: number): number => {
    const spread = Math.max(1e-6, chance * Math.max(0.05, 1 - chance));
    const seen = itemCounts.at(slot, headPriors[index]!.chances) + itemPrior + 1;
    return Math.sqrt(spread / seen + (spread * taste) ** 2);
  };
  const taste = tasteSpread * unknown;
  return {
    watch: counted(head.watch, heads.watch, taste),
    engage: counted(head.engage, heads.engage, taste),
    click: counted(head.click, heads.click, taste),
    buy: heads.buy === 0 ? 0 : counted(head.buy, heads.buy, taste),
    keep: counted(head.keep, heads.keep, 0),
    deduct: counted(head.deduct, heads.deduct, 0),
    harm: counted(head.harm, heads.harm, 0),
  };
}
