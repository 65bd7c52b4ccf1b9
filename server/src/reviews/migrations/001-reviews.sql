create table reviews.reviews (
  id uuid primary key,
  line_id uuid not null unique,
  order_id uuid not null,
  product_id uuid not null,
  shop_id uuid not null,
  buyer_id uuid not null,
  content_id uuid,
  stars smallint not null check (stars between 1 and 5),
  as_shown boolean,
  text text not null,
  images jsonb not null,
  options text[] not null,
  anonymous boolean not null,
  -- false: kept and shown, but not in any figure (the abuse filter's verdict, with its reason)
  counted boolean not null,
  not_counted_reason text,
  posted_at timestamptz not null,
  appended_text text,
  appended_at timestamptz
);
create index reviews_product on reviews.reviews (product_id, posted_at desc, id desc);
create index reviews_buyer on reviews.reviews (buyer_id, posted_at desc);

-- Counts per product, kept with each counted review.
create table reviews.summaries (
  product_id uuid primary key,
  shop_id uuid not null,
  stars int[] not null default '{0,0,0,0,0}',
  as_shown_yes int not null default 0,
  as_shown_no int not null default 0
);
create index summaries_shop on reviews.summaries (shop_id);
