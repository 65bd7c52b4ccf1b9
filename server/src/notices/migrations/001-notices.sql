create table notices.notices (
  id uuid primary key,
  viewer_id uuid not null,
  kind text not null,
  params jsonb not null,
  link_kind text not null,
  link_id text not null,
  at timestamptz not null,
  read_at timestamptz
);
create index notices_viewer on notices.notices (viewer_id, id desc);
