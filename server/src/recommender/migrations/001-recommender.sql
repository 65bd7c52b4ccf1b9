-- What a viewer says about their interests; what is learned lives in the engine alone.
create table recommender.choices (
  viewer_id uuid not null,
  kind text not null check (kind in ('category', 'tag')),
  tag text not null check (length(tag) between 1 and 60),
  choice text not null check (choice in ('chosen', 'blocked', 'forgotten')),
  changed_at timestamptz not null,
  primary key (viewer_id, kind, tag)
);

-- Names this database, so that a snapshot of another one is never mixed with its log.
create table recommender.origin (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid()
);
insert into recommender.origin default values;
