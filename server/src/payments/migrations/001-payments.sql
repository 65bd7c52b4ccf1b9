create table payments.payments (
  id uuid primary key,
  purchase_id uuid not null unique,
  buyer_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  method text not null,
  -- created: to be sent; submitted: the provider has it; captured: money is in; failed: the buyer may try again; closed: no longer wanted
  state text not null check (state in ('created', 'submitted', 'captured', 'failed', 'closed')),
  attempt int not null default 1,
  tries int not null default 0,
  next_try_at timestamptz,
  provider_reference text,
  cashier_url text,
  failure text,
  pay_by timestamptz not null,
  created_at timestamptz not null,
  captured_at timestamptz,
  captured_minor bigint not null default 0 check (captured_minor >= 0),
  refunds_minor bigint not null default 0,
  constraint refunded_at_most_captured check (refunds_minor between 0 and captured_minor)
);
create index payments_due on payments.payments (next_try_at) where next_try_at is not null;

create table payments.refunds (
  id uuid primary key,
  key text not null unique,
  payment_id uuid not null references payments.payments,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  state text not null check (state in ('created', 'submitted', 'succeeded', 'failed')),
  tries int not null default 0,
  next_try_at timestamptz,
  reason text not null,
  created_at timestamptz not null,
  succeeded_at timestamptz
);
create index refunds_payment on payments.refunds (payment_id);
create index refunds_due on payments.refunds (next_try_at) where next_try_at is not null;

-- Every notice of the provider, once.
create table payments.webhook_inbox (
  provider text not null,
  event_id text not null,
  type text not null,
  body jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (provider, event_id)
);
