import { type Act, nothing, type Queryable, sql } from '../kernel/index.ts';

export type Role = 'creator' | 'merchant' | 'operator';
export type SessionRow = { id: string; account_id: string; roles: Role[]; locale: 'zh-CN' | 'en'; shop_ids: string[] };
export type AccountRow = {
  id: string;
  nickname: string;
  avatar_url: string | null;
  bio: string;
  phone: string | null;
  email: string | null;
  password_hash: string | null;
  locale: 'zh-CN' | 'en';
  roles: Role[];
  demo: boolean;
  shops: { id: string; name: string }[];
};

export function findSession(database: Queryable, tokenHash: Buffer, now: Date): Promise<SessionRow | undefined> {
  return database.maybe<SessionRow>(sql`
    select session.id, session.account_id, account.roles, account.locale,
      coalesce((select array_agg(shop_id) from identity.shop_memberships member where member.account_id = account.id), '{}') as shop_ids
    from identity.sessions session join identity.accounts account on account.id = session.account_id
    where session.token_hash = ${tokenHash} and session.expires_at > ${now} and account.deleted_at is null`);
}

const accountColumns = sql`account.id, account.nickname, account.avatar_url, account.bio, account.phone, account.email,
  account.password_hash, account.locale, account.roles, account.demo,
  coalesce((select jsonb_agg(jsonb_build_object('id', shop_id, 'name', shop_name) order by shop_name)
    from identity.shop_memberships member where member.account_id = account.id), '[]') as shops`;

export function findAccount(
  database: Queryable,
  by: { id: string } | { phone: string } | { email: string },
): Promise<AccountRow | undefined> {
  const condition =
    'id' in by
      ? sql`account.id = ${by.id}`
      : 'phone' in by
        ? sql`account.phone = ${by.phone}`
        : sql`account.email = ${by.email}`;
  return database.maybe<AccountRow>(
    sql`select ${accountColumns} from identity.accounts account where ${condition} and account.deleted_at is null`,
  );
}

export type NewAccount = {
  id: string;
  nickname: string;
  phone?: string | undefined;
  email?: string | undefined;
  passwordHash?: string | undefined;
  avatarUrl?: string | undefined;
  bio?: string | undefined;
  locale?: 'zh-CN' | 'en' | undefined;
  roles?: Role[] | undefined;
  demo?: boolean | undefined;
};

/** @returns false when the phone or e-mail already has an account. */
export async function insertAccount(database: Queryable, account: NewAccount, now: Date): Promise<boolean> {
  const count = await database.run(sql`
    insert into identity.accounts (id, nickname, phone, email, password_hash, avatar_url, bio, locale, roles, demo, created_at)
    values (${account.id}, ${account.nickname}, ${account.phone ?? null}, ${account.email ?? null}, ${account.passwordHash ?? null},
      ${account.avatarUrl ?? null}, ${account.bio ?? ''}, ${account.locale ?? 'zh-CN'}, ${account.roles ?? []}::text[], ${account.demo ?? false}, ${now})
    on conflict do nothing`);
  return count === 1;
}

export async function updateAccountRow(
  database: Queryable,
  id: string,
  change: {
    nickname?: string | undefined;
    bio?: string | undefined;
    locale?: string | undefined;
    avatarUrl?: string | undefined;
  },
): Promise<void> {
  await database.run(sql`
    update identity.accounts set nickname = coalesce(${change.nickname ?? null}, nickname), bio = coalesce(${change.bio ?? null}, bio),
      locale = coalesce(${change.locale ?? null}, locale), avatar_url = coalesce(${change.avatarUrl ?? null}, avatar_url)
    where id = ${id}`);
}

export type AddressRow = {
  id: string;
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  detail: string;
  is_default: boolean;
};

export function selectAddresses(database: Queryable, accountId: string, id?: string): Promise<AddressRow[]> {
  return database.rows<AddressRow>(sql`
    select id, name, phone, province, city, district, detail, is_default from identity.addresses
    where account_id = ${accountId} ${id ? sql`and id = ${id}` : nothing} order by is_default desc, created_at desc limit 50`);
}

export async function insertAddress(
  database: Queryable,
  accountId: string,
  address: Omit<AddressRow, 'is_default'>,
  makeDefault: boolean,
  now: Date,
): Promise<void> {
  if (makeDefault)
    await database.run(
      sql`update identity.addresses set is_default = false where account_id = ${accountId} and is_default`,
    );
  await database.run(sql`
    insert into identity.addresses (id, account_id, name, phone, province, city, district, detail, is_default, created_at)
    select ${address.id}, ${accountId}, ${address.name}, ${address.phone}, ${address.province}, ${address.city}, ${address.district}, ${address.detail},
      ${makeDefault} or not exists (select 1 from identity.addresses where account_id = ${accountId}), ${now}`);
}

export async function replaceAddress(
  database: Queryable,
  accountId: string,
  address: Omit<AddressRow, 'is_default'>,
  makeDefault: boolean,
): Promise<boolean> {
  if (makeDefault)
    await database.run(
      sql`update identity.addresses set is_default = false where account_id = ${accountId} and is_default and id <> ${address.id}`,
    );
  const count = await database.run(sql`
    update identity.addresses set name = ${address.name}, phone = ${address.phone}, province = ${address.province}, city = ${address.city},
      district = ${address.district}, detail = ${address.detail}, is_default = is_default or ${makeDefault}
    where id = ${address.id} and account_id = ${accountId}`);
  return count === 1;
}

export type PrivacyRow = {
  personalised: boolean;
  history_kept: boolean;
  monthly_spending_limit_minor: bigint | null;
  currency: string;
  consented_at: Date | null;
};

/** Holds the privacy choices of a viewer until the act ends; the spending limit is counted under it. */
export async function lockPrivacy(act: Act, viewerId: string): Promise<void> {
  await act.run(sql`select 1 from identity.privacy where viewer_id = ${viewerId} for no key update`);
}

export async function selectPrivacy(database: Queryable, viewerId: string): Promise<PrivacyRow> {
  const row = await database.maybe<PrivacyRow>(sql`
    select personalised, history_kept, monthly_spending_limit_minor, currency, consented_at from identity.privacy where viewer_id = ${viewerId}`);
  return (
    row ?? {
      personalised: true,
      history_kept: true,
      monthly_spending_limit_minor: null,
      currency: 'CNY',
      consented_at: null,
    }
  );
}

export async function upsertPrivacy(database: Queryable, viewerId: string, row: PrivacyRow): Promise<void> {
  await database.run(sql`
    insert into identity.privacy (viewer_id, personalised, history_kept, monthly_spending_limit_minor, currency, consented_at)
    values (${viewerId}, ${row.personalised}, ${row.history_kept}, ${row.monthly_spending_limit_minor}, ${row.currency}, ${row.consented_at})
    on conflict (viewer_id) do update set personalised = excluded.personalised, history_kept = excluded.history_kept,
      monthly_spending_limit_minor = excluded.monthly_spending_limit_minor, consented_at = excluded.consented_at`);
}

export type AccountCardRow = { id: string; nickname: string; avatar_url: string | null; bio: string; roles: Role[] };

export function selectAccountCards(database: Queryable, ids: readonly string[]): Promise<AccountCardRow[]> {
  return database.rows<AccountCardRow>(
    sql`select id, nickname, avatar_url, bio, roles from identity.accounts where id = any(${ids}::uuid[])`,
  );
}
