import path from 'node:path';
import type { Config } from '../kernel/index.ts';
import { createSandboxProvider, type PaymentProvider, startSandboxProcess } from '../payments/index.ts';
import { folderSecret } from './data-folder.ts';

export type ChosenProvider = { provider: PaymentProvider; announce(url: string): void; stop(): void };

/**
 * Demo mode pays through the sandbox, a process of its own. Production refuses it: until a real provider is written behind
 * the port, orders are placed and wait, and nothing pretends to be paid.
 */
export async function chooseProvider(config: Config): Promise<ChosenProvider> {
  if (config.mode === 'production') return { provider: closedProvider, announce: () => {}, stop: () => {} };
  const secret = config.paymentWebhookSecret ?? folderSecret(config, 'payment-webhook-secret');
  const sandbox = await startSandboxProcess({ secret, folder: path.join(config.dataDir, 'sandbox-provider') });
  return {
    provider: createSandboxProvider({ url: sandbox.url, secret }),
    announce: (url) => sandbox.announce(`${url}/api/v1/payment-webhooks/sandbox`),
    stop: sandbox.stop,
  };
}

function refuse(): never {
  throw new Error('no payment provider is configured: the sandbox is for demo mode only');
}

const closedProvider: PaymentProvider = {
  name: 'none',
  createPayment: async () => refuse(),
  refund: async () => refuse(),
  closePayment: async () => refuse(),
  query: async () => undefined,
  verifyNotice: refuse,
};
