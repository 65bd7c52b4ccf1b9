-- A video of an author: the clip is an asset of media, the goods are products of catalog.
create table content.videos (
  id uuid primary key,
  author_id uuid not null,
  shop_id uuid,
  asset_id uuid not null unique,
  title text not null check (length(title) between 1 and 60),
  caption text not null default '' check (length(caption) <= 500),
  category_id text,
  tags text[] not null default '{}',
  -- Made by a machine; said so wherever it is shown.
  synthetic boolean not null default false,
  state text not null check (state in ('processing', 'in_review', 'refused', 'published', 'withdrawn')),
  -- [{code, detail}]
  state_reasons jsonb not null default '[]',
  -- A copy of what media made of the clip (the API's Playback); null until then.
  playback jsonb,
  -- The last published fact of it (VideoData of events).
  fact jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  check (state <> 'published' or (published_at is not null and playback is not null and fact is not null))
);
create index videos_author on content.videos (author_id, created_at desc, id desc);
create index videos_published on content.videos (author_id, published_at desc, id desc) where state = 'published';
create index videos_newest on content.videos (published_at desc, id desc) where state = 'published';
create index videos_waiting on content.videos (id) where playback is null and state in ('processing', 'in_review');

create table content.video_goods (
  video_id uuid not null references content.videos,
  product_id uuid not null,
  moment_ms int not null check (moment_ms between 0 and 600000),
  position smallint not null,
  primary key (video_id, product_id)
);
create index video_goods_product on content.video_goods (product_id);

-- Counters stand apart from what they count: they are the hottest rows, and every act touches them last.
create table content.video_counts (
  video_id uuid primary key references content.videos,
  likes int not null default 0 check (likes >= 0),
  favourites int not null default 0 check (favourites >= 0),
  comments int not null default 0 check (comments >= 0)
);

create table content.authors (
  author_id uuid primary key,
  followers int not null default 0 check (followers >= 0),
  shop_id uuid,
  first_published_at timestamptz
);

-- What a viewer likes or keeps; a viewer is an account or an anonymous browser.
create table content.marks (
  viewer_id uuid not null,
  kind text not null check (kind in ('like', 'favourite')),
  video_id uuid not null references content.videos,
  created_at timestamptz not null,
  primary key (viewer_id, kind, video_id)
);
create index marks_newest on content.marks (viewer_id, kind, created_at desc, video_id desc);

create table content.follows (
  viewer_id uuid not null,
  author_id uuid not null,
  created_at timestamptz not null,
  primary key (viewer_id, author_id)
);
create index follows_newest on content.follows (viewer_id, created_at desc, author_id desc);

-- Comments and one level of replies. A removed one stays as a row without being shown or counted.
create table content.comments (
  id uuid primary key,
  video_id uuid not null references content.videos,
  parent_id uuid references content.comments,
  author_id uuid not null,
  text text not null check (length(text) between 1 and 300),
  likes int not null default 0 check (likes >= 0),
  replies int not null default 0 check (replies >= 0),
  created_at timestamptz not null,
  removed_at timestamptz,
  removed_by text check (removed_by in ('author', 'platform'))
);
create index comments_newest on content.comments (video_id, created_at desc, id desc) where parent_id is null and removed_at is null;
create index comments_top on content.comments (video_id, likes desc, id desc) where parent_id is null and removed_at is null;
create index comments_replies on content.comments (parent_id, created_at, id) where removed_at is null;
create index comments_author on content.comments (author_id, created_at desc);

create table content.comment_likes (
  comment_id uuid not null references content.comments,
  viewer_id uuid not null,
  primary key (comment_id, viewer_id)
);
create index comment_likes_viewer on content.comment_likes (viewer_id);
