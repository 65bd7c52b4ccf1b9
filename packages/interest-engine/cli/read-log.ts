import { createIdTable, type IdTable } from '../src/id-table.ts';
import type { Interactions } from '../src/offline/interactions.ts';
import { readTable, type Table } from './read-table.ts';

/** Amounts beyond these are mistakes or attacks, and would drown the rest. */
export const amountMost = 1e9;
const quantityMost = 1e7;

/** For the help of commands that read logs. */
export const otherColumnNames =
  'Other column names: user_id, item_id, timestamp or time (ts), quantity (qty), price (unit_price), region or market (country).';

/** Where a user is. */
export const regionColumn = {
  name: 'country',
  aliases: ['region', 'market'],
  kind: 'id',
  mayBeEmpty: true,
} as const;

export type Log = Interactions & {
  /** Pairs of the rows left out: met all the same. */
  readonly leftOut: { readonly user: Int32Array; readonly item: Int32Array };
};

/**
 * Logs one after another, as one. A refund (refund 1, or a quantity below zero) teaches nothing here and is left out; a column
 * that not every file has is taken as absent, so that rows of one kind are not judged by another.
 */
export async function readLogs(
  files: string[],
  users: IdTable,
  items: IdTable,
  regions: IdTable = createIdTable(),
): Promise<Log> {
  const tables: Table[] = [];
  for (const file of files) {
    tables.push(
      await readTable(file, [
        { name: 'user', aliases: ['user_id'], kind: 'id', names: users, required: true },
        { name: 'item', aliases: ['item_id'], kind: 'id', names: items, required: true },
        { name: 'ts', aliases: ['timestamp', 'time'], kind: 'time' },
        { name: 'label', kind: 'number', min: -1e6, max: 1e6 },
        { name: 'qty', aliases: ['quantity'], kind: 'number', min: -quantityMost, max: quantityMost, fallback: 1 },
        { name: 'unit_price', aliases: ['price'], kind: 'number', min: 0, max: amountMost, fallback: 0 },
        { name: 'refund', kind: 'number', min: 0, max: 1, fallback: 0 },
        { ...regionColumn, names: regions },
      ]),
    );
  }
  const kept = tables.map((table) => keptRows(table));
  const total = kept.reduce((sum, rows) => sum + rows.length, 0);
  if (total === 0) throw new Error(`There is nothing to learn from in ${files.map((file) => `"${file}"`).join(', ')}.`);
  const gatherIds = (name: string) => gather(tables, kept, new Int32Array(total), (table) => table.ids[name]!);
  const gatherNumbers = (name: string) =>
    tables.every((table) => table.numbers[name])
      ? gather(tables, kept, new Float64Array(total), (table) => table.numbers[name]!)
      : null;
  const label = tables.some((table) => table.numbers.label)
    ? gather(
        tables,
        kept,
        new Float64Array(total),
        (table) => table.numbers.label ?? new Float64Array(table.rows).fill(1),
      )
    : null;
  const dropped = tables.map((table, index) => {
    const keeps = new Set(kept[index]);
    return Uint32Array.from({ length: table.rows }, (_, row) => row).filter((row) => !keeps.has(row));
  });
  const droppedTotal = dropped.reduce((sum, rows) => sum + rows.length, 0);
  const leftOut = (name: string) => gather(tables, dropped, new Int32Array(droppedTotal), (table) => table.ids[name]!);
  return {
    leftOut: { user: leftOut('user'), item: leftOut('item') },
    users: users.size,
    items: items.size,
    user: gatherIds('user'),
    item: gatherIds('item'),
    at: gatherNumbers('ts'),
    positive: label ? Uint8Array.from(label, (value) => (value > 0 ? 1 : 0)) : null,
    unitPrice: gatherNumbers('unit_price'),
    quantity: gatherNumbers('qty'),
    region: tables.every((table) => table.ids.country) ? gatherIds('country') : null,
  };
}

function keptRows({ rows, numbers }: Table): Uint32Array {
  const { refund, qty } = numbers;
  return Uint32Array.from({ length: rows }, (_, row) => row).filter(
    (row) => !(refund && refund[row]! > 0) && !(qty && qty[row]! < 0),
  );
}

function gather<Values extends Int32Array | Float64Array>(
  tables: Table[],
  kept: Uint32Array[],
  target: Values,
  valuesOf: (table: Table) => Int32Array | Float64Array,
): Values {
  let at = 0;
  for (const [index, table] of tables.entries()) {
    const values = valuesOf(table);
    for (const row of kept[index]!) target[at++] = values[row]!;
  }
  return target;
}
