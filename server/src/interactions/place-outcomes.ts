import type { Queryable } from '../kernel/index.ts';
import { selectMarks, selectOutcomes } from './store.ts';

/** What was reported of one place on one page. */
export type PlaceOutcome = {
  shown: boolean;
  finished: boolean;
  watchMs: number;
  clicked: boolean;
  shared: boolean;
  refused: boolean;
};

/** By place, in the order asked; undefined where nothing was reported: the viewer may never have come so far. */
export async function placeOutcomes(
  database: Queryable,
  places: readonly { day: string; requestId: string; position: number }[],
): Promise<(PlaceOutcome | undefined)[]> {
  if (places.length === 0) return [];
  const rows = await selectOutcomes(database, places);
  const outcomes: (PlaceOutcome | undefined)[] = places.map(() => undefined);
  for (const { place, watch_ms: watchMs, ...said } of rows) outcomes[Number(place) - 1] = { ...said, watchMs };
  return outcomes;
}

/** Whether each viewer liked, saved or commented on the item within a day after a moment, in the order asked. */
export async function markedAfter(
  database: Queryable,
  asked: readonly { viewerId: string; itemId: string; after: Date }[],
): Promise<boolean[]> {
  if (asked.length === 0) return [];
  const rows = await selectMarks(database, asked);
  return rows.map((row) => row.marked);
}
