import { nothing, type Queryable, sql } from '../kernel/index.ts';
import type { LogCursor, NewAction, RecordedAction } from './action.ts';

export type Appended = { requestId: string | null; position: number | null; kind: string; transactionId: string };

/**
 * Appends a batch in one statement. A kind that its impression already has is left out; so is a watch that is not at
 * least a second longer than the longest known. @returns the rows that were written.
 */
export function insertActions(database: Queryable, actions: readonly NewAction[]): Promise<Appended[]> {
  const column = <Key extends keyof NewAction>(key: Key) => actions.map((action) => action[key]);
  return database.rows<Appended>(sql`
    insert into interactions.actions (day, viewer_id, recorded_viewer_id, device_id, kind, item_id, item_kind, product_id, watch_ms, watch_gain_ms,
      surface, request_id, position, source, propensity, policy_version, category_id, words, occurred_at, recorded_at)
    select given.day, viewer_id, viewer_id, device_id, given.kind, item_id, item_kind, product_id, given.watch_ms,
      greatest(0, given.watch_ms - coalesce(known.watch_ms, 0)), surface, given.request_id, given.position, source, propensity,
      policy_version, category_id, words, occurred_at, recorded_at
    from unnest(${column('day')}::date[], ${column('viewerId')}::uuid[], ${column('deviceId')}::uuid[], ${column('kind')}::text[], ${column('itemId')}::uuid[],
      ${column('itemKind')}::text[], ${column('productId')}::uuid[], ${column('watchMs')}::int[], ${column('surface')}::text[],
      ${column('requestId')}::uuid[], ${column('position')}::smallint[], ${column('source')}::text[], ${column('propensity')}::real[],
      ${column('policyVersion')}::text[], ${column('categoryId')}::text[], ${column('words')}::text[],
      ${column('occurredAt')}::timestamptz[], ${column('recordedAt')}::timestamptz[])
      as given (day, viewer_id, device_id, kind, item_id, item_kind, product_id, watch_ms, surface, request_id, position, source, propensity,
        policy_version, category_id, words, occurred_at, recorded_at)
    left join lateral (
      select max(earlier.watch_ms) as watch_ms from interactions.actions earlier
      where given.kind = 'watch' and earlier.kind = 'watch' and earlier.day = given.day
        and earlier.request_id = given.request_id and earlier.position = given.position) known on true
    where known.watch_ms is null or given.watch_ms / 1000 > known.watch_ms / 1000
    on conflict do nothing
    returning request_id as "requestId", position, kind, transaction_id::text as "transactionId"`);
}

type ActionRow = {
  transaction_id: string;
  sequence: bigint;
  recorded_viewer_id: string | null;
  device_id: string | null;
  kind: RecordedAction['kind'];
  item_id: string | null;
  item_kind: RecordedAction['itemKind'];
  product_id: string | null;
  watch_ms: number;
  surface: string | null;
  request_id: string | null;
  position: number | null;
  source: string | null;
  category_id: string | null;
  occurred_at: Date;
  recorded_at: Date;
};

/** Below the oldest running transaction (or the given one), so that what commits late is not missed. */
export async function selectActionsAfter(
  database: Queryable,
  cursor: LogCursor,
  limit: number,
  before?: string,
): Promise<RecordedAction[]> {
  const rows = await database.rows<ActionRow>(sql`
    select transaction_id::text, sequence, recorded_viewer_id, device_id, kind, item_id, item_kind, product_id, watch_ms, surface,
      request_id, position, source, category_id, occurred_at, recorded_at
    from interactions.actions
    where (transaction_id, sequence) > (${cursor.transactionId}::xid8, ${cursor.sequence}::bigint)
      and transaction_id < coalesce(${before ?? null}::xid8, pg_snapshot_xmin(pg_current_snapshot()))
    order by actions.transaction_id, actions.sequence limit ${limit}`);
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    sequence: row.sequence,
    viewerId: row.recorded_viewer_id,
    deviceId: row.device_id,
    kind: row.kind,
    itemId: row.item_id,
    itemKind: row.item_kind,
    productId: row.product_id,
    watchMs: row.watch_ms,
    surface: row.surface,
    requestId: row.request_id,
    position: row.position,
    source: row.source,
    categoryId: row.category_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
  }));
}

export type TouchRow = {
  item_id: string;
  item_kind: 'video' | 'product';
  product_id: string | null;
  kind: string;
  surface: string | null;
  first_at: Date;
  last_at: Date;
  watch_ms: number;
};

