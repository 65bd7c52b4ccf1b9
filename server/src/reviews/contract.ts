import { z } from 'zod';
import { imageJson } from '../catalog/contract.ts';
import { defineRoute, idJson, pageOf, pageQuery } from '../kernel/index.ts';

export const reviewJson = z
  .object({
    id: idJson,
    author: z.object({ nickname: z.string(), avatarUrl: z.string().nullable() }),
    stars: z.number().int().min(1).max(5),
    asShown: z.boolean().nullable(),
    text: z.string(),
    images: z.array(imageJson),
    options: z.array(z.string()),
    postedAt: z.iso.datetime(),
    appended: z.object({ text: z.string(), postedAt: z.iso.datetime() }).nullable(),
    reply: z.object({ text: z.string(), postedAt: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'Review' });
export const postReview = defineRoute({
  id: 'reviews.postReview',
  method: 'POST',
  path: '/reviews',
  summary: 'Judge a received line: stars, and whether it is as shown in the video',
  body: z.object({
    lineId: idJson,
    stars: z.number().int().min(1).max(5),
    asShown: z.boolean().nullable().default(null),
    text: z.string().trim().max(500).default(''),
    imageAssetIds: z.array(idJson).max(6).default([]),
    anonymous: z.boolean().default(false),
  }),
  answer: reviewJson,
  status: 201,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const appendReview = defineRoute({
  id: 'reviews.appendReview',
  method: 'POST',
  path: '/reviews/{id}/append',
  summary: 'Add to my review later (追评)',
  params: z.object({ id: idJson }),
  body: z.object({ text: z.string().trim().min(1).max(500) }),
  answer: reviewJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const listProductReviews = defineRoute({
  id: 'reviews.listProductReviews',
  method: 'GET',
  path: '/products/{id}/reviews',
  summary: 'Reviews of a product',
  params: z.object({ id: idJson }),
  query: z.object({
    ...pageQuery,
    stars: z.coerce.number().int().min(1).max(5).optional(),
    withText: z.coerce.boolean().optional(),
  }),
  answer: pageOf(reviewJson),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
