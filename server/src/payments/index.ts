/**
 * Payments: create, receive-webhook, refund, over a provider port.
 * Promises that a payment is captured once, that no more is refunded than was captured, and that an unknown outcome is asked about until it is known.
 * Never calls the provider inside a transaction, and never decides what an order does with the money.
 */
export {
  closePayments,
  createPayment,
  findPayment,
  type PaymentRow,
  paymentsOfPurchases,
  requestRefund,
  retryPayment,
} from './create-payment.ts';
export { paymentNotOpen, refundTooLarge } from './errors.ts';
export { type PaymentTotals, paymentTotals } from './payment-totals.ts';
export type { PaymentProvider, ProviderNotice } from './provider.ts';
export { createSandboxProvider } from './providers/sandbox-provider.ts';
export { receiveNotice } from './receive-webhook.ts';
export { paymentRoutes } from './routes.ts';
export { openSandboxBank } from './sandbox/sandbox-bank.ts';
export { type SandboxControls, startSandboxServer } from './sandbox/sandbox-server.ts';
export { type SandboxProcess, startSandboxProcess } from './start-sandbox.ts';
export { paymentSweeps } from './sweeps.ts';
