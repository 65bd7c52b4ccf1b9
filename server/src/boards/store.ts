import { type Act, type Queryable, sql } from '../kernel/index.ts';

export type ContentCard = { contentId: string; authorId: string; title: string };

export async function saveContent(act: Act, content: ContentCard): Promise<void> {
  await act.run(sql`
    insert into boards.contents (content_id, author_id, title) values (${content.contentId}, ${content.authorId}, ${content.title})
    on conflict (content_id) do update set author_id = excluded.author_id, title = excluded.title`);
}

export async function contentTitles(database: Queryable, contentIds: readonly string[]): Promise<Map<string, string>> {
  if (contentIds.length === 0) return new Map();
  const rows = await database.rows<{ content_id: string; title: string }>(
    sql`select content_id, title from boards.contents where content_id = any(${contentIds}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.content_id, row.title]));
}

const contentsMax = 500;

/** Contents of an author, at most 500. */
export async function contentsOf(database: Queryable, authorId: string): Promise<string[]> {
  const rows = await database.rows<{ content_id: string }>(
    sql`select content_id from boards.contents where author_id = ${authorId} order by content_id desc limit ${contentsMax}`,
  );
  return rows.map((row) => row.content_id);
}
