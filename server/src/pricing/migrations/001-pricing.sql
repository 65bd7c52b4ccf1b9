-- Discounts a shop gives. They lower what the buyer bears, so they never enter Paid (DOMAIN 3.1).
create table pricing.promotions (
  id uuid primary key,
  shop_id uuid not null,
  -- direct: off each piece of the listed products; threshold: off a shop order from an amount on; new_customer: off the first order in the shop
  kind text not null check (kind in ('direct', 'threshold', 'new_customer')),
  product_ids uuid[],
  percent_off_bp int check (percent_off_bp between 1 and 9000),
  amount_off_minor bigint check (amount_off_minor > 0),
  threshold_minor bigint check (threshold_minor > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at),
  check ((percent_off_bp is null) <> (amount_off_minor is null)),
  check (kind <> 'threshold' or threshold_minor is not null),
  check (kind = 'direct' or percent_off_bp is null)
);
create index promotions_shop on pricing.promotions (shop_id, ends_at);

create table pricing.freight_rules (
  shop_id uuid primary key,
  freight_minor bigint not null check (freight_minor >= 0),
  free_from_minor bigint not null check (free_from_minor >= 0)
);

-- Who has bought in which shop; fed by order.paid, read for the new-customer discount.
create table pricing.customers (
  viewer_id uuid not null,
  shop_id uuid not null,
  first_paid_at timestamptz not null,
  primary key (viewer_id, shop_id)
);
