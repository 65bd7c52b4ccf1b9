import { type Queryable, sql } from '../kernel/index.ts';

export type Choice = { kind: 'category' | 'tag'; tag: string; choice: 'chosen' | 'blocked' | 'forgotten' };
export const choicesMax = 100;

export function selectChoices(database: Queryable, viewerId: string): Promise<Choice[]> {
  return database.rows<Choice>(sql`
    select kind, tag, choice from recommender.choices where viewer_id = ${viewerId}
    order by changed_at desc, kind, tag limit ${choicesMax}`);
}

/** Writes a choice; beyond the bound the oldest makes room. */
export async function upsertChoice(database: Queryable, viewerId: string, choice: Choice, now: Date): Promise<void> {
  await database.run(sql`
    insert into recommender.choices (viewer_id, kind, tag, choice, changed_at)
    values (${viewerId}, ${choice.kind}, ${choice.tag}, ${choice.choice}, ${now})
    on conflict (viewer_id, kind, tag) do update set choice = excluded.choice, changed_at = excluded.changed_at`);
  await database.run(sql`
    delete from recommender.choices where viewer_id = ${viewerId} and (kind, tag) in (
      select kind, tag from recommender.choices where viewer_id = ${viewerId} order by changed_at desc, kind, tag offset ${choicesMax})`);
}

/** What the account itself chose wins. */
export async function mergeChoices(database: Queryable, viewerId: string, accountId: string): Promise<void> {
  await database.run(sql`
    insert into recommender.choices (viewer_id, kind, tag, choice, changed_at)
    select ${accountId}, kind, tag, choice, changed_at from recommender.choices where viewer_id = ${viewerId} on conflict do nothing`);
  await eraseChoices(database, viewerId);
}

export async function eraseChoices(database: Queryable, viewerId: string): Promise<void> {
  await database.run(sql`delete from recommender.choices where viewer_id = ${viewerId}`);
}

/** Names this database: a copy made from a backup or a template is another one, with a log of its own. */
export async function selectOrigin(database: Queryable): Promise<string> {
  const row = await database.one<{ origin: string }>(sql`
    select id || '/' || (select oid from pg_database where datname = current_database()) as origin from recommender.origin`);
  return row.origin;
}
