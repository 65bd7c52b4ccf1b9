import { z } from 'zod';
import { defineRoute, idJson, pageOf, pageQuery } from '../kernel/index.ts';

export const noticeJson = z
  .object({
    id: idJson,
    kind: z
      .string()
      .meta({ description: 'order.paid, parcel.delivered, refund.completed, …: apps turn it into words' }),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    link: z.object({ kind: z.enum(['order', 'aftersale', 'video', 'product', 'none']), id: z.string() }),
    at: z.iso.datetime(),
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
export const listNotices = defineRoute({
  id: 'notices.listNotices',
  method: 'GET',
  path: '/notices',
  summary: 'My notices, newest first',
  query: z.object(pageQuery),
  answer: pageOf(noticeJson).extend({ unread: z.number().int() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const readNotices = defineRoute({
  id: 'notices.readNotices',
  method: 'PUT',
  path: '/notices/read',
  summary: 'Mark my notices as read',
  body: z.object({ upTo: idJson }),
  answer: z.object({ unread: z.number().int() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
