-- Sums of positions and losses by business day and shop, kept with every change of a line, so that the bridge answers at
-- once however many lines there are. Projections like positions: rebuilt by replay, compared by the book check.
create table quality.day_totals (
  paid_day date not null,
  shop_id uuid not null,
  settled boolean not null,
  lines_count bigint not null,
  paid_minor bigint not null,
  net_minor bigint not null,
  clean_minor bigint not null,
  qgmv_minor bigint not null,
  sacrificed_minor bigint not null,
  primary key (paid_day, shop_id, settled)
) with (fillfactor = 70);
create table quality.day_losses (
  paid_day date not null,
  shop_id uuid not null,
  code text not null,
  level text not null,
  lines_count bigint not null,
  amount_minor bigint not null,
  settled_minor bigint not null,
  primary key (paid_day, shop_id, code)
) with (fillfactor = 70);
-- The forecast reads provisional lines only.
create index positions_provisional on quality.positions (paid_day) where reached = 'P';
