import { isId, isTime } from './event.ts';
import { createIdTable, type IdTable } from './id-table.ts';

export const itemKinds = ['video', 'product', 'live'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What the host knows about something that can stand in a feed. Sent again whenever it changes. */
export interface ItemFacts {
  readonly itemId: string;
  /** A `product` is a commercial card; a `video` with goods attached is content; a `live` room is shown only while on air. */
  readonly kind: ItemKind;
  readonly authorId: string;
  readonly shopId?: string;
  readonly categoryIds: readonly string[];
  readonly tags: readonly string[];
  /** Milliseconds since 1970, UTC. */
  readonly publishedAt: number;
  /** When it passed review: it enters the traffic pools; `publishedAt` when absent. */
  readonly reviewedAt?: number;
  readonly durationMs?: number;
  readonly hasGoods: boolean;
  /** Price of the goods to buy here, in minor units; used only inside expected settled quality value. */
  readonly priceMinor?: number;
  readonly craft?: boolean;
  readonly newSeller?: boolean;
  /** Words of the title or description, split and lowered by the host; the first 24 are kept. They find items that nobody has met yet. */
  readonly tokens?: readonly string[];
  /** For a `live` room: whether it is on air now. */
  readonly onAir?: boolean;
}

/** An item inside the engine: ids are numbers of the id tables. */
export interface StoredItem {
  facts: ItemFacts;
  alive: boolean;
  author: number;
  /** -1 when the item belongs to no shop. */
  shop: number;
  categories: readonly number[];
  tags: readonly number[];
  /** Every entity whose shelves and counts it belongs to: everything, categories, tags, author, shop. */
  entities: readonly number[];
}

/** Whether something can be bought here at all. */
export const isDeal = ({ priceMinor, hasGoods, kind }: ItemFacts): boolean =>
  priceMinor !== undefined && (hasGoods || kind === 'product');

export const mostCategories = 4;
export const mostTags = 12;
export const mostTokens = 24;

/** Why facts cannot be used, or null. */
export function refuseItem(facts: ItemFacts): 'malformed' | 'bad_time' | 'bad_number' | null {
  if (facts === null || typeof facts !== 'object' || !isId(facts.itemId) || !isId(facts.authorId)) return 'malformed';
  if (facts.kind !== 'video' && facts.kind !== 'product' && facts.kind !== 'live') return 'malformed';
  if (facts.shopId !== undefined && !isId(facts.shopId)) return 'malformed';
  if (!Array.isArray(facts.categoryIds) || !facts.categoryIds.every(isId)) return 'malformed';
  if (!Array.isArray(facts.tags) || !facts.tags.every(isId)) return 'malformed';
  if (facts.tokens !== undefined && (!Array.isArray(facts.tokens) || !facts.tokens.every(isId))) return 'malformed';
  if (!isTime(facts.publishedAt) || !isTime(facts.reviewedAt ?? facts.publishedAt)) return 'bad_time';
  for (const [value, limit] of [
    [facts.durationMs, 24 * 3_600_000],
    [facts.priceMinor, 1e12],
  ] as const) {
    if (value !== undefined && !(value >= 0 && value <= limit)) return 'bad_number';
  }
  return null;
}

/**
 * Categories, tags, authors and shops share one table of numbers, told apart by a letter, so that the same counting,
 * trending and interest code serves them all. Number 0 is everything.
 */
export const entityKey = {
  everything: '*',
  category: (id: string) => `c:${id}`,
  tag: (id: string) => `t:${id}`,
  author: (id: string) => `a:${id}`,
  shop: (id: string) => `s:${id}`,
} as const;

export const createEntityTable = (): IdTable => createIdTable([entityKey.everything]);

/** Only what the engine keeps, in a fixed order of keys, so that equal facts are equal text in a snapshot. */
export function storeItem(facts: ItemFacts, entities: IdTable): StoredItem {
  const categoryIds = [...new Set(facts.categoryIds)].slice(0, mostCategories);
  const tags = [...new Set(facts.tags)].slice(0, mostTags);
  const placed = {
    author: entities.intern(entityKey.author(facts.authorId)),
    shop: facts.shopId === undefined ? -1 : entities.intern(entityKey.shop(facts.shopId)),
    categories: categoryIds.map((id) => entities.intern(entityKey.category(id))),
    tags: tags.map((tag) => entities.intern(entityKey.tag(tag))),
  };
  return {
    facts: {
      itemId: facts.itemId,
      kind: facts.kind,
      authorId: facts.authorId,
      shopId: facts.shopId,
      categoryIds,
      tags,
      publishedAt: facts.publishedAt,
      reviewedAt: facts.reviewedAt,
      durationMs: facts.durationMs,
      hasGoods: facts.hasGoods === true,
      priceMinor: facts.priceMinor,
      craft: facts.craft === true,
      newSeller: facts.newSeller === true,
      ...(facts.tokens?.length ? { tokens: [...new Set(facts.tokens)].slice(0, mostTokens) } : {}),
      ...(facts.kind === 'live' ? { onAir: facts.onAir === true } : {}),
    },
    alive: true,
    ...placed,
    entities: entitiesOf(placed),
  };
}

/** The entities of an item by its places in the table, in a fixed order. */
export function entitiesOf(placed: Pick<StoredItem, 'author' | 'shop' | 'categories' | 'tags'>): number[] {
  const list = [0, ...placed.categories, ...placed.tags, placed.author];
  if (placed.shop >= 0) list.push(placed.shop);
  return list;
}
