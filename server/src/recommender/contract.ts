import { z } from 'zod';
import { defineRoute } from '../kernel/index.ts';

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
