-- What was done once to this database, and when it was begun and finished: a beginning without an end was cut short.
create table kernel.marks (
  name text primary key,
  began_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
