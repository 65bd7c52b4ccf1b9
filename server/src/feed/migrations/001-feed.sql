-- Pages as they were served, for a day: so that a session never sees a thing twice whichever process serves it, and so
-- that "why am I seeing this" tells what was recorded then. Unlogged: after a crash of the database a session starts anew.
create unlogged table feed.pages (
  request_id uuid primary key,
  sequence bigint generated always as identity,
  -- The browser, which stays the same over signing in, and the session it named.
  device_id uuid not null,
  session_id text not null,
  served_at timestamptz not null,
  personalised boolean not null,
  item_ids uuid[] not null,
  reasons jsonb not null
);
create index pages_session on feed.pages (device_id, session_id, sequence);
create index pages_age on feed.pages (served_at);