export function selectTouches(
  database: Queryable,
  viewerId: string,
  filter: { since: Date; until: Date; contentIds?: readonly string[]; productIds?: readonly string[]; limit: number },
): Promise<TouchRow[]> {
  return database.rows<TouchRow>(sql`
    select item_id, item_kind, product_id, kind, surface, min(occurred_at) as first_at, max(occurred_at) as last_at, max(watch_ms) as watch_ms
    from interactions.actions
    where viewer_id = ${viewerId} and occurred_at >= ${filter.since} and occurred_at <= ${filter.until}
      and item_kind in ('video', 'product')
      ${filter.contentIds ? sql`and item_id = any(${filter.contentIds}::uuid[])` : nothing}
      ${filter.productIds ? sql`and product_id = any(${filter.productIds}::uuid[])` : nothing}
    group by item_id, item_kind, product_id, kind, surface
    order by max(occurred_at) desc limit ${filter.limit}`);
}

export async function selectSeen(database: Queryable, viewerId: string, since: Date, limit: number): Promise<string[]> {
  const rows = await database.rows<{ item_id: string }>(sql`
    select item_id from interactions.actions
    where viewer_id = ${viewerId} and occurred_at >= ${since} and kind = 'impression' and item_id is not null
    group by item_id order by max(occurred_at) desc limit ${limit}`);
  return rows.map((row) => row.item_id).reverse();
}

/** Both columns: a viewer who leaves is in no copy of the log. */
export function eraseViewer(database: Queryable, viewerId: string): Promise<number> {
  return database.run(sql`
    update interactions.actions set viewer_id = null, recorded_viewer_id = null, device_id = null, words = null where viewer_id = ${viewerId}`);
}

export function reownActions(database: Queryable, viewerId: string, accountId: string): Promise<number> {
  return database.run(sql`update interactions.actions set viewer_id = ${accountId} where viewer_id = ${viewerId}`);
}

export function selectHistory(
  database: Queryable,
  viewerId: string,
  limit: number,
): Promise<Record<string, unknown>[]> {
  return database.rows(sql`
    select kind, item_id as "itemId", item_kind as "itemKind", product_id as "productId", watch_ms as "watchMs", surface, source, words,
      occurred_at as "occurredAt"
    from interactions.actions where viewer_id = ${viewerId} order by occurred_at desc limit ${limit}`);
}

export type ItemDayRow = { item_id: string; day: string; kind: string; actions: bigint; watch_ms: bigint };

export function selectItemDays(
  database: Queryable,
  itemIds: readonly string[],
  from: string,
  to: string,
): Promise<ItemDayRow[]> {
  return database.rows<ItemDayRow>(sql`
    select item_id, day::text, kind, actions, watch_ms from interactions.item_days
    where item_id = any(${itemIds}::uuid[]) and day between ${from}::date and ${to}::date order by item_id, day, kind`);
}

export function selectDays(
  database: Queryable,
  from: string,
  to: string,
): Promise<{ day: string; kind: string; actions: bigint; watch_ms: bigint }[]> {
  return database.rows(sql`
    select day::text, kind, sum(actions)::int8 as actions, sum(watch_ms)::int8 as watch_ms from interactions.item_days
    where day between ${from}::date and ${to}::date group by day, kind order by day, kind`);
}

export function selectItemTotals(
  database: Queryable,
  itemIds: readonly string[],
  kinds: readonly string[],
): Promise<{ item_id: string; kind: string; actions: bigint }[]> {
  return database.rows(sql`
    select item_id, kind, sum(actions)::int8 as actions from interactions.item_days
    where item_id = any(${itemIds}::uuid[]) and kind = any(${kinds}::text[]) group by item_id, kind`);
}

/** Adds the next stretch of the log to the counts; the cursor row is the lock. @returns how many actions were read. */
export async function countNextActions(tx: Queryable, zone: string, limit: number): Promise<number> {
  const cursor = await tx.maybe<{ transaction_id: string; sequence: bigint }>(
    sql`select transaction_id::text, sequence from interactions.count_cursor for update skip locked`,
  );
  if (!cursor) return 0;
  const row = await tx.one<{ read: bigint }>(sql`
    with batch as (
      select transaction_id, sequence, item_id, product_id, kind, watch_ms, watch_gain_ms, (occurred_at at time zone ${zone})::date as day
      from interactions.actions
      where (transaction_id, sequence) > (${cursor.transaction_id}::xid8, ${cursor.sequence}::bigint)
        and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction_id, sequence limit ${limit}),
    counted as (
      insert into interactions.item_days as known (item_id, day, kind, actions, watch_ms)
      select id, day, kind, count(*) filter (where kind <> 'watch' or watch_ms = watch_gain_ms), sum(watch_gain_ms)
      from (
        select item_id as id, day, kind, watch_ms, watch_gain_ms from batch where item_id is not null
        union all
        select product_id, day, kind, watch_ms, watch_gain_ms from batch where product_id is not null and product_id is distinct from item_id) each
      group by id, day, kind order by id, day, kind
      on conflict (item_id, day, kind) do update set actions = known.actions + excluded.actions, watch_ms = known.watch_ms + excluded.watch_ms),
    moved as (
      update interactions.count_cursor set (transaction_id, sequence) =
        (select transaction_id, sequence from batch order by transaction_id desc, sequence desc limit 1)
      where exists (select from batch))
    select count(*) as read from batch`);
  return Number(row.read);
}

