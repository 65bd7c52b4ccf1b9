import { type Queryable, sql } from '../kernel/index.ts';
import type { Shop, ShopBadge, SubjectType } from './shop.ts';

type ShopRow = {
  id: string;
  owner_account_id: string;
  name: string;
  description: string;
  subject_type: SubjectType;
  region: string;
  logo_url: string | null;
  badges: ShopBadge[];
  dispatch_promise_hours: number;
  opened_at: Date;
};

const columns = sql`id, owner_account_id, name, description, subject_type, region, logo_url, badges, dispatch_promise_hours, opened_at`;

function toShop(row: ShopRow): Shop {
  return {
    id: row.id,
    ownerAccountId: row.owner_account_id,
    name: row.name,
    description: row.description,
    subjectType: row.subject_type,
    region: row.region,
    logoUrl: row.logo_url,
    badges: row.badges,
    dispatchPromiseHours: row.dispatch_promise_hours,
    openedAt: row.opened_at,
  };
}

export async function selectShops(queryable: Queryable, ids: readonly string[]): Promise<Shop[]> {
  const rows = await queryable.rows<ShopRow>(
    sql`select ${columns} from shops.shops where id = any(${ids}::uuid[]) order by opened_at, id`,
  );
  return rows.map(toShop);
}

/** Shops whose name holds all of the text; for search and the command line. */
export async function selectShopsByName(queryable: Queryable, text: string, limit: number): Promise<Shop[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await queryable.rows<ShopRow>(
    sql`select ${columns} from shops.shops where name ilike ${pattern} order by length(name), opened_at, id limit ${limit}`,
  );
  return rows.map(toShop);
}

export async function selectShopsOfOwner(queryable: Queryable, accountId: string): Promise<Shop[]> {
  const rows = await queryable.rows<ShopRow>(
    sql`select ${columns} from shops.shops where owner_account_id = ${accountId} order by opened_at, id limit 50`,
  );
  return rows.map(toShop);
}

export async function insertShop(queryable: Queryable, shop: Shop): Promise<void> {
  await queryable.run(sql`
    insert into shops.shops (id, owner_account_id, name, description, subject_type, region, logo_url, badges, dispatch_promise_hours, opened_at)
    values (${shop.id}, ${shop.ownerAccountId}, ${shop.name}, ${shop.description}, ${shop.subjectType}, ${shop.region},
      ${shop.logoUrl}, ${shop.badges}::text[], ${shop.dispatchPromiseHours}, ${shop.openedAt})`);
}

export type ShopChange = {
  name?: string | undefined;
  description?: string | undefined;
  region?: string | undefined;
  logoUrl?: string | undefined;
  dispatchPromiseHours?: number | undefined;
};

export async function updateShopRow(queryable: Queryable, id: string, change: ShopChange): Promise<Shop | undefined> {
  const row = await queryable.maybe<ShopRow>(sql`
    update shops.shops set name = coalesce(${change.name ?? null}, name), description = coalesce(${change.description ?? null}, description),
      region = coalesce(${change.region ?? null}, region), logo_url = coalesce(${change.logoUrl ?? null}, logo_url),
      dispatch_promise_hours = coalesce(${change.dispatchPromiseHours ?? null}::int, dispatch_promise_hours), changed_in = pg_current_xact_id()
    where id = ${id} returning ${columns}`);
  return row && toShop(row);
}

/** Ends the badge of shops opened before `before`. @returns how many. */
export function endNewShopBadges(queryable: Queryable, before: Date, limit: number): Promise<number> {
  return queryable.run(sql`
    update shops.shops set badges = array_remove(badges, 'new_shop'), changed_in = pg_current_xact_id()
    where id in (select id from shops.shops where badges @> array['new_shop'] and opened_at < ${before} order by id limit ${limit} for update skip locked)`);
}

/**
 * Shops changed since `since` (an earlier answer's `snapshot`; '0' for all), and the snapshot to ask with next. A change
 * that commits late is seen by a later call, because the snapshot is the oldest transaction still running.
 */
export async function selectShopsChangedSince(
  queryable: Queryable,
  since: string,
): Promise<{ shops: Shop[]; snapshot: string }> {
  const rows = await queryable.rows<ShopRow & { snapshot: string }>(sql`
    select ${columns}, snapshot from (select pg_snapshot_xmin(pg_current_snapshot())::text as snapshot) as present
    left join shops.shops on changed_in >= ${since}::xid8`);
  const snapshot = rows[0]?.snapshot ?? since;
  return { shops: rows.filter((row) => row.id !== null).map(toShop), snapshot };
}

/** Two shops of one owner are opened one after the other, so that the count of shops holds. */
export async function lockOwner(queryable: Queryable, accountId: string): Promise<void> {
  await queryable.run(sql`select pg_advisory_xact_lock(hashtextextended('shops.owner:' || ${accountId}::text, 0))`);
}
