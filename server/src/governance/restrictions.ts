import { publish } from '../events/index.ts';
import { type Act, newId, type Queryable, sql, type World } from '../kernel/index.ts';

export type SubjectKind = 'video' | 'product' | 'shop' | 'comment' | 'account';
/** What a restriction takes away: to be recommended, to sell, to comment, to publish, to buy. */
export type Capability = 'recommend' | 'sell' | 'comment' | 'publish' | 'buy';

const active = sql`not exists (select from governance.lifts where lifts.restriction_id = restrictions.id)`;

/** Which of these subjects may not use a capability now. */
export async function restrictedAmong(
  database: Queryable,
  kind: SubjectKind,
  ids: readonly string[],
  capability: Capability,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await database.rows<{ subject_id: string }>(sql`
    select distinct subject_id from governance.restrictions
    where subject_kind = ${kind} and capability = ${capability} and subject_id = any(${ids}::uuid[]) and ${active}`);
  return new Set(rows.map((row) => row.subject_id));
}

export async function isRestricted(
  database: Queryable,
  kind: SubjectKind,
  id: string,
  capability: Capability,
): Promise<boolean> {
  return (await restrictedAmong(database, kind, [id], capability)).size > 0;
}

const cachedMs = 1_000;
type Cached = { readAt: number; ids: Promise<ReadonlySet<string>> };
const caches = new WeakMap<World, Map<string, Cached>>();

/**
 * All subjects of a kind that may not use a capability, at most one second old: for lists that ask many times a second.
 * A failed read is not kept, and is thrown: whoever asks fails closed.
 */
export function restrictedSet(world: World, kind: SubjectKind, capability: Capability): Promise<ReadonlySet<string>> {
  const cache = caches.get(world) ?? new Map<string, Cached>();
  caches.set(world, cache);
  const key = `${kind} ${capability}`;
  const now = performance.now();
  const known = cache.get(key);
  if (known && now - known.readAt < cachedMs) return known.ids;
  const ids = world.database
    .rows<{ subject_id: string }>(sql`
      select distinct subject_id from governance.restrictions where subject_kind = ${kind} and capability = ${capability} and ${active}`)
    .then((rows) => new Set(rows.map((row) => row.subject_id)));
  const fresh = { readAt: now, ids };
  cache.set(key, fresh);
  ids.catch(() => {
    if (cache.get(key) === fresh) cache.delete(key);
  });
  return ids;
}

export type NewRestriction = {
  subjectKind: SubjectKind;
  subjectId: string;
  capability: Capability;
  /** The machine-readable rule and its version (DOMAIN D10). */
  ruleId: string;
  rulesVersion: string;
  reason: string;
};

/** Takes a capability away; a subject that lacks it already is left as it is. @returns the restriction in force. */
export async function imposeRestriction(act: Act, restriction: NewRestriction): Promise<string> {
  const { subjectKind, subjectId, capability } = restriction;
  // Two people deciding about one subject at once get one restriction.
  await act.run(sql`select pg_advisory_xact_lock(hashtextextended(${`restriction ${subjectKind} ${subjectId}`}, 0))`);
  const known = await act.maybe<{ id: string }>(sql`
    select id from governance.restrictions
    where subject_kind = ${subjectKind} and subject_id = ${subjectId} and capability = ${capability} and ${active} limit 1`);
  if (known) return known.id;
  const id = newId();
  await act.run(sql`
    insert into governance.restrictions (id, subject_kind, subject_id, capability, rule_id, rules_version, reason, imposed_by, imposed_at)
    values (${id}, ${subjectKind}, ${subjectId}, ${capability}, ${restriction.ruleId}, ${restriction.rulesVersion}, ${restriction.reason},
      ${act.actor ?? 'system'}, ${act.now.toISOString()})`);
  publish(act, 'restriction.imposed', subjectId, {
    restrictionId: id,
    subjectKind,
    subjectId,
    capability,
    ruleId: restriction.ruleId,
  });
  return id;
}

/** Gives the capability back by a reversing record; lifting twice changes nothing. @returns whether it was in force. */
export async function liftRestriction(act: Act, restrictionId: string, reason: string): Promise<boolean> {
  const lifted = await act.maybe<{ subject_kind: string; subject_id: string; capability: string }>(sql`
    with lift as (
      insert into governance.lifts (restriction_id, reason, lifted_by, lifted_at)
      select id, ${reason}, ${act.actor ?? 'system'}, ${act.now.toISOString()} from governance.restrictions where id = ${restrictionId}
      on conflict do nothing returning restriction_id
    )
    select subject_kind, subject_id, capability from governance.restrictions join lift on lift.restriction_id = id`);
  if (!lifted) return false;
  publish(act, 'restriction.lifted', lifted.subject_id, {
    restrictionId,
    subjectKind: lifted.subject_kind,
    subjectId: lifted.subject_id,
    capability: lifted.capability,
  });
  return true;
}