export async function countPages(
  database: Queryable,
  from: Date,
  to: Date,
  policyVersions: readonly string[],
): Promise<number> {
  const row = await database.one<{ pages: number }>(sql`
    select count(distinct request_id)::int as pages from interactions.actions
    where kind = 'impression' and occurred_at >= ${from} and occurred_at < ${to}
      and policy_version = any(${policyVersions}::text[])`);
  return row.pages;
}

/** Of days, by source. An impression is watched once, however often its length was reported. */
export function selectSources(
  database: Queryable,
  from: string,
  to: string,
  watchedMs: number,
): Promise<{ source: string; impressions: bigint; watched: bigint; clicks: bigint }[]> {
  return database.rows(sql`
    select source, count(*) filter (where kind = 'impression') as impressions,
      count(distinct (request_id, position)) filter (where kind = 'finish' or (kind = 'watch' and watch_ms >= ${watchedMs})) as watched,
      count(distinct (request_id, position)) filter (where kind in ('click_goods', 'open_product')) as clicks
    from interactions.actions where day between ${from}::date and ${to}::date and source is not null
    group by source order by 2 desc, source limit 100`);
}

export function selectSourceOf(
  database: Queryable,
  asked: readonly { viewerId: string; itemId: string; before: Date }[],
): Promise<{ source: string | null }[]> {
  return database.rows(sql`
    select found.source
    from unnest(${asked.map((each) => each.viewerId)}::uuid[], ${asked.map((each) => each.itemId)}::uuid[],
      ${asked.map((each) => each.before)}::timestamptz[]) with ordinality as asked (viewer_id, item_id, before, place)
    left join lateral (
      select source from interactions.actions shown
      where shown.viewer_id = asked.viewer_id and shown.item_id = asked.item_id and shown.kind = 'impression'
        and shown.occurred_at <= asked.before and shown.occurred_at > asked.before - interval '30 days'
      order by shown.occurred_at desc limit 1) found on true
    order by asked.place`);
}

export function selectOutcomes(
  database: Queryable,
  places: readonly { day: string; requestId: string; position: number }[],
): Promise<
  {
    place: bigint;
    shown: boolean;
    finished: boolean;
    watch_ms: number;
    clicked: boolean;
    shared: boolean;
    refused: boolean;
  }[]
> {
  return database.rows(sql`
    select asked.place, bool_or(kind = 'impression') as shown, bool_or(kind = 'finish') as finished, max(watch_ms) as watch_ms,
      bool_or(kind in ('click_goods', 'open_product')) as clicked, bool_or(kind = 'share') as shared,
      bool_or(kind = 'not_interested') as refused
    from unnest(${places.map((place) => place.day)}::date[], ${places.map((place) => place.requestId)}::uuid[],
      ${places.map((place) => place.position)}::smallint[]) with ordinality as asked (day, request_id, position, place)
    join interactions.actions reported on reported.day = asked.day and reported.request_id = asked.request_id
      and reported.position = asked.position
    group by asked.place`);
}

export function selectMarks(
  database: Queryable,
  asked: readonly { viewerId: string; itemId: string; after: Date }[],
): Promise<{ marked: boolean }[]> {
  return database.rows(sql`
    select exists (
      select from interactions.actions marked
      where marked.viewer_id = asked.viewer_id and marked.item_id = asked.item_id and marked.kind in ('like', 'favourite', 'comment')
        and marked.occurred_at >= asked.after and marked.occurred_at < asked.after + interval '1 day') as marked
    from unnest(${asked.map((each) => each.viewerId)}::uuid[], ${asked.map((each) => each.itemId)}::uuid[],
      ${asked.map((each) => each.after)}::timestamptz[]) with ordinality as asked (viewer_id, item_id, after, place)
    order by asked.place`);
}
