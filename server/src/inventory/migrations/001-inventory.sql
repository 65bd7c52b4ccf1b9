-- One row a SKU. available = put_in - sold - reserved; the checks make an oversell impossible, not merely unlikely.
create table inventory.stock (
  sku_id uuid primary key,
  put_in bigint not null default 0 check (put_in >= 0),
  sold bigint not null default 0 check (sold >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  constraint never_oversold check (put_in - sold - reserved >= 0)
) with (fillfactor = 70);

-- What an order line holds; its state says whether the pieces are only held, sold, or given back.
create table inventory.reservations (
  line_id uuid primary key,
  order_id uuid not null,
  sku_id uuid not null,
  quantity bigint not null check (quantity > 0),
  returned bigint not null default 0 check (returned between 0 and quantity),
  state text not null check (state in ('reserved', 'claimed', 'released')),
  reserved_at timestamptz not null
);
create index reservations_order on inventory.reservations (order_id);

-- Why stock was put in or taken out by hand.
create table inventory.adjustments (
  id uuid primary key,
  sku_id uuid not null,
  delta bigint not null,
  reason text not null,
  actor text,
  adjusted_at timestamptz not null
);
