-- A small copy fed by events: what contents are called and who made them.
create table boards.contents (
  content_id uuid primary key,
  author_id uuid not null,
  title text not null
);
create index contents_author on boards.contents (author_id);
