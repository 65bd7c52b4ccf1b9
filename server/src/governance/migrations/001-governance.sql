-- Reports by people, restrictions per capability, confirmed harms. A restriction is never edited: lifting appends a row.
create function governance.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only; append a reversing record', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;

create table governance.reports (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('video', 'product', 'shop', 'comment', 'account')),
  subject_id uuid not null,
  reporter_id uuid not null,
  reason text not null,
  text text not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
  filed_at timestamptz not null,
  unique (reporter_id, subject_kind, subject_id, reason)
);
create index reports_by_state on governance.reports (state, filed_at, id);
create index reports_by_subject on governance.reports (subject_kind, subject_id);

create table governance.decisions (
  id uuid primary key,
  report_id uuid not null references governance.reports,
  outcome text not null check (outcome in ('upheld', 'dismissed')),
  text text not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);

create table governance.restrictions (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  capability text not null,
  rule_id text not null,
  rules_version text not null,
  reason text not null,
  imposed_by text not null,
  imposed_at timestamptz not null
);
create index restrictions_by_subject on governance.restrictions (subject_kind, capability, subject_id);

create table governance.lifts (
  restriction_id uuid primary key references governance.restrictions,
  reason text not null,
  lifted_by text not null,
  lifted_at timestamptz not null
);

create table governance.harms (
  root_fact_id uuid primary key,
  type text not null,
  lines jsonb not null,
  occurred_at timestamptz not null,
  evidence text not null,
  rule_id text not null,
  confirmed_by text not null,
  confirmed_at timestamptz not null
);

create trigger append_only before update or delete on governance.decisions for each row execute function governance.refuse_change();
create trigger append_only before update or delete on governance.restrictions for each row execute function governance.refuse_change();
create trigger append_only before update or delete on governance.lifts for each row execute function governance.refuse_change();
create trigger append_only before update or delete on governance.harms for each row execute function governance.refuse_change();
