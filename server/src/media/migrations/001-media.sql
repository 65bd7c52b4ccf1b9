-- Uploads that are open or were finished; the bytes are files in the data folder. The id is also the asset's.
create table media.uploads (
  id uuid primary key,
  owner_id uuid not null,
  kind text not null check (kind in ('video', 'image')),
  file_name text not null,
  bytes bigint not null check (bytes > 0),
  state text not null default 'open' check (state in ('open', 'finished')),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index uploads_owner on media.uploads (owner_id, created_at);
create index uploads_open on media.uploads (expires_at) where state = 'open';

-- A clip or picture and what became of it: uploaded -> processing -> ready | refused. The row is its own place in the queue.
create table media.assets (
  id uuid primary key,
  owner_id uuid not null,
  kind text not null check (kind in ('video', 'image')),
  state text not null check (state in ('uploaded', 'processing', 'ready', 'refused')),
  progress real not null default 0 check (progress between 0 and 1),
  -- {code, detail} for the uploader.
  refusal jsonb,
  width int,
  height int,
  duration_ms int,
  thumbhash text,
  -- {sources: [{file, width, height, bytes}], poster: file | null, captions: [{locale, file}]}; files by content hash.
  outputs jsonb,
  source_sha256 text,
  attempts int not null default 0,
  lease_token uuid,
  leased_until timestamptz,
  next_try_at timestamptz not null default clock_timestamp(),
  -- The uploaded file itself is gone: only the outputs are kept.
  source_removed boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((state = 'refused') = (refusal is not null)),
  check ((state = 'ready') = (outputs is not null)),
  check ((state = 'processing') = (lease_token is not null))
);
create index assets_queue on media.assets (next_try_at) where state in ('uploaded', 'processing');
create index assets_source on media.assets (owner_id, source_sha256) where state = 'ready';
create index assets_leftover on media.assets (id) where state in ('ready', 'refused') and not source_removed;
