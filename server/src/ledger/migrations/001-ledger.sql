-- Money moves from one account to another, in one row: debits equal credits by the shape of the table.
-- Accounts are names (`escrow`, `provider:sandbox`, `shop:<id>`, `creator:<id>`, …). No running balances: they would be the
-- hottest rows of every checkout; balances are sums.
create table ledger.transfers (
  position bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,
  debit_account text not null,
  credit_account text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reference text not null,
  posted_at timestamptz not null,
  check (debit_account <> credit_account)
);
create index transfers_debit on ledger.transfers (debit_account);
create index transfers_credit on ledger.transfers (credit_account);
create index transfers_reference on ledger.transfers (reference);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger transfers are append-only; post a reversing transfer' using errcode = '23001';
end $$;
create trigger append_only before update or delete or truncate on ledger.transfers for each statement execute function ledger.refuse_change();
