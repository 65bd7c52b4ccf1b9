import { json, nothing, type Queryable, sql } from '../kernel/index.ts';
import type { Reason } from './reasons.ts';

export type ServedPage = {
  requestId: string;
  deviceId: string;
  sessionId: string;
  servedAt: Date;
  /** Null with personalisation off. */
  viewerId: string | null;
  surface: string;
  policyVersion: string;
  candidatesCount: number;
  /** By place. */
  sources: readonly string[];
  personalised: boolean;
  itemIds: readonly string[];
  reasons: readonly (readonly Reason[])[];
};

export async function insertPage(database: Queryable, page: ServedPage): Promise<void> {
  await database.run(sql`
    insert into feed.pages (request_id, device_id, session_id, served_at, personalised, item_ids, reasons, viewer_id, surface,
      policy_version, candidates_count, sources)
    values (${page.requestId}, ${page.deviceId}, ${page.sessionId}, ${page.servedAt}, ${page.personalised}, ${page.itemIds}::uuid[],
      ${json(page.reasons)}::jsonb, ${page.viewerId}, ${page.surface}, ${page.policyVersion}, ${page.candidatesCount},
      ${page.sources}::text[])`);
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

export type PackedExplanation = {
  requestId: string;
  servedAt: Date;
  sourceCounts: Record<string, number>;
  packed: Buffer;
};

export async function insertExplanations(database: Queryable, kept: readonly PackedExplanation[]): Promise<void> {
  // One buffer goes over the wire as it is; an array of them would go as text, twice as long.
  let start = 1;
  const starts = kept.map(({ packed }) => {
    const from = start;
    start += packed.length;
    return from;
  });
  await database.run(sql`
    insert into feed.explanations (request_id, served_at, source_counts, packed)
    select request_id, served_at, source_counts, substring(together from start for length)
    from (select ${Buffer.concat(kept.map(({ packed }) => packed))}::bytea as together) as kept,
      unnest(${kept.map((each) => each.requestId)}::uuid[], ${kept.map((each) => each.servedAt)}::timestamptz[],
        ${kept.map((each) => json(each.sourceCounts))}::jsonb[], ${starts}::int[], ${kept.map(({ packed }) => packed.length)}::int[])
        as each (request_id, served_at, source_counts, start, length)
    on conflict do nothing`);
}

export type PageRow = {
  request_id: string;
  served_at: Date;
  surface: string;
  personalised: boolean;
  policy_version: string;
  candidates_count: number;
  item_ids: string[];
  viewer_id: string | null;
};

const pageColumns = sql`request_id, served_at, surface, personalised, policy_version, candidates_count, item_ids, viewer_id`;

export type PageFilter = {
  viewerId?: string | undefined;
  requestId?: string | undefined;
  itemId?: string | undefined;
  source?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** Newest first, one more than `limit` when there is more. */
export function selectPages(
  database: Queryable,
  filter: PageFilter,
  page: { after: { at: string; id: string } | undefined; limit: number },
): Promise<PageRow[]> {
  return database.rows<PageRow>(sql`
    select ${pageColumns} from feed.pages
    where true ${filter.viewerId ? sql`and viewer_id = ${filter.viewerId}` : nothing}
      ${filter.requestId ? sql`and request_id = ${filter.requestId}` : nothing}
      ${filter.itemId ? sql`and item_ids @> array[${filter.itemId}]::uuid[]` : nothing}
      ${filter.source ? sql`and sources @> array[${filter.source}]::text[]` : nothing}
      ${filter.from ? sql`and served_at >= ${filter.from}` : nothing}
      ${filter.to ? sql`and served_at < ${filter.to}` : nothing}
      ${page.after ? sql`and (served_at, request_id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)` : nothing}
    order by served_at desc, request_id desc limit ${page.limit + 1}`);
}

export type ExplainedPageRow = PageRow & {
  sources: string[];
  source_counts: Record<string, number> | null;
  packed: Buffer | null;
};

export function selectPage(database: Queryable, requestId: string): Promise<ExplainedPageRow | undefined> {
  return database.maybe<ExplainedPageRow>(sql`
    select ${pageColumns}, sources,
      (select source_counts from feed.explanations kept where kept.request_id = pages.request_id) as source_counts,
      (select packed from feed.explanations kept where kept.request_id = pages.request_id) as packed
    from feed.pages where request_id = ${requestId}`);
}

export function deleteExplanationsBefore(database: Queryable, before: Date, limit: number): Promise<number> {
  return database.run(sql`
    delete from feed.explanations where request_id in (
      select request_id from feed.explanations where served_at < ${before} order by served_at limit ${limit} for update skip locked)`);
}
