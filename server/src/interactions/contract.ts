import { z } from 'zod';
import { defineRoute } from '../kernel/index.ts';

export const actionKinds = [
  'impression',
  'watch',
  'finish',
  'skip',
  'click_goods',
  'open_product',
  'share',
  'not_interested',
  'open_comments',
  'open_author',
] as const;
export const actionInput = z.object({
  impressionToken: z.string().max(1_000),
  kind: z.enum(actionKinds),
  watchMs: z.number().int().min(0).max(3_600_000).optional(),
  productId: z.uuid().optional(),
  occurredAt: z.iso.datetime(),
});
export const recordActions = defineRoute({
  id: 'interactions.recordActions',
  method: 'POST',
  path: '/interactions',
  summary: 'What the viewer did; each action kind once per impression (watch: the longest counts)',
  body: z.object({ actions: z.array(actionInput).min(1).max(50) }),
  answer: z.object({
    accepted: z.number().int(),
    refused: z.array(z.object({ index: z.number().int(), code: z.string() })),
  }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'interaction',
});
