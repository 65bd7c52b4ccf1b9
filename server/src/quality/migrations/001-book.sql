-- The quality book (DOMAIN 3.1 to 3.3). Lines, facts, stage rows and daily roots are only ever added; the database itself
-- refuses to change or remove one. Positions, losses and the sums below are projections, rebuilt by replay.

create function quality.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the quality book is append-only: %.% cannot be changed', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end $$;

create table quality.lines (
  line_id uuid primary key,
  order_id uuid not null,
  order_number text not null,
  shop_id uuid not null,
  product_id uuid not null,
  sku_id uuid not null,
  category_id text not null,
  scene text not null,
  creator_id uuid,
  content_id uuid,
  buyer_id uuid not null,
  currency text not null,
  quantity int not null check (quantity > 0),
  unit_price_minor bigint not null,
  paid_minor bigint not null check (paid_minor >= 0),
  subsidy_minor bigint not null,
  paid_at timestamptz not null,
  paid_day date not null
);
create index lines_by_order on quality.lines (order_id);

-- What is known about a line. No foreign key: a fact may be known before the payment is.
create table quality.facts (
  fact_id uuid primary key,
  line_id uuid not null,
  type text not null,
  affected_minor bigint not null check (affected_minor >= 0),
  occurred_at timestamptz not null,
  known_at timestamptz not null,
  root_fact_id uuid not null,
  evidence text not null,
  unique (line_id, type, root_fact_id)
);

-- A stage once reached, or a later correction, with the figures and everything that priced them.
create table quality.stages (
  line_id uuid not null references quality.lines,
  revision int not null check (revision > 0),
  kind text not null check (kind in ('P', 'S', 'M', 'L', 'adjustment')),
  reached text not null check (reached in ('P', 'S', 'M', 'L')),
  shop_id uuid not null,
  chain_day date not null,
  chain_index int not null check (chain_index > 0),
  occurred_at timestamptz not null,
  known_at timestamptz not null,
  paid_minor bigint not null,
  net_minor bigint not null,
  clean_minor bigint not null,
  qgmv_minor bigint not null,
  losses jsonb not null,
  unrated_bp int not null,
  ruleset_version text not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (line_id, revision),
  unique (shop_id, chain_day, chain_index),
  check (net_minor between 0 and paid_minor and clean_minor between 0 and net_minor and qgmv_minor <= clean_minor)
);
create unique index stages_once on quality.stages (line_id, kind) where kind <> 'adjustment';
create index stages_by_day on quality.stages (chain_day, shop_id, chain_index);

-- Head of the hash chain of one shop and business day.
create table quality.chains (
  shop_id uuid not null,
  chain_day date not null,
  rows_count int not null,
  head bytea not null,
  primary key (chain_day, shop_id)
);

-- One hash over all chains of a business day that is over.
create table quality.daily_roots (
  chain_day date primary key,
  root bytea not null,
  chains_count int not null,
  rows_count int not null,
  sealed_at timestamptz not null
);

create trigger append_only before update or delete on quality.lines for each row execute function quality.refuse_change();
create trigger append_only before update or delete on quality.facts for each row execute function quality.refuse_change();
create trigger append_only before update or delete on quality.stages for each row execute function quality.refuse_change();
create trigger append_only before update or delete on quality.daily_roots for each row execute function quality.refuse_change();
create trigger append_only_all before truncate on quality.lines execute function quality.refuse_change();
create trigger append_only_all before truncate on quality.facts execute function quality.refuse_change();
create trigger append_only_all before truncate on quality.stages execute function quality.refuse_change();
create trigger append_only_all before truncate on quality.daily_roots execute function quality.refuse_change();

-- Projection: what a line is worth with all facts known now, and when its next stage falls due.
create table quality.positions (
  line_id uuid primary key,
  order_id uuid not null,
  shop_id uuid not null,
  product_id uuid not null,
  category_id text not null,
  scene text not null,
  creator_id uuid,
  content_id uuid,
  paid_at timestamptz not null,
  paid_day date not null,
  reached text not null,
  revision int not null,
  paid_minor bigint not null,
  net_minor bigint not null,
  clean_minor bigint not null,
  qgmv_minor bigint not null,
  gated boolean not null,
  open_cases int not null,
  matures_from timestamptz,
  due_at timestamptz,
  unrated_bp int not null,
  ruleset_version text not null
);
create index positions_due on quality.positions (due_at) where due_at is not null;
create index positions_open on quality.positions (shop_id) where open_cases > 0;
create index positions_by_day on quality.positions (paid_day);
create index positions_recent on quality.positions (paid_at desc, line_id desc);
create index positions_by_shop on quality.positions (shop_id, paid_day);
create index positions_by_content on quality.positions (content_id, paid_day) where content_id is not null;
create index positions_by_creator on quality.positions (creator_id, paid_day) where creator_id is not null;

create table quality.losses (
  line_id uuid not null,
  code text not null,
  level text not null check (level in ('paid_to_net', 'net_to_clean', 'clean_to_qgmv')),
  amount_minor bigint not null check (amount_minor > 0),
  primary key (line_id, code)
);
create index losses_by_code on quality.losses (code);

-- Ratings of a product or category, for the prior of unrated lines.
create table quality.rating_sums (
  scope text not null check (scope in ('product', 'category')),
  key text not null,
  ratings_count bigint not null,
  deduction_sum_bp bigint not null,
  primary key (scope, key)
);

-- What settled lines kept of what was paid, for the forecast (a figure for people, never for money).
create table quality.keep_rates (
  scope text not null check (scope in ('all', 'category', 'shop', 'scene')),
  key text not null,
  lines_count bigint not null,
  paid_sum numeric not null,
  qgmv_sum numeric not null,
  paid_squares numeric not null,
  qgmv_squares numeric not null,
  products_sum numeric not null,
  primary key (scope, key)
);
