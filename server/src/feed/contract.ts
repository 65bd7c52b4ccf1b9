import { z } from 'zod';
import { authorJson, playbackJson } from '../content/contract.ts';
import { defineRoute, idJson, pageOf, pageQuery } from '../kernel/index.ts';
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
    complete: z
      .boolean()
      .meta({ description: 'false: goods, counts or marks could not be read in time; ask for the video again' }),
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
    draw: z
      .enum(['explore', 'latent', 'pool', 'even'])
      .nullable()
      .meta({ description: 'how the place was drawn; null: it was ranked here' }),
    strongestTerm: z
      .enum(['watch', 'engage', 'click', 'kept'])
      .nullable()
      .meta({ description: 'what speaks for it most: likely watched, answered, looked into, or bought and kept' }),
  }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});

export const feedRequestJson = z
  .object({
    requestId: idJson,
    servedAt: z.iso.datetime(),
    surface: z.string(),
    personalised: z.boolean(),
    policyVersion: z.string(),
    itemsCount: z.number().int(),
    candidatesCount: z.number().int(),
  })
  .meta({ id: 'FeedRequest' });
export const listFeedRequests = defineRoute({
  id: 'feed.listFeedRequests',
  method: 'GET',
  path: '/console/feed-requests',
  summary: 'Pages served in the last day, newest first',
  query: z.object({
    ...pageQuery,
    viewerId: idJson.optional(),
    requestId: idJson.optional(),
    itemId: idJson.optional().meta({ description: 'pages that showed it' }),
    source: z.string().max(40).optional().meta({ description: 'pages with a place that this source filled' }),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
  }),
  answer: pageOf(feedRequestJson),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
const chanceJson = z.object({
  chance: z.number(),
  error: z.number().nullable().meta({ description: 'one standard error; kept for what was shown' }),
});
export const explainedCandidateJson = z
  .object({
    itemId: idJson,
    title: z.string(),
    posterUrl: z.string().nullable(),
    authorName: z.string().nullable(),
    sources: z.array(z.string()),
    reasons: z.array(reasonJson),
    features: z.record(z.string(), z.number()).meta({ description: 'kept for what was shown; else empty' }),
    heads: z.object({
      watch: chanceJson,
      engage: chanceJson,
      click: chanceJson,
      buy: chanceJson,
      keep: chanceJson,
      deduct: chanceJson,
      harm: chanceJson,
    }),
    terms: z
      .object({
        behaviours: z.number(),
        settledQuality: z.number(),
        harm: z.number(),
        explore: z.number(),
        load: z.number(),
      })
      .meta({ description: 'points; they add up to the score before the multiplier' }),
    multiplier: z.number(),
    multiplierReason: z.string().nullable(),
    score: z.number(),
    scoreError: z.number().meta({ description: 'one standard error of the score' }),
    rank: z.number().int().meta({ description: '0 is the best score' }),
    position: z.number().int().nullable().meta({ description: 'place on the page; null: not shown' }),
    propensity: z.number().nullable(),
    placement: z.string().nullable(),
    decidedBy: z.string().meta({ description: 'what put it there, or the rule that kept it out' }),
    drawnFrom: z.number().int().nullable().meta({ description: 'a drawn place: how many it was drawn among' }),
    pool: z.number().int().nullable().meta({ description: 'traffic pool it stands in, 0 on review' }),
    poolStatus: z.string().nullable(),
  })
  .meta({ id: 'ExplainedCandidate' });
export const readFeedRequest = defineRoute({
  id: 'feed.readFeedRequest',
  method: 'GET',
  path: '/console/feed-requests/{requestId}',
  summary: 'Why a page was as it was: every candidate as it stood when the page was served',
  params: z.object({ requestId: idJson }),
  answer: z
    .object({
      request: feedRequestJson.extend({ viewerId: idJson.nullable() }),
      sources: z.array(z.object({ name: z.string(), candidates: z.number().int(), shown: z.number().int() })),
      candidates: z.array(explainedCandidateJson).meta({ description: 'all that were shown, and the best others' }),
      others: z
        .array(z.object({ itemId: idJson, title: z.string(), position: z.number().int(), source: z.string() }))
        .meta({ description: 'shown without the engine: shared, newest, following, repeated' }),
    })
    .meta({ id: 'FeedExplanation' }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
