import type pg from 'pg';

/** What one table is to a backup. */
export type Table = {
  /** `schema.table` */
  name: string;
  /** In their order; generated columns are left to the database. */
  columns: string[];
  /** Tables it refers to. */
  parents: string[];
  /** Identity columns. */
  numbered: string[];
  /** Columns that hold transaction numbers, which mean nothing in another database. */
  transactionColumns: string[];
  /** Kept over a crash of the database; others hold what may be forgotten and are emptied by a restore. */
  kept: boolean;
};

/** Written by migrate alone: compared, never replaced. */
const leftAlone = new Set(['kernel.migrations']);

/**
 * Logs that are read in the order (transaction, position), and the cursors into them. A backup gives every log row
 * transaction 3, the first number PostgreSQL gives out, and its place in the log as position; cursors move with them. So a
 * restored log is read on wherever it is put back, also where the transaction counter stands lower.
 */
const logs = [
  { log: 'kernel.outbox', position: 'position', cursor: 'kernel.subscriptions', cursorPosition: 'position' },
  {
    log: 'interactions.actions',
    position: 'sequence',
    cursor: 'interactions.count_cursor',
    cursorPosition: 'sequence',
  },
] as const;
const transactionColumn = 'transaction_id';
/** "Changed in transaction" marks of caches that start empty: older than anything is right. */
const changeMark = 'changed_in';
const firstTransaction = "'3'::xid8";

/** Every table of the rooms' schemas, each after the tables it refers to. */
export async function readTables(client: pg.ClientBase, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select namespace.nspname || '.' || class.relname as name, class.relpersistence = 'p' as kept,
       (select coalesce(array_agg(attname::text order by attnum) filter (where attgenerated = ''), '{}') from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped) as columns,
       (select coalesce(array_agg(attname::text order by attnum), '{}') from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attidentity <> '') as numbered,
       (select coalesce(array_agg(attname::text order by attnum), '{}') from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and atttypid = 'xid8'::regtype) as "transactionColumns",
       (select coalesce(array_agg(distinct parent_namespace.nspname || '.' || parent.relname), '{}') from pg_constraint
          join pg_class parent on parent.oid = confrelid join pg_namespace parent_namespace on parent_namespace.oid = parent.relnamespace
        where conrelid = class.oid and contype = 'f' and confrelid <> conrelid) as parents
     from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
     where class.relkind = 'r' and namespace.nspname = any($1) order by 1`,
    [schemas],
  );
  return parentsFirst(rows.filter((table) => !leftAlone.has(table.name)));
}

/** @throws Error when tables refer to each other in a circle. */
export function parentsFirst<Entry extends { name: string; parents: string[] }>(tables: readonly Entry[]): Entry[] {
  const ordered: Entry[] = [];
  const placed = new Set<string>();
  const names = new Set(tables.map((table) => table.name));
  let left = [...tables];
  while (left.length > 0) {
    const free = left.filter((table) => table.parents.every((parent) => placed.has(parent) || !names.has(parent)));
    if (free.length === 0)
      throw new Error(`these tables refer to each other: ${left.map((table) => table.name).join(', ')}`);
    for (const table of free) placed.add(table.name);
    ordered.push(...free);
    left = left.filter((table) => !placed.has(table.name));
  }
  return ordered;
}

/** The query whose rows a backup holds, in the order of `table.columns`. @throws Error for a transaction number nobody declared. */
export function exportQuery(table: Table): string {
  const log = logs.find((each) => each.log === table.name);
  const cursor = logs.find((each) => each.cursor === table.name);
  const unknown = table.transactionColumns.filter(
    (column) => column !== changeMark && !(column === transactionColumn && (log || cursor)),
  );
  if (unknown.length > 0)
    throw new Error(`say in backup/tables.ts what ${table.name}.${unknown.join(', ')} means in a backup`);
  const selected = table.columns.map((column) => {
    if (table.transactionColumns.includes(column)) return `${firstTransaction} as ${quoted(column)}`;
    if (log && column === log.position) {
      return `row_number() over (order by entry.${transactionColumn}, entry.${log.position}) as ${quoted(column)}`;
    }
    if (cursor && column === cursor.cursorPosition) {
      return `(select count(*) from ${cursor.log} log where (log.${transactionColumn}, log.${cursor.position})
        <= (entry.${transactionColumn}, entry.${cursor.cursorPosition})) as ${quoted(column)}`;
    }
    return `entry.${quoted(column)}`;
  });
  return `select ${selected.join(', ')} from ${table.name} entry`;
}

/** Whether this identity column is renumbered from 1 by `exportQuery`. */
export function isRenumbered(table: Table, column: string): boolean {
  return logs.some((each) => each.log === table.name && each.position === column);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
