import type { Schemas } from '@haowu/api-client';

export type Payment = Schemas['Payment'];

/** How long to wait before the n-th look (0 = first): 0.3 s doubling to 4 s, so a slow provider is not hammered. */
export function pollDelayMs(look: number): number {
  return Math.min(4_000, 300 * 1.6 ** look);
}

/** Looks before the screen stops waiting and says that the result will follow as a notice (about a minute). */
export const looksMax = 20;

type PaymentOutcome = 'captured' | 'failed' | 'closed' | 'pending';

/** What the buyer is told. A refund of a captured payment still means that this payment went through. */
export function outcomeOf(state: Payment['state']): PaymentOutcome {
  if (state === 'refunded' || state === 'partly_refunded' || state === 'captured') return 'captured';
  return state;
}
