create table aftersale.cases (
  id uuid primary key,
  order_id uuid not null,
  order_number text not null,
  line_id uuid not null,
  product_id uuid not null,
  buyer_id uuid not null,
  shop_id uuid not null,
  title text not null,
  options text[] not null,
  image jsonb,
  quantity int not null check (quantity > 0),
  kind text not null check (kind in ('refund_before_dispatch', 'refund_only', 'return_and_refund')),
  reason text not null,
  text text not null,
  refund_minor bigint not null check (refund_minor > 0),
  currency text not null,
  state text not null check (state in ('awaiting_merchant', 'awaiting_return', 'awaiting_merchant_receipt', 'refused', 'escalated', 'completed', 'withdrawn', 'expired')),
  -- The merchant refused once; a refund judged afterwards means the refusal was wrong (DOMAIN 3.2).
  was_refused boolean not null default false,
  fault text not null default 'none' check (fault in ('none', 'merchant')),
  deadline timestamptz,
  opened_at timestamptz not null
);
create unique index cases_one_open on aftersale.cases (line_id) where state in ('awaiting_merchant', 'awaiting_return', 'awaiting_merchant_receipt', 'refused', 'escalated');
create index cases_buyer on aftersale.cases (buyer_id, opened_at desc, id desc);
create index cases_shop on aftersale.cases (shop_id, opened_at desc, id desc);
create index cases_due on aftersale.cases (deadline) where deadline is not null;

create table aftersale.events (
  position bigint generated always as identity primary key,
  case_id uuid not null references aftersale.cases,
  at timestamptz not null,
  by text not null,
  event text not null,
  text text not null default ''
);
create index events_case on aftersale.events (case_id);
