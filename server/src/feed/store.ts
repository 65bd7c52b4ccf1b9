import { json, type Queryable, sql } from '../kernel/index.ts';
import type { Reason } from './reasons.ts';

export type ServedPage = {
  requestId: string;
  deviceId: string;
  sessionId: string;
  servedAt: Date;
  personalised: boolean;
  itemIds: readonly string[];
  reasons: readonly (readonly Reason[])[];
};

export async function insertPage(database: Queryable, page: ServedPage): Promise<void> {
  await database.run(sql`
    insert into feed.pages (request_id, device_id, session_id, served_at, personalised, item_ids, reasons)
    values (${page.requestId}, ${page.deviceId}, ${page.sessionId}, ${page.servedAt}, ${page.personalised}, ${page.itemIds}::uuid[],
      ${json(page.reasons)}::jsonb)`);
}

/** Pages of a session that were served after the one known last, oldest first. */
export function selectPagesAfter(
  database: Queryable,
  deviceId: string,
  sessionId: string,
  after: bigint,
): Promise<{ sequence: bigint; item_ids: string[] }[]> {
  return database.rows(sql`
    select sequence, item_ids from feed.pages
    where device_id = ${deviceId} and session_id = ${sessionId} and sequence > ${after} order by sequence limit 500`);
}

export function selectReasons(
  database: Queryable,
  requestId: string,
  position: number,
): Promise<{ reasons: Reason[] | null; personalised: boolean } | undefined> {
  return database.maybe(sql`
    select reasons -> ${position}::int as reasons, personalised from feed.pages where request_id = ${requestId}`);
}

export function deletePagesBefore(database: Queryable, before: Date, limit: number): Promise<number> {
  return database.run(sql`
    delete from feed.pages where request_id in (
      select request_id from feed.pages where served_at < ${before} order by served_at limit ${limit} for update skip locked)`);
}
