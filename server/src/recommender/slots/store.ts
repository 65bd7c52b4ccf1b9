import { type Queryable, sql } from '../../kernel/index.ts';

export type SlotRow = {
  requestId: string;
  position: number;
  day: string;
  shownAt: Date;
  viewerId: string | null;
  itemId: string;
  poolIds: readonly string[];
  components: Buffer;
  propensity: number;
  policyVersion: string;
};

/** One statement; a slot that is known stays as it was. Pools are of different length, so each travels as one text. */
export async function insertSlots(database: Queryable, slots: readonly SlotRow[]): Promise<void> {
  const column = <Key extends keyof SlotRow>(key: Key) => slots.map((slot) => slot[key]);
  await database.run(sql`
    insert into recommender.drawn_slots (request_id, position, day, shown_at, viewer_id, item_id, pool_ids, components, propensity,
      policy_version)
    select request_id, position, day, shown_at, viewer_id, item_id, string_to_array(pool_ids, ',')::uuid[], components, propensity,
      policy_version
    from unnest(${column('requestId')}::uuid[], ${column('position')}::smallint[], ${column('day')}::date[],
      ${column('shownAt')}::timestamptz[], ${column('viewerId')}::uuid[], ${column('itemId')}::uuid[],
      ${slots.map((slot) => slot.poolIds.join(','))}::text[], ${column('components')}::bytea[], ${column('propensity')}::real[],
      ${column('policyVersion')}::text[])
      as given (request_id, position, day, shown_at, viewer_id, item_id, pool_ids, components, propensity, policy_version)
    on conflict do nothing`);
}

export type StoredSlot = {
  request_id: string;
  position: number;
  day: string;
  shown_at: Date;
  viewer_id: string | null;
  item_id: string;
  pool_ids: string[];
  components: Buffer;
  propensity: number;
  policy_version: string;
  paid_minor: bigint | null;
  quality_minor: bigint | null;
  /** Paid for the lines that have settled: what `quality_minor` is a part of. */
  settled_paid_minor: bigint | null;
};

/** Slots of a time with what their order lines brought, newest first, at most `limit`. */
export function selectSlots(database: Queryable, from: Date, to: Date, limit: number): Promise<StoredSlot[]> {
  return database.rows<StoredSlot>(sql`
    select slot.request_id, slot.position, slot.day::text, slot.shown_at, slot.viewer_id, slot.item_id, slot.pool_ids, slot.components,
      slot.propensity, slot.policy_version, bought.paid_minor, bought.quality_minor, bought.settled_paid_minor
    from recommender.drawn_slots slot
    left join lateral (
      select sum(line.paid_minor)::int8 as paid_minor, sum(line.quality_minor)::int8 as quality_minor,
        (sum(line.paid_minor) filter (where line.quality_minor is not null))::int8 as settled_paid_minor
      from recommender.slot_lines line where line.request_id = slot.request_id and line.position = slot.position) bought on true
    where slot.shown_at >= ${from} and slot.shown_at < ${to}
    order by slot.shown_at desc limit ${limit}`);
}

/** Ties a paid line to the drawn place that showed its content to the buyer last, within `withinDays`; most lines have none. */
export async function tieLines(
  tx: Queryable,
  buyerId: string,
  lines: readonly { lineId: string; contentId: string; paidMinor: number }[],
  paidAt: Date,
  withinDays: number,
): Promise<void> {
  await tx.run(sql`
    insert into recommender.slot_lines (line_id, request_id, position, paid_minor)
    select line.line_id, slot.request_id, slot.position, line.paid_minor
    from unnest(${lines.map((line) => line.lineId)}::uuid[], ${lines.map((line) => line.contentId)}::uuid[],
      ${lines.map((line) => line.paidMinor)}::bigint[]) as line (line_id, content_id, paid_minor)
    join lateral (
      select request_id, position from recommender.drawn_slots drawn
      where drawn.viewer_id = ${buyerId} and drawn.item_id = line.content_id and drawn.shown_at <= ${paidAt}
        and drawn.shown_at > ${paidAt}::timestamptz - make_interval(days => ${withinDays})
      order by drawn.shown_at desc limit 1) slot on true
    on conflict (line_id) do nothing`);
}

export async function settleLine(tx: Queryable, lineId: string, qualityMinor: number): Promise<void> {
  await tx.run(sql`update recommender.slot_lines set quality_minor = ${qualityMinor} where line_id = ${lineId}`);
}

export async function reownSlots(tx: Queryable, viewerId: string, accountId: string | null): Promise<void> {
  await tx.run(sql`update recommender.drawn_slots set viewer_id = ${accountId} where viewer_id = ${viewerId}`);
}

export function deleteSlotsBefore(database: Queryable, before: Date, limit: number): Promise<number> {
  return database.run(sql`
    delete from recommender.drawn_slots where (request_id, position) in (
      select request_id, position from recommender.drawn_slots where shown_at < ${before} order by shown_at limit ${limit}
      for update skip locked)`);
}
