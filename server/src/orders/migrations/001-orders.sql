-- One checkout: what one buyer pays at once, over one or more shops.
create table orders.purchases (
  id uuid primary key,
  buyer_id uuid not null,
  payment_id uuid not null,
  currency text not null,
  total_minor bigint not null check (total_minor > 0),
  placed_at timestamptz not null
);

create table orders.orders (
  id uuid primary key,
  number text not null unique,
  purchase_id uuid not null references orders.purchases,
  payment_id uuid not null,
  buyer_id uuid not null,
  shop_id uuid not null,
  state text not null check (state in ('awaiting_payment', 'awaiting_dispatch', 'awaiting_receipt', 'received', 'cancelled')),
  currency text not null,
  goods_minor bigint not null,
  discounts jsonb not null,
  freight_minor bigint not null check (freight_minor >= 0),
  total_minor bigint not null check (total_minor > 0),
  refunded_minor bigint not null default 0,
  address jsonb not null,
  note text not null default '',
  dispatch_promise_hours int not null,
  placed_at timestamptz not null,
  pay_by timestamptz not null,
  paid_at timestamptz,
  dispatch_by timestamptz,
  dispatched_at timestamptz,
  delivered_at timestamptz,
  auto_receipt_at timestamptz,
  receipt_extended boolean not null default false,
  received_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  reminded_at timestamptz,
  constraint refunded_at_most_paid check (refunded_minor between 0 and total_minor)
) with (fillfactor = 85);
create index orders_buyer on orders.orders (buyer_id, placed_at desc, id desc);
create index orders_shop on orders.orders (shop_id, state, placed_at desc, id desc);
create index orders_purchase on orders.orders (purchase_id);
create index orders_unpaid on orders.orders (pay_by) where state = 'awaiting_payment';
create index orders_receipt_due on orders.orders (auto_receipt_at) where state = 'awaiting_receipt';

create table orders.lines (
  id uuid primary key,
  order_id uuid not null references orders.orders,
  buyer_id uuid not null,
  shop_id uuid not null,
  product_id uuid not null,
  sku_id uuid not null,
  category_id text not null,
  title text not null,
  options text[] not null,
  image jsonb,
  quantity int not null check (quantity > 0),
  unit_price_minor bigint not null,
  paid_minor bigint not null check (paid_minor > 0),
  refunded_minor bigint not null default 0,
  returned_quantity int not null default 0 check (returned_quantity between 0 and quantity),
  scene text not null,
  content_id uuid,
  creator_id uuid,
  commission_rate_bp int not null check (commission_rate_bp between 0 and 9000),
  no_reason_return boolean not null,
  reviewed_at timestamptz,
  aftersale_case_id uuid,
  aftersale_state text,
  constraint line_refunded_at_most_paid check (refunded_minor between 0 and paid_minor)
) with (fillfactor = 85);
create index lines_order on orders.lines (order_id);
create index lines_product on orders.lines (product_id);

-- Every step of every order, appended; the audit trail.
create table orders.steps (
  position bigint generated always as identity primary key,
  order_id uuid not null,
  from_state text,
  to_state text not null,
  actor text,
  at timestamptz not null
);
create index steps_order on orders.steps (order_id);
