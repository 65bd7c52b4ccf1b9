-- What viewers did. Append-only: after the insert only the owner changes (signing in, leaving). `day` is the partition
-- key of the years to come: every unique key starts with it, and it is fixed by the impression, not by the report.
create table interactions.actions (
  day date not null,
  sequence bigint generated always as identity,
  transaction_id xid8 not null default pg_current_xact_id(),
  -- Whose history it is now; null when the viewer keeps no history or left.
  viewer_id uuid,
  -- Who it was when it was recorded, so that a replay of the log repeats what was learned live.
  recorded_viewer_id uuid,
  kind text not null,
  item_id uuid,
  item_kind text check (item_kind in ('video', 'product', 'author')),
  product_id uuid,
  watch_ms int not null default 0 check (watch_ms between 0 and 3600000),
  -- What this report adds to the longest watch of its impression known before.
  watch_gain_ms int not null default 0 check (watch_gain_ms between 0 and 3600000),
  surface text,
  request_id uuid,
  position smallint,
  source text,
  propensity real,
  policy_version text,
  category_id text,
  words text check (length(words) <= 60),
  -- Business time; recorded_at is wall time.
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (day, sequence)
);
create unique index actions_once on interactions.actions (day, request_id, position, kind, (watch_ms / 1000)) where request_id is not null;
create index actions_tail on interactions.actions (transaction_id, sequence);
create index actions_viewer on interactions.actions (viewer_id, occurred_at desc) where viewer_id is not null;

-- How far the counts of days have read the log.
create table interactions.count_cursor (
  only_row boolean primary key default true check (only_row),
  transaction_id xid8 not null default '0',
  sequence bigint not null default 0
);
insert into interactions.count_cursor default values;

-- Actions on a video or product, by business day and kind: small enough to read for boards and cards.
create table interactions.item_days (
  item_id uuid not null,
  day date not null,
  kind text not null,
  actions bigint not null,
  watch_ms bigint not null,
  primary key (item_id, day, kind)
);
