import { z } from 'zod';
import { defineRoute, idJson, pageOf, pageQuery } from '../kernel/index.ts';

export const reportReasons = [
  'false_claim',
  'counterfeit',
  'vulgar',
  'dangerous',
  'minors',
  'infringement',
  'harassment',
  'spam',
  'other',
] as const;
export const fileReport = defineRoute({
  id: 'governance.fileReport',
  method: 'POST',
  path: '/reports',
  summary: 'Report something that should not be here',
  body: z.object({
    subjectKind: z.enum(['video', 'product', 'shop', 'comment', 'account']),
    subjectId: idJson,
    reason: z.enum(reportReasons),
    text: z.string().trim().max(500).default(''),
  }),
  answer: z.object({ id: idJson }),
  status: 201,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const reportJson = z
  .object({
    id: idJson,
    subjectKind: z.string(),
    subjectId: z.string(),
    reason: z.string(),
    text: z.string(),
    state: z.enum(['open', 'upheld', 'dismissed']),
    filedAt: z.iso.datetime(),
    reportsCount: z.number().int(),
  })
  .meta({ id: 'Report' });
export const listReports = defineRoute({
  id: 'governance.listReports',
  method: 'GET',
  path: '/console/reports',
  summary: 'Reports waiting for a decision',
  query: z.object({ ...pageQuery, state: z.enum(['open', 'upheld', 'dismissed']).default('open') }),
  answer: pageOf(reportJson),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const decideReport = defineRoute({
  id: 'governance.decideReport',
  method: 'POST',
  path: '/console/reports/{id}/decision',
  summary: 'Uphold (with a restriction) or dismiss a report',
  params: z.object({ id: idJson }),
  body: z.object({
    outcome: z.enum(['upheld', 'dismissed']),
    restrict: z.array(z.enum(['recommend', 'sell', 'comment'])).default([]),
    text: z.string().trim().min(2).max(500),
  }),
  answer: reportJson,
  access: 'operator',
  ownership: 'none',
  idempotency: 'required',
  rate: 'write',
});
