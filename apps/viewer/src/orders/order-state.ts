import type { Schemas } from '../api.ts';

export type Order = Schemas['Order'];
export type OrderAction = Order['actions'][number];

/**
 * The time to measure an order's deadlines against: the device's, unless something of the order happened later by the
 * platform's clock (a demo platform may be ahead of the calendar).
 */
export function latestTime(happened: readonly (string | null)[], deviceNow: number): number {
  return Math.max(deviceNow, ...happened.map((at) => (at === null ? 0 : Date.parse(at))));
}

/** How much time a deadline leaves, in its largest unit; null when it has passed. */
export function timeLeft(
  at: string,
  now: number,
): { unit: 'leftDays' | 'leftHours' | 'leftMinutes'; number: number } | null {
  const minutes = Math.floor((Date.parse(at) - now) / 60_000);
  if (minutes < 0) return null;
  if (minutes >= 48 * 60) return { unit: 'leftDays', number: Math.floor(minutes / (24 * 60)) };
  if (minutes >= 60) return { unit: 'leftHours', number: Math.floor(minutes / 60) };
  return { unit: 'leftMinutes', number: Math.max(1, minutes) };
}

/** What the total of an order is by now: owed, paid, or for a cancelled one given back or never paid. */
export function totalLabel(
  order: Pick<Order, 'state' | 'paidAt' | 'lines'>,
): 'amountTotal' | 'amountTotalDue' | 'amountTotalRefunded' | 'amountTotalUnpaid' {
  const cancelled = order.state === 'cancelled';
  if (order.paidAt === null) return cancelled ? 'amountTotalUnpaid' : 'amountTotalDue';
  const refunded = order.lines.some((line) => line.refunded.amountMinor > 0);
  return cancelled && refunded ? 'amountTotalRefunded' : 'amountTotal';
}

/** The quiet actions first, the one to press last: the order in which buttons stand. */
const standing: readonly OrderAction[] = [
  'apply_refund',
  'buy_again',
  'cancel',
  'remind_dispatch',
  'track',
  'extend_receipt',
  'review',
  'confirm_receipt',
  'pay',
];
/** With more than three, after-sale is left to the order page, where every line has its own button for it. */
export function sortedActions(actions: readonly OrderAction[]): OrderAction[] {
  return standing.filter((action) => actions.includes(action) && (action !== 'apply_refund' || actions.length <= 3));
}

/** The last of these present is drawn as the main one. */
export function mainAction(actions: readonly OrderAction[]): OrderAction | undefined {
  return (['pay', 'confirm_receipt', 'review', 'remind_dispatch'] as const).find((action) => actions.includes(action));
}

/** What of a line could still be refunded, in minor units, for a number of its pieces. */
export function refundableMinor(line: Schemas['OrderLine'], quantity: number): number {
  const left = line.paid.amountMinor - line.refunded.amountMinor;
  if (quantity >= line.quantity) return left;
  return Math.min(left, Math.floor((line.paid.amountMinor * quantity) / line.quantity));
}

/** After-sale states in which nothing is going on any more. */
export function isClosedCase(state: string): boolean {
  return ['completed', 'withdrawn', 'expired'].includes(state);
}

/** `26.80` to 2680 minor units; null when it is not an amount. */
export function parseAmount(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
