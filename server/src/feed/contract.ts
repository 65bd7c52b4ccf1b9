import { z } from 'zod';
import { authorJson, playbackJson } from '../content/contract.ts';
import { defineRoute, idJson } from '../kernel/index.ts';
import { productCardJson } from '../storefront/contract.ts';

export const reasonJson = z
  .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .meta({ id: 'Reason', description: 'why this was shown; apps turn the code into words' });
export const feedVideoJson = z
  .object({
    id: idJson,
    title: z.string(),
    caption: z.string(),
    author: authorJson,
    playback: playbackJson,
    synthetic: z.boolean(),
    publishedAt: z.iso.datetime(),
    categoryId: z.string().nullable(),
    tags: z.array(z.string()),
    likesCount: z.number().int(),
    commentsCount: z.number().int(),
    favouritesCount: z.number().int(),
    sharesCount: z.number().int(),
    liked: z.boolean(),
    favourited: z.boolean(),
    goods: z.array(z.object({ momentMs: z.number().int(), product: productCardJson })),
  })
  .meta({ id: 'FeedVideo' });
export const feedItemJson = z
  .object({ impressionToken: z.string(), reasons: z.array(reasonJson), repeated: z.boolean(), video: feedVideoJson })
  .meta({ id: 'FeedItem' });

export const readFeed = defineRoute({
  id: 'feed.readFeed',
  method: 'GET',
  path: '/feed',
  summary: 'The next page of videos for this viewer; never the same item twice in a session',
  query: z.object({
    surface: z.enum(['recommended', 'following']).default('recommended'),
    feedSessionId: z.string().min(8).max(64),
    limit: z.coerce.number().int().min(1).max(20).default(10),
    startVideoId: idJson.optional().meta({ description: 'a shared video comes first' }),
  }),
  answer: z.object({
    requestId: idJson,
    items: z.array(feedItemJson),
    state: z
      .enum(['more', 'all_seen', 'follow_nobody', 'empty'])
      .meta({ description: 'all_seen: the oldest come again' }),
  }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const readVideo = defineRoute({
  id: 'feed.readVideo',
  method: 'GET',
  path: '/videos/{id}',
  summary: 'One published video as the feed shows it (share links)',
  params: z.object({ id: idJson }),
  answer: feedItemJson,
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const explainItem = defineRoute({
  id: 'feed.explainItem',
  method: 'GET',
  path: '/feed/explanations',
  summary: 'Why am I seeing this: the recorded reasons, source and interests behind one impression',
  query: z.object({ impressionToken: z.string().max(1_000) }),
  answer: z.object({
    reasons: z.array(reasonJson),
    source: z.string(),
    policyVersion: z.string(),
    explored: z.boolean(),
    personalised: z.boolean(),
  }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
