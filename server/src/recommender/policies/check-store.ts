import type { Policy } from '@haowu/interest-engine';
import { json, nothing, type Queryable, sql } from '../../kernel/index.ts';

export type CheckKind = 'off_policy' | 'simulation';
export type CheckRow = {
  id: string;
  policy_id: string;
  revision: number;
  against_id: string;
  against_version: string;
  kind: CheckKind;
  state: 'queued' | 'running' | 'done' | 'failed';
  progress: number;
  result: unknown;
  failure: string | null;
  requested_by: string | null;
  requested_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

const columns = sql`id, policy_id, revision, against_id, against_version, kind, state, progress, result, failure, requested_by,
  requested_at, started_at, finished_at`;

export type NewCheck = {
  id: string;
  policyId: string;
  revision: number;
  against: { id: string; version: string };
  kind: CheckKind;
  settings: Record<string, number>;
  draft: Policy;
  published: Policy;
  requestedBy: string | null;
  at: Date;
};

export function insertCheck(tx: Queryable, check: NewCheck): Promise<CheckRow> {
  return tx.one<CheckRow>(sql`
    insert into recommender.policy_checks (id, policy_id, revision, against_id, against_version, kind, state, settings, draft,
      published, requested_by, requested_at)
    values (${check.id}, ${check.policyId}, ${check.revision}, ${check.against.id}, ${check.against.version}, ${check.kind}, 'queued',
      ${json(check.settings)}::jsonb, ${json(check.draft)}::json, ${json(check.published)}::json, ${check.requestedBy}, ${check.at})
    returning ${columns}`);
}

export async function countWaiting(database: Queryable): Promise<number> {
  const row = await database.one<{ count: bigint }>(
    sql`select count(*) from recommender.policy_checks where state in ('queued', 'running')`,
  );
  return Number(row.count);
}

/** One more than `limit` when there is more; newest first. */
export function selectChecks(
  database: Queryable,
  policyId: string,
  page: { kind?: CheckKind | undefined; after: { at: string; id: string } | undefined; limit: number },
): Promise<CheckRow[]> {
  return database.rows<CheckRow>(sql`
    select ${columns} from recommender.policy_checks
    where policy_id = ${policyId} ${page.kind ? sql`and kind = ${page.kind}` : nothing}
      ${page.after ? sql`and (requested_at, id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)` : nothing}
    order by requested_at desc, id desc limit ${page.limit + 1}`);
}

export type CheckClaim = {
  id: string;
  kind: CheckKind;
  attempts: number;
  token: string;
  settings: { days: number; seeds?: number };
  draft: Policy;
  published: Policy;
};

const leaseSeconds = 30;

/** Takes the oldest check that waits, or whose process is gone. */
export async function claimCheck(database: Queryable, token: string): Promise<CheckClaim | undefined> {
  const row = await database.maybe<Omit<CheckClaim, 'token'>>(sql`
    update recommender.policy_checks set state = 'running', attempts = attempts + 1, progress = 0, lease_token = ${token},
      started_at = coalesce(started_at, clock_timestamp()), leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = (
      select id from recommender.policy_checks
      where state in ('queued', 'running') and (leased_until is null or leased_until < clock_timestamp())
      order by requested_at, id limit 1 for update skip locked)
    returning id, kind, attempts, settings, draft, published`);
  return row && { ...row, token };
}

/** Shows progress and keeps the lease. @returns false when another process has taken over. */
export async function keepCheck(database: Queryable, claim: CheckClaim, progress: number): Promise<boolean> {
  const count = await database.run(sql`
    update recommender.policy_checks set progress = greatest(progress, ${progress}::real),
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = ${claim.id} and lease_token = ${claim.token}`);
  return count > 0;
}

export async function finishCheck(
  database: Queryable,
  claim: CheckClaim,
  outcome: { result: unknown } | { failure: string },
  at: Date,
): Promise<void> {
  const result = 'result' in outcome ? json(outcome.result) : null;
  const failure = 'failure' in outcome ? outcome.failure : null;
  await database.run(sql`
    update recommender.policy_checks set state = ${result === null ? 'failed' : 'done'}, progress = 1, result = ${result}::jsonb,
      failure = ${failure}, finished_at = ${at}, lease_token = null, leased_until = null
    where id = ${claim.id} and lease_token = ${claim.token}`);
}

/** Puts it back into the queue: this process stops, nothing is wrong with the check. */
export async function releaseCheck(database: Queryable, claim: CheckClaim): Promise<void> {
  await database.run(sql`
    update recommender.policy_checks set state = 'queued', progress = 0, attempts = attempts - 1, lease_token = null, leased_until = null
    where id = ${claim.id} and lease_token = ${claim.token}`);
}
