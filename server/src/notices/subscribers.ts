import { createHash } from 'node:crypto';
import { type Fact, subscribe } from '../events/index.ts';
import { json, sql } from '../kernel/index.ts';

type Notice = {
  id: string;
  viewerId: string;
  kind: string;
  params: Record<string, string | number>;
  linkKind: 'order' | 'aftersale';
  linkId: string;
  at: string;
};

const types = [
  'order.paid',
  'order.cancelled',
  'order.dispatched',
  'order.received',
  'parcel.moved',
  'parcel.delivered',
  'aftersale.opened',
  'aftersale.completed',
  'aftersale.closed',
] as const;
type Told = Fact<(typeof types)[number]>;

/** Facts that a buyer should hear of, as notices: the app turns kind and params into words. */
function noticeOf(fact: Told): Omit<Notice, 'id' | 'at'> {
  const order = (kind: string, viewerId: string, orderId: string, params: Notice['params'] = {}) => ({
    viewerId,
    kind,
    params,
    linkKind: 'order' as const,
    linkId: orderId,
  });
  switch (fact.type) {
    case 'order.paid':
      return order('order.paid', fact.data.buyerId, fact.data.orderId, { amountMinor: fact.data.totalMinor });
    case 'order.cancelled':
      return order(
        fact.data.wasPaid ? 'order.cancelled_refunded' : 'order.cancelled',
        fact.data.buyerId,
        fact.data.orderId,
        { by: fact.data.by },
      );
    case 'order.dispatched':
      return order('order.dispatched', fact.data.buyerId, fact.data.orderId, {
        carrier: fact.data.carrier,
        waybillNumber: fact.data.waybillNumber,
      });
    case 'order.received':
      return order('order.received', fact.data.buyerId, fact.data.orderId, { by: fact.data.by });
    case 'parcel.moved':
      return order('parcel.out_for_delivery', fact.data.buyerId, fact.data.orderId, { place: fact.data.place });
    case 'parcel.delivered':
      return order('parcel.delivered', fact.data.buyerId, fact.data.orderId);
    case 'aftersale.opened':
      return {
        viewerId: fact.data.buyerId,
        kind: 'aftersale.opened',
        params: {},
        linkKind: 'aftersale',
        linkId: fact.data.caseId,
      };
    case 'aftersale.completed':
      return {
        viewerId: fact.data.buyerId,
        kind: 'refund.completed',
        params: { amountMinor: fact.data.refundMinor },
        linkKind: 'aftersale',
        linkId: fact.data.caseId,
      };
    case 'aftersale.closed':
      return {
        viewerId: fact.data.buyerId,
        kind: `aftersale.${fact.data.outcome}`,
        params: {},
        linkKind: 'aftersale',
        linkId: fact.data.caseId,
      };
  }
}

/** Ordered by the time it happened, and the same fact is always the same notice. */
function noticeId(fact: Told): string {
  const time = fact.occurredAt.getTime().toString(16).padStart(12, '0');
  const tail = createHash('sha256').update(fact.id).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6, 18)}`;
}

export const subscribers = [
  subscribe({
    name: 'notices.write',
    types,
    async handle(act, facts) {
      const notices: Notice[] = facts.map((fact) => ({
        ...noticeOf(fact),
        id: noticeId(fact),
        at: fact.occurredAt.toISOString(),
      }));
      await act.run(sql`
        insert into notices.notices (id, viewer_id, kind, params, link_kind, link_id, at)
        select id, "viewerId", kind, params, "linkKind", "linkId", at from jsonb_to_recordset(${json(notices)}::jsonb)
          as notice (id uuid, "viewerId" uuid, kind text, params jsonb, "linkKind" text, "linkId" text, at timestamptz) on conflict do nothing`);
    },
  }),
  subscribe({
    name: 'notices.merge-viewer',
    types: ['viewer.merged', 'account.deleted'],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type === 'viewer.merged')
          await act.run(
            sql`update notices.notices set viewer_id = ${fact.data.accountId} where viewer_id = ${fact.data.viewerId}`,
          );
        else await act.run(sql`delete from notices.notices where viewer_id = ${fact.data.accountId}`);
      }
    },
  }),
];
