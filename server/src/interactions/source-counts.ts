import type { Queryable } from '../kernel/index.ts';
import { selectSourceOf, selectSources } from './store.ts';

export type SourceCount = { source: string; impressions: number; watched: number; clicks: number };

/** Watching for this long, or to the end, is more than looking on. */
const watchedMs = 10_000;

/** What was shown by each source on business days (inclusive), and how often it was watched and its goods opened. */
export async function sourceCounts(database: Queryable, days: { from: string; to: string }): Promise<SourceCount[]> {
  const rows = await selectSources(database, days.from, days.to, watchedMs);
  return rows.map((row) => ({
    source: row.source,
    impressions: Number(row.impressions),
    watched: Number(row.watched),
    clicks: Number(row.clicks),
  }));
}

/** For each (viewer, item, moment): the source that showed it last before, within 30 days; null when none did. */
export async function sourcesBefore(
  database: Queryable,
  asked: readonly { viewerId: string; itemId: string; before: Date }[],
): Promise<(string | null)[]> {
  if (asked.length === 0) return [];
  const rows = await selectSourceOf(database, asked);
  return rows.map((row) => row.source);
}
