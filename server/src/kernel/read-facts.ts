import type { Queryable } from './database.ts';
import { sql } from './sql.ts';
import type { RecordedFact } from './subscriptions.ts';

/** A fact with its place in the order of recording: by transaction, then by position. */
export type LoggedFact = RecordedFact & { readonly transactionId: string; readonly position: bigint };

export type FactCursor = { transactionId: string; position: bigint };
export const firstFact: FactCursor = { transactionId: '0', position: 0n };

/** The oldest running transaction: everything recorded below it is final, and nothing can still appear there. */
export async function oldestRunningTransaction(database: Queryable): Promise<string> {
  const row = await database.one<{ oldest: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  );
  return row.oldest;
}

/** One past the newest transaction: whatever is committed now is below it. */
export async function latestTransaction(database: Queryable): Promise<string> {
  const row = await database.one<{ latest: string }>(
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text as latest`,
  );
  return row.latest;
}

/**
 * Facts of the given types after a cursor and below a transaction, for a reader that keeps its own place because every
 * process needs every fact (a subscriber takes each fact once among all processes).
 */
export async function readFactsAfter(
  database: Queryable,
  cursor: FactCursor,
  types: readonly string[],
  before: string,
  limit: number,
): Promise<LoggedFact[]> {
  const rows = await database.rows<{
    transaction_id: string;
    position: bigint;
    event_id: string;
    type: string;
    version: number;
    occurred_at: Date;
    recorded_at: Date;
    subject: string;
    actor: string | null;
    data: unknown;
  }>(sql`
    select transaction_id::text, position, event_id, type, version, occurred_at, recorded_at, subject, actor, data
    from kernel.outbox
    where (transaction_id, position) > (${cursor.transactionId}::xid8, ${cursor.position}::bigint)
      and transaction_id < ${before}::xid8 and type = any(${types}::text[])
    order by outbox.transaction_id, outbox.position limit ${limit}`);
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    position: row.position,
    id: row.event_id,
    type: row.type,
    version: row.version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    subject: row.subject,
    actor: row.actor,
    data: row.data,
  }));
}
