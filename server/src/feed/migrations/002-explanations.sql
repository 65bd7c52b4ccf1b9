-- What the console shows of a page: who saw it (nobody's name with personalisation off), under which policy, from how many.
alter table feed.pages
  add column viewer_id uuid,
  add column surface text not null default 'recommended',
  add column policy_version text not null default 'none',
  add column candidates_count int not null default 0,
  -- By place, as the impression tokens say.
  add column sources text[] not null default '{}';

-- What the engine thought of every candidate when it served a page, packed by the engine; for a day, like the page.
create unlogged table feed.explanations (
  request_id uuid primary key,
  served_at timestamptz not null,
  -- How many candidates each source put forward: {source: count}. The packed list is cut to the best.
  source_counts jsonb not null,
  -- One for each round the engine was asked, each after its length; nearly always one.
  packed bytea not null
);
-- Random floats do not shrink; trying costs more than it saves.
alter table feed.explanations alter column packed set storage external;
create index explanations_age on feed.explanations (served_at);
