import { dayMs, hourMs } from '../kernel/index.ts';

export type CaseState =
  | 'awaiting_merchant'
  | 'awaiting_return'
  | 'awaiting_merchant_receipt'
  | 'refused'
  | 'escalated'
  | 'completed'
  | 'withdrawn'
  | 'expired';
export type CaseKind = 'refund_before_dispatch' | 'refund_only' | 'return_and_refund';

/** The course of a case as a table: from where each event may happen, and where it leads. */
export const caseSteps = {
  approve_refund: { from: ['awaiting_merchant'], to: 'completed' },
  approve_return: { from: ['awaiting_merchant'], to: 'awaiting_return' },
  refuse: { from: ['awaiting_merchant', 'awaiting_merchant_receipt'], to: 'refused' },
  ship_back: { from: ['awaiting_return'], to: 'awaiting_merchant_receipt' },
  confirm_goods: { from: ['awaiting_merchant_receipt'], to: 'completed' },
  escalate: { from: ['refused'], to: 'escalated' },
  judge_refund: { from: ['escalated'], to: 'completed' },
  judge_reject: { from: ['escalated'], to: 'expired' },
  withdraw: { from: ['awaiting_merchant', 'awaiting_return', 'refused', 'escalated'], to: 'withdrawn' },
  lapse: { from: ['awaiting_return', 'refused'], to: 'expired' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState }>;
export type CaseStep = keyof typeof caseSteps;

/** Every waiting state has a deadline and an outcome by itself (DOMAIN P52, P53). */
export const deadlineMs: Partial<Record<CaseState, number>> = {
  awaiting_merchant: 48 * hourMs,
  awaiting_return: 7 * dayMs,
  awaiting_merchant_receipt: 10 * dayMs,
  refused: 7 * dayMs,
};

/** What the clock does at the deadline. */
export function stepAtDeadline(state: CaseState, kind: CaseKind): CaseStep | undefined {
  if (state === 'awaiting_merchant') return kind === 'return_and_refund' ? 'approve_return' : 'approve_refund';
  if (state === 'awaiting_merchant_receipt') return 'confirm_goods';
  if (state === 'awaiting_return' || state === 'refused') return 'lapse';
  return undefined;
}

/** The outcome at the deadline as a code the apps turn into words. */
export function outcomeAtDeadline(state: CaseState, kind: CaseKind): string | null {
  const step = stepAtDeadline(state, kind);
  if (!step) return null;
  return step === 'lapse' ? 'case_closed' : step === 'approve_return' ? 'return_approved' : 'refund_paid';
}
