import type { Policy } from '@haowu/interest-engine';
import { json, nothing, type Queryable, type Sql, sql } from '../../kernel/index.ts';
import { builtInPolicyId, type PolicyFile, type PolicyRow, type PolicyState } from './policy-row.ts';

/** Every version as a row, the one the server starts with among them: the first to be published replaced it. */
const versions = (builtIn: Policy): Sql => sql`(
  select id, version, state, revision, based_on_id, note, author_id, publisher_id, created_at, changed_at, published_at, retired_at
  from recommender.policies
  union all
  select ${builtInPolicyId}::uuid, ${builtIn.version}::text, case when policy_id is null then 'published' else 'retired' end, 1,
    null, '', null, null, null, null, null, (select min(published_at) from recommender.policies)
  from recommender.policy_in_force) as policy`;

export type PolicyFilter = { state?: PolicyState | undefined; q?: string | undefined };
export type PolicyCursor = { at: string; id: string };

/** One more than `limit` when there is more. Newest first; what the server starts with is the oldest. */
export function selectPolicies(
  database: Queryable,
  builtIn: Policy,
  filter: PolicyFilter,
  page: { sort: 'created_at' | 'published_at'; after: PolicyCursor | undefined; limit: number },
): Promise<(PolicyRow & { sort_at: Date })[]> {
  const sortAt = page.sort === 'created_at' ? sql`coalesce(created_at, 'epoch')` : sql`coalesce(published_at, 'epoch')`;
  return database.rows(sql`
    select policy.*, ${sortAt} as sort_at from ${versions(builtIn)}
    where true ${filter.state ? sql`and state = ${filter.state}` : nothing}
      ${filter.q ? sql`and position(lower(${filter.q}) in lower(version || ' ' || note)) > 0` : nothing}
      ${page.after ? sql`and (${sortAt}, id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)` : nothing}
    order by ${sortAt} desc, id desc limit ${page.limit + 1}`);
}

/** Versions that are or were in force: a page says which of them filled it. */
export async function selectServedVersions(database: Queryable, builtIn: Policy): Promise<string[]> {
  const rows = await database.rows<{ version: string }>(
    sql`select version from ${versions(builtIn)} where state <> 'draft'`,
  );
  return rows.map(({ version }) => version);
}

/** The id that stands for what is in force now, and the order of publishing. */
export async function selectInForce(database: Queryable): Promise<string> {
  const row = await database.one<{ policy_id: string | null }>(sql`select policy_id from recommender.policy_in_force`);
  return row.policy_id ?? builtInPolicyId;
}

export async function selectPolicy(database: Queryable, builtIn: Policy, id: string): Promise<PolicyFile | undefined> {
  const row = await database.maybe<PolicyRow & { document: Policy | null }>(sql`
    select policy.*, (select document from recommender.policies kept where kept.id = policy.id) as document
    from ${versions(builtIn)} where id = ${id}`);
  return row && { ...row, document: row.document ?? builtIn };
}

export type NewPolicy = {
  id: string;
  version: string;
  basedOnId: string;
  note: string;
  document: Policy;
  authorId: string | null;
  at: Date;
};

/** @returns false when the version is taken. */
export async function insertDraft(tx: Queryable, policy: NewPolicy): Promise<boolean> {
  const count = await tx.run(sql`
    insert into recommender.policies (id, version, state, based_on_id, note, document, author_id, created_at, changed_at)
    values (${policy.id}, ${policy.version}, 'draft', ${policy.basedOnId}, ${policy.note}, ${json(policy.document)}::json,
      ${policy.authorId}, ${policy.at}, ${policy.at}) on conflict (version) do nothing`);
  return count > 0;
}

/** @returns false when it is no draft, or was edited since that revision. */
export async function updateDraft(
  tx: Queryable,
  draft: { id: string; revision: number; note: string; document: Policy; at: Date },
): Promise<boolean> {
  const count = await tx.run(sql`
    update recommender.policies set revision = revision + 1, note = ${draft.note}, document = ${json(draft.document)}::json,
      changed_at = ${draft.at}
    where id = ${draft.id} and state = 'draft' and revision = ${draft.revision}`);
  return count > 0;
}

/** How many versions have been published again under that name. */
export async function countAgain(tx: Queryable, version: string): Promise<number> {
  const row = await tx.one<{ count: bigint }>(
    sql`select count(*) from recommender.policies where starts_with(version, ${`${version}@`})`,
  );
  return Number(row.count);
}

/**
 * Puts a version in force in place of the one named, and in no other's place. @returns the order of publishing;
 * undefined when another one is in force by now.
 */
export async function replaceInForce(tx: Queryable, expectedId: string, policyId: string): Promise<bigint | undefined> {
  const row = await tx.maybe<{ sequence: bigint }>(sql`
    update recommender.policy_in_force set policy_id = ${policyId}, sequence = sequence + 1
    where coalesce(policy_id, ${builtInPolicyId}::uuid) = ${expectedId} returning sequence`);
  return row?.sequence;
}

/** Retires what was published and publishes the draft. @returns false when it is no draft of that revision. */
export async function markPublished(
  tx: Queryable,
  draft: { id: string; revision: number; publisherId: string | null; at: Date },
): Promise<boolean> {
  await tx.run(sql`
    update recommender.policies set state = 'retired', retired_at = ${draft.at} where state = 'published'`);
  const count = await tx.run(sql`
    update recommender.policies set state = 'published', published_at = ${draft.at}, publisher_id = ${draft.publisherId}
    where id = ${draft.id} and state = 'draft' and revision = ${draft.revision}`);
  return count > 0;
}
