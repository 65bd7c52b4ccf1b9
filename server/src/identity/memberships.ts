import { type Act, type Queryable, sql } from '../kernel/index.ts';
import type { Role } from './store.ts';

/** Gives an account a role; giving it twice changes nothing. */
export async function grantRole(act: Act, accountId: string, role: Role): Promise<void> {
  await act.run(
    sql`update identity.accounts set roles = array_append(roles, ${role}) where id = ${accountId} and not roles @> array[${role}]::text[]`,
  );
}

/** Makes an account work for a shop, which also makes it a merchant. */
export async function joinShop(
  act: Act,
  accountId: string,
  shop: { id: string; name: string },
  role: 'owner' | 'staff',
): Promise<void> {
  await act.run(sql`
    insert into identity.shop_memberships (account_id, shop_id, role, shop_name) values (${accountId}, ${shop.id}, ${role}, ${shop.name})
    on conflict (account_id, shop_id) do update set role = excluded.role, shop_name = excluded.shop_name`);
  await grantRole(act, accountId, 'merchant');
}

/** Keeps the copy of the shop's name that sessions show. */
export async function renameShop(act: Act, shopId: string, name: string): Promise<void> {
  await act.run(sql`update identity.shop_memberships set shop_name = ${name} where shop_id = ${shopId}`);
}

/** Account ids that work for a shop. */
export async function shopStaff(
  database: Queryable,
  shopIds: readonly string[],
): Promise<{ accountId: string; shopId: string; role: string }[]> {
  const rows = await database.rows<{ account_id: string; shop_id: string; role: string }>(
    sql`select account_id, shop_id, role from identity.shop_memberships where shop_id = any(${shopIds}::uuid[])`,
  );
  return rows.map((row) => ({ accountId: row.account_id, shopId: row.shop_id, role: row.role }));
}

/** Sets the picture of an account. */
export async function setAvatarUrl(act: Act, accountId: string, avatarUrl: string): Promise<void> {
  await act.run(sql`update identity.accounts set avatar_url = ${avatarUrl} where id = ${accountId}`);
}
