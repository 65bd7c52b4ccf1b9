import type { z } from 'zod';
import { z as zod } from 'zod';
import { decodeCursor, encodeCursor, type Queryable, type Sql, toMoneyJson } from '../kernel/index.ts';
import { outcomeAtDeadline } from './case-state.ts';
import type { aftersaleJson } from './contract.ts';
import { type CaseRow, type EventRow, selectCases, selectEvents } from './store.ts';

export type CaseAnswer = z.input<typeof aftersaleJson>;
export type CaseViewer = 'buyer' | 'merchant' | 'platform';

const cursorShape = zod.tuple([zod.iso.datetime(), zod.uuid()]);

export async function pageCases(
  queryable: Queryable,
  whose: Sql,
  query: { cursor?: string | undefined; limit: number },
  viewer: CaseViewer,
) {
  const rows = await selectCases(queryable, whose, {
    before: query.cursor ? decodeCursor(query.cursor, cursorShape) : undefined,
    limit: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await answerCases(queryable, shown, viewer),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.opened_at.toISOString(), last.id]) : null,
  };
}

export async function answerCases(
  queryable: Queryable,
  rows: readonly CaseRow[],
  viewer: CaseViewer,
): Promise<CaseAnswer[]> {
  const events = Map.groupBy(
    await selectEvents(
      queryable,
      rows.map((row) => row.id),
    ),
    (event) => event.case_id,
  );
  return rows.map((row) => answerCase(row, events.get(row.id) ?? [], viewer));
}

function answerCase(row: CaseRow, events: readonly EventRow[], viewer: CaseViewer): CaseAnswer {
  return {
    id: row.id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    lineId: row.line_id,
    title: row.title,
    options: row.options,
    image: row.image,
    quantity: row.quantity,
    kind: row.kind,
    reason: row.reason as CaseAnswer['reason'],
    text: row.text,
    refund: toMoneyJson(row.refund_minor, row.currency),
    state: row.state,
    deadline: row.deadline?.toISOString() ?? null,
    deadlineOutcome: outcomeAtDeadline(row.state, row.kind),
    fault: row.fault,
    events: events.map((event) => ({ at: event.at.toISOString(), by: event.by, event: event.event, text: event.text })),
    actions: actionsOf(row, viewer),
    openedAt: row.opened_at.toISOString(),
  };
}

function actionsOf(row: CaseRow, viewer: CaseViewer): CaseAnswer['actions'] {
  if (viewer === 'platform') return row.state === 'escalated' ? ['judge'] : [];
  if (viewer === 'merchant') {
    if (row.state === 'awaiting_merchant') return ['approve', 'refuse'];
    return row.state === 'awaiting_merchant_receipt' ? ['confirm_goods', 'refuse'] : [];
  }
  switch (row.state) {
    case 'awaiting_merchant':
    case 'escalated':
      return ['withdraw'];
    case 'awaiting_return':
      return ['ship_back', 'withdraw'];
    case 'refused':
      return ['escalate', 'withdraw'];
    default:
      return [];
  }
}
