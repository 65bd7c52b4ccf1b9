import { createCoOccurrence } from './co-occurrence.ts';
import { createContentIndex } from './content-index.ts';
import type { Refusal } from './event.ts';
import { createIdTable, type IdTable } from './id-table.ts';
import { createInfluence } from './influence.ts';
import { createEntityTable, entitiesOf, entityKey, type ItemFacts, type StoredItem } from './item.ts';
import { createCountTable } from './item-counts.ts';
import { createItemTraits } from './item-traits.ts';
import { type Counters, dayMs, type Knowledge } from './knowledge.ts';
import { createModel, type Model, type Training } from './model/model.ts';
import { createOrderLines } from './order-lines.ts';
import type { Policy } from './policy.ts';
import { createPoolState } from './pools/pool-state.ts';
import { createDeltas } from './public-evidence.ts';
import { createRecentIds } from './recent-ids.ts';
import { createRepurchaseTable } from './repurchase-table.ts';
import { createShelves } from './shelves.ts';
import { createShopOutcomes } from './shop-outcomes.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';
import { createTrending } from './trending.ts';
import { createItemVectors } from './vectors/item-vectors.ts';
import { createViewerStore } from './viewer-store.ts';

/** All that an engine knows. */
export interface EngineState extends Knowledge {
  readonly model: Model;
}

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

/** A new state, or the one of a checked snapshot. */
export function createEngineState(policy: Policy, saved?: SnapshotReader, training: Training = 'inline'): EngineState {
  const entities = saved
    ? createIdTable(saved.json<string[]>('entities'), saved.i32('freeEntities'))
    : createEntityTable();
  const items = saved ? readItems(saved, entities) : [];
  const free = new Set(saved?.i32('freeSlots'));
  const trendHalfLifeMs = policy.learning.trendHalfLifeHours * hourMs;
  const itemTrends = createTrending(trendHalfLifeMs, saved?.f64('itemTrends'));
  const shelves = createShelves(items, itemTrends);
  const content = createContentIndex();
  const onAir = new Set<number>();
  items.forEach((item, slot) => {
    if (!item.alive) return;
    shelves.put(slot, item);
    content.put(slot, item);
    if (item.facts.onAir) onAir.add(slot);
  });
  return {
    itemIds: createIdTable(
      items.map(({ facts }, slot) => (free.has(slot) ? '' : facts.itemId)),
      free,
    ),
    items,
    onAir,
    removed: new Set(saved?.i32('removed')),
    entities,
    sweep: { notBeforeRefused: saved?.json<number>('sweep') ?? 0 },
    itemCounts: createCountTable(saved?.f64('itemCounts')),
    entityCounts: createCountTable(saved?.f64('entityCounts')),
    shopOutcomes: createShopOutcomes(saved),
    itemTrends,
    entityTrends: createTrending(trendHalfLifeMs, saved?.f64('entityTrends')),
    itemRepurchases: createRepurchaseTable(saved?.f64('itemRepurchases')),
    entityRepurchases: createRepurchaseTable(saved?.f64('entityRepurchases')),
    vectors: createItemVectors(items, saved),
    coOccurrence: createCoOccurrence(
      policy.limits.neighboursPerItem,
      policy.learning.coOccurrenceHalfLifeDays * dayMs,
      saved,
    ),
    influence: createInfluence(policy.limits.viewerItemPairs, saved),
    orderLines: createOrderLines(policy.limits.viewerItemPairs, saved),
    viewers: createViewerStore(saved),
    recentIds: createRecentIds(policy.limits.eventIds, saved?.f64('recentIds')),
    counters: saved?.json<Counters>('counters') ?? {
      accepted: 0,
      refused: noRefusals(),
      itemsRefused: 0,
      viewersForgotten: 0,
      unheard: 0,
    },
    pools: createPoolState(saved),
    model: createModel(policy, training, saved),
    shelves,
    content,
    traits: createItemTraits(items),
    deltas: createDeltas(),
  };
}

/** Writes what `createEngineState` reads. A new part of the state needs a line in both. */
export function saveEngineState(state: EngineState, writer: SnapshotWriter): void {
  writer.json('entities', state.entities.names());
  writer.json(
    'items',
    state.items.map(({ facts, alive }): SavedItem => [facts, alive]),
  );
  writer.section('removed', Int32Array.from(state.removed));
  writer.section('freeSlots', Int32Array.from(state.itemIds.free));
  writer.json('sweep', state.sweep.notBeforeRefused);
  writer.section('freeEntities', Int32Array.from(state.entities.free));
  writer.section('itemCounts', state.itemCounts.numbers());
  writer.section('entityCounts', state.entityCounts.numbers());
  state.shopOutcomes.save(writer);
  writer.section('itemTrends', state.itemTrends.numbers());
  writer.section('entityTrends', state.entityTrends.numbers());
  writer.section('itemRepurchases', state.itemRepurchases.numbers());
  writer.section('entityRepurchases', state.entityRepurchases.numbers());
  state.vectors.save(writer);
  state.coOccurrence.save(writer);
  state.influence.save(writer);
  state.orderLines.save(writer);
  state.viewers.save(writer);
  writer.section('recentIds', state.recentIds.numbers());
  writer.json('counters', state.counters);
  state.pools.save(writer);
  state.model.save(writer);
}

type SavedItem = [facts: ItemFacts, alive: boolean];

function readItems(saved: SnapshotReader, entities: IdTable): StoredItem[] {
  const numberOf = (key: string): number => Math.max(0, entities.find(key));
  return saved.json<SavedItem[]>('items').map(([facts, alive]) => {
    const placed = {
      author: numberOf(entityKey.author(facts.authorId)),
      shop: facts.shopId === undefined ? -1 : numberOf(entityKey.shop(facts.shopId)),
      categories: facts.categoryIds.map((id) => numberOf(entityKey.category(id))),
      tags: facts.tags.map((tag) => numberOf(entityKey.tag(tag))),
    };
    return { facts, alive, ...placed, entities: entitiesOf(placed) };
  });
}
