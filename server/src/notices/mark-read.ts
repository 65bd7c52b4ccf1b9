import { type Queryable, sql } from '../kernel/index.ts';

/** Marks a person's notices as read up to one of them (ids are ordered by time). @returns how many were unread. */
export function markRead(queryable: Queryable, viewerId: string, upToId: string, at: Date): Promise<number> {
  return queryable.run(sql`
    update notices.notices set read_at = ${at} where viewer_id = ${viewerId} and id <= ${upToId} and read_at is null`);
}
