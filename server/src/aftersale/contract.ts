import { z } from 'zod';
import { imageJson } from '../catalog/contract.ts';
import { defineRoute, idJson, moneyJson, pageOf, pageQuery } from '../kernel/index.ts';

export const aftersaleReasons = [
  'no_reason',
  'quality',
  'not_as_described',
  'damaged',
  'wrong_item',
  'late',
  'other',
] as const;
export const aftersaleStates = [
  'awaiting_merchant',
  'awaiting_return',
  'awaiting_merchant_receipt',
  'refused',
  'escalated',
  'refunding',
  'completed',
  'withdrawn',
  'expired',
] as const;
export const aftersaleJson = z
  .object({
    id: idJson,
    orderId: idJson,
    orderNumber: z.string(),
    lineId: idJson,
    title: z.string(),
    options: z.array(z.string()),
    image: imageJson.nullable(),
    quantity: z.number().int(),
    kind: z.enum(['refund_before_dispatch', 'refund_only', 'return_and_refund']),
    reason: z.enum([...aftersaleReasons, 'before_dispatch']),
    text: z.string(),
    refund: moneyJson,
    state: z.enum(aftersaleStates),
    deadline: z.iso.datetime().nullable(),
    deadlineOutcome: z.string().nullable().meta({ description: 'what happens by itself at the deadline' }),
    fault: z.enum(['none', 'merchant']),
    events: z.array(
      z.object({
        at: z.iso.datetime(),
        by: z.enum(['buyer', 'merchant', 'clock', 'platform']),
        event: z.string(),
        text: z.string(),
      }),
    ),
    actions: z.array(z.enum(['withdraw', 'ship_back', 'escalate', 'approve', 'refuse', 'confirm_goods', 'judge'])),
    openedAt: z.iso.datetime(),
  })
  .meta({ id: 'Aftersale' });
const byId = z.object({ id: idJson });

export const openCase = defineRoute({
  id: 'aftersale.openCase',
  method: 'POST',
  path: '/aftersales',
  summary: 'Ask for a refund, or a return and refund, of an order line',
  body: z.object({
    lineId: idJson,
    quantity: z.number().int().min(1).max(999).optional(),
    kind: z.enum(['refund_before_dispatch', 'refund_only', 'return_and_refund']),
    reason: z.enum([...aftersaleReasons, 'before_dispatch']),
    text: z.string().trim().max(500).default(''),
    refund: moneyJson.optional().meta({ description: 'less than the paid amount for a partial refund' }),
  }),
  answer: aftersaleJson,
  status: 201,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const listCases = defineRoute({
  id: 'aftersale.listCases',
  method: 'GET',
  path: '/aftersales',
  summary: 'My after-sale cases',
  query: z.object({ ...pageQuery, orderId: idJson.optional() }),
  answer: pageOf(aftersaleJson),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const readCase = defineRoute({
  id: 'aftersale.readCase',
  method: 'GET',
  path: '/aftersales/{id}',
  summary: 'A case of mine, or of my shop',
  params: byId,
  answer: aftersaleJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const actOnCase = defineRoute({
  id: 'aftersale.actOnCase',
  method: 'POST',
  path: '/aftersales/{id}/actions',
  summary: 'Withdraw, ship back, escalate (buyer)',
  params: byId,
  body: z.discriminatedUnion('action', [
    z.object({ action: z.literal('withdraw') }),
    z.object({ action: z.literal('ship_back'), waybillNumber: z.string().trim().min(6).max(30) }),
    z.object({ action: z.literal('escalate'), text: z.string().trim().max(500).default('') }),
  ]),
  answer: aftersaleJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const listShopCases = defineRoute({
  id: 'aftersale.listShopCases',
  method: 'GET',
  path: '/studio/aftersales',
  summary: 'After-sale cases of my shops, due first',
  query: z.object({ ...pageQuery, shopId: idJson.optional(), open: z.coerce.boolean().optional() }),
  answer: pageOf(aftersaleJson),
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'none',
  rate: 'read',
});
export const answerCase = defineRoute({
  id: 'aftersale.answerCase',
  method: 'POST',
  path: '/studio/aftersales/{id}/actions',
  summary: 'Approve, refuse, confirm returned goods (shop)',
  params: byId,
  body: z.discriminatedUnion('action', [
    z.object({ action: z.literal('approve'), acceptsFault: z.boolean().default(false) }),
    z.object({ action: z.literal('refuse'), text: z.string().trim().min(2).max(500) }),
    z.object({ action: z.literal('confirm_goods') }),
  ]),
  answer: aftersaleJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'required',
  rate: 'write',
});
export const judgeCase = defineRoute({
  id: 'aftersale.judgeCase',
  method: 'POST',
  path: '/console/aftersales/{id}/judgement',
  summary: 'Decide an escalated case',
  params: byId,
  body: z.object({
    outcome: z.enum(['refund', 'reject']),
    merchantAtFault: z.boolean(),
    text: z.string().trim().min(2).max(500),
  }),
  answer: aftersaleJson,
  access: 'operator',
  ownership: 'none',
  idempotency: 'required',
  rate: 'write',
});
export const listEscalatedCases = defineRoute({
  id: 'aftersale.listEscalatedCases',
  method: 'GET',
  path: '/console/aftersales',
  summary: 'Cases waiting for a judgement',
  query: z.object(pageQuery),
  answer: pageOf(aftersaleJson),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
