import { z } from 'zod';
import { decodeCursor, encodeCursor, JsonText, type World } from '../kernel/index.ts';
import { type ProductSort, shelfOf } from './shelf.ts';
import type { ShelfEntry } from './shelf-entry.ts';

export type ListQuery = {
  cursor?: string | undefined;
  limit: number;
  categoryId?: string | undefined;
  shopId?: string | undefined;
  sort: ProductSort;
  inStock?: boolean | undefined;
};

const cursorShape = z.tuple([z.number().int().min(0), z.uuid()]);

/**
 * A page of the shelf as JSON text. In the usual case everything is in memory and fresh, and the answer is made of texts
 * that are there already; otherwise it waits for one shared read.
 */
export async function listProducts(world: World, viewerId: string, query: ListQuery): Promise<JsonText> {
  const shelf = shelfOf(world);
  const ready = shelf.ready();
  if (ready) await ready;
  const mine = shelf.customerOf(viewerId);
  const customerOf = mine instanceof Promise ? await mine : mine;
  const list = shelf.list(query, query.sort, customerOf);
  const start = query.cursor ? positionAfter(list, query.cursor) : 0;
  const { page, next } = await fillPage(world, list, start, query);
  const last = list[next - 1];
  const nextCursor = next < list.length && last ? JSON.stringify(encodeCursor([next - 1, last.product.id])) : 'null';
  return pageText(page, customerOf, `,"nextCursor":${nextCursor}}`);
}

/** `{"items":[…]` and a given end, from texts that are kept. */
export function pageText(page: readonly ShelfEntry[], customerOf: ReadonlySet<string>, end: string): JsonText {
  let text = '{"items":[';
  for (const [index, entry] of page.entries())
    text += (index === 0 ? '' : ',') + entry.cardText(customerOf.has(entry.shop.id));
  return new JsonText(`${text}]${end}`);
}

const roundsMax = 5;

/**
 * Entries from `start` on whose stock is fresh. With `inStock`, what turns out to be sold out is passed over, at most for
 * a few rounds: a page may be shorter then, and the next one goes on behind it.
 */
export async function fillPage(
  world: World,
  list: readonly ShelfEntry[],
  start: number,
  query: { limit: number; inStock?: boolean | undefined },
): Promise<{ page: ShelfEntry[]; next: number }> {
  const shelf = shelfOf(world);
  const page: ShelfEntry[] = [];
  let next = start;
  for (let round = 0; round < roundsMax && page.length < query.limit && next < list.length; round += 1) {
    const chosen: ShelfEntry[] = [];
    while (page.length + chosen.length < query.limit && next < list.length) {
      const entry = list[next];
      next += 1;
      if (entry && (!query.inStock || entry.available > 0)) chosen.push(entry);
    }
    const stock = shelf.freshStock(chosen);
    if (!stock) {
      page.push(...chosen);
      continue;
    }
    await stock;
    for (const { product } of chosen) {
      const entry = shelf.entry(product.id);
      if (entry && (!query.inStock || entry.available > 0)) page.push(entry);
    }
  }
  return { page, next };
}

/** Where the page after a cursor starts: behind its product, or at its place when the product has left. */
export function positionAfter(list: readonly ShelfEntry[], cursor: string): number {
  const [index, id] = decodeCursor(cursor, cursorShape);
  if (list[index]?.product.id === id) return index + 1;
  const found = list.findIndex((entry) => entry.product.id === id);
  return found === -1 ? Math.min(index, list.length) : found + 1;
}
