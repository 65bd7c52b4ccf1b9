import { type BoundRoute, bind, type World } from '../kernel/index.ts';
import { receiveWebhook } from './contract.ts';
import { badSignature } from './errors.ts';
import type { PaymentProvider } from './provider.ts';
import { receiveNotice } from './receive-webhook.ts';

export function paymentRoutes(providerOf: (world: World) => PaymentProvider): BoundRoute[] {
  return [
    bind(receiveWebhook, async ({ world, raw }) => {
      const provider = providerOf(world);
      if (!raw.bodyBytes) throw badSignature();
      const notice = provider.verifyNotice(raw.headers, raw.bodyBytes, world.systemClock.now());
      await receiveNotice(world, provider.name, notice);
      return { received: true as const };
    }),
  ];
}
