import { z } from 'zod';
import { defineRoute, idJson } from '../kernel/index.ts';

export const assetJson = z
  .object({
    id: idJson,
    kind: z.enum(['video', 'image']),
    state: z.enum(['uploaded', 'processing', 'ready', 'refused']),
    progress: z.number().min(0).max(1),
    refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
    url: z.string().nullable(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    durationMs: z.number().int().nullable(),
    thumbhash: z.string().nullable(),
  })
  .meta({ id: 'Asset' });
/** Files arrive by tus 1.0 at /api/v1/uploads (metadata: filename, filetype, purpose = video | image); the asset id is the last part of the upload's URL. */
export const readAsset = defineRoute({
  id: 'media.readAsset',
  method: 'GET',
  path: '/assets/{id}',
  summary: 'An upload of mine and what became of it',
  params: z.object({ id: idJson }),
  answer: assetJson,
  access: 'account',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
