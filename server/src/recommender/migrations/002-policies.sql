-- Versions of the ranking policy. What the server starts with has no row: it comes from the engine or from a file.
create table recommender.policies (
  id uuid primary key,
  -- Named by every place the policy fills, so a name stands for one file for ever.
  version text not null unique check (length(version) between 1 and 64),
  state text not null check (state in ('draft', 'published', 'retired')),
  -- Counts the edits of a draft.
  revision int not null default 1,
  based_on_id uuid not null,
  note text not null,
  -- json, not jsonb: the order of the keys is for people who read the file.
  document json not null,
  author_id uuid,
  publisher_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  retired_at timestamptz,
  check ((state = 'draft') = (published_at is null)),
  check ((state = 'retired') = (retired_at is not null))
);
create unique index policies_published on recommender.policies (state) where state = 'published';
create index policies_newest on recommender.policies (created_at, id);

-- Which version is in force; null is what the server started with. The row is the lock of publishing, and its sequence
-- orders the facts, which the log may hold in the order their transactions began.
create table recommender.policy_in_force (
  only_row boolean primary key default true check (only_row),
  policy_id uuid,
  sequence bigint not null default 0
);
insert into recommender.policy_in_force default values;

-- What was asked about a draft: estimates from the log, lives of a small town. The row is its own place in the queue.
create table recommender.policy_checks (
  id uuid primary key,
  policy_id uuid not null,
  revision int not null,
  against_id uuid not null,
  against_version text not null,
  kind text not null check (kind in ('off_policy', 'simulation')),
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  progress real not null default 0 check (progress between 0 and 1),
  settings jsonb not null,
  -- The two files as they were when it was asked.
  draft json not null,
  published json not null,
  result jsonb,
  failure text,
  requested_by uuid,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  attempts int not null default 0,
  lease_token uuid,
  leased_until timestamptz,
  check ((state = 'done') = (result is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index policy_checks_newest on recommender.policy_checks (policy_id, requested_at, id);
create index policy_checks_queue on recommender.policy_checks (requested_at) where state in ('queued', 'running');
