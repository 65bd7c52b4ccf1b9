create table shops.shops (
  id uuid primary key,
  owner_account_id uuid not null references identity.accounts,
  name text not null unique check (length(name) between 2 and 30),
  description text not null default '' check (length(description) <= 500),
  subject_type text not null check (subject_type in ('official_flagship', 'flagship', 'exclusive', 'franchise', 'enterprise',
    'individual_business', 'individual', 'cooperative', 'craft_workshop', 'department_store')),
  region text not null default '' check (length(region) <= 40),
  logo_url text,
  badges text[] not null default '{}' check (badges <@ array['designated_county', 'heritage_craft', 'brand', 'origin_verified', 'new_shop']),
  dispatch_promise_hours int not null default 48 check (dispatch_promise_hours between 12 and 240),
  opened_at timestamptz not null,
  -- Transaction of the last change: readers that keep a copy ask for what changed since their snapshot.
  changed_in xid8 not null default pg_current_xact_id()
);
create index shops_owner on shops.shops (owner_account_id);
create index shops_changed on shops.shops (changed_in);
-- The sweep that ends the badge of a new shop reads only those.
create index shops_new on shops.shops (opened_at) where badges @> array['new_shop'];
