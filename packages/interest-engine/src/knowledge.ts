import type { CoOccurrence } from './co-occurrence.ts';
import type { ContentIndex } from './content-index.ts';
import type { Refusal } from './event.ts';
import type { IdTable } from './id-table.ts';
import type { Influence } from './influence.ts';
import type { StoredItem } from './item.ts';
import type { CountTable } from './item-counts.ts';
import type { ItemTraits } from './item-traits.ts';
import type { OrderLines } from './order-lines.ts';
import type { PoolState } from './pools/pool-state.ts';
import type { RecentIds } from './recent-ids.ts';
import type { RepurchaseTable } from './repurchase-table.ts';
import type { Shelves } from './shelves.ts';
import type { ShopOutcomes } from './shop-outcomes.ts';
import type { Trending } from './trending.ts';
import type { ItemVectors } from './vectors/item-vectors.ts';
import type { ViewerStore } from './viewer-store.ts';

export const dayMs = 24 * 3_600_000;

export interface Counters {
  accepted: number;
  refused: Record<Refusal, number>;
  itemsRefused: number;
  viewersForgotten: number;
  /** Events whose viewer and device had each spoken on the item in another record: one voice more than counts. */
  unheard: number;
}

/**
 * All that an engine knows but its trained model, which is learned from it. Everything is in a snapshot but what follows from the
 * rest: shelves, content index, traits, rooms on air.
 */
export interface Knowledge {
  /** Item ids to slots. A removed item keeps its slot, and so its standing, until it is retired (see `retire-items`). */
  readonly itemIds: IdTable;
  /** By slot. */
  readonly items: StoredItem[];
  /** Slots of live rooms on air, as they came on. */
  readonly onAir: Set<number>;
  /** Slots of removed items, in the order of removal. */
  readonly removed: Set<number>;
  readonly entities: IdTable;
  /** So many items must have been refused before entities are swept again. */
  readonly sweep: { notBeforeRefused: number };
  readonly itemCounts: CountTable;
  readonly entityCounts: CountTable;
  readonly shopOutcomes: ShopOutcomes;
  readonly itemTrends: Trending;
  readonly entityTrends: Trending;
  readonly itemRepurchases: RepurchaseTable;
  readonly entityRepurchases: RepurchaseTable;
  readonly coOccurrence: CoOccurrence;
  readonly vectors: ItemVectors;
  readonly influence: Influence;
  readonly orderLines: OrderLines;
  /** Least recently active first. */
  readonly viewers: ViewerStore;
  readonly recentIds: RecentIds;
  readonly counters: Counters;
  readonly pools: PoolState;
  readonly shelves: Shelves;
  readonly content: ContentIndex;
  readonly traits: ItemTraits;
  /** Scratch of one event; holds nothing between two. */
  readonly deltas: Float64Array;
}
