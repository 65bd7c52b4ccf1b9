import type { PoolItem, PoolItemOrder, PoolTransition } from '@haowu/interest-engine';
import { z } from 'zod';
import { databaseUnavailable, decodeCursor, encodeCursor, type World } from '../kernel/index.ts';
import type { listPoolItems, listPoolTransitions, readPools } from './contract.ts';
import { type Recommender, recommenderOf } from './recommender.ts';

type ItemsQuery = z.output<NonNullable<(typeof listPoolItems)['query']>>;
type ItemsAnswer = z.input<(typeof listPoolItems)['answer']>;
type TransitionsQuery = z.output<NonNullable<(typeof listPoolTransitions)['query']>>;
type TransitionsAnswer = z.input<(typeof listPoolTransitions)['answer']>;

const rowsMax = 200;
/** The engine keeps no more transitions, and a search by words looks at no more items. */
const lookedAtMax = 2_000;
const offsetShape = z.tuple([z.number().int().min(0).max(10_000_000)]);

function asked(world: World): Recommender {
  const recommender = recommenderOf(world);
  if (!recommender) throw databaseUnavailable(undefined);
  return recommender;
}

/** The traffic pools as this process knows them. */
export function overviewPools(world: World): z.input<(typeof readPools)['answer']> {
  const now = world.businessClock.now();
  return {
    asOf: now.toISOString(),
    pools: asked(world)
      .engine.pools(now.getTime())
      .map((pool) => ({
        pool: pool.pool,
        quotaImpressions: pool.quota,
        itemsCount: pool.items,
        impressionsCount: pool.impressions,
        graduatedCount: pool.graduated,
        heldCount: pool.held,
        demotedCount: pool.demoted,
      })),
  };
}

const orders: Record<ItemsQuery['order'], PoolItemOrder> = {
  impressions: 'impressions',
  qgpm: 'value',
  lower_bound: 'value',
};

/** What stands in a pool. Words, kinds and the lower bound are looked for among the first 2,000. */
export function pagePoolItems(world: World, query: ItemsQuery): ItemsAnswer {
  const { engine, shelf } = asked(world);
  const [offset] = query.cursor ? decodeCursor(query.cursor, offsetShape) : [0];
  const read = (limit: number, from: number): PoolItem[] =>
    engine.poolItems({
      ...(query.pool === undefined ? {} : { pool: query.pool }),
      order: orders[query.order],
      limit,
      offset: from,
    }).items;
  const titleOf = (id: string): string => shelf.video(id)?.title ?? shelf.product(id)?.title ?? '';
  const isProduct = (id: string): boolean => shelf.product(id) !== undefined;
  const searched = query.q !== undefined || query.kind !== undefined || query.order === 'lower_bound';
  let rows: PoolItem[];
  if (!searched) {
    rows = read(query.limit + 1, offset);
  } else {
    const words = (query.q ?? '').toLowerCase();
    rows = allOf(read)
      .filter(({ itemId }) => titleOf(itemId).toLowerCase().includes(words))
      .filter(({ itemId }) => query.kind === undefined || (query.kind === 'product') === isProduct(itemId));
    if (query.order === 'lower_bound') rows.sort((a, b) => b.lowerBound - a.lowerBound);
    rows = rows.slice(offset, offset + query.limit + 1);
  }
  const lastMoves = lastMovesOf(asked(world));
  return {
    items: rows.slice(0, query.limit).map((item) => ({
      itemId: item.itemId,
      kind: isProduct(item.itemId) ? ('product' as const) : ('video' as const),
      title: titleOf(item.itemId),
      pool: item.pool,
      state: stateOf(item, lastMoves.get(item.itemId)),
      impressionsCount: item.impressions,
      quotaImpressions: item.quota,
      unit: item.value.unit,
      ...figures(item.value.unit, { mean: item.value.mean, lowerBound: item.lowerBound, median: item.median }),
    })),
    nextCursor: rows.length > query.limit ? encodeCursor([offset + query.limit]) : null,
  };
}

function allOf<Row>(read: (limit: number, from: number) => Row[]): Row[] {
  const rows: Row[] = [];
  while (rows.length < lookedAtMax) {
    const more = read(rowsMax, rows.length);
    rows.push(...more);
    if (more.length < rowsMax) break;
  }
  return rows;
}

const transitionsOf = ({ engine }: Recommender): PoolTransition[] =>
  allOf((limit, offset) => engine.poolTransitions({ limit, offset }).transitions);

function lastMovesOf(recommender: Recommender): Map<string, PoolTransition['reason']> {
  const moves = new Map<string, PoolTransition['reason']>();
  for (const { itemId, reason } of transitionsOf(recommender)) if (!moves.has(itemId)) moves.set(itemId, reason);
  return moves;
}

function stateOf({ status }: PoolItem, lastMove: PoolTransition['reason'] | undefined) {
  if (status === 'held') return 'held';
  if (status === 'finished') return 'graduated';
  return lastMove === 'contradicted' ? 'demoted' : 'trial';
}

/** Quality value is in major units in the engine; content without goods is measured in points and has no money figure. */
function figures(
  unit: 'quality_value' | 'points',
  { mean, lowerBound, median }: { mean: number; lowerBound: number; median: number | null },
) {
  const minor = (value: number | null): number | null =>
    unit === 'points' || value === null ? null : Math.round(value * 100);
  const points = unit === 'points' ? { value: mean, lowerBound, median } : null;
  return {
    qgpmMinor: minor(mean),
    lowerBoundMinor: minor(lowerBound),
    categoryMedianMinor: minor(median),
    points,
  };
}

/** What went up, was held, or came down, newest first; the engine keeps the last 2,000. */
export function pagePoolTransitions(world: World, query: TransitionsQuery): TransitionsAnswer {
  const recommender = asked(world);
  const { shelf } = recommender;
  const [offset] = query.cursor ? decodeCursor(query.cursor, offsetShape) : [0];
  const found = transitionsOf(recommender)
    .filter(({ itemId }) => query.itemId === undefined || itemId === query.itemId)
    .filter(({ from, to }) => query.pool === undefined || from === query.pool || to === query.pool)
    .filter(({ reason }) => query.reason === undefined || reason === query.reason);
  const sells = (id: string): boolean => (shelf.video(id)?.productIds.length ?? 1) > 0;
  return {
    items: found.slice(offset, offset + query.limit).map((move) => {
      const unit = sells(move.itemId) ? ('quality_value' as const) : ('points' as const);
      return {
        itemId: move.itemId,
        title: shelf.video(move.itemId)?.title ?? shelf.product(move.itemId)?.title ?? '',
        fromPool: move.from,
        toPool: move.to,
        reason: move.reason,
        unit,
        ...figures(unit, move),
        at: new Date(move.at).toISOString(),
      };
    }),
    nextCursor: found.length > offset + query.limit ? encodeCursor([offset + query.limit]) : null,
  };
}
