create table identity.accounts (
  id uuid primary key,
  nickname text not null check (length(nickname) between 1 and 40),
  avatar_url text,
  bio text not null default '',
  phone text unique,
  email text unique check (email = lower(email)),
  password_hash text,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  roles text[] not null default '{}',
  demo boolean not null default false,
  created_at timestamptz not null,
  deleted_at timestamptz
);

create table identity.sessions (
  token_hash bytea primary key,
  id uuid not null unique,
  account_id uuid not null references identity.accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_account on identity.sessions (account_id);

create table identity.sign_in_codes (
  phone text primary key,
  code_hash bytea not null,
  expires_at timestamptz not null,
  tries int not null default 0
);

create table identity.password_resets (
  token_hash bytea primary key,
  account_id uuid not null references identity.accounts,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table identity.addresses (
  id uuid primary key,
  account_id uuid not null references identity.accounts,
  name text not null,
  phone text not null,
  province text not null,
  city text not null,
  district text not null,
  detail text not null,
  is_default boolean not null default false,
  created_at timestamptz not null
);
create index addresses_account on identity.addresses (account_id);
create unique index addresses_one_default on identity.addresses (account_id) where is_default;

-- Choices of a viewer, signed in or not.
create table identity.privacy (
  viewer_id uuid primary key,
  personalised boolean not null default true,
  history_kept boolean not null default true,
  monthly_spending_limit_minor bigint check (monthly_spending_limit_minor >= 0),
  currency text not null default 'CNY',
  consented_at timestamptz
);

-- Failed sign-ins of an account or phone in the running hour; bounds guessing (RELIABILITY T34).
create table identity.sign_in_failures (
  subject text primary key,
  window_started_at timestamptz not null,
  failures int not null
);

-- Which anonymous viewers became which account.
create table identity.viewer_merges (
  viewer_id uuid not null,
  account_id uuid not null references identity.accounts,
  merged_at timestamptz not null,
  primary key (viewer_id, account_id)
);

-- Who works for which shop; the shop itself lives in the shops room.
create table identity.shop_memberships (
  account_id uuid not null references identity.accounts,
  shop_id uuid not null,
  role text not null check (role in ('owner', 'staff')),
  shop_name text not null,
  primary key (account_id, shop_id)
);
create index shop_memberships_shop on identity.shop_memberships (shop_id);
