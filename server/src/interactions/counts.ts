import type { Queryable } from '../kernel/index.ts';
import { selectDays, selectItemDays, selectItemTotals } from './store.ts';

export type ItemDay = { itemId: string; day: string; kind: string; count: number; watchMs: number };

/** Actions by item, business day and kind, days inclusive (`YYYY-MM-DD`); a second behind. `impression` is the base of QGPM. */
export async function itemDayCounts(
  database: Queryable,
  itemIds: readonly string[],
  days: { from: string; to: string },
): Promise<ItemDay[]> {
  const rows = await selectItemDays(database, itemIds, days.from, days.to);
  return rows.map((row) => ({
    itemId: row.item_id,
    day: row.day,
    kind: row.kind,
    count: Number(row.actions),
    watchMs: Number(row.watch_ms),
  }));
}

/** The same over all items. An action that names a video and a product counts for both. */
export async function dayCounts(
  database: Queryable,
  days: { from: string; to: string },
): Promise<{ day: string; kind: string; count: number; watchMs: number }[]> {
  const rows = await selectDays(database, days.from, days.to);
  return rows.map((row) => ({
    day: row.day,
    kind: row.kind,
    count: Number(row.actions),
    watchMs: Number(row.watch_ms),
  }));
}

/** Views (impressions) and shares of videos or products since the beginning; a second behind. Absent means none. */
export async function viewCounts(
  database: Queryable,
  itemIds: readonly string[],
): Promise<Map<string, { views: number; shares: number }>> {
  const rows = await selectItemTotals(database, itemIds, ['impression', 'share']);
  const counts = new Map<string, { views: number; shares: number }>();
  for (const row of rows) {
    const known = counts.get(row.item_id) ?? { views: 0, shares: 0 };
    if (row.kind === 'impression') known.views = Number(row.actions);
    else known.shares = Number(row.actions);
    counts.set(row.item_id, known);
  }
  return counts;
}
