import { z } from 'zod';
import { decodeCursor, encodeCursor, nothing, type Queryable, type Sql, sql } from '../kernel/index.ts';
import { selectFollows } from './mark-store.ts';
import { selectTiles, type TileRow } from './store.ts';

export type PageQuery = { cursor?: string | undefined; limit: number };

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** Published videos of an author, newest first. */
export function authorTiles(queryable: Queryable, authorId: string, query: PageQuery) {
  return tiles(
    queryable,
    sql`content.videos video`,
    sql`video.published_at`,
    sql`video.author_id = ${authorId}`,
    query,
  );
}

/** What the viewer kept, the last kept first. */
export function favouriteTiles(queryable: Queryable, viewerId: string, query: PageQuery) {
  const from = sql`content.marks mark join content.videos video on video.id = mark.video_id`;
  const condition = sql`mark.viewer_id = ${viewerId} and mark.kind = 'favourite'`;
  return tiles(queryable, from, sql`mark.created_at`, condition, query);
}

async function tiles(queryable: Queryable, from: Sql, at: Sql, condition: Sql, query: PageQuery) {
  const rows = await selectTiles(
    queryable,
    from,
    at,
    sql`${condition} ${before(query, at, sql`video.id`)}`,
    query.limit + 1,
  );
  return pageOfRows(rows, query.limit, ({ id }) => id, tile);
}

function tile(row: TileRow) {
  return { id: row.id, title: row.title, posterUrl: row.poster_url, likesCount: row.likes, hasGoods: row.has_goods };
}

/** Ids of the authors this viewer follows, the last followed first. */
export async function followedPage(queryable: Queryable, viewerId: string, query: PageQuery) {
  const condition = sql`true ${before(query, sql`created_at`, sql`author_id`)}`;
  const rows = await selectFollows(queryable, viewerId, condition, query.limit + 1);
  return pageOfRows(
    rows,
    query.limit,
    ({ author_id }) => author_id,
    ({ author_id }) => author_id,
  );
}

// Cursors carry milliseconds, as JavaScript dates do; times are written from such dates, so nothing is cut off.
function before(query: PageQuery, at: Sql, id: Sql): Sql {
  if (!query.cursor) return nothing;
  const [time, last] = decodeCursor(query.cursor, position);
  return sql`and (${at}, ${id}) < (${time}::timestamptz, ${last}::uuid)`;
}

function pageOfRows<Row extends { at: Date }, Item>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toItem), nextCursor: last ? encodeCursor([last.at.toISOString(), idOf(last)]) : null };
}
