-- The tree of goods. After-sale policy and commission belong to the leaf (DOMAIN P50).
create table catalog.categories (
  id text primary key check (id ~ '^[a-z0-9-]{1,60}$'),
  parent_id text references catalog.categories,
  name_zh text not null,
  name_en text not null,
  -- Chinese names from the root to this one, joined by '/': what merchants write in spreadsheets.
  path_zh text not null unique,
  -- Other paths that merchants write for it.
  aliases text[] not null default '{}',
  -- Ids from the root to this one, this one included.
  path text[] not null,
  leaf boolean not null,
  position int not null,
  no_reason_return boolean not null,
  fresh_guarantee boolean not null,
  commission_rate_bp int not null check (commission_rate_bp between 0 and 5000)
);

create table catalog.products (
  id uuid primary key,
  shop_id uuid not null,
  -- The merchant's own name of the product (商品编码, Handle): an import finds it again by this.
  product_code text check (length(product_code) between 1 and 120),
  title text not null check (length(title) between 2 and 60),
  title_en text not null default '' check (length(title_en) <= 120),
  description text not null default '' check (length(description) <= 20000),
  category_id text not null references catalog.categories,
  origin text not null default '',
  tags text[] not null default '{}',
  -- A copy of what media says of the pictures, in order: [{assetId, url, width, height, thumbhash}].
  images jsonb not null default '[]',
  option_names text[] not null default '{}',
  dispatch_promise_hours int not null check (dispatch_promise_hours between 12 and 240),
  -- A merchant may promise what the category does not ask for; a promise of the category cannot be taken back (DOMAIN P50).
  no_reason_return boolean not null default false,
  currency text not null default 'CNY',
  heritage_craft boolean not null default false,
  state text not null default 'draft' check (state in ('draft', 'in_review', 'refused', 'published', 'withdrawn')),
  state_reasons jsonb not null default '[]',
  -- Hash of the imported row; the same row again changes nothing.
  import_hash bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  -- Transaction of the last change: readers that keep a copy ask for what changed since their snapshot.
  changed_in xid8 not null default pg_current_xact_id(),
  check (state <> 'published' or published_at is not null)
);
create unique index products_code on catalog.products (shop_id, product_code) where product_code is not null;
create index products_shop on catalog.products (shop_id, updated_at desc, id);
create index products_changed on catalog.products (changed_in);
create index products_category on catalog.products (category_id);

-- Variants are what is priced, stocked and bought. A variant that was dropped stays for the orders that name it.
create table catalog.variants (
  id uuid primary key,
  product_id uuid not null references catalog.products,
  sku_code text not null default '',
  options text[] not null,
  price_minor bigint not null check (price_minor > 0),
  strike_minor bigint check (strike_minor > price_minor),
  position int not null,
  -- Stock of the last imported row: a later import moves stock by the difference, so sales in between stay counted.
  imported_stock int,
  dropped boolean not null default false
);
create index variants_product on catalog.variants (product_id, position);
create unique index variants_options on catalog.variants (product_id, options) where not dropped;
