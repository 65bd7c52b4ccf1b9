import type { Schemas } from '@haowu/api-client';

type Bridge = Schemas['Bridge'];

/**
 * Of 100 paid: what is still there after the losses known so far, as the bridge is drawn, and what is expected to stay
 * once everything is settled. Null when nothing was paid.
 */
export function keptPerHundred(bridge: Bridge): { soFar: number | null; expected: number | null } {
  const paidMinor = bridge.paid.settled.amountMinor + bridge.paid.provisional.amountMinor;
  const keptMinor = bridge.qgmv.settled.amountMinor + bridge.qgmv.provisional.amountMinor;
  return { soFar: paidMinor > 0 ? (keptMinor / paidMinor) * 100 : null, expected: bridge.perHundred };
}

/** The first sentence of the page: the figure of the bridge under it, and the forecast by name where it differs. */
export function keptSentence(bridge: Bridge): { key: string; values: Record<string, string> } {
  const { soFar, expected } = keptPerHundred(bridge);
  if (soFar === null) return { key: 'bridge.name', values: {} };
  if (soFar < 0) return { key: 'bridge.headlineBelow', values: { lost: Math.abs(soFar).toFixed(1) } };
  const kept = soFar.toFixed(1);
  if (expected === null || expected.toFixed(1) === kept) return { key: 'bridge.headline', values: { kept } };
  if (expected < 0) return { key: 'bridge.headlineNoneExpected', values: { kept } };
  return { key: 'bridge.headlineSoFar', values: { kept, expected: expected.toFixed(1) } };
}
