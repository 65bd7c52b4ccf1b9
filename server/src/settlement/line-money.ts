import { roundHalfEven } from '../kernel/index.ts';
import type { Transfer } from '../ledger/index.ts';

export type CommissionState = 'frozen' | 'settled' | 'reversed';

/** The money of one order line between escrow, its creator and its shop; minor units. */
export type LineMoney = {
  readonly lineId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly shopId: string;
  readonly productId: string;
  readonly contentId: string | null;
  /** Nobody, when nobody earns: no touch, one's own link, the shop's own people. */
  readonly creatorId: string | null;
  readonly rateBp: number;
  readonly currency: string;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
  /** What the commission is counted on now. */
  readonly baseMinor: bigint;
  /** Commission when it was accrued. */
  readonly accruedMinor: bigint;
  /** Commission now: frozen until the line settles, then the creator's. */
  readonly amountMinor: bigint;
  /** Released to the shop. */
  readonly shopMinor: bigint;
  readonly settled: boolean;
  readonly state: CommissionState | null;
  readonly revision: number;
  /** Keys of the refunds already taken in. */
  readonly causes: readonly string[];
  readonly accruedAt: Date;
};

export type Entry = { state: CommissionState; baseMinor: bigint; amountMinor: bigint; cause: string };
export type Step = { line: LineMoney; transfers: Transfer[]; entry: Entry | null };

/** Commission on a base: half-even to the fen. */
export function commissionOn(baseMinor: bigint, rateBp: number): bigint {
  return roundHalfEven(baseMinor * BigInt(rateBp), 10_000n);
}

export const accounts = {
  escrow: 'escrow',
  frozen: (creatorId: string) => `commission-frozen:${creatorId}`,
  creator: (creatorId: string) => `creator:${creatorId}`,
  shop: (shopId: string) => `shop:${shopId}`,
} as const;

/** Paid: the commission is accrued out of escrow and frozen; the rest stays in escrow. */
export function accrue(
  line: Omit<
    LineMoney,
    | 'refundedMinor'
    | 'baseMinor'
    | 'accruedMinor'
    | 'amountMinor'
    | 'shopMinor'
    | 'settled'
    | 'state'
    | 'revision'
    | 'causes'
  >,
): Step {
  const earns = line.creatorId !== null && line.rateBp > 0;
  const amountMinor = earns ? commissionOn(line.paidMinor, line.rateBp) : 0n;
  const fresh: LineMoney = {
    ...line,
    creatorId: earns ? line.creatorId : null,
    refundedMinor: 0n,
    baseMinor: line.paidMinor,
    accruedMinor: amountMinor,
    amountMinor: 0n,
    shopMinor: 0n,
    settled: false,
    state: earns ? 'frozen' : null,
    revision: 0,
    causes: [],
  };
  return move(fresh, { amountMinor, cause: 'paid', state: 'frozen' });
}

/**
 * Refunded or cancelled before the line settled: the commission follows what is left, pro rata. The same cause counts
 * once. After settling the restated quality line does this.
 */
export function refund(line: LineMoney, refunded: { amountMinor: bigint; cause: string }): Step {
  if (line.settled || line.causes.includes(refunded.cause)) return { line, transfers: [], entry: null };
  const left = line.paidMinor - line.refundedMinor - refunded.amountMinor;
  const baseMinor = left > 0n ? left : 0n;
  const refundedMinor = line.paidMinor - baseMinor;
  const changed = { ...line, refundedMinor, baseMinor, causes: [...line.causes, refunded.cause] };
  return move(changed, {
    amountMinor: line.creatorId ? commissionOn(baseMinor, line.rateBp) : 0n,
    cause: refunded.cause,
    state: baseMinor === 0n ? 'reversed' : 'frozen',
  });
}

/**
 * The quality line settled (DOMAIN 3.3, S): the commission on what is clean becomes the creator's, the rest of what is left
 * becomes the shop's. Nobody earns on a confirmed fake. A later restatement moves the difference, in either direction.
 */
export function settle(line: LineMoney, figures: { netMinor: bigint; cleanMinor: bigint; cause: string }): Step {
  const amountMinor = line.creatorId ? commissionOn(figures.cleanMinor, line.rateBp) : 0n;
  const shopMinor = figures.netMinor - amountMinor;
  if (line.settled && amountMinor === line.amountMinor && shopMinor === line.shopMinor) {
    return { line, transfers: [], entry: null };
  }
  const settledLine: LineMoney = {
    ...line,
    settled: true,
    refundedMinor: line.paidMinor - figures.netMinor,
    baseMinor: figures.cleanMinor,
  };
  return move(settledLine, {
    amountMinor,
    shopMinor,
    fromFrozen: !line.settled,
    cause: figures.cause,
    state: figures.cleanMinor === 0n ? 'reversed' : 'settled',
  });
}

/** Posts what lies between a line's money as it is and as it should be. */
function move(
  line: LineMoney,
  target: { amountMinor: bigint; shopMinor?: bigint; fromFrozen?: boolean; cause: string; state: CommissionState },
): Step {
  const revision = line.revision + 1;
  const transfers: Transfer[] = [];
  // The giver is debited, the taker credited: both are what the house owes.
  const post = (kind: string, from: string, to: string, amountMinor: bigint) => {
    if (amountMinor === 0n) return;
    const [debit, credit] = amountMinor > 0n ? [from, to] : [to, from];
    transfers.push({
      key: `${kind}:${line.lineId}:${revision}`,
      kind,
      debit,
      credit,
      amountMinor: amountMinor > 0n ? amountMinor : -amountMinor,
      currency: line.currency,
      reference: line.lineId,
    });
  };
  if (line.creatorId) {
    const holder = line.settled && !target.fromFrozen ? accounts.creator : accounts.frozen;
    post('commission', accounts.escrow, holder(line.creatorId), target.amountMinor - line.amountMinor);
    if (target.fromFrozen) {
      post('commission_settled', accounts.frozen(line.creatorId), accounts.creator(line.creatorId), target.amountMinor);
    }
  }
  const shopMinor = target.shopMinor ?? line.shopMinor;
  post('goods', accounts.escrow, accounts.shop(line.shopId), shopMinor - line.shopMinor);
  const state = line.creatorId ? target.state : null;
  return {
    line: { ...line, amountMinor: target.amountMinor, shopMinor, state, revision },
    transfers,
    entry: state ? { state, baseMinor: line.baseMinor, amountMinor: target.amountMinor, cause: target.cause } : null,
  };
}
