import { z } from 'zod';
import { type BoundRoute, bind, decodeCursor, encodeCursor, nothing, type Queryable, sql } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { markRead } from './mark-read.ts';

type Row = {
  id: string;
  kind: string;
  params: Record<string, string | number>;
  link_kind: 'order';
  link_id: string;
  at: Date;
  read_at: Date | null;
};

async function countUnread(queryable: Queryable, viewerId: string): Promise<number> {
  const row = await queryable.one<{ unread: number }>(
    sql`select count(*)::int as unread from notices.notices where viewer_id = ${viewerId} and read_at is null`,
  );
  return row.unread;
}

export const routes: BoundRoute[] = [
  bind(contract.listNotices, async ({ world, principal, query }) => {
    const before = query.cursor ? decodeCursor(query.cursor, z.tuple([z.uuid()]))[0] : undefined;
    const rows = await world.database.rows<Row>(sql`
      select id, kind, params, link_kind, link_id, at, read_at from notices.notices
      where viewer_id = ${principal.viewerId} ${before ? sql`and id < ${before}` : nothing} order by id desc limit ${query.limit + 1}`);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        id: row.id,
        kind: row.kind,
        params: row.params,
        link: { kind: row.link_kind, id: row.link_id },
        at: row.at.toISOString(),
        read: row.read_at !== null,
      })),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
      unread: await countUnread(world.database, principal.viewerId),
    };
  }),
  bind(contract.readNotices, async ({ world, principal, body }) => {
    await markRead(world.database, principal.viewerId, body.upTo, world.systemClock.now());
    return { unread: await countUnread(world.database, principal.viewerId) };
  }),
];
