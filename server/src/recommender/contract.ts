import { z } from 'zod';
import { defineRoute, idJson, pageOf, pageQuery } from '../kernel/index.ts';

export const interestJson = z
  .object({
    tag: z.string(),
    kind: z.enum(['category', 'tag']),
    weight: z.number().min(0).max(1),
    source: z.enum(['learned', 'chosen', 'blocked']),
  })
  .meta({ id: 'Interest' });
export const listInterests = defineRoute({
  id: 'recommender.listInterests',
  method: 'GET',
  path: '/interests',
  summary: 'What the platform believes I like',
  answer: z.object({
    personalised: z.boolean(),
    items: z.array(interestJson),
    suggestions: z.array(z.object({ tag: z.string(), kind: z.enum(['category', 'tag']) })),
  }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const putInterest = defineRoute({
  id: 'recommender.putInterest',
  method: 'PUT',
  path: '/interests/{tag}',
  summary: 'Choose, block or forget an interest',
  params: z.object({ tag: z.string().min(1).max(60) }),
  body: z.object({ kind: z.enum(['category', 'tag']), choice: z.enum(['chosen', 'blocked', 'forget']) }),
  answer: z.object({ items: z.array(interestJson) }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const clearHistory = defineRoute({
  id: 'recommender.clearHistory',
  method: 'DELETE',
  path: '/interests',
  summary: 'Forget everything learned about me',
  answer: z.object({ items: z.array(interestJson) }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});

// What operators see of the engine: its policies, pools and health.

const numbersJson = z.record(z.string(), z.number());
/** A value with the ends of its 95 % interval. */
export const intervalJson = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .meta({ id: 'Interval', description: 'a value with its 95 % interval' });
const operatorJson = z.object({ id: idJson, nickname: z.string() });

export const policyStates = ['draft', 'published', 'retired'] as const;
export const policyRowJson = z
  .object({
    id: idJson,
    version: z.string().meta({ description: 'named by every place the policy filled' }),
    state: z.enum(policyStates).meta({ description: 'one is published at a time; what came before it is retired' }),
    builtIn: z.boolean().meta({ description: 'what the server starts with while nothing is published' }),
    revision: z.number().int().meta({ description: 'counts the edits; sent back with each' }),
    basedOnId: idJson.nullable(),
    note: z.string(),
    author: operatorJson.nullable(),
    publisher: operatorJson.nullable(),
    createdAt: z.iso.datetime().nullable(),
    changedAt: z.iso.datetime().nullable(),
    publishedAt: z.iso.datetime().nullable(),
    retiredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'PolicyRow' });
export const policyJson = policyRowJson
  .extend({
    policy: z.record(z.string(), z.unknown()).meta({ description: 'the whole file' }),
    fields: z
      .array(
        z.object({
          path: z.string(),
          least: z.number(),
          most: z.number(),
          whole: z.boolean(),
          unit: z.string(),
          meaning: z.string(),
          editable: z.boolean().meta({ description: 'false: fixed while the server learns (learning and limits)' }),
        }),
      )
      .meta({ description: 'every number of the file with its range' }),
  })
  .meta({ id: 'Policy' });
const operatorRead = { access: 'operator', ownership: 'none', idempotency: 'none', rate: 'read' } as const;
const operatorWrite = { access: 'operator', ownership: 'none', idempotency: 'required', rate: 'write' } as const;
const policyParams = z.object({ id: idJson });
export const listPolicies = defineRoute({
  id: 'recommender.listPolicies',
  method: 'GET',
  path: '/console/policies',
  summary: 'Versions of the ranking policy, newest first',
  query: z.object({
    ...pageQuery,
    state: z.enum(policyStates).optional(),
    q: z.string().max(60).optional().meta({ description: 'part of a version or note' }),
    sort: z.enum(['created_at', 'published_at']).default('created_at'),
  }),
  answer: pageOf(policyRowJson),
  ...operatorRead,
});
export const readPolicy = defineRoute({
  id: 'recommender.readPolicy',
  method: 'GET',
  path: '/console/policies/{id}',
  summary: 'One version of the policy: the whole file',
  params: policyParams,
  answer: policyJson,
  ...operatorRead,
});
export const createPolicy = defineRoute({
  id: 'recommender.createPolicy',
  method: 'POST',
  path: '/console/policies',
  summary: 'A new draft from an existing version',
  body: z.object({
    fromId: idJson,
    version: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
    note: z.string().trim().max(500).default(''),
  }),
  answer: policyJson,
  status: 201,
  ...operatorWrite,
});
export const putPolicy = defineRoute({
  id: 'recommender.putPolicy',
  method: 'PUT',
  path: '/console/policies/{id}',
  summary: 'Edit a draft; an unknown key, a weight out of range or a term on turnover is refused with its path',
  params: policyParams,
  body: z.object({
    revision: z.number().int().min(1),
    note: z.string().trim().max(500),
    policy: z.record(z.string(), z.unknown()),
  }),
  answer: policyJson,
  ...operatorWrite,
  idempotency: 'natural',
});
export const diffPolicies = defineRoute({
  id: 'recommender.diffPolicies',
  method: 'GET',
  path: '/console/policies/{id}/diff',
  summary: 'What a version changes against another (the published one when not said)',
  params: policyParams,
  query: z.object({ against: idJson.optional() }),
  answer: z.object({
    against: policyRowJson,
    changes: z.array(
      z.object({
        path: z.string(),
        before: z.union([z.number(), z.string(), z.boolean(), z.null()]),
        after: z.union([z.number(), z.string(), z.boolean(), z.null()]),
        refused: z.boolean().meta({ description: 'cannot be changed while the server learns' }),
      }),
    ),
  }),
  ...operatorRead,
});
const estimateJson = z.object({
  method: z.enum(['ips', 'snips', 'dr']),
  draft: intervalJson,
  published: intervalJson,
  difference: intervalJson.meta({ description: 'draft - published' }),
});
export const refusalCodes = [
  'no_slots',
  'no_draws',
  'too_few_rewards',
  'effective_sample',
  'mean_weight',
  'not_comparable',
] as const;
const offPolicyJson = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    reward: z.literal('value').meta({ description: 'points of the value formula a drawn place brought' }),
    slotsCount: z.number().int(),
    effectiveSample: z.number(),
    meanWeight: z.number(),
    estimates: z.array(estimateJson).meta({ description: 'empty when refused' }),
    refusal: z
      .object({
        code: z.enum(refusalCodes),
        params: numbersJson,
        detail: z.string().meta({ description: 'what is wrong, and what to do' }),
      })
      .nullable(),
  })
  .meta({ id: 'OffPolicyCheck' });
const simulationJson = z
  .object({
    world: z.string(),
    days: z.number().int(),
    viewers: z.number().int(),
    seeds: z.number().int(),
    figures: z.array(
      z.object({
        code: z.string(),
        draft: intervalJson,
        published: intervalJson,
        ratio: intervalJson.nullable().meta({ description: 'draft / published on common random numbers' }),
      }),
    ),
  })
  .meta({ id: 'PolicySimulation' });
export const policyCheckJson = z
  .object({
    id: idJson,
    policyId: idJson,
    revision: z.number().int().meta({ description: 'the edit of the draft that was looked at' }),
    against: z.object({ id: idJson, version: z.string() }),
    kind: z.enum(['off_policy', 'simulation']),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    progress: z.number().min(0).max(1),
    requestedBy: operatorJson.nullable(),
    requestedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    failure: z.string().nullable(),
    offPolicy: offPolicyJson.nullable(),
    simulation: simulationJson.nullable(),
  })
  .meta({ id: 'PolicyCheck' });
export const checkPolicy = defineRoute({
  id: 'recommender.checkPolicy',
  method: 'POST',
  path: '/console/policies/{id}/check',
  summary: 'Estimate a policy from the log of drawn places, or say why it cannot be; in the background',
  params: policyParams,
  body: z.object({ days: z.number().int().min(1).max(90).default(30) }),
  answer: policyCheckJson,
  status: 202,
  ...operatorWrite,
});
export const simulatePolicy = defineRoute({
  id: 'recommender.simulatePolicy',
  method: 'POST',
  path: '/console/policies/{id}/simulate',
  summary: 'Live a small town with the draft and with the published policy, in the background',
  params: policyParams,
  body: z.object({
    days: z.number().int().min(3).max(30).default(10),
    seeds: z.number().int().min(2).max(5).default(2),
  }),
  answer: policyCheckJson,
  status: 202,
  ...operatorWrite,
});
export const listPolicyChecks = defineRoute({
  id: 'recommender.listPolicyChecks',
  method: 'GET',
  path: '/console/policies/{id}/checks',
  summary: 'Estimates and simulations of a policy, newest first',
  params: policyParams,
  query: z.object({ ...pageQuery, kind: z.enum(['off_policy', 'simulation']).optional() }),
  answer: pageOf(policyCheckJson),
  ...operatorRead,
});
export const publishPolicy = defineRoute({
  id: 'recommender.publishPolicy',
  method: 'POST',
  path: '/console/policies/{id}/publish',
  summary: 'Publish a draft; refused when another version was published since the comparison',
  params: policyParams,
  body: z.object({ revision: z.number().int().min(1), comparedWithId: idJson }),
  answer: policyJson,
  ...operatorWrite,
});
export const rollBackPolicy = defineRoute({
  id: 'recommender.rollBackPolicy',
  method: 'POST',
  path: '/console/policies/{id}/roll-back',
  summary: 'Publish an older version again, as a new dated row',
  params: policyParams,
  body: z.object({ comparedWithId: idJson, note: z.string().trim().max(500).default('') }),
  answer: policyJson,
  status: 201,
  ...operatorWrite,
});

export const poolJson = z
  .object({
    pool: z.number().int().min(0).max(6).meta({ description: '0: on review, before the first' }),
    quotaImpressions: z.number().int(),
    itemsCount: z.number().int(),
    impressionsCount: z.number().int(),
    graduatedCount: z.number().int(),
    heldCount: z.number().int(),
    demotedCount: z.number().int(),
  })
  .meta({ id: 'Pool' });
export const readPools = defineRoute({
  id: 'recommender.readPools',
  method: 'GET',
  path: '/console/pools',
  summary: 'The six traffic pools: how many items, impressions, and what became of them',
  answer: z.object({ asOf: z.iso.datetime(), pools: z.array(poolJson) }),
  ...operatorRead,
});
const qgpmFields = {
  unit: z.enum(['quality_value', 'points']).meta({
    description: 'content without goods is measured in points of the value formula, and has no money figures',
  }),
  qgpmMinor: z.number().nullable().meta({ description: 'quality value per 1,000 impressions, minor units' }),
  lowerBoundMinor: z.number().nullable().meta({ description: 'its 80 % lower bound' }),
  categoryMedianMinor: z.number().nullable(),
  points: z.object({ value: z.number(), lowerBound: z.number(), median: z.number().nullable() }).nullable(),
};
export const listPoolItems = defineRoute({
  id: 'recommender.listPoolItems',
  method: 'GET',
  path: '/console/pools/items',
  summary: 'What stands in a pool and how near it is to the next',
  query: z.object({
    ...pageQuery,
    pool: z.coerce.number().int().min(0).max(6).optional(),
    kind: z.enum(['video', 'product']).optional(),
    q: z.string().max(60).optional().meta({ description: 'part of a title' }),
    order: z.enum(['impressions', 'qgpm', 'lower_bound']).default('impressions'),
  }),
  answer: pageOf(
    z
      .object({
        itemId: idJson,
        kind: z.enum(['video', 'product']),
        title: z.string(),
        pool: z.number().int(),
        state: z.enum(['trial', 'held', 'graduated', 'demoted']),
        impressionsCount: z.number().int().meta({ description: 'in this pool' }),
        quotaImpressions: z.number().int(),
        ...qgpmFields,
      })
      .meta({ id: 'PoolItem' }),
  ),
  ...operatorRead,
});
export const listPoolTransitions = defineRoute({
  id: 'recommender.listPoolTransitions',
  method: 'GET',
  path: '/console/pools/transitions',
  summary: 'What went up, was held or came down, and why; newest first',
  query: z.object({
    ...pageQuery,
    itemId: idJson.optional(),
    pool: z.coerce.number().int().min(0).max(6).optional().meta({ description: 'from or to this pool' }),
    reason: z.string().max(40).optional(),
  }),
  answer: pageOf(
    z
      .object({
        itemId: idJson,
        title: z.string(),
        fromPool: z.number().int().nullable(),
        toPool: z.number().int().nullable(),
        reason: z.string(),
        ...qgpmFields,
        at: z.iso.datetime(),
      })
      .meta({ id: 'PoolTransition' }),
  ),
  ...operatorRead,
});

export const modelHealthJson = z
  .object({
    asOf: z.iso.datetime(),
    heads: z.array(
      z.object({
        head: z.string(),
        examplesCount: z.number().int(),
        slope: z.number().nullable(),
        intercept: z.number().nullable(),
        calibrationError: z.number().nullable(),
        bins: z.array(z.object({ predicted: z.number(), observed: z.number(), count: z.number() })),
      }),
    ),
    freshness: z.object({
      eventsCount: z.number().int().meta({ description: 'the last events this process learned' }),
      p50Ms: z.number().nullable(),
      p99Ms: z.number().nullable(),
      histogram: z
        .array(z.object({ upToMs: z.number().nullable(), count: z.number().int() }))
        .meta({ description: 'recorded until learned by this process; the last has no upper end' }),
    }),
    backlog: z.object({
      entriesCount: z.number().int().nullable().meta({ description: 'recorded and not yet learned; null: not known' }),
      oldestMs: z.number().nullable(),
      trainingExamplesCount: z.number().int(),
    }),
    entriesLearned: z.number().int(),
    snapshotAgeMs: z.number().nullable(),
    itemModelAgeMs: z.number().nullable().meta({ description: 'since the closed-form item model was last fitted' }),
    trainerRestartsCount: z.number().int(),
    policyVersion: z.string(),
    refusedEvents: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    sourceFailures: z.array(z.object({ source: z.string(), count: z.number().int() })),
    counts: numbersJson.meta({ description: 'items, viewers and other sizes' }),
  })
  .meta({ id: 'ModelHealth', description: 'of the process that answers' });
export const readModelHealth = defineRoute({
  id: 'recommender.readModelHealth',
  method: 'GET',
  path: '/console/model-health',
  summary: 'Is the model calibrated, fresh and in step with the log',
  answer: modelHealthJson,
  ...operatorRead,
});
