-- Small copies fed by events: who made which content about which goods, and what goods are called.
create table settlement.contents (
  content_id uuid primary key,
  author_id uuid not null,
  shop_id uuid,
  product_ids uuid[] not null,
  published boolean not null
);
create table settlement.product_titles (product_id uuid primary key, title text not null);

-- Rates a shop set for its creators; the latest counts. Without one the category's rate does.
create table settlement.shop_rates (
  shop_id uuid not null,
  set_at timestamptz not null,
  rate_bp int not null check (rate_bp between 0 and 8000),
  set_by text not null,
  primary key (shop_id, set_at)
);

create table settlement.orders (
  order_id uuid primary key,
  shop_id uuid not null,
  currency text not null,
  freight_minor bigint not null check (freight_minor >= 0),
  freight_state text not null default 'held' check (freight_state in ('held', 'released', 'refunded'))
);

-- The money of one order line between escrow, its creator and its shop: a reading of the entries below.
create table settlement.lines (
  line_id uuid primary key,
  order_id uuid not null,
  order_number text not null,
  shop_id uuid not null,
  product_id uuid not null,
  content_id uuid,
  creator_id uuid,
  rate_bp int not null check (rate_bp between 0 and 8000),
  currency text not null,
  paid_minor bigint not null check (paid_minor >= 0),
  refunded_minor bigint not null check (refunded_minor between 0 and paid_minor),
  base_minor bigint not null,
  accrued_minor bigint not null,
  amount_minor bigint not null check (amount_minor between 0 and base_minor),
  shop_minor bigint not null check (shop_minor >= 0),
  settled boolean not null,
  state text check (state in ('frozen', 'settled', 'reversed')),
  revision int not null,
  causes text[] not null,
  accrued_at timestamptz not null,
  check ((creator_id is null) = (state is null)),
  check (amount_minor + shop_minor <= paid_minor)
);
create index lines_by_creator on settlement.lines (creator_id, accrued_at desc, line_id desc) where creator_id is not null;

-- Every state a commission went through; never edited.
create table settlement.entries (
  line_id uuid not null references settlement.lines,
  revision int not null,
  state text not null check (state in ('frozen', 'settled', 'reversed')),
  base_minor bigint not null,
  amount_minor bigint not null,
  cause text not null,
  at timestamptz not null,
  primary key (line_id, revision)
);
create function settlement.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'commission entries are append-only' using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on settlement.entries for each row execute function settlement.refuse_change();
