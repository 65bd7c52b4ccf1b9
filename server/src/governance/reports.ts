import type { z } from 'zod';
import { publish } from '../events/index.ts';
import { type Act, newId, type Queryable, sql } from '../kernel/index.ts';
import type { decideReport as decideContract, fileReport as fileContract, reportJson } from './contract.ts';
import { nothingToRestrict, reportDecided, reportNotFound } from './errors.ts';
import { imposeRestriction, type SubjectKind } from './restrictions.ts';

type ReportJson = z.input<typeof reportJson>;
type ReportState = ReportJson['state'];
export const reportRulesVersion = '2026-11';

type ReportRow = {
  id: string;
  subject_kind: SubjectKind;
  subject_id: string;
  reason: string;
  text: string;
  state: ReportState;
  filed_at: Date;
  reports_count: number;
};
const reportColumns = sql`report.id, report.subject_kind, report.subject_id, report.reason, report.text, report.state, report.filed_at,
  (select count(*)::int from governance.reports other
    where other.subject_kind = report.subject_kind and other.subject_id = report.subject_id) as reports_count`;

function toJson(row: ReportRow): ReportJson {
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    reason: row.reason,
    text: row.text,
    state: row.state,
    filedAt: row.filed_at.toISOString(),
    reportsCount: row.reports_count,
  };
}

/** Files a report. The same person about the same subject for the same reason is heard once and gets the same id. */
export async function fileReport(
  act: Act,
  reporterId: string,
  report: z.output<NonNullable<(typeof fileContract)['body']>>,
): Promise<string> {
  const id = newId();
  const filed = await act.run(sql`
    insert into governance.reports (id, subject_kind, subject_id, reporter_id, reason, text, filed_at)
    values (${id}, ${report.subjectKind}, ${report.subjectId}, ${reporterId}, ${report.reason}, ${report.text}, ${act.now.toISOString()})
    on conflict do nothing`);
  if (filed === 0) {
    const known = await act.one<{ id: string }>(sql`
      select id from governance.reports where reporter_id = ${reporterId} and subject_kind = ${report.subjectKind}
        and subject_id = ${report.subjectId} and reason = ${report.reason}`);
    return known.id;
  }
  const { subjectKind, subjectId, reason } = report;
  publish(act, 'report.filed', id, { reportId: id, reporterId, subjectKind, subjectId, reason });
  return id;
}

/** Reports in a state, oldest first. */
export async function listReports(
  database: Queryable,
  page: { state: ReportState; after: { filedAt: string; id: string } | undefined; limit: number },
): Promise<ReportJson[]> {
  const continued = page.after
    ? sql`and (report.filed_at, report.id) > (${page.after.filedAt}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const rows = await database.rows<ReportRow>(sql`
    select ${reportColumns} from governance.reports report where report.state = ${page.state} ${continued}
    order by report.filed_at, report.id limit ${page.limit + 1}`);
  return rows.map(toJson);
}

/** Decides a report and every other open one about the same subject; upheld, it takes the named capabilities away. */
export async function decideReport(
  act: Act,
  reportId: string,
  operatorId: string,
  decision: z.output<NonNullable<(typeof decideContract)['body']>>,
): Promise<ReportJson> {
  if (decision.outcome === 'dismissed' && decision.restrict.length > 0) throw nothingToRestrict();
  const report = await act.maybe<ReportRow>(sql`
    select ${reportColumns} from governance.reports report where report.id = ${reportId}`);
  if (!report) throw reportNotFound();
  const decided = await act.rows<{ id: string }>(sql`
    update governance.reports set state = ${decision.outcome}
    where subject_kind = ${report.subject_kind} and subject_id = ${report.subject_id} and state = 'open' returning id`);
  if (!decided.some((row) => row.id === reportId)) throw reportDecided();
  await act.run(sql`
    insert into governance.decisions (id, report_id, outcome, text, decided_by, decided_at)
    values (${newId()}, ${reportId}, ${decision.outcome}, ${decision.text}, ${operatorId}, ${act.now.toISOString()})`);
  for (const capability of new Set(decision.restrict)) {
    await imposeRestriction(act, {
      subjectKind: report.subject_kind,
      subjectId: report.subject_id,
      capability,
      ruleId: `report.${report.reason}`,
      rulesVersion: reportRulesVersion,
      reason: decision.text,
    });
  }
  return toJson({ ...report, state: decision.outcome });
}
