import { z } from 'zod';
import { defineRoute, idJson, moneyJson, pageOf, pageQuery } from '../kernel/index.ts';

export const commissionJson = z
  .object({
    lineId: idJson,
    orderNumber: z.string(),
    productTitle: z.string(),
    rateBp: z.number().int(),
    base: moneyJson,
    amount: moneyJson,
    state: z.enum(['frozen', 'settled', 'reversed']),
    accruedAt: z.iso.datetime(),
    settlesAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Commission' });
export const listMyCommissions = defineRoute({
  id: 'settlement.listMyCommissions',
  method: 'GET',
  path: '/studio/commissions',
  summary: 'My commissions: frozen until the line settles',
  query: z.object({ ...pageQuery, state: z.enum(['frozen', 'settled', 'reversed']).optional() }),
  answer: pageOf(commissionJson).extend({
    totals: z.object({ frozen: moneyJson, settled: moneyJson, reversed: moneyJson }),
  }),
  access: 'creator',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
