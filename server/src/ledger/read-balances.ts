import { type Queryable, sql } from '../kernel/index.ts';

export type AccountBalance = { account: string; currency: string; balanceMinor: bigint };

/** Balance (debits - credits) of every account, largest first; names are grouped by their part before the first ':' when `grouped`. */
export async function accountBalances(queryable: Queryable, grouped = true): Promise<AccountBalance[]> {
  const rows = await queryable.rows<{ account: string; currency: string; balance: bigint }>(sql`
    select case when ${grouped} then split_part(account, ':', 1) else account end as account, currency, sum(amount)::bigint as balance
    from (select debit_account as account, currency, amount_minor as amount from ledger.transfers
      union all select credit_account, currency, -amount_minor from ledger.transfers) movement
    group by 1, 2 order by abs(sum(amount)) desc, 1 limit 200`);
  return rows.map((row) => ({ account: row.account, currency: row.currency, balanceMinor: row.balance }));
}

export async function balanceOf(queryable: Queryable, account: string, currency = 'CNY'): Promise<bigint> {
  const row = await queryable.one<{ balance: bigint }>(sql`
    select (coalesce((select sum(amount_minor) from ledger.transfers where debit_account = ${account} and currency = ${currency}), 0)
      - coalesce((select sum(amount_minor) from ledger.transfers where credit_account = ${account} and currency = ${currency}), 0))::bigint as balance`);
  return row.balance;
}

/** Sum over all accounts per currency: zero, always (RELIABILITY I1). */
export async function ledgerTotals(queryable: Queryable): Promise<bigint> {
  const balances = await accountBalances(queryable);
  return balances.reduce((sum, balance) => sum + balance.balanceMinor, 0n);
}

export type PostedTransfer = {
  key: string;
  kind: string;
  debitAccount: string;
  creditAccount: string;
  amountMinor: bigint;
  currency: string;
  postedAt: Date;
};

export async function transfersOf(queryable: Queryable, references: readonly string[]): Promise<PostedTransfer[]> {
  const rows = await queryable.rows<{
    key: string;
    kind: string;
    debit_account: string;
    credit_account: string;
    amount_minor: bigint;
    currency: string;
    posted_at: Date;
  }>(sql`
    select key, kind, debit_account, credit_account, amount_minor, currency, posted_at
    from ledger.transfers where reference = any(${references}::text[]) order by position limit 1000`);
  return rows.map((row) => ({
    key: row.key,
    kind: row.kind,
    debitAccount: row.debit_account,
    creditAccount: row.credit_account,
    amountMinor: row.amount_minor,
    currency: row.currency,
    postedAt: row.posted_at,
  }));
}
