-- One row: how far business time is ahead of the wall clock. Moves forward only.
create table kernel.business_clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0 check (offset_ms >= 0)
);
insert into kernel.business_clock default values;

-- Facts, written in the transaction that made them true. Readers tail by (transaction, position) below the oldest
-- running transaction, so a fact that commits late is not missed.
create table kernel.outbox (
  position bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  event_id uuid not null,
  type text not null,
  version smallint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  subject text not null,
  actor text,
  data jsonb not null
);
create index outbox_tail on kernel.outbox (transaction_id, position);

create table kernel.subscriptions (
  subscriber text primary key,
  transaction_id xid8 not null default '0',
  position bigint not null default 0,
  failures int not null default 0,
  retry_at timestamptz
);

-- Facts a subscriber could not take after its last try; an operator looks at them and replays.
create table kernel.dead_letters (
  subscriber text not null,
  event_id uuid not null,
  event jsonb not null,
  error text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (subscriber, event_id)
);

-- The first answer to a write with an Idempotency-Key, kept at least a day; keys belong to one person.
create table kernel.idempotency_keys (
  person_id uuid not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  answer jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (person_id, route, key)
);
create index idempotency_keys_age on kernel.idempotency_keys (created_at);
