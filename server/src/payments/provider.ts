/**
 * What a payment provider must do for us. Every call carries a key of ours: the same key again answers with the first
 * outcome. A call that ends without an answer is repeated; the truth arrives as a signed notice.
 */
export type PaymentProvider = {
  readonly name: string;
  createPayment(request: {
    key: string;
    paymentId: string;
    amountMinor: bigint;
    currency: string;
    method: string;
  }): Promise<{ reference: string; cashierUrl: string | null }>;
  refund(request: {
    key: string;
    refundId: string;
    paymentId: string;
    amountMinor: bigint;
    currency: string;
  }): Promise<{ reference: string }>;
  closePayment(paymentId: string): Promise<void>;
  /** What the provider says became of a payment; for payments whose notice never came. */
  query(paymentId: string): Promise<ProviderNotice | undefined>;
  /** @throws Problem `payments.bad_signature`, also when the notice is older than five minutes. */
  verifyNotice(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    bytes: Buffer,
    now: Date,
  ): ProviderNotice;
};

export type ProviderNotice = {
  id: string;
  type: 'payment.captured' | 'payment.failed' | 'refund.succeeded' | 'refund.failed';
  paymentId: string;
  refundId?: string | undefined;
  amountMinor: number;
  currency: string;
  reason?: string | undefined;
  occurredAt: string;
};
