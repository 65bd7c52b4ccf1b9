import { newId, type World } from '../../server/src/kernel/index.ts';
import { type PaymentProvider, type ProviderNotice, receiveNotice } from '../../server/src/payments/index.ts';

export type CapturedPayment = {
  paymentId: string;
  reference: string;
  amountMinor: number;
  currency: string;
  method: string;
  refunds: { refundId: string; key: string; amountMinor: number }[];
};

/**
 * The payment provider of the town's past: takes what the platform's own sweeps send and answers with notices, on the
 * town's clock. What it captured is handed to the sandbox afterwards, so that refunds of old orders work there.
 */
export function createTownProvider(now: () => Date): {
  provider: PaymentProvider;
  deliver(world: World): Promise<number>;
  captured: Map<string, CapturedPayment>;
  decline(paymentId: string): void;
} {
  const captured = new Map<string, CapturedPayment>();
  const ignored = new Set<string>();
  let notices: ProviderNotice[] = [];
  const provider: PaymentProvider = {
    name: 'sandbox',
    async createPayment(request) {
      const reference = `sbx_${request.paymentId}`;
      if (ignored.has(request.paymentId)) return { reference, cashierUrl: null };
      const amountMinor = Number(request.amountMinor);
      captured.set(request.paymentId, {
        paymentId: request.paymentId,
        reference,
        amountMinor,
        currency: request.currency,
        method: request.method,
        refunds: [],
      });
      notices.push({
        id: newId(),
        type: 'payment.captured',
        paymentId: request.paymentId,
        amountMinor,
        currency: request.currency,
        occurredAt: now().toISOString(),
      });
      return { reference, cashierUrl: null };
    },
    async refund(request) {
      const amountMinor = Number(request.amountMinor);
      captured.get(request.paymentId)?.refunds.push({ refundId: request.refundId, key: request.key, amountMinor });
      notices.push({
        id: newId(),
        type: 'refund.succeeded',
        paymentId: request.paymentId,
        refundId: request.refundId,
        amountMinor,
        currency: request.currency,
        occurredAt: now().toISOString(),
      });
      return { reference: `sbr_${request.refundId}` };
    },
    async closePayment() {},
    async query() {
      return undefined;
    },
    verifyNotice() {
      throw new Error('the town provider delivers its notices itself');
    },
  };
  return {
    provider,
    captured,
    /** A buyer who never pays: the provider hears of the payment and nothing comes. */
    decline: (paymentId) => ignored.add(paymentId),
    async deliver(world) {
      const batch = notices;
      notices = [];
      for (const notice of batch) await receiveNotice(world, 'sandbox', notice);
      return batch.length;
    },
  };
}
