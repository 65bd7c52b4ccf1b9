import { type Act, json, sql } from '../kernel/index.ts';

/**
 * One movement of money: `debit` receives value, `credit` gives it (an account's balance is debits - credits).
 * `key` names the movement once and for all, so that a retried act posts it once.
 */
export type Transfer = {
  key: string;
  kind: string;
  debit: string;
  credit: string;
  amountMinor: bigint;
  currency: string;
  /** What the money is about: an order, line, payment or refund id. */
  reference: string;
};

/** Posts transfers in one statement; those already posted under the same key, and amounts of zero, are skipped. */
export async function postTransfers(act: Act, transfers: readonly Transfer[]): Promise<number> {
  const real = transfers.filter((transfer) => transfer.amountMinor !== 0n);
  if (real.length === 0) return 0;
  return act.run(sql`
    insert into ledger.transfers (key, kind, debit_account, credit_account, amount_minor, currency, reference, posted_at)
    select key, kind, debit, credit, "amountMinor", currency, reference, ${act.now}
    from jsonb_to_recordset(${json(real)}::jsonb) as transfer (
      key text, kind text, debit text, credit text, "amountMinor" bigint, currency text, reference text)
    on conflict (key) do nothing`);
}
