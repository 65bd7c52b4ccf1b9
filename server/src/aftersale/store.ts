import { type Act, nothing, type Queryable, type Sql, sql } from '../kernel/index.ts';
import { type CaseKind, type CaseState, type CaseStep, caseSteps, deadlineMs } from './case-state.ts';

export type CaseRow = {
  id: string;
  order_id: string;
  order_number: string;
  line_id: string;
  product_id: string;
  buyer_id: string;
  shop_id: string;
  title: string;
  options: string[];
  image: { url: string; width: number; height: number; thumbhash: string | null } | null;
  quantity: number;
  kind: CaseKind;
  reason: string;
  text: string;
  refund_minor: bigint;
  currency: string;
  state: CaseState;
  was_refused: boolean;
  fault: 'none' | 'merchant';
  deadline: Date | null;
  opened_at: Date;
};

export const caseColumns = sql`id, order_id, order_number, line_id, product_id, buyer_id, shop_id, title, options, image, quantity, kind, reason, text, refund_minor, currency,
  state, was_refused, fault, deadline, opened_at`;

export type CaseActor = 'buyer' | 'merchant' | 'clock' | 'platform';

/**
 * Moves a case one step, only from where the step begins and only for whom it belongs to; writes the event and the next deadline.
 * @returns the case after the step, or undefined when it did not move.
 */
export async function stepCase(
  act: Act,
  id: string,
  step: CaseStep,
  by: CaseActor,
  text: string,
  whose: Sql,
): Promise<CaseRow | undefined> {
  const { from, to } = caseSteps[step];
  const wait = deadlineMs[to];
  const row = await act.maybe<CaseRow>(sql`
    update aftersale.cases set state = ${to}, deadline = ${wait ? new Date(act.now.getTime() + wait) : null}, was_refused = was_refused or ${to === 'refused'}
    where id = ${id} and state = any(${from}::text[]) and ${whose} returning ${caseColumns}`);
  if (row) await addEvent(act, id, by, step, text);
  return row;
}

export async function addEvent(act: Act, caseId: string, by: CaseActor, event: string, text: string): Promise<void> {
  await act.run(
    sql`insert into aftersale.events (case_id, at, by, event, text) values (${caseId}, ${act.now}, ${by}, ${event}, ${text})`,
  );
}

export function findCase(queryable: Queryable, id: string, whose: Sql): Promise<CaseRow | undefined> {
  return queryable.maybe<CaseRow>(sql`select ${caseColumns} from aftersale.cases where id = ${id} and ${whose}`);
}

export function selectCases(
  queryable: Queryable,
  whose: Sql,
  page: { before?: [string, string] | undefined; limit: number; dueFirst?: boolean },
): Promise<CaseRow[]> {
  const before = page.before
    ? sql`and (opened_at, id) < (${page.before[0]}::timestamptz, ${page.before[1]}::uuid)`
    : nothing;
  return queryable.rows<CaseRow>(
    sql`select ${caseColumns} from aftersale.cases where ${whose} ${before} order by opened_at desc, id desc limit ${page.limit}`,
  );
}

export type EventRow = { case_id: string; at: Date; by: CaseActor; event: string; text: string };

export function selectEvents(queryable: Queryable, caseIds: readonly string[]): Promise<EventRow[]> {
  return queryable.rows<EventRow>(
    sql`select case_id, at, by, event, text from aftersale.events where case_id = any(${caseIds}::uuid[]) order by position`,
  );
}
