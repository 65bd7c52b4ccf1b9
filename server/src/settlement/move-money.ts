import type { Fact } from '../events/index.ts';
import type { Act } from '../kernel/index.ts';
import { postTransfers, type Transfer } from '../ledger/index.ts';
import { accounts, accrue, type Entry, type LineMoney, refund, type Step, settle } from './line-money.ts';
import { insertEntries, insertOrders, lockLines, moveFreight, saveLines } from './store.ts';

export const moneyEvents = [
  'order.paid',
  'order.cancelled',
  'order.received',
  'aftersale.completed',
  'quality-line.settled',
  'quality-line.restated',
] as const;
export type MoneyEvent = Fact<(typeof moneyEvents)[number]>;

/**
 * Moves the money of lines as facts say, one transaction for a batch: commission accrued when paid, less when refunded,
 * the creator's and the shop's when the quality line settles, and the difference when it is restated.
 * Freight is the shop's when the goods are received; a cancelled order gave it back.
 */
export async function moveMoney(act: Act, events: readonly MoneyEvent[]): Promise<void> {
  await insertOrders(
    act,
    events.flatMap((event) => (event.type === 'order.paid' ? [event.data] : [])),
  );
  const known = await lockLines(act, [...new Set(events.flatMap(lineIdsOf))]);
  const lines = new Map(known.map((line) => [line.lineId, line]));
  const transfers: Transfer[] = [];
  const entries: (Entry & { lineId: string; revision: number; at: Date })[] = [];
  const changed = new Set<string>();
  const take = (step: Step, at: Date) => {
    if (lines.get(step.line.lineId) === step.line) return;
    lines.set(step.line.lineId, step.line);
    changed.add(step.line.lineId);
    transfers.push(...step.transfers);
    if (step.entry) entries.push({ ...step.entry, lineId: step.line.lineId, revision: step.line.revision, at });
  };
  for (const event of events) for (const step of stepsOf(event, lines)) take(step, event.occurredAt);
  await saveLines(
    act,
    [...changed].sort().flatMap((lineId) => lines.get(lineId) ?? []),
  );
  await insertEntries(act, entries);
  transfers.push(...(await freightTransfers(act, events)));
  await postTransfers(act, transfers);
}

function lineIdsOf(event: MoneyEvent): string[] {
  if ('lines' in event.data) return event.data.lines.map((line) => line.lineId);
  return [event.data.lineId];
}

/** What an event does to lines; reads them as the events before it left them. */
function* stepsOf(event: MoneyEvent, lines: ReadonlyMap<string, LineMoney>): Generator<Step> {
  switch (event.type) {
    case 'order.paid': {
      const { orderId, orderNumber, shopId, currency, paidAt } = event.data;
      for (const line of event.data.lines) {
        if (lines.has(line.lineId)) continue;
        const { lineId, productId, contentId, creatorId, commissionRateBp } = line;
        const base = { lineId, orderId, orderNumber, shopId, productId, contentId, creatorId, currency };
        const paidMinor = BigInt(line.paidMinor);
        yield accrue({ ...base, rateBp: commissionRateBp, paidMinor, accruedAt: new Date(paidAt) });
      }
      return;
    }
    case 'order.cancelled':
      if (!event.data.wasPaid) return;
      for (const cancelled of event.data.lines) {
        const line = lines.get(cancelled.lineId);
        const amountMinor = BigInt(cancelled.paidMinor);
        if (line) yield refund(line, { amountMinor, cause: `cancel:${event.data.orderId}` });
      }
      return;
    case 'aftersale.completed': {
      const line = lines.get(event.data.lineId);
      const amountMinor = BigInt(event.data.refundMinor);
      if (line && amountMinor > 0n) yield refund(line, { amountMinor, cause: `case:${event.data.caseId}` });
      return;
    }
    case 'quality-line.settled':
    case 'quality-line.restated': {
      const line = lines.get(event.data.lineId);
      if (!line) return;
      const { netMinor, cleanMinor } = event.data;
      const cause = event.type === 'quality-line.settled' ? 'settled' : `restated:${event.id}`;
      yield settle(line, { netMinor: BigInt(netMinor), cleanMinor: BigInt(cleanMinor), cause });
      return;
    }
    case 'order.received':
      return;
  }
}

async function freightTransfers(act: Act, events: readonly MoneyEvent[]): Promise<Transfer[]> {
  const ordersOf = (...types: MoneyEvent['type'][]) => [
    ...new Set(events.flatMap((event) => (types.includes(event.type) ? [event.data.orderId] : []))),
  ];
  const cancelled = events.flatMap((event) =>
    event.type === 'order.cancelled' && event.data.wasPaid ? [event.data.orderId] : [],
  );
  await moveFreight(act, cancelled, 'refunded');
  const released = await moveFreight(act, ordersOf('order.received', 'quality-line.settled'), 'released');
  return released.map((order) => ({
    key: `freight:${order.orderId}`,
    kind: 'freight',
    debit: accounts.escrow,
    credit: accounts.shop(order.shopId),
    amountMinor: order.freightMinor,
    currency: order.currency,
    reference: order.orderId,
  }));
}
