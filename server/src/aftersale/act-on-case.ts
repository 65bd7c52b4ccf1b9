import { type Act, type Sql, sql } from '../kernel/index.ts';
import { noteAftersale } from '../orders/index.ts';
import { type CaseStep, stepAtDeadline } from './case-state.ts';
import { closeCase, completeCase } from './complete-case.ts';
import { notPossibleNow } from './errors.ts';
import { type CaseActor, type CaseRow, stepCase } from './store.ts';

/** What a person may do with a case; which steps are whose is decided by the routes. */
export async function advanceCase(
  act: Act,
  current: CaseRow,
  step: CaseStep,
  by: CaseActor,
  text: string,
  fault: 'none' | 'merchant' = 'none',
): Promise<CaseRow> {
  if (step === 'approve_refund' || step === 'confirm_goods' || step === 'judge_refund')
    return completeCase(act, current.id, step, by, text, fault);
  if (step === 'withdraw' || step === 'lapse' || step === 'judge_reject')
    return closeCase(act, current.id, step, by, text);
  const row = await stepCase(act, current.id, step, by, text, sql`true`);
  if (!row) throw notPossibleNow();
  if (step === 'approve_return' && fault === 'merchant')
    await act.run(sql`update aftersale.cases set fault = 'merchant' where id = ${row.id}`);
  await noteAftersale(act, row.line_id, row.id, row.state);
  return row;
}

/** What the clock does to a case whose deadline came. The fault the merchant accepted on approving the return stays. */
export async function lapseCase(act: Act, row: CaseRow): Promise<void> {
  const step = stepAtDeadline(row.state, row.kind);
  if (step) await advanceCase(act, row, step, 'clock', '', row.fault);
}

export const ofBuyer = (viewerId: string): Sql => sql`buyer_id = ${viewerId}`;
export const ofShops = (shopIds: readonly string[]): Sql => sql`shop_id = any(${shopIds}::uuid[])`;
