export type SortKey = string | number | null;

/** A sorted copy; equal rows keep their order, and what is unknown comes last whichever way it goes. */
export function sortedRows<Row>(rows: readonly Row[], key: (row: Row) => SortKey, down: boolean): Row[] {
  const sign = down ? -1 : 1;
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1;
      if (typeof a.key === 'number' && typeof b.key === 'number') return sign * (a.key - b.key);
      return sign * String(a.key).localeCompare(String(b.key), 'zh-CN');
    })
    .map(({ row }) => row);
}
