-- Places that were drawn evenly, with all they could have shown: what a policy is estimated from before it is published.
-- For 90 days. `components` packs what the value formula takes in, in the order of `pool_ids`.
create table recommender.drawn_slots (
  request_id uuid not null,
  position smallint not null,
  -- Business day and time of showing.
  day date not null,
  shown_at timestamptz not null,
  viewer_id uuid,
  item_id uuid not null,
  pool_ids uuid[] not null,
  components bytea not null,
  propensity real not null check (propensity > 0 and propensity <= 1),
  policy_version text not null,
  primary key (request_id, position)
);
create index drawn_slots_age on recommender.drawn_slots (shown_at);
create index drawn_slots_viewer on recommender.drawn_slots (viewer_id, item_id, shown_at) where viewer_id is not null;

-- Order lines that a drawn place led to, and what is kept of them once they settle.
create table recommender.slot_lines (
  line_id uuid primary key,
  request_id uuid not null,
  position smallint not null,
  paid_minor bigint not null,
  quality_minor bigint,
  foreign key (request_id, position) references recommender.drawn_slots on delete cascade
);
create index slot_lines_slot on recommender.slot_lines (request_id, position);
