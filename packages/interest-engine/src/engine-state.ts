import { type CoOccurrence, createCoOccurrence } from './co-occurrence.ts';
import type { Refusal } from './event.ts';
import { createIdTable, type IdTable } from './id-table.ts';
import { createInfluence, type Influence } from './influence.ts';
import { createEntityTable, type StoredItem } from './item.ts';
import { type CountTable, createCountTable } from './item-counts.ts';
import type { Policy } from './policy.ts';
import { createDeltas } from './public-evidence.ts';
import { createRecentIds, type RecentIds } from './recent-ids.ts';
import { createShelves, type Shelves } from './shelves.ts';
import { createTrending, type Trending } from './trending.ts';
import type { ViewerState } from './viewer-state.ts';

export interface Counters {
  accepted: number;
  refused: Record<Refusal, number>;
  itemsRefused: number;
  viewersForgotten: number;
}

/** All that an engine knows. Everything but the shelves is in a snapshot; the shelves follow from the rest. */
export interface EngineState {
  /** Item ids to slots; a slot is never given away, so a removed item that comes back keeps its standing. */
  readonly itemIds: IdTable;
  /** By slot. */
  readonly items: StoredItem[];
  readonly entities: IdTable;
  readonly itemCounts: CountTable;
  readonly entityCounts: CountTable;
  readonly itemTrends: Trending;
  readonly entityTrends: Trending;
  readonly coOccurrence: CoOccurrence;
  readonly influence: Influence;
  /** Least recently active first. */
  readonly viewers: Map<string, ViewerState>;
  readonly recentIds: RecentIds;
  readonly counters: Counters;
  readonly shelves: Shelves;
  /** Scratch of one event; holds nothing between two. */
  readonly deltas: Float64Array;
}

export const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;

const noRefusals = (): Record<Refusal, number> => ({
  malformed: 0,
  unknown_kind: 0,
  bad_time: 0,
  future: 0,
  bad_number: 0,
  repeated: 0,
  unknown_item: 0,
});

/** What a snapshot holds of the state, as plain JSON. */
export interface SavedState {
  itemIds: readonly string[];
  entities: readonly string[];
  items: StoredItem[];
  itemCounts: number[];
  entityCounts: number[];
  itemTrends: number[];
  entityTrends: number[];
  coOccurrence: ReturnType<CoOccurrence['toJson']>;
  influence: [number[], number[]];
  viewers: Map<string, ViewerState>;
  recentIds: number[];
  counters: Counters;
}

export function createEngineState(policy: Policy, saved?: SavedState): EngineState {
  const items: StoredItem[] = saved?.items ?? [];
  const trendHalfLifeMs = policy.learning.trendHalfLifeHours * hourMs;
  const itemTrends = createTrending(trendHalfLifeMs, saved?.itemTrends);
  const shelves = createShelves(items, itemTrends);
  items.forEach((item, slot) => {
    if (item.alive) shelves.put(slot, item);
  });
  return {
    itemIds: createIdTable(saved?.itemIds),
    items,
    entities: saved ? createIdTable(saved.entities) : createEntityTable(),
    itemCounts: createCountTable(saved?.itemCounts),
    entityCounts: createCountTable(saved?.entityCounts),
    itemTrends,
    entityTrends: createTrending(trendHalfLifeMs, saved?.entityTrends),
    coOccurrence: createCoOccurrence(
      policy.limits.neighboursPerItem,
      policy.learning.coOccurrenceHalfLifeDays * dayMs,
      saved?.coOccurrence,
    ),
    influence: createInfluence(policy.limits.viewerItemPairs, saved?.influence),
    viewers: saved?.viewers ?? new Map(),
    recentIds: createRecentIds(policy.limits.eventIds, saved?.recentIds),
    counters: saved?.counters ?? { accepted: 0, refused: noRefusals(), itemsRefused: 0, viewersForgotten: 0 },
    shelves,
    deltas: createDeltas(),
  };
}
