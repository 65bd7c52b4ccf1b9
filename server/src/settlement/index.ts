/**
 * Settlement: who is paid for a line by contract, and when: commission accrued, settled, reversed; goods money released.
 * Promises that money moves only between escrow, creators and shops, to the fen, once for each cause, and only on settled figures.
 * Never counts on what the client says without a touch on the server, and never on a forecast.
 */
import type { Queryable } from '../kernel/index.ts';
import type { CommissionState } from './line-money.ts';
import { selectLine } from './store.ts';

export { type OwedTotals, owedTotals } from './check-money.ts';
export { type Attribution, type AttributionLine, resolveAttribution } from './resolve-attribution.ts';
export { routes } from './routes.ts';
export { setShopRate } from './set-shop-rate.ts';
export { commissionDays } from './store.ts';
export { subscribers } from './subscribers.ts';

export type Commission = {
  creatorId: string;
  rateBp: number;
  amountMinor: bigint;
  currency: string;
  state: CommissionState;
};

/** The commission of a line; nothing when nobody earns. A reversed one has an amount of zero. */
export async function commissionOfLine(database: Queryable, lineId: string): Promise<Commission | undefined> {
  const line = await selectLine(database, lineId);
  if (!line?.creatorId || !line.state) return undefined;
  const { creatorId, rateBp, amountMinor, currency, state } = line;
  return { creatorId, rateBp, amountMinor, currency, state };
}
