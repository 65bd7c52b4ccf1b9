import { z } from 'zod';
import { defineRoute } from '../kernel/index.ts';

/** The body is read from its raw bytes after the signature is checked, so the schema here takes anything. */
export const receiveWebhook = defineRoute({
  id: 'payments.receiveWebhook',
  method: 'POST',
  path: '/payment-webhooks/{provider}',
  summary: 'Signed notices of the payment provider',
  params: z.object({ provider: z.enum(['sandbox']) }),
  body: z.unknown(),
  answer: z.object({ received: z.literal(true) }),
  access: 'provider',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'unlimited',
});
