create table shipping.parcels (
  id uuid primary key,
  order_id uuid not null,
  buyer_id uuid not null,
  shop_id uuid not null,
  carrier text not null,
  waybill_number text not null,
  state text not null check (state in ('created', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'lost')),
  promised_by timestamptz not null,
  line_ids uuid[] not null,
  destination jsonb not null,
  created_at timestamptz not null,
  picked_up_at timestamptz,
  delivered_at timestamptz,
  -- The carrier simulator's next scan; null when a real carrier sends scans, or nothing is left to come.
  next_scan_at timestamptz,
  unique (carrier, waybill_number)
);
create index parcels_order on shipping.parcels (order_id);
create index parcels_scan_due on shipping.parcels (next_scan_at) where next_scan_at is not null;

create table shipping.scans (
  parcel_id uuid not null references shipping.parcels,
  status text not null,
  at timestamptz not null,
  place text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (parcel_id, status, at)
);
