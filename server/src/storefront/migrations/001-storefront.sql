create extension if not exists pg_trgm;

-- What a viewer means to buy. Prices and stock are read when the cart is; nothing is held for it.
create table storefront.cart_lines (
  viewer_id uuid not null,
  sku_id uuid not null,
  quantity int not null check (quantity between 1 and 999),
  selected boolean not null default true,
  -- The content the viewer came from, for the order's scene.
  content_id uuid,
  added_at timestamptz not null,
  primary key (viewer_id, sku_id)
);

create table storefront.favourites (
  viewer_id uuid not null,
  product_id uuid not null,
  added_at timestamptz not null,
  primary key (viewer_id, product_id)
);
create index favourites_page on storefront.favourites (viewer_id, added_at desc, product_id desc);

-- Pieces sold and paid, counted from facts.
create table storefront.product_sales (
  product_id uuid primary key,
  sold_count bigint not null check (sold_count >= 0),
  changed_in xid8 not null default pg_current_xact_id()
);
create index product_sales_changed on storefront.product_sales (changed_in);

-- One row a product on sale. `words` are the segments made by the indexer (the server has no Chinese parser), weighted
-- A title, B tags and options, C categories, D description; `trigrams` is the second recall for what was cut differently.
create table storefront.search_documents (
  product_id uuid primary key,
  words tsvector not null,
  trigrams text not null,
  pinyin text not null,
  initials text not null,
  terms text[] not null
);
create index search_documents_words on storefront.search_documents using gin (words);
create index search_documents_trigrams on storefront.search_documents using gin (trigrams gin_trgm_ops);
create index search_documents_pinyin on storefront.search_documents using gin (pinyin gin_trgm_ops);

-- Words people can search for, with how many products have them: suggestions and corrections.
create table storefront.search_terms (
  term text primary key,
  pinyin text not null,
  initials text not null,
  products_count int not null
);
create index search_terms_prefix on storefront.search_terms (term text_pattern_ops);
create index search_terms_pinyin on storefront.search_terms (pinyin text_pattern_ops);
create index search_terms_near on storefront.search_terms using gin (pinyin gin_trgm_ops);

-- Published videos, found the same way.
create table storefront.video_documents (
  video_id uuid primary key,
  words tsvector not null,
  trigrams text not null,
  pinyin text not null
);
create index video_documents_words on storefront.video_documents using gin (words);
create index video_documents_trigrams on storefront.video_documents using gin (trigrams gin_trgm_ops);
create index video_documents_pinyin on storefront.video_documents using gin (pinyin gin_trgm_ops);

-- Parcels of a shop the carrier had by the promised time, and those it had later.
create table storefront.shop_dispatches (
  shop_id uuid primary key,
  on_time int not null default 0,
  late int not null default 0
);
